//! Reads JSON: an array of objects, an object whose properties are arrays of equal length, or an object a line.
//!
//! Two passes over a segment, neither of which builds a tree: the first collects the names of all its columns, in
//! the order they come up, the second tells the rows. A number reaches the sink as the file writes it.

mod walk;

use super::package::{Dialect, Format};
use super::problem::{Problem, ProblemKind};
use super::split::{Fault, Passed, Piece, Shape, Sizes, Splitter};
use super::{Cell, MAX_COLUMNS, RowSink, emptied};
use walk::{Found, Pass};

use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;

/// Reads the JSON document `bytes` into `sink`, or what stands under its property `dialect.property`, whose names
/// have dots between them (`data.rows`).
///
/// There is no header, so the first object is row 1. Names are trimmed; of two properties with one name the last
/// counts, as everywhere in JSON. A property that an object lacks is [`Cell::Null`]; an object or array within a
/// cell is told as the text of compact JSON.
///
/// A row that is broken, or something else than an object, is reported ([`ProblemKind::JsonMalformed`] with its row
/// and the parser's words) and passed over; where the document ends too early, what is whole counts. Bytes that are
/// not UTF-8 are reported with their row ([`ProblemKind::NotUtf8`]) and read as `�`.
/// Where there are no rows: [`ProblemKind::EmptyFile`].
pub fn read(bytes: &[u8], file: &str, dialect: &Dialect, sink: &mut dyn RowSink) {
    read_whole(bytes, Format::Json, file, dialect, sink);
}

/// Reads NDJSON, an object a line, as [`read`] does JSON; rows are lines, blank ones counted.
///
/// Where `dialect.property` is declared, the row is what stands under it in each line: `data` of Airbyte's records,
/// `record` of Singer's. A line without it is reported, unless its property `type` says that it is another
/// message than a `RECORD` (Singer's `SCHEMA` and `STATE`).
pub fn read_ndjson(bytes: &[u8], file: &str, dialect: &Dialect, sink: &mut dyn RowSink) {
    read_whole(bytes, Format::Ndjson, file, dialect, sink);
}

/// Reads one segment of either; rows count from 1 at its beginning.
///
/// The columns are those that come up in this segment: another may have others, or the same in another order.
pub fn read_segment(bytes: &[u8], shape: Shape, file: &str, dialect: &Dialect, sink: &mut dyn RowSink) -> Passed {
    let part = Part::Rows { bytes, shape, text: String::from_utf8_lossy(bytes) };
    read_parts(&[part], file, dialect, sink)
}

fn read_whole(bytes: &[u8], format: Format, file: &str, dialect: &Dialect, sink: &mut dyn RowSink) {
    let sizes = Sizes { segment: usize::MAX, ..Sizes::default() };
    let mut splitter = Splitter::with_sizes(format, dialect, sizes);
    let mut pieces = Vec::new();
    splitter.push(bytes, &mut pieces);
    splitter.end(&mut pieces);
    let parts: Vec<Part<'_>> = pieces.iter().map(Part::of).collect();
    let passed = read_parts(&parts, file, dialect, sink);
    if !passed.has_columns && !parts.iter().any(|part| matches!(part, Part::Fault(_))) {
        sink.problem(Problem::of_file(ProblemKind::EmptyFile, file));
    }
}

/// A piece of a file, in characters.
enum Part<'a> {
    Rows { bytes: &'a [u8], shape: Shape, text: Cow<'a, str> },
    Fault(&'a Fault),
}

impl<'a> Part<'a> {
    fn of(piece: &'a Piece) -> Self {
        match piece {
            Piece::Fault(fault) => Self::Fault(fault),
            Piece::Segment(segment) => {
                let text = String::from_utf8_lossy(&segment.bytes);
                Self::Rows { bytes: &segment.bytes, shape: segment.shape, text }
            }
        }
    }
}

