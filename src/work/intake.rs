//! A file as it comes: unpacked, decoded, cut into segments; and one segment, read.
//!
//! Pure: whoever has the bytes pushes them and does with the segments what it likes. No more of a file is held than
//! what its beginning has to be looked at for, and the segment that is being filled.

use super::order::{Order, Parcel, ReaderKind, Said, Slip};
use crate::engine::facts::batch::Batch;
use crate::engine::facts::reading::{Reading, Terms};
use crate::engine::feed::encoding::Decoder;
use crate::engine::feed::manner::Manner;
use crate::engine::feed::package::{Format, Resource};
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::engine::feed::split::{Piece, Segment, Shape, Splitter};
use crate::engine::feed::unpack::{Container, Gunzip};
use crate::engine::feed::{csv, json, sniff, wrong_from_the_start};

/// How much of a text is looked at to see how it is written.
const N_HEAD_BYTES: usize = 64 * 1024;

/// What comes of pushing bytes.
#[derive(Debug)]
pub enum Step {
    Say(Said),
    /// A segment that anybody may read, by [`read_segment`].
    Segment(Box<Slip>, Vec<u8>),
}

/// Why nothing more is taken.
#[derive(Debug)]
pub enum Stop {
    File(Problem),
    /// Another reader knows the format.
    Needs(ReaderKind),
}

/// Takes the bytes of one file as they come.
pub trait Take {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// The file cannot be read on; nothing more is to be pushed.
    fn push(&mut self, bytes: &[u8], out: &mut Vec<Step>) -> Result<(), Stop>;
    /// Takes that there are no more bytes. Returns how many segments and faults the file had.
    ///
    /// # Errors
    /// As for [`Take::push`].
    fn end(&mut self, out: &mut Vec<Step>) -> Result<u32, Stop>;
}

/// A text on its way, packed or not.
pub struct Intake<'o> {
    order: &'o Order,
    attempt: u32,
    packing: Packing,
    /// The text's first bytes, until it is known how it is written.
    head: Vec<u8>,
    text: Option<Text>,
}

enum Packing {
    /// Too little has come to tell.
    Unknown(Vec<u8>),
    None,
    Gzip(Box<Gunzip>),
}

/// A text whose manner is known.
struct Text {
    decoder: Decoder,
    splitter: Splitter,
    resources: Vec<Resource>,
    format: Format,
    n_preamble: u64,
    columns: Option<Vec<String>>,
    n_pieces: u32,
}

impl Take for Intake<'_> {
    fn push(&mut self, bytes: &[u8], out: &mut Vec<Step>) -> Result<(), Stop> {
        if let Packing::Unknown(first) = &mut self.packing {
            first.extend_from_slice(bytes);
            if first.len() < Container::N_HEAD_BYTES {
                return Ok(());
            }
            return self.tell_packing(out);
        }
        self.unpack(bytes, out)
    }

    fn end(&mut self, out: &mut Vec<Step>) -> Result<u32, Stop> {
        if matches!(self.packing, Packing::Unknown(_)) {
            self.tell_packing(out)?;
        }
        if let Packing::Gzip(gunzip) = &mut self.packing {
            gunzip.end().map_err(|fault| Stop::File(fault.problem(&self.order.path)))?;
        }
        if self.text.is_none() {
            self.tell_manner(true, out)?;
        }
        let Some(text) = &mut self.text else { return Ok(0) };
        let mut rest = Vec::new();
        text.decoder.end(&mut rest);
        let mut pieces = Vec::new();
        text.splitter.push(&rest, &mut pieces);
        text.splitter.end(&mut pieces);
        text.take(pieces, self.order, self.attempt, out)?;
        if text.n_pieces == 0 {
            let parcel = said(&Problem::of_file(ProblemKind::EmptyFile, &self.order.path), 0, self.order, self.attempt);
            out.push(Step::Say(Said::Parcel(Box::new(parcel))));
            return Ok(1);
        }
        Ok(text.n_pieces)
    }
}

impl<'o> Intake<'o> {
    /// Makes the intake of a file; `attempt` counts how often it began anew.
    pub fn new(order: &'o Order, attempt: u32) -> Self {
        Self { order, attempt, packing: Packing::Unknown(Vec::new()), head: Vec::new(), text: None }
    }

