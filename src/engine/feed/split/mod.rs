//! Cuts a text that comes in pieces into segments of whole records, which are read one by one, in any order.
//!
//! A [`Splitter`] takes the bytes as they come and gives [`Piece`]s, numbered in the order of the file. What a
//! segment's rows are numbered from, its reader cannot know: the reader tells how many rows the segment spans
//! ([`Passed`]), and who joins the results adds them up. A [`Fault`] spans rows, too.
//!
//! No more is held than a segment, a record of [`MAX_RECORD`] and a block of [`N_BLOCK_BYTES`], whatever comes;
//! an object of arrays alone is held whole, up to [`MAX_WHOLE`].
//! [`csv`] and [`json`] find the records, [`lines`] those of NDJSON and everything's too long ones.

mod csv;
mod json;
mod lines;

use super::package::{Dialect, Format};
use super::problem::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};

/// How much text a segment has, at least, if it is not the last: much enough that handing it to a worker costs
/// little beside reading it (some 20 ms), little enough that eight workers' segments, and what reading each takes
/// (its rows in eight bytes a value), are no burden.
pub const N_SEGMENT_BYTES: usize = 1 << 20;

/// How long a record may be: a hundred times the longest cell of a workbook (32,767 characters). What is longer is
/// no row, as a rule, but a file whose line ends or quotes are not what they were taken for.
pub const MAX_RECORD: usize = 4 << 20;

/// How large an object of arrays may be. It cannot be read before its last array has come, and takes about five
/// times its size to read.
pub const MAX_WHOLE: usize = 64 << 20;

/// How much is looked at at once: it stays in a processor's nearer cache.
pub const N_BLOCK_BYTES: usize = 64 * 1024;

/// The sizes that bound what is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub segment: usize,
    pub record: usize,
    pub whole: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { segment: N_SEGMENT_BYTES, record: MAX_RECORD, whole: MAX_WHOLE }
    }
}

/// How a segment's records stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// As the file has them: delimited text.
    Delimited,
    /// NDJSON: one object a line, or one in which the object stands under the dialect's property.
    Lines,
    /// The elements of a JSON array, one a line.
    Elements,
    /// The one object of arrays that the file is.
    Columns,
}

/// Whole records of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its place among all pieces.
    pub number: u32,
    pub shape: Shape,
    pub bytes: Vec<u8>,
}

/// What stands between segments and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its place among all pieces.
    pub number: u32,
    pub kind: ProblemKind,
    pub value: String,
    /// How many rows it spans; its own row is the one after those of the pieces before.
    pub n_rows: u64,
}

impl Fault {
    /// Makes the problem that this is; `n_rows_before` are those of the pieces before.
    pub fn problem(&self, file: &str, n_rows_before: u64) -> Problem {
        Problem::of_file(self.kind, file).at_row(n_rows_before.saturating_add(1)).quoting(&self.value)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Segment(Segment),
    Fault(Fault),
}

impl Piece {
    pub const fn number(&self) -> u32 {
        match self {
            Self::Segment(segment) => segment.number,
            Self::Fault(fault) => fault.number,
        }
    }
}

/// What was passed in reading a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Passed {
    /// How many rows it spans as a spreadsheet counts them: blank lines, preamble and header are rows, too.
    pub n_rows: u64,
    /// Whether the columns are known after it: they were before, or it has a header. Of JSON, whether it has rows.
    pub has_columns: bool,
}

/// Cuts a file into pieces.
pub struct Splitter(Inner);

enum Inner {
    Csv(csv::CsvSplitter),
    Json(Box<json::JsonSplitter>),
    Ndjson(lines::LineSplitter),
}

impl Splitter {
    /// Makes one for a file of `format`; what is neither JSON nor NDJSON is taken for delimited text.
    pub fn new(format: Format, dialect: &Dialect) -> Self {
        Self::with_sizes(format, dialect, Sizes::default())
    }

    pub fn with_sizes(format: Format, dialect: &Dialect, sizes: Sizes) -> Self {
        Self(match format {
            Format::Json => Inner::Json(Box::new(json::JsonSplitter::new(dialect.property.as_deref(), sizes))),
            Format::Ndjson => Inner::Ndjson(lines::LineSplitter::new(sizes)),
            Format::Csv | Format::Sheet | Format::Parquet => Inner::Csv(csv::CsvSplitter::new(dialect, sizes)),
        })
    }