/// Reads all parts as one table.
fn read_parts(parts: &[Part<'_>], file: &str, dialect: &Dialect, sink: &mut dyn RowSink) -> Passed {
    let path: Vec<&str> = dialect.property.iter().flat_map(|property| property.split('.')).collect();
    let mut columns = Columns::default();
    let mut has_rows = false;
    for part in parts {
        let Part::Rows { shape, text, .. } = part else { continue };
        if *shape == Shape::Columns {
            // What is wrong, the second pass says.
            has_rows |= walk::columns(text, &mut columns).is_ok() || columns.n_columns() > 0;
        }
        let path = path_in(*shape, &path);
        for line in lines(*shape, text) {
            has_rows |= !line.is_empty();
            let n_columns = columns.n_columns();
            if !line.is_empty() && walk::row(line, path, &mut columns).is_err() {
                columns.forget_after(n_columns);
            }
            columns.next = 0;
        }
    }
    let n_columns = columns.n_columns();
    if n_columns > MAX_COLUMNS {
        let problem = Problem::of_file(ProblemKind::TooManyColumns, file);
        sink.problem(problem.quoting(&format!("{n_columns}/{MAX_COLUMNS}")));
    }
    if has_rows {
        sink.columns(columns.names());
    }
    let values = vec![Value::Null; columns.names().len()];
    columns.next = 0;
    let mut rows = Rows { file, sink, columns, row: 0, values, cells: Vec::new() };
    for part in parts {
        match part {
            Part::Fault(fault) => {
                rows.sink.problem(fault.problem(file, rows.row));
                rows.row += fault.n_rows;
            }
            Part::Rows { bytes, shape: Shape::Columns, text } => rows.read_columns(bytes, text),
            Part::Rows { bytes, shape, text } => rows.read_lines(bytes, *shape, text, path_in(*shape, &path)),
        }
    }
    Passed { n_rows: rows.row, has_columns: has_rows }
}

/// Returns the properties that lead to the row within a line: those of a JSON document have been followed.
fn path_in<'a, 'b>(shape: Shape, path: &'a [&'b str]) -> &'a [&'b str] {
    if shape == Shape::Lines { path } else { &[] }
}

/// Returns the lines, blank ones too, without what JSON allows around a value.
fn lines(shape: Shape, text: &str) -> impl Iterator<Item = &str> {
    let text = if shape == Shape::Columns { "" } else { text };
    text.split_inclusive('\n').map(|line| line.trim_start_matches('\u{feff}').trim_ascii())
}

/// The first pass: which columns there are.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
    /// Where the next property's name stands if this object is written like the one before.
    next: usize,
}

impl Columns {
    /// Returns how many there are, those past [`MAX_COLUMNS`] counted.
    fn n_columns(&self) -> usize {
        self.names.len()
    }

    fn names(&self) -> &[String] {
        self.names.get(..MAX_COLUMNS).unwrap_or(&self.names)
    }

    fn forget_after(&mut self, n_columns: usize) {
        for name in self.names.drain(n_columns.min(self.names.len())..) {
            self.places.remove(&name);
        }
    }

    fn find(&mut self, name: &str) -> Option<usize> {
        let place = if self.names.get(self.next).is_some_and(|next| next == name) {
            self.next
        } else {
            self.places.get(name).copied()?
        };
        self.next = place + 1;
        Some(place)
    }
}

impl<'de> Pass<'de> for Columns {
    fn column(&mut self, name: &str) -> Option<usize> {
        let name = name.trim();
        if self.find(name).is_none() {
            self.places.insert(name.to_owned(), self.names.len());
            self.names.push(name.to_owned());
            self.next = self.names.len();
        }
        None
    }