    /// Makes the intake of a text that another has unpacked.
    pub fn of_text(order: &'o Order, attempt: u32) -> Self {
        Self { packing: Packing::None, ..Self::new(order, attempt) }
    }

    fn tell_packing(&mut self, out: &mut Vec<Step>) -> Result<(), Stop> {
        let Packing::Unknown(first) = std::mem::replace(&mut self.packing, Packing::None) else { return Ok(()) };
        let container = Container::of(&first);
        if let Some(kind) = container.refused() {
            return Err(Stop::File(Problem::of_file(kind, &self.order.path).quoting(container.name())));
        }
        match container {
            Container::Gzip => self.packing = Packing::Gzip(Box::default()),
            Container::Zip | Container::Workbook => return Err(Stop::Needs(ReaderKind::Sheet)),
            Container::Parquet => return Err(Stop::Needs(ReaderKind::Parquet)),
            _ => {}
        }
        self.unpack(&first, out)
    }

    fn unpack(&mut self, bytes: &[u8], out: &mut Vec<Step>) -> Result<(), Stop> {
        let Packing::Gzip(gunzip) = &mut self.packing else { return self.read(bytes, out) };
        let mut gunzip = std::mem::take(gunzip);
        let mut read = Ok(());
        let unpacked = gunzip.push(bytes, &mut |bytes| {
            if read.is_ok() {
                read = self.read(bytes, out);
            }
        });
        self.packing = Packing::Gzip(gunzip);
        read?;
        unpacked.map_err(|fault| Stop::File(fault.problem(&self.order.path)))
    }

    fn read(&mut self, bytes: &[u8], out: &mut Vec<Step>) -> Result<(), Stop> {
        if let Some(text) = &mut self.text {
            return text.push(bytes, self.order, self.attempt, out);
        }
        // However the bytes come, the same of them are looked at.
        let (head, rest) = bytes.split_at(bytes.len().min(N_HEAD_BYTES.saturating_sub(self.head.len())));
        self.head.extend_from_slice(head);
        if self.head.len() < N_HEAD_BYTES {
            return Ok(());
        }
        self.tell_manner(false, out)?;
        if let Some(text) = &mut self.text {
            text.push(rest, self.order, self.attempt, out)?;
        }
        Ok(())
    }

    fn tell_manner(&mut self, is_whole: bool, out: &mut Vec<Step>) -> Result<(), Stop> {
        let head = std::mem::take(&mut self.head);
        let manners_of = |resources: &[Resource]| -> Vec<Manner> {
            resources.iter().map(|resource| sniff::manner_of_bytes(resource, &head, is_whole)).collect()
        };
        let mut manners = manners_of(&self.order.resources);
        let Some(first) = manners.first().cloned() else { return Ok(()) };
        let mut decoder = Decoder::new(first.encoding);
        let mut start = Vec::new();
        decoder.push(&head, &mut start);
        if let Some(kind) = wrong_from_the_start(&start) {
            return Err(Stop::File(Problem::of_file(kind, &self.order.path)));
        }
        let first = match other_format(first.format, &start) {
            None => first,
            Some(format) => {
                let as_found = |resource: &Resource| Resource { format: Some(format), ..resource.clone() };
                manners = manners_of(&self.order.resources.iter().map(as_found).collect::<Vec<_>>());
                manners.first().cloned().unwrap_or(first)
            }
        };
        let known = |(resource, manner): (&Resource, Manner)| Resource {
            format: Some(manner.format),
            encoding: Some(manner.encoding),
            dialect: manner.dialect,
            fields: manner.fields,
            ..resource.clone()
        };
        let resources = self.order.resources.iter().zip(manners).map(known).collect();
        let splitter = Splitter::new(first.format, &first.dialect);
        let (format, n_preamble) = (first.format, first.n_preamble);
        out.push(Step::Say(Said::Manner { order: self.order.number, manner: Box::new(first) }));
        let mut text = Text { decoder, splitter, resources, format, n_preamble, columns: None, n_pieces: 0 };
        text.cut(&start, self.order, self.attempt, out)?;
        self.text = Some(text);
        Ok(())
    }
}

impl Text {
    fn push(&mut self, bytes: &[u8], order: &Order, attempt: u32, out: &mut Vec<Step>) -> Result<(), Stop> {
        let mut text = Vec::with_capacity(bytes.len());
        self.decoder.push(bytes, &mut text);
        self.cut(&text, order, attempt, out)
    }

