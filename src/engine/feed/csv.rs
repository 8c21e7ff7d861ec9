//! Reads delimited text.
//!
//! Every value is told as [`Cell::Text`], an empty one too: what means «no value» is the schema's business.
//! The crate `csv-core` takes the bytes apart, as RFC 4180 says and leniently where files do not keep to it;
//! the rest is done here: rows are numbered, ragged rows, open quotes and foreign bytes are reported.
//! One row at a time is copied, into buffers that are used again; the file as a whole never is.

use super::package::Dialect;
use super::problem::{Problem, ProblemKind};
use super::{Cell, MAX_COLUMNS, RowSink, emptied, without_byte_order_mark};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::collections::{HashMap, HashSet};

/// Reads `bytes` into `sink`; the first line that is not blank is the header.
///
/// Names of columns are trimmed, values are not. Of columns with one name the first keeps it, the next becomes
/// `name (2)`; columns without a name stay so. Rows are numbered as a spreadsheet does: the first line is 1, a
/// quoted value may span lines, blank lines are skipped yet counted.
///
/// Reports [`ProblemKind::ColumnTwice`], [`ProblemKind::RowRagged`], [`ProblemKind::QuoteUnclosed`],
/// [`ProblemKind::NotUtf8`] and, where there is not even a header, [`ProblemKind::EmptyFile`].
pub fn read(bytes: &[u8], file: &str, dialect: &Dialect, sink: &mut dyn RowSink) {
    let mut records = Records::new(without_byte_order_mark(bytes), dialect);
    let mut table = Table { file, sink, names: Vec::new(), cells: Vec::new() };
    let Some(end) = records.advance() else {
        table.sink.problem(Problem::of_file(ProblemKind::EmptyFile, file));
        return;
    };
    table.header(&records);
    table.end_of_record(&records, end);
    while let Some(end) = records.advance() {
        table.row(&records);
        table.end_of_record(&records, end);
    }
}

/// How a record ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    AtLineEnd,
    /// In a quote that nothing closes, which the field of this index opens.
    InQuote(usize),
}

/// Takes the bytes apart into records.
struct Records<'a> {
    dialect: &'a Dialect,
    reader: Reader,
    rest: &'a [u8],
    /// The number of the current record, blank lines counted.
    row: u64,
    /// The current record's fields, one after the other, and where each ends. Both are longer than what is
    /// used of them: `csv-core` writes into slices.
    text: Vec<u8>,
    ends: Vec<usize>,
    n_text: usize,
    n_ends: usize,
    /// Whether an open quote has been passed over already. Twice would be a matter of odd dialects, and
    /// going back each time would take quadratic time.
    went_back: bool,
}

impl<'a> Records<'a> {
    fn new(rest: &'a [u8], dialect: &'a Dialect) -> Self {
        Self {
            dialect,
            reader: reader(dialect, true),
            rest,
            row: 0,
            text: vec![0; 4096],
            ends: vec![0; 64],
            n_text: 0,
            n_ends: 0,
            went_back: false,
        }
    }

    fn text(&self) -> &[u8] {
        self.text.get(..self.n_text).unwrap_or_default()
    }

    fn ends(&self) -> &[usize] {
        self.ends.get(..self.n_ends).unwrap_or_default()
    }

    /// Goes to the next record; `None` after the last.
    fn advance(&mut self) -> Option<End> {
        while let Some(rest) = after_line_end(self.rest) {
            self.rest = rest;
            self.row += 1;
        }
        if self.rest.is_empty() {
            return None;
        }
        self.row += 1;
        (self.n_text, self.n_ends) = (0, 0);
        let record = self.rest;
        if self.fill() {
            self.skip_line_feed(record);
            return Some(End::AtLineEnd);
        }
        // The bytes are at their end. Within a quote, a delimiter is a character like others; anywhere else
        // it ends a field. The first of the two may be taken by an escape character before it. This is asked of
        // the reader itself, which is done with: a clone of it (csv-core 0.1.13) forgets the dialect.
        let delimiters = [self.dialect.separator(); 2];
        let (_, _, _, n_ended) = self.reader.read_record(&delimiters, &mut [0; 8], &mut [0; 8]);
        let open_field = self.n_ends;
        if n_ended == 0 && !self.went_back {
            self.went_back = true;
            self.read_quote_as_text(record);
        } else {
            self.ends.truncate(self.n_ends);
            self.ends.push(self.n_text);
            self.n_ends += 1;
        }
        Some(if n_ended == 0 { End::InQuote(open_field) } else { End::AtLineEnd })
    }

