//! What the targets share: bytes are read as a feed's file is, and the readers are held to what they promise.
//!
//! A new target is a file in `src/bin/`, seeds in `corpus/<its name>/` if there are any, and nothing else:
//! `scripts/fuzz.sh` finds both. A panic, an overflow, ten seconds for one input or 2 GB of memory are a crash.

use miyar::engine::day::Day;
use miyar::engine::facts::Facts;
use miyar::engine::facts::assembly::{Assembly, ResourceReport};
use miyar::engine::facts::batch::Batch;
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::facts::vocabulary::TableKind;
use miyar::engine::feed::package::{self, Format, Resource};
use miyar::engine::feed::problem::{Problem, ProblemKind};
use miyar::engine::feed::split::{Piece, Shape, Sizes, Splitter};
use miyar::engine::feed::{self, Cell, MAX_COLUMNS, RowSink, csv, json};
use miyar::work::intake::{Step, Stop, Take, read_segment};
use miyar::work::order::{CopyUse, Order, Parcel, Said};
use std::collections::HashSet;

/// What kinds of resources there are: the part of a manifest after the file, with the columns that most seeds have.
pub const RESOURCES: [&str; 5] = [
    r#""table": "performance",
    "map": {"date": "date", "channel": "channel", "orders": "orders", "revenue": "revenue", "cost": "cost"}"#,
    r#""table": "events", "map": {"date": "date", "channel": "channel", "kind": "kind", "person": "person",
    "order": "order", "value": "revenue"}"#,
    r#""table": "costs", "map": {"date": "date", "channel": "channel", "kind": "kind", "amount": "cost"}"#,
    r#""table": "performance", "map": {"date": "date"},
    "unpivot": {"columns": {"tv_S": "TV", "orders": "Orders", "cost": "Cost"}, "along": "channel", "into": "cost"}"#,
    r#""table": "performance", "primaryKeyed": true,
    "map": {"date": "date", "channel": "channel", "orders": "orders", "revenue": "revenue", "cost": "cost"}"#,
];

/// Makes a resource of one file in a format, with the columns that most seeds have.
pub fn resource(format: &str) -> Resource {
    let resource = any_resource(0);
    Resource { format: package_format(format), ..resource }
}

fn package_format(format: &str) -> Option<Format> {
    match format {
        "csv" => Some(Format::Csv),
        "json" => Some(Format::Json),
        "ndjson" => Some(Format::Ndjson),
        _ => None,
    }
}

/// Makes a resource of the kind that a byte chooses, of whose file nothing is said.
///
/// It comes out of a manifest, as every resource does.
pub fn any_resource(choice: u8) -> Resource {
    let at = usize::from(choice) % RESOURCES.len();
    let key = if at == 4 {
        r#""schema": {"fields": [{"name": "date", "type": "any"}], "primaryKey": ["date"]},"#
    } else {
        ""
    };
    let said = RESOURCES[at].replace(r#" "primaryKeyed": true,"#, "");
    let manifest = format!(
        r#"{{"miyar": {{"version": 1}}, "resources": [{{"name": "f", "path": "f", {key} "miyar": {{{said}}}}}]}}"#
    );
    let (package, problems) = package::read(manifest.as_bytes(), "datapackage.json");
    assert!(problems.is_empty(), "{problems:?}");
    let resource = package.and_then(|package| package.resources.into_iter().next()).expect("the manifest is right");
    Resource { format: None, ..resource }
}

pub fn today() -> Day {
    Day::from_iso("2026-11-21").expect("a day")
}

fn terms(resource: &Resource) -> Terms<'_> {
    Terms { resource, file: "f", today: today(), zone: None }
}

/// Reads a file of `resource` into facts, all at once and cut into segments, which must come to the same.
pub fn read(bytes: &[u8], resource: &Resource) {
    let batch = batch(resource, true, |sink| feed::read(bytes, "f", resource, sink));
    assert!(batch.counts().n_read > 0 || !batch.problems().is_empty() || is_header_only(bytes), "no row and no reason");
    let whole = assembled(resource, vec![(batch, 0)]);
    if feed::wrong_from_the_start(bytes).is_none() {
        let segment = usize::from(bytes.first().copied().unwrap_or(1)) + 1;
        let cut = assembled(resource, batches_of_segments(bytes, resource, segment));
        let is_json = matches!(resource.format, Some(Format::Json | Format::Ndjson));
        compare(&whole, &cut, is_json);
    }
}

/// A reader of text tells a header without a row and finds nothing wrong: who joins segments says so.
fn is_header_only(bytes: &[u8]) -> bool {
    !bytes.trim_ascii().is_empty()
}

/// Reads what `tell` tells into a batch, and checks what counts promise. Rows of a workbook have whatever numbers it
/// gives them; elsewhere they are ordered.
pub fn batch(resource: &Resource, is_ordered: bool, tell: impl FnOnce(&mut dyn RowSink)) -> Batch {
    let mut reading = Reading::new(terms(resource));
    let mut strict = Strict { sink: &mut reading, n_columns: None, n_rows: 0, last_row: 0, n_repeated: 0, is_ordered };
    tell(&mut strict);
    let (n_rows, n_repeated) = (strict.n_rows, strict.n_repeated);
    let batch = reading.finish();
    assert_eq!(batch.counts().n_read, n_rows + n_repeated);
    check_counts(&batch);
    batch
}