    fn cut(&mut self, text: &[u8], order: &Order, attempt: u32, out: &mut Vec<Step>) -> Result<(), Stop> {
        let mut pieces = Vec::new();
        self.splitter.push(text, &mut pieces);
        self.take(pieces, order, attempt, out)
    }

    fn take(&mut self, pieces: Vec<Piece>, order: &Order, attempt: u32, out: &mut Vec<Step>) -> Result<(), Stop> {
        for piece in pieces {
            self.n_pieces = self.n_pieces.max(piece.number().saturating_add(1));
            match piece {
                Piece::Fault(fault) => {
                    let problem = fault.problem(&order.path, 0);
                    // Without its header nothing of a table can be read: the row after it is none.
                    if self.format == Format::Csv && self.columns.is_none() {
                        return Err(Stop::File(problem));
                    }
                    let parcel = Parcel { n_passed: fault.n_rows, ..said(&problem, fault.number, order, attempt) };
                    out.push(Step::Say(Said::Parcel(Box::new(parcel))));
                }
                Piece::Segment(segment) => self.take_segment(segment, order, attempt, out),
            }
        }
        Ok(())
    }

    fn take_segment(&mut self, segment: Segment, order: &Order, attempt: u32, out: &mut Vec<Step>) {
        let Segment { number, shape, bytes } = segment;
        let slip = Slip {
            order: order.number,
            attempt,
            segment: number,
            shape,
            path: order.path.clone(),
            resources: self.resources.clone(),
            columns: self.columns.clone(),
            n_preamble: self.n_preamble,
            today: order.today,
            zone: order.zone.clone(),
        };
        // The segment with the header is read at once: the others need its columns.
        if self.format == Format::Csv && self.columns.is_none() {
            let (parcel, columns) = read_with_columns(&slip, &bytes);
            match columns {
                Some(columns) => self.columns = Some(columns),
                None => self.n_preamble = self.n_preamble.saturating_sub(parcel.n_passed),
            }
            out.push(Step::Say(Said::Parcel(Box::new(parcel))));
            return;
        }
        out.push(Step::Segment(Box::new(slip), bytes));
    }
}

/// Makes a parcel of nothing but a problem.
fn said(problem: &Problem, segment: u32, order: &Order, attempt: u32) -> Parcel {
    let batches = order.resources.iter().map(|_| Batch::of_problem(problem.clone())).collect();
    Parcel { order: order.number, attempt, segment, batches, n_passed: 0 }
}

/// Tells what a text is that was taken for another: objects are no delimited text, whatever its name says, and the
/// other way round. JSON whole and by lines are not told apart by their beginning alone.
fn other_format(taken_for: Format, start: &[u8]) -> Option<Format> {
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let found = sniff::format_of(start);
    let is_other = match taken_for {
        Format::Csv => found != Format::Csv,
        Format::Json | Format::Ndjson => found == Format::Csv && !start.is_empty(),
        Format::Sheet | Format::Parquet => true,
    };
    is_other.then_some(found)
}

/// Reads one segment.
pub fn read_segment(slip: &Slip, bytes: &[u8]) -> Parcel {
    read_with_columns(slip, bytes).0
}

fn read_with_columns(slip: &Slip, bytes: &[u8]) -> (Parcel, Option<Vec<String>>) {
    let (mut n_passed, mut columns) = (0, None);
    let batches = slip.resources.iter().map(|resource| {
        let terms = Terms { resource, file: &slip.path, today: slip.today, zone: slip.zone.as_ref() };
        let mut reading = Reading::new(terms);
        let header = slip.columns.as_deref().map_or(csv::Header::After(slip.n_preamble), csv::Header::Known);
        let passed = match slip.shape {
            Shape::Delimited => csv::read_segment(bytes, &slip.path, &resource.dialect, header, &mut reading),
            Shape::Lines | Shape::Elements | Shape::Columns => {
                json::read_segment(bytes, slip.shape, &slip.path, &resource.dialect, &mut reading)
            }
        };
        n_passed = passed.n_rows;
        if passed.has_columns {
            columns = Some(reading.names().to_vec());
        }
        reading.finish()
    });
    let batches = batches.collect();
    let parcel = Parcel { order: slip.order, attempt: slip.attempt, segment: slip.segment, batches, n_passed };
    (parcel, columns)
}