    /// Reads on to the end of the record; returns whether it came before the end of the bytes.
    fn fill(&mut self) -> bool {
        loop {
            let text = self.text.get_mut(self.n_text..).unwrap_or_default();
            let ends = self.ends.get_mut(self.n_ends..).unwrap_or_default();
            let (result, n_read, n_text, n_ends) = self.reader.read_record(self.rest, text, ends);
            self.rest = self.rest.get(n_read..).unwrap_or_default();
            self.n_text += n_text;
            self.n_ends += n_ends;
            match result {
                ReadRecordResult::Record => return true,
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return false,
                // Room for more. «Full» is also said when bytes and room end together: then the bytes are all read.
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            }
            if self.rest.is_empty() {
                return false;
            }
        }
    }

    /// Passes over the second half of `\r\n`: `csv-core` ends a record at the first.
    fn skip_line_feed(&mut self, record: &[u8]) {
        let n_read = record.len() - self.rest.len();
        if record.get(..n_read).is_some_and(|read| read.ends_with(b"\r")) {
            self.rest = self.rest.strip_prefix(b"\n").unwrap_or(self.rest);
        }
    }

    /// Reads the open field of `record`, and what follows on its line, as if quotes were plain characters,
    /// and leaves the lines after it to be read as records.
    fn read_quote_as_text(&mut self, record: &'a [u8]) {
        let mut again = reader(self.dialect, true);
        let mut n_ends = 0;
        let mut n_before = 0;
        while n_ends < self.n_ends {
            let Some(byte) = record.get(n_before..=n_before) else { break };
            n_ends += again.read_record(byte, &mut [0; 8], &mut [0; 8]).3;
            n_before += 1;
        }
        let open = record.get(n_before..).unwrap_or_default();
        let n_line = open.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(open.len());
        let (line, rest) = open.split_at(n_line);
        self.n_text = self.ends().last().copied().unwrap_or(0);
        for (index, field) in line.split(|byte| *byte == self.dialect.separator()).enumerate() {
            self.text.truncate(self.n_text);
            self.text.extend_from_slice(field);
            self.n_text = self.text.len();
            self.ends.truncate(self.n_ends + index);
            self.ends.push(self.n_text);
        }
        self.n_ends = self.ends.len();
        self.text.resize(self.text.len().max(4096), 0);
        self.rest = after_line_end(rest).unwrap_or(rest);
        self.reader = reader(self.dialect, true);
    }
}

fn reader(dialect: &Dialect, quoting: bool) -> Reader {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(dialect.separator()).double_quote(dialect.double_quote).escape(dialect.escape);
    match dialect.quote {
        Some(quote) => builder.quote(quote).quoting(quoting),
        None => builder.quoting(false),
    };
    builder.build()
}

/// Returns what follows the line end that `bytes` begin with, or `None` where they do not.
fn after_line_end(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Tells records to the sink.
struct Table<'a> {
    file: &'a str,
    sink: &'a mut dyn RowSink,
    names: Vec<String>,
    /// Empty between rows; kept for its allocation.
    cells: Vec<Cell<'static>>,
}