fn check_counts(batch: &Batch) {
    let counts = batch.counts();
    assert!(counts.n_repaired + counts.n_refused <= counts.n_read, "a row is counted twice: {counts:?}");
}

/// Reads a text in segments of at least so many bytes.
fn batches_of_segments(bytes: &[u8], resource: &Resource, segment: usize) -> Vec<(Batch, u64)> {
    let format = resource.format.unwrap_or(Format::Csv);
    let sizes = Sizes { segment, ..Sizes::default() };
    let mut splitter = Splitter::with_sizes(format, &resource.dialect, sizes);
    let mut pieces = Vec::new();
    // As the decoder has done.
    let mut bytes = bytes;
    while let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        bytes = rest;
    }
    for chunk in bytes.chunks(segment.min(7)) {
        splitter.push(chunk, &mut pieces);
    }
    splitter.end(&mut pieces);
    let mut columns: Option<Vec<String>> = None;
    let mut batches = Vec::new();
    if pieces.is_empty() {
        // As the intake does.
        batches.push((Batch::of_problem(Problem::of_file(ProblemKind::EmptyFile, "f")), 0));
    }
    for (number, piece) in (0..).zip(&pieces) {
        assert_eq!(piece.number(), number);
        batches.push(match piece {
            Piece::Fault(fault) => (Batch::of_problem(fault.problem("f", 0)), fault.n_rows),
            Piece::Segment(segment) => {
                let mut reading = Reading::new(terms(resource));
                let header = columns.as_deref().map_or(csv::Header::After(0), csv::Header::Known);
                let passed = match segment.shape {
                    Shape::Delimited => csv::read_segment(&segment.bytes, "f", &resource.dialect, header, &mut reading),
                    shape => json::read_segment(&segment.bytes, shape, "f", &resource.dialect, &mut reading),
                };
                if columns.is_none() && passed.has_columns {
                    columns = Some(reading.names().to_vec());
                }
                (reading.finish(), passed.n_rows)
            }
        });
    }
    batches
}

/// Joins batches, each with how many rows of a spreadsheet it takes.
pub fn assembled(resource: &Resource, batches: Vec<(Batch, u64)>) -> (Facts, ResourceReport) {
    let mut assembly = Assembly::new(std::slice::from_ref(resource), today());
    for (batch, n_passed) in batches {
        assembly.add(0, 0, batch, n_passed);
    }
    let (facts, reports) = assembly.finish();
    let report = reports.into_iter().next().expect("a report a resource");
    let counts = report.counts;
    // A row that is left out because it came before may have been repaired when it was read.
    assert!(counts.n_repaired.max(counts.n_refused) <= counts.n_read, "a row is counted twice: {counts:?}");
    assert!(counts.n_read > 0 || !report.problems.is_empty(), "a file without a row says why");
    let has_measures = |table: &miyar::engine::facts::table::Table| table.measures().next().is_some();
    if resource.unpivot.is_none() && facts.tables.iter().any(has_measures) {
        assert_eq!(facts.n_rows() as u64, counts.n_read - counts.n_refused, "{counts:?}");
    }
    (facts, report)
}

/// Fails where two ways of reading the same come to something else.
fn compare(
    (whole, whole_report): &(Facts, ResourceReport),
    (cut, cut_report): &(Facts, ResourceReport),
    is_json: bool,
) {
    use ProblemKind::{EmptyFile, JsonMalformed, LineTooLong, NotUtf8};
    let sorted = |report: &ResourceReport| {
        // That there is no row either, only who reads all at once says beside what is wrong. Segments of JSON know
        // other columns each, so that a property may be lacking in the one and unknown in the other.
        let is_same = |problem: &&Problem| match problem.kind {
            EmptyFile => false,
            JsonMalformed | LineTooLong | NotUtf8 => true,
            _ => !is_json,
        };
        // What a parser trips over first in a text with several faults depends on where its lines end.
        let said = |problem: &Problem| match is_json {
            true => format!("{:?} {:?}", problem.kind, problem.row),
            false => format!("{problem:?}"),
        };
        let mut said: Vec<String> = report.problems.kept().iter().filter(is_same).map(said).collect();
        said.sort();
        said
    };
    assert_eq!(sorted(whole_report), sorted(cut_report), "problems");
    assert_eq!(whole_report.counts.n_read, cut_report.counts.n_read);
    if is_json {
        return;
    }
    assert_eq!(whole_report.counts, cut_report.counts);
    assert_eq!(whole_report.covers, cut_report.covers);
    assert_eq!(whole_report.is_day_first, cut_report.is_day_first);
    assert_eq!(whole.n_rows(), cut.n_rows());
    assert!(whole.measures().eq(cut.measures()), "measures");
    assert!(whole.dimensions().eq(&cut.dimensions()), "{:?} {:?}", whole.dimensions(), cut.dimensions());
}

