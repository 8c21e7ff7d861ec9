//! ARCHITECTURE.md, README.md and budget.toml say what is so.

use super::support::repository;
use miyar::engine::facts::vocabulary::{Dimension, Measure, TableKind};

fn read(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns what stands between backquotes.
fn quoted(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.starts_with("    ")).flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn every_file_that_the_architecture_names_exists() {
    let text = read("ARCHITECTURE.md");
    let is_path = |name: &&str| {
        ["src/", "tests/", "public/", "style/", "scripts/"].iter().any(|root| name.starts_with(root))
            && !name.contains('<')
    };
    let paths: Vec<&str> = quoted(&text).into_iter().filter(is_path).collect();
    assert!(paths.len() > 15, "paths are found: {paths:?}");
    for path in paths {
        assert!(repository(path).exists(), "ARCHITECTURE.md names {path}");
    }
    for line in text.lines().filter(|line| line.starts_with("| a ")) {
        for path in quoted(line).into_iter().filter(|path| path.contains("/<name>")) {
            let folder = path.split("/<name>").next().unwrap();
            assert!(repository(folder).is_dir(), "ARCHITECTURE.md names {path}");
        }
    }
}

#[test]
fn the_architecture_is_short_enough_to_be_read() {
    let lines = read("ARCHITECTURE.md").lines().count();
    assert!(lines <= 150, "{lines} lines");
}

#[test]
fn the_readme_names_the_whole_vocabulary_and_both_commands() {
    let text = read("README.md");
    let names = quoted(&text);
    let vocabulary = Measure::ALL.iter().map(|measure| measure.id().to_owned());
    let vocabulary = vocabulary.chain(Dimension::NAMED.iter().map(Dimension::id));
    for name in vocabulary.chain(TableKind::ALL.iter().map(|kind| kind.id().to_owned())) {
        assert!(names.contains(&name.as_str()), "README.md does not name {name}");
    }
    assert!(text.contains("make serve") && text.contains("make test"));
}

#[test]
fn every_file_that_the_readme_names_exists() {
    let text = read("README.md");
    let linked =
        text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.starts_with("http"));
    let named = quoted(&text)
        .into_iter()
        .filter(|name| ["public/", "src/", "tests/"].iter().any(|root| name.starts_with(root)));
    for path in linked.chain(named) {
        assert!(repository(path).exists(), "README.md names {path}");
    }
}

#[test]
fn the_example_manifest_of_the_readme_opens() {
    let text = read("README.md");
    let start = text.find("   {\n     \"name\": \"mine\"").unwrap();
    let manifest = &text[start..start + text[start..].find("   ```").unwrap()];
    let start = text.find("   Day,Source").unwrap();
    let csv = text[start..start + text[start..].find("   ```").unwrap()].replace("\n   ", "\n");
    let mut feed = super::support::open_files(&[("datapackage.json", manifest), ("daily.csv", csv.trim_start())]);
    assert_eq!(feed.page("").shell.problems, None);
    let summary = feed.summary("");
    super::support::check_shown("revenue", &super::support::card(&summary, "revenue").figure, Some(131_210.5));
}

#[test]
fn no_source_file_is_too_long_to_be_read() {
    for file in walk("src") {
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.display());
    }
}

fn walk(folder: &str) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![repository(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files
}
