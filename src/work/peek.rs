//! The beginning of a person's own file: what a proposal is made from.

use super::message::Told;
use super::order::ReaderKind;
use crate::engine::facts::vocabulary::TableKind;
use crate::engine::feed::encoding::{Decoder, Encoding};
use crate::engine::feed::manner::Manner;
use crate::engine::feed::package::{Dialect, Format, Grain, Resource};
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::feed::propose::MAX_ROWS;
use crate::engine::feed::split::{Piece, Splitter};
use crate::engine::feed::unpack::{Container, Gunzip};
use crate::engine::feed::{Cell, Kept, RowSink, csv, json, sheet, sniff, wrong_from_the_start, zip};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much of a text is looked at.
pub const N_TEXT_BYTES: usize = 1 << 20;

/// What was seen of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peeked {
    pub number: u32,
    pub name: String,
    pub n_bytes: u64,
    pub format: Option<Format>,
    pub encoding: Option<Encoding>,
    pub dialect: Dialect,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Option<String>>>,
    pub problems: Problems,
}

/// To a reader that is only to look at the person's own file, which comes along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub number: u32,
    pub name: String,
}

/// From a reader that only looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Looked {
    /// It listens. Said once, before anything else: what is posted earlier would be lost.
    Ready,
    Seen(Box<Peeked>),
}

impl Told for Looked {
    fn is_ready(&self) -> bool {
        *self == Self::Ready
    }
}

impl Peeked {
    /// Nothing but a problem was seen.
    pub fn of_problem(number: u32, name: &str, n_bytes: u64, problem: Problem) -> Self {
        let mut problems = Problems::default();
        problems.add(problem);
        Self {
            number,
            name: name.into(),
            n_bytes,
            format: None,
            encoding: None,
            dialect: Dialect::default(),
            columns: Vec::new(),
            rows: Vec::new(),
            problems,
        }
    }
}

/// Keeps the first rows.
#[derive(Default)]
pub struct FirstRows(Kept);

impl FirstRows {
    /// Makes what was seen of them; `format` and `dialect` are how the file is written.
    pub fn seen(self, number: u32, name: &str, n_bytes: u64, format: Format, dialect: Dialect) -> Peeked {
        let Kept { columns, rows, problems } = self.0;
        let rows = rows.into_iter().map(|(_, cells)| cells).collect();
        let (format, name) = (Some(format), name.to_owned());
        Peeked { number, name, n_bytes, format, encoding: None, dialect, columns, rows, problems }
    }
}

