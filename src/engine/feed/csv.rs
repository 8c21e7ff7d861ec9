//! Reads delimited text.
//!
//! Every value is told as [`Cell::Text`], an empty one too: what means «no value» is the schema's business.
//! The crate `csv-core` takes the bytes apart, as RFC 4180 says and leniently where files do not keep to it;
//! the rest is done here: rows are numbered, ragged rows, open quotes and foreign bytes are reported.
//! One row at a time is copied, into buffers that are used again; a line without quotes, as most are, not at all:
//! of such the delimiters are looked for and nothing else.

mod records;

use super::package::Dialect;
use super::problem::{Problem, ProblemKind};
use super::split::Passed;
use super::{Cell, MAX_COLUMNS, RowSink, emptied, without_byte_order_mark};
pub(super) use records::Marks;
use records::{Record, Records};

use std::collections::{HashMap, HashSet};

/// What stands at a segment's beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header<'a> {
    /// The file's: its first record after this many rows (blank lines counted) has the columns' names.
    After(u64),
    /// Rows of these columns: the file's header was in a segment before.
    Known(&'a [String]),
}

/// Reads `bytes` into `sink`; the first line that is not blank is the header.
///
/// Names of columns are trimmed, values are not. Of columns with one name the first keeps it, the next becomes
/// `name (2)`; columns without a name stay so. Rows are numbered as a spreadsheet does: the first line is 1, a
/// quoted value may span lines, blank lines are skipped yet counted.
///
/// Reports [`ProblemKind::ColumnTwice`], [`ProblemKind::TooManyColumns`], [`ProblemKind::RowRagged`],
/// [`ProblemKind::QuoteUnclosed`], [`ProblemKind::RepeatedHeader`], [`ProblemKind::NotUtf8`] and, where there is not
/// even a header, [`ProblemKind::EmptyFile`].
pub fn read(bytes: &[u8], file: &str, dialect: &Dialect, sink: &mut dyn RowSink) {
    let text = without_byte_order_mark(bytes);
    if !read_segment(text, file, dialect, Header::After(0), sink).has_columns {
        sink.problem(Problem::of_file(ProblemKind::EmptyFile, file));
    }
}

/// Reads one segment as [`read`] does a file; rows count from 1 at its beginning. A byte order mark has been taken off:
/// only of a file's beginning is it one.
pub fn read_segment(bytes: &[u8], file: &str, dialect: &Dialect, header: Header<'_>, sink: &mut dyn RowSink) -> Passed {
    let mut records = Records::new(bytes, dialect);
    let mut table = Table { file, sink, names: Vec::new(), cells: Vec::new() };
    match header {
        Header::Known(names) => {
            table.names = names.to_vec();
            table.sink.columns(names);
        }
        Header::After(n_rows) => loop {
            let Some(record) = records.advance() else { return Passed { n_rows: records.row, has_columns: false } };
            if records.row > n_rows {
                records.take(record);
                table.header(&records);
                table.end_of_record(&records, record);
                break;
            }
        },
    }
    while let Some(record) = records.advance() {
        if let Record::Line(line, text) = record {
            let text = text.or_else(|| std::str::from_utf8(line).ok());
            if text.is_some_and(|text| table.line(records.row, text, records.marks.delimiter)) {
                continue;
            }
            records.take(record);
        }
        table.row(&records);
        table.end_of_record(&records, record);
    }
    Passed { n_rows: records.row, has_columns: true }
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
            let problem = Problem::of_file(ProblemKind::TooManyColumns, self.file).at_row(record.row);
            self.sink.problem(problem.quoting(&format!("{}/{MAX_COLUMNS}", ends.len())));
        }
        self.sink.columns(&self.names);
    }

    /// Tells the row that a plain line is, if it is as rows mostly are; returns `false`, and tells nothing, where it
    /// is not.
    fn line(&mut self, row: u64, text: &str, delimiter: u8) -> bool {
        let mut cells = emptied(std::mem::take(&mut self.cells));
        let mut start = 0;
        each_at(text.as_bytes(), delimiter, |end| {
            cells.push(Cell::Text(text.get(start..end).unwrap_or_default()));
            start = end + 1;
            cells.len() <= self.names.len()
        });
        cells.push(Cell::Text(text.get(start..).unwrap_or_default()));
        let is_usual = cells.len() == self.names.len() && delimiter.is_ascii() && !self.is_header(&cells);
        if is_usual {
            self.sink.row(row, &cells);
        }
        self.cells = emptied(cells);
        is_usual
    }

    fn row(&mut self, record: &Records<'_>) {
        let n_found = record.ends().len();
        let is_cut = n_found > MAX_COLUMNS && self.names.len() == MAX_COLUMNS;
        if n_found != self.names.len() && !is_cut {
            self.report_ragged(record.row, n_found);
        }
        // Bytes that are UTF-8 as a whole may be cut by a delimiter within a character: then a field is not.
        let whole = std::str::from_utf8(record.text()).ok();
        if !whole.is_some_and(|text| self.tell(record.row, text, record.ends())) {
            let (text, ends, foreign) = read_lossily(record.text(), record.ends());
            self.report_foreign(record.row, foreign.unwrap_or(0), &text, &ends);
            self.tell(record.row, &text, &ends);
        }
    }

    /// Whether a row is the header once more. Names that were numbered stand there without their numbers.
    fn is_header(&self, cells: &[Cell<'_>]) -> bool {
        let is_name = |(name, cell): (&String, &Cell<'_>)| {
            let Cell::Text(text) = cell else { return false };
            let Some(rest) = name.strip_prefix(text.trim()) else { return false };
            let number = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
            rest.is_empty() || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        cells.len() == self.names.len()
            && self.names.iter().any(|name| !name.is_empty())
            && self.names.iter().zip(cells).all(is_name)
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
        if self.is_header(&cells) {
            self.sink.problem(Problem::of_file(ProblemKind::RepeatedHeader, self.file).at_row(row));
        } else {
            self.sink.row(row, &cells);
        }
        self.cells = emptied(cells);
        true
    }

    fn end_of_record(&mut self, record: &Records<'_>, end: Record<'_>) {
        if let Record::Unclosed(column) = end {
            let (text, ends, _) = read_lossily(record.text(), record.ends());
            let problem = self.problem(ProblemKind::QuoteUnclosed, record.row, column);
            self.sink.problem(problem.quoting(fields(&text, &ends).nth(column).unwrap_or_default()));
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

/// Tells where `wanted` stands in `line`, as long as that is asked for. Eight bytes are looked at at once: fields are so
/// short that a search for each would take longer to begin than to end.
fn each_at(line: &[u8], wanted: u8, mut goes_on: impl FnMut(usize) -> bool) {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let all_wanted = u64::from_ne_bytes([wanted; 8]);
    let (words, rest) = line.as_chunks::<8>();
    for (nth, word) in words.iter().enumerate() {
        // A byte that is wanted becomes 0; then the highest bit of each byte says whether it is (Hacker's Delight, 6-1).
        let differing = u64::from_le_bytes(*word) ^ all_wanted;
        let mut found = !(((differing & LOW) + LOW) | differing | LOW);
        while found != 0 {
            // At most 7: the number of a byte in the word.
            let at = usize::try_from(found.trailing_zeros() / 8).unwrap_or(0);
            if !goes_on(nth * 8 + at) {
                return;
            }
            found &= found - 1;
        }
    }
    let n_before = words.len() * 8;
    let found = rest.iter().enumerate().filter(|(_, byte)| **byte == wanted);
    found.map(|(at, _)| n_before + at).all(goes_on);
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
