//! A file that can only be read when all of it is there: a workbook, or an archive of others.

use super::intake::{Intake, Step, Stop, Take};
use super::order::{Order, Parcel, Said};
use crate::engine::facts::reading::{Reading, Terms};
use crate::engine::feed::encoding::Encoding;
use crate::engine::feed::manner::Manner;
use crate::engine::feed::package::{Dialect, Format};
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::engine::feed::unpack::Container;
use crate::engine::feed::zip::{self, Content, DOCUMENT};
use crate::engine::feed::{Cell, RowSink, sheet};

/// How large a workbook or an archive may be: it stands in memory while it is read.
pub const MOST_BYTES: usize = 256 << 20;

/// How many rows a batch has: as many as a segment of text.
const N_BATCH_ROWS: u64 = 16_384;

/// A workbook or an archive on its way.
pub struct Gathering<'o> {
    order: &'o Order,
    attempt: u32,
    bytes: Vec<u8>,
}

impl<'o> Gathering<'o> {
    pub const fn new(order: &'o Order, attempt: u32) -> Self {
        Self { order, attempt, bytes: Vec::new() }
    }

    fn problem(&self, kind: ProblemKind) -> Problem {
        Problem::of_file(kind, &self.order.path)
    }

    fn read_sheet(&self, bytes: &[u8], out: &mut Vec<Step>) -> Result<u32, Stop> {
        let first = self.order.resources.first();
        let dialect = first.map(|resource| resource.dialect.clone()).unwrap_or_default();
        let mut sink = Batching::new(self.order, self.attempt);
        if first.and_then(|resource| resource.format).is_some_and(|declared| declared != Format::Sheet) {
            sink.problem(self.problem(ProblemKind::FormatDiffers).quoting("XLSX / XLS / ODS"));
        }
        let read = sheet::read(bytes, &self.order.path, dialect.sheet.as_deref(), &mut sink);
        let manner = Manner {
            format: Format::Sheet,
            encoding: Encoding::Utf8,
            dialect: Dialect { sheet: read.name.clone(), ..dialect },
            n_preamble: read.n_above(),
            fields: first.map(|resource| resource.fields.clone()).unwrap_or_default(),
            inferred: Vec::new(),
        };
        out.push(Step::Say(Said::Manner { order: self.order.number, manner: Box::new(manner) }));
        // Half a sheet would look whole.
        match sink.fault.take() {
            Some(fault) => Err(Stop::File(fault)),
            None => Ok(sink.finish(out)),
        }
    }

    fn read_archive(&self, out: &mut Vec<Step>) -> Result<u32, Stop> {
        let mut intake = Intake::new(self.order, self.attempt);
        let entries = zip::entries(&self.bytes, &self.order.path).map_err(Stop::File)?;
        let mut inner = Vec::new();
        let mut stopped = None;
        let mut is_workbook = None;
        let unpacked = zip::unpack(&self.bytes, &self.order.path, None, &mut |slice| {
            let is_workbook = *is_workbook
                .get_or_insert_with(|| matches!(Container::of(slice), Container::Zip | Container::Workbook));
            if is_workbook {
                inner.extend_from_slice(slice);
                return inner.len() <= MOST_BYTES;
            }
            stopped = intake.push(slice, out).err();
            stopped.is_none()
        });
        if let Some(stop) = stopped {
            return Err(stop);
        }
        let read = unpacked.map_err(Stop::File)?;
        let others: Vec<&str> =
            entries.iter().map(|entry| entry.name.as_str()).filter(|name| *name != read.name).collect();
        if !others.is_empty() {
            let problem = self.problem(ProblemKind::ArchiveOthers).quoting(&others.join(", "));
            out.push(Step::Say(Said::Noted { order: self.order.number, problem: Box::new(problem) }));
        }
        if is_workbook == Some(true) { self.read_sheet(&inner, out) } else { intake.end(out) }
    }
}

impl Take for Gathering<'_> {
    fn push(&mut self, bytes: &[u8], _out: &mut Vec<Step>) -> Result<(), Stop> {
        if self.bytes.len() + bytes.len() > MOST_BYTES {
            let problem = self.problem(ProblemKind::TooLarge);
            return Err(Stop::File(problem.quoting(&(self.bytes.len() + bytes.len()).to_string())));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn end(&mut self, out: &mut Vec<Step>) -> Result<u32, Stop> {
        match zip::content(&self.bytes) {
            Some(Content::Workbook) => self.read_sheet(&self.bytes, out),
            Some(Content::Archive) => self.read_archive(out),
            Some(Content::Document) => Err(Stop::File(self.problem(ProblemKind::NoTable).quoting(DOCUMENT))),
            Some(Content::Lucid) => Err(Stop::File(self.problem(ProblemKind::FormatUnknown).quoting("Lucid"))),
            None if sheet::is_compound_file(&self.bytes) => self.read_sheet(&self.bytes, out),
            // Asking another reader would lead back here.
            None if Container::of(&self.bytes) == Container::Zip => {
                let broken = || self.problem(ProblemKind::FileBroken);
                Err(Stop::File(zip::entries(&self.bytes, &self.order.path).err().unwrap_or_else(broken)))
            }
            // Whatever its name says, this is text: CSV that is called .xls is common.
            None => {
                let mut intake = Intake::new(self.order, self.attempt);
                intake.push(&self.bytes, out)?;
                intake.end(out)
            }
        }
    }
}

/// Takes rows for all resources of an order and gives parcels of them. Rows are numbered within the file.
pub struct Batching<'o> {
    order: &'o Order,
    attempt: u32,
    readings: Vec<Reading<'o>>,
    /// What was cut and not given yet, and how many were cut in all.
    parcels: Vec<Parcel>,
    n_cut: u32,
    /// Why the file cannot be read to its end, if it cannot.
    pub fault: Option<Problem>,
}

impl<'o> Batching<'o> {
    pub fn new(order: &'o Order, attempt: u32) -> Self {
        let reading = |resource| {
            Reading::new(Terms { resource, file: &order.path, today: order.today, zone: order.zone.as_ref() })
        };
        Self {
            order,
            attempt,
            readings: order.resources.iter().map(reading).collect(),
            parcels: Vec::new(),
            n_cut: 0,
            fault: None,
        }
    }

    fn cut(&mut self) {
        self.parcels.push(Parcel {
            order: self.order.number,
            attempt: self.attempt,
            segment: self.n_cut,
            batches: self.readings.iter_mut().map(Reading::take).collect(),
            n_passed: 0,
        });
        self.n_cut += 1;
    }

    /// Gives what was cut so far.
    pub fn drain(&mut self, out: &mut Vec<Step>) {
        out.extend(self.parcels.drain(..).map(|parcel| Step::Say(Said::Parcel(Box::new(parcel)))));
    }

    /// Gives what is left; returns how many parcels there were in all.
    pub fn finish(mut self, out: &mut Vec<Step>) -> u32 {
        self.cut();
        self.drain(out);
        self.n_cut
    }
}

impl RowSink for Batching<'_> {
    fn columns(&mut self, names: &[String]) {
        self.readings.iter_mut().for_each(|reading| reading.columns(names));
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        self.readings.iter_mut().for_each(|reading| reading.row(row, cells));
        if self.readings.first().is_some_and(|reading| reading.n_rows() >= N_BATCH_ROWS) {
            self.cut();
        }
    }

    fn problem(&mut self, problem: Problem) {
        if problem.kind.ends_reading() {
            self.fault.get_or_insert(problem);
            return;
        }
        self.readings.iter_mut().for_each(|reading| reading.problem(problem.clone()));
    }
}
