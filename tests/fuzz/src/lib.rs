//! What the targets share: bytes are read as a feed's file is, and the reader is held to what it promises.
//!
//! A new target is a file in `src/bin/`, seeds in `corpus/<its name>/` if there are any, and nothing else:
//! `scripts/fuzz.sh` finds both. A panic, an overflow, ten seconds for one input or 2 GB of memory are a crash.

use miyar::engine::day::Day;
use miyar::engine::facts::Facts;
use miyar::engine::facts::loader::Loader;
use miyar::engine::feed::package::{self, Resource};
use miyar::engine::feed::problem::Problem;
use miyar::engine::feed::{self, Cell, MAX_COLUMNS, RowSink};
use std::collections::HashSet;

/// Makes a resource of one file in a format, with the columns that most seeds have.
///
/// It comes out of a manifest, as every resource does.
pub fn resource(format: &str) -> Resource {
    let manifest = format!(
        r#"{{"miyar": {{"version": 1}},
        "resources": [{{"name": "f", "path": "f", "format": "{format}", "miyar": {{"table": "performance",
        "map": {{"date": "date", "channel": "channel", "orders": "orders", "revenue": "revenue", "cost": "cost"}}}}}}]}}"#
    );
    let (package, problems) = package::read(manifest.as_bytes(), "datapackage.json");
    assert!(problems.is_empty(), "{problems:?}");
    package.and_then(|package| package.resources.into_iter().next()).expect("the manifest is right")
}

/// Reads a file of `resource` into facts.
pub fn read(bytes: &[u8], resource: &Resource) {
    let mut facts = Facts::default();
    let today = Day::from_iso("2026-11-21").expect("a day");
    let mut loader = Loader::new(&mut facts, resource, today);
    loader.begin_file("f");
    let mut strict = Strict { sink: &mut loader, n_columns: None, n_rows: 0, last_row: 0 };
    feed::read(bytes, "f", resource, &mut strict);
    let n_rows = strict.n_rows;
    let (problems, n_source_rows) = loader.finish();
    assert_eq!(n_source_rows, n_rows);
    assert!(n_rows > 0 || !problems.is_empty(), "a file without a row says why");
}

/// Hands rows on, and fails where a reader breaks the contract of [`RowSink`].
struct Strict<'a> {
    sink: &'a mut dyn RowSink,
    n_columns: Option<usize>,
    n_rows: u64,
    last_row: u64,
}

impl RowSink for Strict<'_> {
    fn columns(&mut self, names: &[String]) {
        assert!(self.n_columns.is_none(), "columns are told once");
        assert!(names.len() <= MAX_COLUMNS, "{} columns", names.len());
        let mut seen = HashSet::new();
        assert!(names.iter().all(|name| name.is_empty() || seen.insert(name)), "names differ: {names:?}");
        self.n_columns = Some(names.len());
        self.sink.columns(names);
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        assert_eq!(Some(cells.len()), self.n_columns, "row {row} is as long as the names");
        assert!(row > self.last_row, "row {row} after {}", self.last_row);
        self.last_row = row;
        self.n_rows += 1;
        self.sink.row(row, cells);
    }

    fn problem(&mut self, problem: Problem) {
        self.sink.problem(problem);
    }
}
