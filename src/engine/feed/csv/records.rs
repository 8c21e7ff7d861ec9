//! Takes delimited text apart into records.
//!
//! A line without quotes is told as it stands; `csv-core` takes apart what has quotes.

use crate::engine::feed::package::Dialect;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The bytes that mean something. Where a dialect gives one byte two meanings, the first of delimiter, quote and
/// escape character has it: no other could be told from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::feed) struct Marks {
    pub(in crate::engine::feed) delimiter: u8,
    pub(in crate::engine::feed) quote: Option<u8>,
    pub(in crate::engine::feed) double_quote: bool,
    pub(in crate::engine::feed) escape: Option<u8>,
}

impl Marks {
    pub(in crate::engine::feed) fn of(dialect: &Dialect) -> Self {
        let delimiter = Some(dialect.separator()).filter(|byte| !is_line_end(*byte)).unwrap_or(b',');
        let quote = dialect.quote.filter(|byte| *byte != delimiter && !is_line_end(*byte));
        let is_free = |byte: &u8| *byte != delimiter && Some(*byte) != quote && !is_line_end(*byte);
        Self { delimiter, quote, double_quote: dialect.double_quote, escape: dialect.escape.filter(is_free) }
    }
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// A record that has been passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record<'a> {
    /// A line without quotes, which is what it says; as text, too, if all bytes are.
    Line(&'a [u8], Option<&'a str>),
    /// Taken apart.
    Taken,
    /// The same, with a quote that nothing closes, which the field of this index opens.
    Unclosed(usize),
}

/// Takes the bytes apart into records.
pub(super) struct Records<'a> {
    pub(super) marks: Marks,
    reader: Reader,
    /// All bytes, if they are UTF-8.
    whole: Option<&'a str>,
    rest: &'a [u8],
    /// The number of the current record, blank lines counted.
    pub(super) row: u64,
    /// The current record's fields, one after the other, and where each ends. Both are longer than what is
    /// used of them: `csv-core` writes into slices.
    text: Vec<u8>,
    ends: Vec<usize>,
    n_text: usize,
    n_ends: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(bytes: &'a [u8], dialect: &Dialect) -> Self {
        let marks = Marks::of(dialect);
        Self {
            marks,
            reader: reader(marks),
            whole: std::str::from_utf8(bytes).ok(),
            rest: bytes,
            row: 0,
            text: vec![0; 4096],
            ends: vec![0; 64],
            n_text: 0,
            n_ends: 0,
        }
    }

    pub(super) fn text(&self) -> &[u8] {
        self.text.get(..self.n_text).unwrap_or_default()
    }

    pub(super) fn ends(&self) -> &[usize] {
        self.ends.get(..self.n_ends).unwrap_or_default()
    }

    /// Goes to the next record; `None` after the last.
    pub(super) fn advance(&mut self) -> Option<Record<'a>> {
        while let Some(rest) = after_line_end(self.rest) {
            self.rest = rest;
            self.row += 1;
        }
        if self.rest.is_empty() {
            return None;
        }
        self.row += 1;
        if let Some(line) = self.plain_line() {
            let text = self.whole.and_then(|whole| {
                let start = whole.len().checked_sub(self.rest.len())?;
                whole.get(start..start + line.len())
            });
            let rest = self.rest.get(line.len()..).unwrap_or_default();
            self.rest = after_line_end(rest).unwrap_or(rest);
            return Some(Record::Line(line, text));
        }
        (self.n_text, self.n_ends) = (0, 0);
        let record = self.rest;
        if self.fill() {
            self.skip_line_feed(record);
            return Some(Record::Taken);
        }
        // The bytes are at their end. Within a quote, a delimiter is a character like others; anywhere else
        // it ends a field. The first of the two may be taken by an escape character before it. This is asked of
        // the reader itself, which is done with: a clone of it (csv-core 0.1.13) forgets the dialect.
        let delimiters = [self.marks.delimiter; 2];
        let (_, _, _, n_ended) = self.reader.read_record(&delimiters, &mut [0; 8], &mut [0; 8]);
        let open_field = self.n_ends;
        if n_ended == 0 {
            // What follows the line is read again. That happens once: from within the quote, every quote that
            // would open a field was seen as one of two, and so it is closed by the second.
            self.read_quote_as_text(record);
            return Some(Record::Unclosed(open_field));
        }
        self.ends.truncate(self.n_ends);
        self.ends.push(self.n_text);
        self.n_ends += 1;
        Some(Record::Taken)
    }

    /// Returns the line that the rest begins with, if there is no quote in it.
    fn plain_line(&self) -> Option<&'a [u8]> {
        let end = match self.marks.quote {
            Some(quote) => memchr::memchr3(b'\n', b'\r', quote, self.rest),
            None => memchr::memchr2(b'\n', b'\r', self.rest),
        };
        let (line, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        rest.first().is_none_or(|byte| is_line_end(*byte)).then_some(line)
    }

    /// Takes a plain line apart where it is wanted so.
    pub(super) fn take(&mut self, record: Record<'_>) {
        let Record::Line(line, _) = record else { return };
        (self.n_text, self.n_ends) = (0, 0);
        self.append_fields(line);
    }

    /// Appends the fields of a line in which no quote counts.
    fn append_fields(&mut self, line: &[u8]) {
        self.text.truncate(self.n_text);
        self.ends.truncate(self.n_ends);
        for field in line.split(|byte| *byte == self.marks.delimiter) {
            self.text.extend_from_slice(field);
            self.ends.push(self.text.len());
        }
        (self.n_text, self.n_ends) = (self.text.len(), self.ends.len());
        self.text.resize(self.n_text.max(4096), 0);
        self.ends.resize(self.n_ends.max(64), 0);
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
        let mut again = reader(self.marks);
        let mut n_ends = 0;
        let mut n_before = 0;
        while n_ends < self.n_ends {
            let Some(byte) = record.get(n_before..=n_before) else { break };
            n_ends += again.read_record(byte, &mut [0; 8], &mut [0; 8]).3;
            n_before += 1;
        }
        let open = record.get(n_before..).unwrap_or_default();
        let (line, rest) = open.split_at(memchr::memchr2(b'\r', b'\n', open).unwrap_or(open.len()));
        self.n_text = self.ends().last().copied().unwrap_or(0);
        self.append_fields(line);
        self.rest = after_line_end(rest).unwrap_or(rest);
        self.reader = reader(self.marks);
    }
}

fn reader(marks: Marks) -> Reader {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(marks.delimiter).double_quote(marks.double_quote).escape(marks.escape);
    match marks.quote {
        Some(quote) => builder.quote(quote),
        None => builder.quoting(false),
    };
    let mut reader = builder.build();
    // It would take a byte order mark from what it is given first, wherever in the file that is.
    reader.read_record(b"", &mut [0; 8], &mut [0; 8]);
    reader
}

/// Returns what follows the line end that `bytes` begin with, or `None` where they do not.
fn after_line_end(bytes: &[u8]) -> Option<&[u8]> {
    match bytes {
        [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => Some(rest),
        _ => None,
    }
}