impl Table<'_> {
    fn problem(&self, kind: ProblemKind, row: u64, column: usize) -> Problem {
        let problem = Problem::of_file(kind, self.file).at_row(row);
        match self.names.get(column) {
            Some(name) => problem.in_column(name),
            None => problem,
        }
    }

    fn header(&mut self, record: &Records<'_>) {
        let (text, ends, foreign) = read_lossily(record.text(), record.ends());
        let mut seen = HashSet::new();
        // The last number that was tried for a name. Beginning at 2 each time would take quadratic time.
        let mut numbers = HashMap::new();
        for name in fields(&text, &ends).take(MAX_COLUMNS).map(str::trim) {
            let mut unique = name.to_owned();
            let mut is_twice = false;
            while !name.is_empty() && !seen.insert(unique.clone()) {
                is_twice = true;
                let number = numbers.entry(name).or_insert(1);
                *number += 1;
                unique = format!("{name} ({number})");
            }
            if is_twice {
                let problem = Problem::of_file(ProblemKind::ColumnTwice, self.file).at_row(record.row);
                self.sink.problem(problem.in_column(name));
            }
            self.names.push(unique);
        }
        if let Some(column) = foreign {
            self.report_foreign(record.row, column, &text, &ends);
        }
        if ends.len() > MAX_COLUMNS {
            self.report_ragged(record.row, ends.len());
        }
        self.sink.columns(&self.names);
    }

    fn row(&mut self, record: &Records<'_>) {
        if record.ends().len() != self.names.len() {
            self.report_ragged(record.row, record.ends().len());
        }
        // Bytes that are UTF-8 as a whole may be cut by a delimiter within a character: then a field is not.
        let whole = std::str::from_utf8(record.text()).ok();
        if !whole.is_some_and(|text| self.tell(record.row, text, record.ends())) {
            let (text, ends, foreign) = read_lossily(record.text(), record.ends());
            self.report_foreign(record.row, foreign.unwrap_or(0), &text, &ends);
            self.tell(record.row, &text, &ends);
        }
    }

    /// Tells one row; returns `false`, and tells nothing, where a field does not end with a character.
    fn tell(&mut self, row: u64, text: &str, ends: &[usize]) -> bool {
        let mut cells = emptied(std::mem::take(&mut self.cells));
        let mut start = 0;
        for &end in ends.iter().take(self.names.len()) {
            let Some(field) = text.get(start..end) else { return false };
            cells.push(Cell::Text(field));
            start = end;
        }
        cells.resize(self.names.len(), Cell::Null);
        self.sink.row(row, &cells);
        self.cells = emptied(cells);
        true
    }

    fn end_of_record(&mut self, record: &Records<'_>, end: End) {
        match end {
            End::AtLineEnd => {}
            End::InQuote(column) => {
                let (text, ends, _) = read_lossily(record.text(), record.ends());
                let problem = self.problem(ProblemKind::QuoteUnclosed, record.row, column);
                self.sink.problem(problem.quoting(fields(&text, &ends).nth(column).unwrap_or_default()));
            }
        }
    }

    fn report_ragged(&mut self, row: u64, n_found: usize) {
        let problem = Problem::of_file(ProblemKind::RowRagged, self.file).at_row(row);
        self.sink.problem(problem.quoting(&format!("{n_found}/{}", self.names.len())));
    }

    fn report_foreign(&mut self, row: u64, column: usize, text: &str, ends: &[usize]) {
        let problem = self.problem(ProblemKind::NotUtf8, row, column);
        self.sink.problem(problem.quoting(fields(text, ends).nth(column).unwrap_or_default()));
    }
}

fn fields<'a>(text: &'a str, ends: &'a [usize]) -> impl Iterator<Item = &'a str> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends).map(|(start, &end)| text.get(start..end).unwrap_or_default())
}

/// Reads each field by itself, with `�` for bytes that are not UTF-8. Returns the text, where its fields end,
/// and the first field that has such bytes.
fn read_lossily(bytes: &[u8], ends: &[usize]) -> (String, Vec<usize>, Option<usize>) {
    let mut text = String::with_capacity(bytes.len());
    let mut text_ends = Vec::with_capacity(ends.len());
    let mut foreign = None;
    let mut start = 0;
    for (index, &end) in ends.iter().enumerate() {
        let field = bytes.get(start..end).unwrap_or_default();
        if foreign.is_none() && std::str::from_utf8(field).is_err() {
            foreign = Some(index);
        }
        text.push_str(&String::from_utf8_lossy(field));
        text_ends.push(text.len());
        start = end;
    }
    (text, text_ends, foreign)
}