impl RowSink for FirstRows {
    fn columns(&mut self, names: &[String]) {
        if self.0.columns.is_empty() {
            self.0.columns(names);
        }
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        if self.0.rows.len() < MAX_ROWS && cells.len() == self.0.columns.len() {
            self.0.row(row, cells);
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.0.problem(problem);
    }
}

/// Looks at the beginning of a text, packed by gzip or not; `n_bytes` are those of the whole file.
///
/// # Errors
/// Another reader knows the format.
pub fn text(number: u32, name: &str, head: &[u8], n_bytes: u64) -> Result<Peeked, ReaderKind> {
    let is_whole = head.len() as u64 >= n_bytes;
    let problem = |kind| Peeked::of_problem(number, name, n_bytes, Problem::of_file(kind, name));
    let mut unpacked = Vec::new();
    let (text, is_whole) = match Container::of(head) {
        Container::Plain => (head, is_whole),
        Container::Gzip => {
            // What is cut off may look broken: what came before it is there.
            let mut gunzip = Gunzip::new();
            let _ = gunzip.push(head, &mut |slice| {
                if unpacked.len() < N_TEXT_BYTES {
                    unpacked.extend_from_slice(slice);
                }
            });
            let is_whole = is_whole && unpacked.len() < N_TEXT_BYTES;
            (unpacked.as_slice(), is_whole)
        }
        Container::Zip | Container::Workbook => return Err(ReaderKind::Sheet),
        Container::Parquet => return Err(ReaderKind::Parquet),
        other => {
            let kind = other.refused().unwrap_or(ProblemKind::FormatUnknown);
            let refused = Problem::of_file(kind, name).quoting(other.name());
            return Ok(Peeked::of_problem(number, name, n_bytes, refused));
        }
    };
    let manner = sniff::manner_of_bytes(&unmapped(name), text, is_whole);
    let mut decoded = Vec::new();
    let mut decoder = Decoder::new(manner.encoding);
    decoder.push(text, &mut decoded);
    if is_whole {
        decoder.end(&mut decoded);
    }
    if let Some(kind) = wrong_from_the_start(&decoded) {
        return Ok(problem(kind));
    }
    let mut rows = FirstRows::default();
    read(name, &manner, &decoded, is_whole, &mut rows);
    if !is_whole && manner.format == Format::Json {
        // It breaks off where looking ended.
        rows.0.problems.retain_kinds(|kind| kind != ProblemKind::JsonMalformed);
    }
    let peeked = rows.seen(number, name, n_bytes, manner.format, manner.dialect);
    Ok(Peeked { encoding: Some(manner.encoding), ..peeked })
}

fn read(name: &str, manner: &Manner, text: &[u8], is_whole: bool, sink: &mut dyn RowSink) {
    let mut pieces = Vec::new();
    let mut splitter = Splitter::new(manner.format, &manner.dialect);
    // The last line may be cut off.
    let n_kept = match manner.format {
        // Of an array, the last element; it may be all one line.
        Format::Json => text.len(),
        _ if is_whole => text.len(),
        _ => text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1),
    };
    if n_kept == 0 {
        let n_seen = text.len().to_string();
        return sink.problem(Problem::of_file(ProblemKind::LineTooLong, name).at_row(1).quoting(&n_seen));
    }
    splitter.push(text.get(..n_kept).unwrap_or(text), &mut pieces);
    splitter.end(&mut pieces);
    for piece in pieces {
        let Piece::Segment(segment) = piece else { continue };
        if manner.format == Format::Csv {
            let header = csv::Header::After(manner.n_preamble);
            csv::read_segment(&segment.bytes, name, &manner.dialect, header, sink);
            // More than the first rows is not wanted.
            return;
        }
        json::read_segment(&segment.bytes, segment.shape, name, &manner.dialect, sink);
    }
}

/// Looks at a workbook or an archive.
pub fn sheet(number: u32, name: &str, bytes: &[u8]) -> Peeked {
    let n_bytes = bytes.len() as u64;
    let content = zip::content(bytes);
    if content == Some(zip::Content::Document) {
        let problem = Problem::of_file(ProblemKind::NoTable, name).quoting(zip::DOCUMENT);
        return Peeked::of_problem(number, name, n_bytes, problem);
    }
    if content == Some(zip::Content::Archive) {
        let mut inner = Vec::new();
        let unpacked = zip::unpack(bytes, name, None, &mut |slice| {
            inner.extend_from_slice(slice);
            inner.len() < N_TEXT_BYTES
        });
        return match unpacked {
            Err(problem) if inner.is_empty() => Peeked::of_problem(number, name, n_bytes, problem),
            _ => {
                let n_inner = if inner.len() < N_TEXT_BYTES { inner.len() as u64 } else { u64::MAX };
                let peeked = text(number, name, &inner, n_inner).unwrap_or_else(|_| of_sheet(number, name, &inner));
                Peeked { n_bytes, ..peeked }
            }
        };
    }
    of_sheet(number, name, bytes)
}

fn of_sheet(number: u32, name: &str, bytes: &[u8]) -> Peeked {
    let mut rows = FirstRows::default();
    let read = sheet::read(bytes, name, None, &mut rows);
    let dialect = Dialect { sheet: read.name, ..Dialect::default() };
    rows.seen(number, name, bytes.len() as u64, Format::Sheet, dialect)
}

/// A resource that says nothing of how its file is written.
fn unmapped(name: &str) -> Resource {
    Resource {
        name: name.into(),
        paths: vec![name.into()],
        format: None,
        encoding: None,
        dialect: Dialect::default(),
        fields: BTreeMap::new(),
        key: Vec::new(),
        missing_values: vec![String::new()],
        table: TableKind::Performance,
        grain: Grain::Day,
        from: None,
        map: BTreeMap::new(),
        unpivot: None,
    }
}
