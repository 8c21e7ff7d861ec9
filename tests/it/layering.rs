//! The layers as data, and the `use` lines that must keep to them.

use super::support::repository;
use std::path::{Path, PathBuf};

/// A folder of `src/` and the folders that it may name.
const LAYERS: [(&str, &[&str]); 11] = [
    ("engine", &["engine"]),
    ("view", &["engine", "view"]),
    ("work", &["engine", "view", "work"]),
    ("browser", &["engine", "view", "work", "browser"]),
    ("ui", &["view", "work", "browser", "ui"]),
    ("bin/app.rs", &["ui", "browser", "view", "work"]),
    ("bin/worker.rs", &["browser", "work"]),
    ("bin/own_worker.rs", &["browser", "work"]),
    ("bin/sheet_worker.rs", &["browser", "work"]),
    ("bin/export_worker.rs", &["browser", "work"]),
    ("bin/parquet_worker.rs", &["browser", "work"]),
];

/// What a page component must never touch, even by a longer way.
const NOT_IN_UI: [&str; 2] = ["engine::cube", "engine::facts"];

/// Crates that only a browser has; pure layers do not name them.
const BROWSER_CRATES: [&str; 6] = ["js_sys", "web_sys", "wasm_bindgen", "leptos", "gloo_net", "plotters_canvas"];

/// Crates and paths of the standard library that do I/O or read a clock.
const IMPURE: [&str; 5] = ["std::fs", "std::net", "std::time", "std::env", "std::process"];

pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.into()];
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{folder:?}: {error}"))
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
}

/// Returns every path of the crate that the source names, as `layer::rest`.
fn named(source: &str) -> Vec<String> {
    let code: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut paths = Vec::new();
    for root in ["crate::", "miyar::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            match rest.strip_prefix('{') {
                // `use crate::{engine::day, view}`: each branch of the first level.
                Some(group) => {
                    let end = group.find(';').unwrap_or(group.len());
                    paths.extend(
                        group[..end].split(',').map(|branch| branch.trim().trim_matches(['{', '}']).to_owned()),
                    );
                }
                None => {
                    paths.push(rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect())
                }
            }
        }
    }
    paths
}

/// Returns what a file of `layer` names and may not.
fn faults(layer: &str, allowed: &[&str], source: &str) -> Vec<String> {
    let all_layers = LAYERS.map(|(name, _)| name);
    let mut faults: Vec<String> = named(source)
        .into_iter()
        .filter(|path| {
            let first = path.split(':').next().unwrap_or_default();
            all_layers.contains(&first) && !allowed.contains(&first)
                || layer == "ui" && NOT_IN_UI.iter().any(|hidden| path.starts_with(hidden))
        })
        .collect();
    if matches!(layer, "engine" | "view" | "work") {
        let impure = BROWSER_CRATES.iter().chain(&IMPURE).filter(|name| {
            source.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{name}::")))
        });
        faults.extend(impure.map(|name| (*name).to_owned()));
    }
    faults
}

#[test]
fn each_layer_names_only_what_lies_below_it() {
    for (layer, allowed) in LAYERS {
        for file in rust_files(&repository("src").join(layer)) {
            let source = std::fs::read_to_string(&file).unwrap();
            assert_eq!(faults(layer, allowed, &source), Vec::<String>::new(), "{} must not name these", file.display());
        }
    }
}

#[test]
fn a_planted_upward_import_is_found() {
    for (layer, planted, found) in [
        ("engine", "use crate::view::query::Query;", "view::query::Query"),
        ("engine", "use crate::{day::Day, work::desk};", "work::desk"),
        ("engine", "let now = std::time::Instant::now();", "std::time"),
        ("view", "fn f() { crate::ui::app::mount() }", "ui::app::mount"),
        ("view", "use web_sys::Window;\nlet w = web_sys::window();", "web_sys"),
        ("ui", "use crate::engine::cube::totals::Totals;", "engine::cube::totals::Totals"),
        ("browser", "use crate::ui::state::State;", "ui::state::State"),
        ("bin/worker.rs", "use miyar::ui::app::App;", "ui::app::App"),
    ] {
        let (_, allowed) = LAYERS.into_iter().find(|(name, _)| *name == layer).unwrap();
        assert!(faults(layer, allowed, planted).contains(&found.to_owned()), "{layer}: {planted}");
    }
}