    fn value(&mut self, _column: usize, _raw: &'de RawValue) {}

    fn end_of_row(&mut self) {
        self.next = 0;
    }
}

/// One value, unescaped, until its row is told.
#[derive(Clone)]
enum Value<'de> {
    Null,
    Text(Cow<'de, str>),
    Number(&'de str),
    Bool(bool),
}

/// The second pass: tells the rows.
struct Rows<'s, 'de> {
    file: &'s str,
    sink: &'s mut dyn RowSink,
    columns: Columns,
    row: u64,
    values: Vec<Value<'de>>,
    /// Empty between rows; kept for its allocation.
    cells: Vec<Cell<'static>>,
}

impl<'de> Rows<'_, 'de> {
    fn read_lines(&mut self, bytes: &[u8], shape: Shape, text: &'de str, path: &[&str]) {
        // As many as those of the text: no line end is part of a character.
        let mut lines_in_bytes = bytes.split_inclusive(|byte| *byte == b'\n');
        for line in lines(shape, text) {
            let bytes = lines_in_bytes.next().unwrap_or_default();
            if line.contains('\u{fffd}') && std::str::from_utf8(bytes).is_err() {
                self.sink.problem(Problem::of_file(ProblemKind::NotUtf8, self.file).at_row(self.row + 1));
            }
            let found = if line.is_empty() { Ok(Found::Message) } else { walk::row(line, path, self) };
            match found {
                Ok(Found::Row) => {
                    self.end_of_row();
                    continue;
                }
                Ok(Found::Message) => {}
                Ok(Found::Other) => self.report("", line),
                Err(fault) => self.report(&words(&fault), line),
            }
            self.row += 1;
            self.columns.next = 0;
            self.values.fill(Value::Null);
        }
    }

    fn read_columns(&mut self, bytes: &[u8], text: &'de str) {
        if std::str::from_utf8(bytes).is_err() {
            self.sink.problem(Problem::of_file(ProblemKind::NotUtf8, self.file));
        }
        if let Err(fault) = walk::columns(text, self) {
            self.report(&words(&fault), "");
        }
    }

    /// Reports the next row: quotes what the parser says, or else what stands there.
    fn report(&mut self, fault: &str, line: &str) {
        let problem = Problem::of_file(ProblemKind::JsonMalformed, self.file).at_row(self.row + 1);
        self.sink.problem(problem.quoting(if fault.is_empty() { line } else { fault }));
    }
}

/// Returns the parser's words without its place, which is one in the segment.
fn words(fault: &serde_json::Error) -> String {
    let text = fault.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(words, _)| words).to_owned()
}

impl<'de> Pass<'de> for Rows<'_, 'de> {
    fn column(&mut self, name: &str) -> Option<usize> {
        self.columns.find(name.trim()).filter(|place| *place < self.values.len())
    }

    fn value(&mut self, column: usize, raw: &'de RawValue) {
        if let Some(value) = self.values.get_mut(column) {
            *value = value_from_json(raw.get());
        }
    }

    fn end_of_row(&mut self) {
        self.row += 1;
        self.columns.next = 0;
        let mut cells = emptied(std::mem::take(&mut self.cells));
        cells.extend(self.values.iter().map(|value| match value {
            Value::Null => Cell::Null,
            Value::Text(text) => Cell::Text(text),
            Value::Number(number) => Cell::Number(number),
            Value::Bool(value) => Cell::Bool(*value),
        }));
        self.sink.row(self.row, &cells);
        self.cells = emptied(cells);
        self.values.fill(Value::Null);
    }
}

fn value_from_json(json: &str) -> Value<'_> {
    match json.as_bytes().first() {
        Some(b'"') => {
            let inner = json.get(1..json.len().saturating_sub(1)).unwrap_or_default();
            if inner.contains('\\') {
                // Half of a surrogate pair is no text: it stays as it is written.
                Value::Text(serde_json::from_str(json).map_or(Cow::Borrowed(inner), Cow::Owned))
            } else {
                Value::Text(Cow::Borrowed(inner))
            }
        }
        Some(b'{' | b'[') => Value::Text(Cow::Owned(compact(json))),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'n') | None => Value::Null,
        Some(_) => Value::Number(json),
    }
}

/// Leaves the white space between values out.
fn compact(json: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    json.chars()
        .filter(|char| {
            let kept = in_text || !char.is_ascii_whitespace();
            if !escaped && *char == '"' {
                in_text = !in_text;
            }
            escaped = in_text && !escaped && *char == '\\';
            kept
        })
        .collect()
}
