//! What is said, in every language: nothing is missing, and each binary asks for what it has.

use super::layering::rust_files;
use super::support::repository;
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::problem::ProblemKind;
use miyar::engine::kpi::{Formula, Kpi};
use miyar::view::query::{Compare, PeriodChoice};
use miyar::view::text::{Arg, Lang, Text};
use miyar::view::words::kpi_message;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Returns the Fluent files of the page's binary or of the worker's: path → text.
pub fn files(lang: Lang, is_page: bool) -> BTreeMap<PathBuf, String> {
    std::fs::read_dir(repository("src/view/text").join(lang.id()))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.ends_with("ui.ftl") == is_page)
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// Returns message (and `message.attribute`) → the variables that it uses.
fn messages(lang: Lang, is_page: bool) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in files(lang, is_page).values() {
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| !id.starts_with([' ', '[', '*'])) {
                current = id.into();
            } else if let Some((attribute, _)) =
                line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once(" ="))
            {
                let id = current.split('.').next().unwrap_or_default();
                current = format!("{id}.{attribute}");
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
    for (lang, is_page) in Lang::ALL.into_iter().flat_map(|lang| [(lang, true), (lang, false)]) {
        assert_eq!(messages(lang, is_page), messages(Lang::En, is_page), "{lang:?}");
    }
}

/// Returns the texts in quotes of the Rust files in a folder, with their file.
fn quoted(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    for path in rust_files(folder) {
        let code = std::fs::read_to_string(&path).unwrap();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            all.extend(line.split('"').skip(1).step_by(2).map(|text| (path.clone(), text.to_owned())));
        }
    }
    all
}

/// A text in quotes that is a message of the other binary alone would be shown as its bare id. A text of one word may
/// as well be a class or a kind.
#[test]
fn a_binary_names_only_messages_that_it_has() {
    let (page, desk) = (messages(Lang::En, true), messages(Lang::En, false));
    for (folder, own, other) in [("ui", &page, &desk), ("view", &desk, &page), ("work", &desk, &page)] {
        for (path, text) in quoted(&repository("src").join(folder)) {
            assert!(
                own.contains_key(&text) || !other.contains_key(&text) || !text.contains('-'),
                "{path:?} names {text:?} of the other binary"
            );
        }
    }
}

#[test]
fn messages_that_are_asked_for_by_name_exist() {
    for (folders, is_page, calls) in [
        (["ui"].as_slice(), true, ["say(\"", "say_with(\""].as_slice()),
        (&["view", "work"], false, &["text.get(\"", "text.with(\"", "text.find(\""]),
    ] {
        let own = messages(Lang::En, is_page);
        for path in folders.iter().flat_map(|folder| rust_files(&repository("src").join(folder))) {
            let code: String = std::fs::read_to_string(&path).unwrap().split_whitespace().collect();
            for (call, (at, _)) in calls.iter().flat_map(|call| code.match_indices(call).map(move |at| (call, at))) {
                let id = code[at + call.len()..].split('"').next().unwrap();
                assert!(own.contains_key(id), "{path:?} asks for {id:?}");
            }
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
        let text = Text::of_desk(lang);
        for id in &ids {
            assert!(text.find(id, &[]).is_some_and(|words| !words.is_empty()), "{lang:?}: {id}");
        }
    }
}

#[test]
fn arabic_counts_in_its_six_forms() {
    let text = Text::of_desk(Lang::Ar);
    let say = |count: f64, number: &str| {
        let said = text.with("count-orders", &[("count", Arg::Count(count)), ("number", Arg::Text(number))]);
        said.replace(['\u{2068}', '\u{2069}'], "")
    };
    for (count, said) in [
        (0.0, "0 طلب"),
        (1.0, "طلب واحد"),
        (2.0, "طلبان"),
        (3.0, "3 طلبات"),
        (11.0, "11 طلبًا"),
        (100.0, "100 طلب"),
        (103.0, "103 طلبات"),
        (111.0, "111 طلبًا"),
        (-1.0, "-1 طلب"),
    ] {
        assert_eq!(say(count, &count.to_string()), said);
    }
}

#[test]
fn a_name_cannot_turn_the_direction_of_the_words_after_it() {
    let text = Text::of_desk(Lang::En);
    for (name, kept) in [
        ("\u{2067}evil", "\u{2067}evil\u{2069}"),
        ("evil\u{2069}", "evil"),
        ("\u{2066}a\u{2069}b", "\u{2066}a\u{2069}b"),
        ("\u{2069}\u{2068}x", "\u{2068}x\u{2069}"),
    ] {
        let said = text.with("efficiency-reference", &[("cost", Arg::Text(name))]);
        assert!(
            said.contains(kept)
                && said.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count() == said.matches('\u{2069}').count(),
            "{said:?}"
        );
    }
}
