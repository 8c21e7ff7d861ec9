//! What is said, in every language: nothing is missing, nothing is left over.

use fluent_bundle::FluentResource;
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::problem::ProblemKind;
use miyar::engine::kpi::{Formula, Kpi};
use miyar::view::query::{Compare, PeriodChoice};
use miyar::view::text::{Arg, Lang, Text};
use miyar::view::words::kpi_message;
use std::collections::{BTreeMap, BTreeSet};

/// Returns message (and `message.attribute`) → the variables that it uses.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for file in lang.files() {
        let resource =
            FluentResource::try_new(file.to_owned()).unwrap_or_else(|(_, errors)| panic!("{lang:?}: {errors:?}"));
        let mut current = String::new();
        for line in resource.source().lines().filter(|line| !line.starts_with('#')) {
            if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| !id.starts_with([' ', '[', '*'])) {
                assert!(all.insert(id.to_owned(), BTreeSet::new()).is_none(), "{lang:?}: {id} stands twice");
                current = id.into();
            } else if let Some((attribute, _)) =
                line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once(" ="))
            {
                let id = current.split('.').next().unwrap_or_default();
                current = format!("{id}.{attribute}");
                all.insert(current.clone(), BTreeSet::new());
            }
            let variables = line
                .split('$')
                .skip(1)
                .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned());
            all.entry(current.clone()).or_default().extend(variables);
        }
    }
    all.remove("");
    all
}

#[test]
fn each_language_has_the_same_messages_with_the_same_variables() {
    let english = messages(Lang::En);
    for lang in Lang::ALL {
        let theirs = messages(lang);
        let missing: Vec<_> = english.keys().filter(|id| !theirs.contains_key(*id)).collect();
        let surplus: Vec<_> = theirs.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{lang:?} lacks {missing:?} and has {surplus:?} alone");
        for (id, variables) in &english {
            assert_eq!(&theirs[id], variables, "{lang:?}: {id}");
        }
    }
}

#[test]
fn everything_of_the_vocabulary_has_its_words() {
    let mut ids: Vec<String> = Vec::new();
    for kpi in Kpi::ALL {
        ids.extend([kpi_message(kpi), format!("{}.meaning", kpi_message(kpi))]);
        if let Formula::Ratio { denominator: [term, ..], .. } = kpi.spec().formula
            && !term.measure.is_money()
        {
            ids.push(format!("count-{}", term.measure.id().replace('_', "-")));
        }
    }
    for kind in ProblemKind::ALL {
        ids.extend(["", ".name", ".advice"].map(|part| format!("problem-{}{part}", kind.id())));
    }
    ids.extend(Measure::ALL.map(|measure| format!("measure-{}", measure.id().replace('_', "-"))));
    ids.extend(Dimension::NAMED.map(|dimension| format!("dimension-{}", dimension.id())));
    ids.extend(PeriodChoice::PRESETS.map(|choice| format!("period-{}", choice.id())));
    ids.extend(Compare::ALL.map(|compare| format!("compare-{}", compare.id())));
    for lang in Lang::ALL {
        let text = Text::new(lang);
        for id in &ids {
            assert!(text.find(id, &[]).is_some_and(|words| !words.is_empty()), "{lang:?}: {id}");
        }
    }
}

#[test]
fn arabic_counts_in_its_six_forms() {
    let text = Text::new(Lang::Ar);
    let say = |count: f64, number: &str| {
        let said = text.with("count-orders", &[("count", Arg::Count(count)), ("number", Arg::Text(number))]);
        said.replace(['\u{2068}', '\u{2069}'], "")
    };
    for (count, said) in
        [(0.0, "0 طلب"), (1.0, "طلب واحد"), (2.0, "طلبان"), (3.0, "3 طلبات"), (11.0, "11 طلبًا"), (100.0, "100 طلب")]
    {
        assert_eq!(say(count, &count.to_string()), said);
    }
}
