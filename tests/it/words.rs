//! What is said, in every language: nothing is missing, and each binary asks for what it has.

use super::layering::rust_files;
use super::support::repository;
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::problem::ProblemKind;
use miyar::engine::kpi::{Formula, Kpi};
use miyar::view::compare::Compare;
use miyar::view::query::PeriodChoice;
use miyar::view::step::StepChoice;
use miyar::view::text::{Arg, Lang, Text};
use miyar::view::words::kpi_message;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A binary that speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binary {
    Page,
    Desk,
    Own,
}

impl Binary {
    pub const ALL: [Self; 3] = [Self::Page, Self::Desk, Self::Own];

    fn files(self) -> &'static [&'static str] {
        match self {
            Self::Page => &["ui.ftl"],
            Self::Desk => {
                &["benchmark.ftl", "file.ftl", "kpi.ftl", "name.ftl", "page.ftl", "problem.ftl", "target.ftl"]
            }
            Self::Own => &["file.ftl", "name.ftl", "own.ftl", "problem.ftl"],
        }
    }

    pub fn text(self, lang: Lang) -> Text {
        match self {
            Self::Page => Text::of_page(lang),
            Self::Desk => Text::of_desk(lang),
            Self::Own => Text::of_own(lang),
        }
    }

    /// Returns whose words a source file of `view` or `work` asks for.
    fn of_source(path: &Path) -> Self {
        let is_own = ["view/page/import.rs", "work/own.rs"].iter().any(|own| path.ends_with(own));
        if is_own { Self::Own } else { Self::Desk }
    }
}

/// Returns the Fluent files of a binary: path → text.
pub fn files(lang: Lang, binary: Binary) -> BTreeMap<PathBuf, String> {
    std::fs::read_dir(repository("src/view/text").join(lang.id()))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| binary.files().iter().any(|file| path.ends_with(file)))
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// Returns message (and `message.attribute`) → the variables that it uses.
fn messages(lang: Lang, binary: Binary) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in files(lang, binary).values() {
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
    for (lang, binary) in Lang::ALL.into_iter().flat_map(|lang| Binary::ALL.map(|binary| (lang, binary))) {
        assert_eq!(messages(lang, binary), messages(Lang::En, binary), "{lang:?}, {binary:?}");
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
    let all = Binary::ALL.map(|binary| (binary, messages(Lang::En, binary)));
    for folder in ["ui", "view", "work"] {
        for (path, text) in quoted(&repository("src").join(folder)) {
            let own = if folder == "ui" { Binary::Page } else { Binary::of_source(&path) };
            let has = |of: Binary| all.iter().any(|(binary, messages)| *binary == of && messages.contains_key(&text));
            assert!(
                has(own) || !Binary::ALL.into_iter().any(has) || !text.contains('-'),
                "{path:?} names {text:?} of another binary"
            );
        }
    }
}

#[test]
fn messages_that_are_asked_for_by_name_exist() {
    for (folders, calls) in [
        (["ui"].as_slice(), ["say(\"", "say_with(\""].as_slice()),
        (&["view", "work"], &["text.get(\"", "text.with(\"", "text.find(\""]),
    ] {
        for path in folders.iter().flat_map(|folder| rust_files(&repository("src").join(folder))) {
            let code: String = std::fs::read_to_string(&path).unwrap().split_whitespace().collect();
            let binary = if folders == ["ui"] { Binary::Page } else { Binary::of_source(&path) };
            let own = messages(Lang::En, binary);
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
    ids.extend(Dimension::NAMED.map(|dimension| format!("dimension-{}", dimension.id().replace('_', "-"))));
    ids.extend(PeriodChoice::PRESETS.map(|choice| format!("period-{}", choice.id())));
    ids.extend(["period-today", "period-yesterday", "by-auto"].map(str::to_owned));
    ids.extend(StepChoice::ALL.map(|choice| format!("by-{}", choice.id())));
    ids.extend(Compare::PRESETS.map(|compare| format!("compare-{}", compare.id())));
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
