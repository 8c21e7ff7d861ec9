//! Bytes become rows: one file a wire format, each tells a [`RowSink`] what it finds.
//!
//! Reading never fails, it reports: what is wrong is a [`problem::Problem`] with its place,
//! and whatever can be read is read. A reader knows nothing of dimensions or measures.

pub mod csv;
pub mod json;
pub mod package;
pub mod problem;

use package::{Format, Resource};
use problem::{Problem, ProblemKind, Problems};

/// One value as the file writes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Absent: JSON `null`, a property that is not there, a row that ends before.
    Null,
    Text(&'a str),
    /// A JSON number, as it is written in the file.
    Number(&'a str),
    Bool(bool),
}

/// Takes rows as they are read.
pub trait RowSink {
    /// Is told the columns' names once, before the first row.
    fn columns(&mut self, names: &[String]);
    /// Is told one row; `cells` is as long as the names were. `row` counts as a spreadsheet does: the header is 1.
    fn row(&mut self, row: u64, cells: &[Cell<'_>]);
    /// Is told what is wrong.
    fn problem(&mut self, problem: Problem);
}

/// Reads one file of `resource` into `sink`. `file` is the path, for problems.
pub fn read(bytes: &[u8], file: &str, resource: &Resource, sink: &mut dyn RowSink) {
    if let Some(kind) = wrong_from_the_start(bytes, resource.format) {
        sink.problem(Problem::of_file(kind, file));
        return;
    }
    match resource.format {
        Format::Csv => csv::read(bytes, file, &resource.dialect, sink),
        Format::Json => json::read(bytes, file, &resource.dialect, sink),
    }
}

/// Tells an empty file and a web page (a login form, a CDN's error) from data.
fn wrong_from_the_start(bytes: &[u8], format: Format) -> Option<ProblemKind> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if start.is_empty() {
        return Some(ProblemKind::EmptyFile);
    }
    let looks_like_html = |tag: &[u8]| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    match format {
        Format::Csv | Format::Json if looks_like_html(b"<!doctype html") || looks_like_html(b"<html") => {
            Some(ProblemKind::HtmlInstead)
        }
        Format::Csv | Format::Json => None,
    }
}

/// A sink that keeps everything: for previews and tests.
#[derive(Debug, Default)]
pub struct Kept {
    pub columns: Vec<String>,
    /// Row number and values; `None` is [`Cell::Null`].
    pub rows: Vec<(u64, Vec<Option<String>>)>,
    pub problems: Problems,
}

impl RowSink for Kept {
    fn columns(&mut self, names: &[String]) {
        self.columns = names.to_vec();
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        let text = |cell: &Cell<'_>| match cell {
            Cell::Null => None,
            Cell::Text(text) | Cell::Number(text) => Some((*text).to_owned()),
            Cell::Bool(value) => Some(value.to_string()),
        };
        self.rows.push((row, cells.iter().map(text).collect()));
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.add(problem);
    }
}