    /// Takes the next bytes of the file, in UTF-8 (delimited text without its byte order mark); adds to `out` the pieces that are whole with them.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<Piece>) {
        for block in bytes.chunks(N_BLOCK_BYTES) {
            match &mut self.0 {
                Inner::Csv(csv) => csv.push(block, out),
                Inner::Json(json) => json.push(block, out),
                Inner::Ndjson(lines) => lines.push(block, out),
            }
        }
    }

    /// Is told that there are no more bytes; adds to `out` what is left.
    pub fn end(&mut self, out: &mut Vec<Piece>) {
        match &mut self.0 {
            Inner::Csv(csv) => csv.end(out),
            Inner::Json(json) => json.end(out),
            Inner::Ndjson(lines) => lines.end(out),
        }
    }

    /// Returns how many bytes are held.
    pub fn n_held(&self) -> usize {
        match &self.0 {
            Inner::Csv(csv) => csv.n_held(),
            Inner::Json(json) => json.n_held(),
            Inner::Ndjson(lines) => lines.n_held(),
        }
    }
}

/// The segment in the making: whole records, and after them what there is of the next.
struct Held {
    shape: Shape,
    sizes: Sizes,
    number: u32,
    bytes: Vec<u8>,
    /// Where the last whole record ends.
    n_whole: usize,
}

impl Held {
    const fn new(shape: Shape, sizes: Sizes) -> Self {
        Self { shape, sizes, number: 0, bytes: Vec::new(), n_whole: 0 }
    }

    /// Returns how much there is of a record that has no end yet.
    const fn n_open(&self) -> usize {
        self.bytes.len().saturating_sub(self.n_whole)
    }

    fn next_number(&mut self) -> u32 {
        let number = self.number;
        self.number = number.saturating_add(1);
        number
    }

    /// Gives the whole records away once they are a segment; returns how many bytes went.
    fn cut_if_full(&mut self, out: &mut Vec<Piece>) -> usize {
        if self.n_whole >= self.sizes.segment { self.cut(out) } else { 0 }
    }

    /// Gives the whole records away, if there are any; returns how many bytes went.
    fn cut(&mut self, out: &mut Vec<Piece>) -> usize {
        if self.n_whole == 0 {
            return 0;
        }
        let open = self.bytes.get(self.n_whole..).unwrap_or_default();
        let room = self.sizes.segment.min(N_SEGMENT_BYTES) + N_BLOCK_BYTES;
        let mut next = Vec::with_capacity(open.len().max(room));
        next.extend_from_slice(open);
        let mut bytes = std::mem::replace(&mut self.bytes, next);
        bytes.truncate(self.n_whole);
        self.give(bytes, out);
        std::mem::take(&mut self.n_whole)
    }

    /// Gives all away as the last segment.
    fn end(&mut self, out: &mut Vec<Piece>) {
        self.n_whole = 0;
        let bytes = std::mem::take(&mut self.bytes);
        if !bytes.is_empty() {
            self.give(bytes, out);
        }
    }

    fn give(&mut self, bytes: Vec<u8>, out: &mut Vec<Piece>) {
        let number = self.next_number();
        out.push(Piece::Segment(Segment { number, shape: self.shape, bytes }));
    }

    /// Drops the record that has no end yet, and tells of it after what is whole before it.
    fn pass_over(&mut self, out: &mut Vec<Piece>) {
        self.cut(out);
        self.bytes.clear();
        let value = size_text(self.sizes.record);
        self.fault(ProblemKind::LineTooLong, value, 1, out);
    }

    /// Tells of what is wrong after what is whole.
    fn fault(&mut self, kind: ProblemKind, value: String, n_rows: u64, out: &mut Vec<Piece>) {
        self.cut(out);
        let number = self.next_number();
        out.push(Piece::Fault(Fault { number, kind, value, n_rows }));
    }
}

fn size_text(n_bytes: usize) -> String {
    if n_bytes >= 1 << 20 { format!("{} MiB", n_bytes >> 20) } else { format!("{n_bytes} B") }
}
