//! Bytes become rows: one file a wire format, each tells a [`RowSink`] what it finds.
//!
//! Reading never fails, it reports: what is wrong is a [`problem::Problem`] with its place,
//! and whatever can be read is read. A reader knows nothing of dimensions or measures.
//! [`package`] reads the manifest, [`sniff`] finds in the first bytes what it leaves open, [`encoding`] makes UTF-8 of
//! them, [`csv`] and [`json`] tell rows, [`date`] and [`number`] read one value.

pub mod csv;
pub mod date;
pub mod encoding;
pub mod json;
pub mod manner;
pub mod number;
pub mod package;
pub mod parquet;
pub mod problem;
pub mod propose;
pub mod report;
pub mod sheet;
pub mod sniff;
pub mod split;
pub mod unpack;
pub mod zip;

use super::day::Day;
use super::quantity::Quantity;
use package::{Format, Resource};
use problem::{Problem, ProblemKind, Problems};

/// How many columns of a file are read: as many as a sheet of Excel or of LibreOffice has. Without a
/// limit, a file of a few megabytes could name so many that its rows fill the memory with [`Cell::Null`].
pub const MAX_COLUMNS: usize = 16_384;

/// One value as the file writes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Absent: JSON `null`, a property that is not there, a row that ends before.
    Null,
    Text(&'a str),
    /// A JSON number, as it is written in the file.
    Number(&'a str),
    Bool(bool),
    /// A number of a format that has its numbers in binary.
    Quantity(Quantity),
    /// A date of a format that knows dates.
    Day(Day),
}

/// Takes rows as they are read.
pub trait RowSink {
    /// Is told the columns' names once, before the first row.
    fn columns(&mut self, names: &[String]);
    /// Is told one row; `cells` is as long as the names were. `row` counts as a spreadsheet does: the header is 1.
    /// A JSON file has no header: there the first object is 1.
    fn row(&mut self, row: u64, cells: &[Cell<'_>]);
    /// Is told what is wrong.
    fn problem(&mut self, problem: Problem);
}

/// Reads one file of `resource` into `sink`. `file` is the path, for problems.
pub fn read(bytes: &[u8], file: &str, resource: &Resource, sink: &mut dyn RowSink) {
    if let Some(kind) = wrong_from_the_start(bytes) {
        sink.problem(Problem::of_file(kind, file));
        return;
    }
    match resource.format {
        Some(Format::Csv) | None => csv::read(bytes, file, &resource.dialect, sink),
        Some(Format::Json) => json::read(bytes, file, &resource.dialect, sink),
        Some(Format::Ndjson) => json::read_ndjson(bytes, file, &resource.dialect, sink),
        // Their readers are too heavy to be here: they have workers of their own.
        Some(Format::Sheet | Format::Parquet) => {}
    }
}

/// Tells an empty file and a web page (a login form, a CDN's error) from data.
pub fn wrong_from_the_start(bytes: &[u8]) -> Option<ProblemKind> {
    let start = without_byte_order_mark(bytes).trim_ascii_start();
    if start.is_empty() {
        return Some(ProblemKind::EmptyFile);
    }
    let looks_like_html = |tag: &[u8]| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    (looks_like_html(b"<!doctype html") || looks_like_html(b"<html")).then_some(ProblemKind::HtmlInstead)
}

/// Empties `cells` for the next row, whose values live elsewhere, and keeps the allocation: collecting a
/// mapped `Vec` into one of the same layout happens in place.
fn emptied<'a>(mut cells: Vec<Cell<'_>>) -> Vec<Cell<'a>> {
    cells.clear();
    cells.into_iter().map(|_| Cell::Null).collect()
}

/// Drops the mark that some programs put before UTF-8 text, and the next program before that.
fn without_byte_order_mark(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        bytes = rest;
    }
    bytes
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
            Cell::Quantity(quantity) => Some(quantity.to_decimal()),
            Cell::Day(day) => Some(day.to_string()),
        };
        self.rows.push((row, cells.iter().map(text).collect()));
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.add(problem);
    }
}