/// Makes the order of a file.
pub fn order(resource: Resource) -> Order {
    Order {
        number: 3,
        address: "local:f".into(),
        headers: Vec::new(),
        copy: CopyUse::None,
        path: "f".into(),
        resources: vec![resource],
        today: today(),
        zone: None,
        room: 1 << 30,
    }
}

/// What came of a file: what was said and read, and why it ended if it did.
#[derive(Debug, PartialEq)]
pub struct Came {
    pub said: Vec<Said>,
    pub n_segments: Option<u32>,
    pub stopped: Option<String>,
}

/// Gives a file to a reader in chunks and reads what it gives.
pub fn take(mut reader: impl Take, chunks: impl Iterator<Item = impl AsRef<[u8]>>) -> Came {
    let mut steps = Vec::new();
    let mut ended = Ok(());
    for chunk in chunks {
        ended = reader.push(chunk.as_ref(), &mut steps);
        if ended.is_err() {
            break;
        }
    }
    let ended = ended.and_then(|()| reader.end(&mut steps));
    let said = |step| match step {
        Step::Say(said) => said,
        Step::Segment(slip, bytes) => Said::Parcel(Box::new(read_segment(&slip, &bytes))),
    };
    let said: Vec<Said> = steps.into_iter().map(said).collect();
    let stopped = ended.as_ref().err().map(|stop| match stop {
        Stop::File(problem) => format!("{problem:?}"),
        Stop::Needs(kind) => format!("{kind:?}"),
    });
    Came { said, n_segments: ended.ok(), stopped }
}

/// Joins what came of a file, whose parcels must be there, each once.
pub fn finish(resource: &Resource, came: Came) {
    let mut parcels: Vec<Parcel> = Vec::new();
    for said in came.said {
        match said {
            Said::Parcel(parcel) => parcels.push(*parcel),
            Said::Manner { .. } | Said::Noted { .. } => {}
            other => panic!("an intake does not say {other:?}"),
        }
    }
    let Some(n_segments) = came.n_segments else { return };
    assert_eq!(n_segments as usize, parcels.len());
    parcels.sort_by_key(|parcel| parcel.segment);
    let mut batches = Vec::new();
    for (number, mut parcel) in (0..).zip(parcels) {
        assert_eq!((parcel.segment, parcel.batches.len()), (number, 1));
        check_counts(&parcel.batches[0]);
        batches.push((parcel.batches.remove(0), parcel.n_passed));
    }
    let is_costs = resource.table == TableKind::Costs;
    let (facts, _) = assembled(resource, batches);
    assert!(!is_costs || facts.tables.iter().all(|table| table.kind == TableKind::Costs));
}

/// Takes a number below `n` off the end of the input.
pub fn last_of(bytes: &mut &[u8], n: usize) -> usize {
    let Some((last, rest)) = bytes.split_last() else { return 0 };
    *bytes = rest;
    usize::from(*last) % n
}

/// Keeps nothing, and fails where a reader breaks the contract of [`RowSink`].
#[derive(Default)]
pub struct Heard {
    pub n_rows: u64,
    pub problems: Vec<Problem>,
    n_columns: Option<usize>,
}

impl RowSink for Heard {
    fn columns(&mut self, names: &[String]) {
        check_names(self.n_columns, names);
        self.n_columns = Some(names.len());
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        check_row(self.n_columns, row, cells);
        self.n_rows += 1;
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// Hands rows on, and fails as [`Heard`] does.
struct Strict<'a> {
    sink: &'a mut dyn RowSink,
    n_columns: Option<usize>,
    n_rows: u64,
    last_row: u64,
    /// Headers that stand once more are rows of the source.
    n_repeated: u64,
    is_ordered: bool,
}

impl RowSink for Strict<'_> {
    fn columns(&mut self, names: &[String]) {
        check_names(self.n_columns, names);
        self.n_columns = Some(names.len());
        self.sink.columns(names);
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        check_row(self.n_columns, row, cells);
        assert!(!self.is_ordered || row > self.last_row, "row {row} after {}", self.last_row);
        self.last_row = row;
        // A row of nothing is none.
        self.n_rows += u64::from(!cells.iter().all(is_blank));
        self.sink.row(row, cells);
    }

    fn problem(&mut self, problem: Problem) {
        self.n_repeated += u64::from(problem.kind.id() == "repeated-header");
        self.sink.problem(problem);
    }
}

fn is_blank(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Null) || matches!(cell, Cell::Text(text) if text.trim().is_empty())
}

fn check_names(before: Option<usize>, names: &[String]) {
    assert!(before.is_none(), "columns are told once");
    assert!(names.len() <= MAX_COLUMNS, "{} columns", names.len());
    let mut seen = HashSet::new();
    assert!(names.iter().all(|name| name.is_empty() || seen.insert(name)), "names differ: {names:?}");
}

fn check_row(n_columns: Option<usize>, row: u64, cells: &[Cell<'_>]) {
    assert_eq!(Some(cells.len()), n_columns, "row {row} is as long as the names");
}
