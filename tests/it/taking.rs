//! Files as a reader takes them: pushed in pieces, read by segments, joined to tables.

use super::support::repository;
use miyar::engine::day::Day;
use miyar::engine::facts::assembly::{Assembly, ResourceReport};
use miyar::engine::feed::package::{Resource, read as read_manifest};
use miyar::engine::feed::problem::{Problem, ProblemKind};
use miyar::engine::feed::{Kept, parquet};
use miyar::work::gather::Gathering;
use miyar::work::intake::{Intake, Step, Stop, Take, read_segment};
use miyar::work::order::{CopyUse, Order, ReaderKind, Said};
use miyar::work::peek;

/// A resource of one file `f`, of which no more is said than its columns.
pub fn resource() -> Resource {
    let manifest = r#"{"miyar": {"version": 1}, "resources": [{"name": "f", "path": "f", "miyar": {"table": "performance",
        "map": {"date": "date", "channel": "channel", "cost": "cost"}}}]}"#;
    let (package, problems) = read_manifest(manifest.as_bytes(), "datapackage.json");
    assert!(problems.is_empty(), "{problems:?}");
    Resource { format: None, ..package.unwrap().resources.remove(0) }
}

pub fn today() -> Day {
    Day::from_iso("2026-11-21").unwrap()
}

fn order() -> Order {
    Order {
        number: 1,
        address: "local:f".into(),
        headers: Vec::new(),
        copy: CopyUse::None,
        path: "f".into(),
        resources: vec![resource()],
        today: today(),
        zone: None,
        room: 1 << 30,
    }
}

/// What came of a file: all that was said, in the order of its segments; or why nothing more is taken.
type Taken = Result<Vec<Said>, Stop>;

fn take(mut reader: impl Take, bytes: &[u8], n_chunk: usize) -> Taken {
    let mut steps = Vec::new();
    for chunk in bytes.chunks(n_chunk) {
        reader.push(chunk, &mut steps)?;
    }
    let n_segments = reader.end(&mut steps)?;
    let said = |step| match step {
        Step::Say(said) => said,
        Step::Segment(slip, bytes) => Said::Parcel(Box::new(read_segment(&slip, &bytes))),
    };
    let said: Vec<Said> = steps.into_iter().map(said).collect();
    let n_parcels = said.iter().filter(|said| matches!(said, Said::Parcel(_))).count();
    assert_eq!(n_parcels, n_segments as usize);
    Ok(said)
}

fn joined(said: Vec<Said>) -> ResourceReport {
    let mut assembly = Assembly::new(&[resource()], today());
    for said in said {
        if let Said::Parcel(parcel) = said {
            assembly.add(0, 0, parcel.batches.into_iter().next().unwrap(), parcel.n_passed);
        }
    }
    assembly.finish().1.remove(0)
}

/// Reads a file with whatever reader its first bytes ask for; `Err`: the problem that ends it.
pub fn report(bytes: &[u8]) -> Result<ResourceReport, Problem> {
    let order = order();
    let taken = match take(Intake::new(&order, 0), bytes, 1_000) {
        Err(Stop::Needs(ReaderKind::Sheet)) => take(Gathering::new(&order, 0), bytes, 1_000),
        Err(Stop::Needs(ReaderKind::Parquet)) => {
            let mut kept = Kept::default();
            parquet::read(bytes.to_vec(), "f", None, None, &mut kept);
            assert!(!kept.rows.is_empty() || !kept.problems.is_empty());
            return Ok(ResourceReport::default());
        }
        taken => taken,
    };
    match taken {
        Ok(said) => Ok(joined(said)),
        Err(Stop::File(problem)) => Err(problem),
        Err(Stop::Needs(kind)) => panic!("{kind:?} is asked again"),
    }
}

/// Says the problems of a file: kind, row, column.
fn said(bytes: &[u8]) -> String {
    let problems = match report(bytes) {
        Ok(report) => report.problems.kept().to_vec(),
        Err(problem) => vec![problem],
    };
    let said = problems.iter().map(|problem| {
        let place = [problem.row.map(|row| row.to_string()), problem.column.clone()];
        std::iter::once(problem.kind.id().to_owned()).chain(place.into_iter().flatten()).collect::<Vec<_>>().join(" ")
    });
    said.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_list_without_rows_says_that_it_is_empty() {
    assert_eq!(said(b"[]"), "empty-file");
    assert_eq!(said(b"  "), "empty-file");
    assert_eq!(said(b"date,channel,cost\n"), "empty-file");
}

#[test]
fn what_holds_no_table_is_said_to_hold_none() {
    for (bytes, name) in [(&b"%PDF-1.7\n%\xe2\xe3\n1 0 obj"[..], "PDF"), (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG")] {
        let problem = report(bytes).unwrap_err();
        assert_eq!((problem.kind, problem.value.as_deref()), (ProblemKind::NoTable, Some(name)));
        let peeked = peek::text(1, "f", bytes, bytes.len() as u64).unwrap();
        assert_eq!(peeked.problems.kept(), [problem]);
        assert!(peeked.columns.is_empty());
    }
    let files = [("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", b"<w/>")];
    let document = super::sheets::packed(&files);
    let problem = report(&document).unwrap_err();
    assert_eq!((problem.kind, problem.value.as_deref()), (ProblemKind::NoTable, Some("DOCX / PPTX")));
    assert_eq!(peek::sheet(1, "f", &document).problems.kept(), [problem]);
}

#[test]
fn a_header_that_is_too_long_ends_the_file_and_makes_no_header_of_a_row() {
    let names = (0..1_000_000).map(|at| format!("c{at}")).collect::<Vec<_>>().join(",");
    let csv = format!("{names}\n2026-01-01,email,5\n2026-01-02,email,6\n");
    assert!(names.len() > 4 << 20);
    assert_eq!(said(csv.as_bytes()), "line-too-long 1");
    let head = &csv.as_bytes()[..peek::N_TEXT_BYTES];
    let peeked = peek::text(1, "f", head, csv.len() as u64).unwrap();
    assert!(peeked.columns.is_empty());
    assert_eq!(peeked.problems.kept()[0].kind, ProblemKind::LineTooLong);
    // A row that is too long is passed over, and the rest counts.
    let long = format!("date,channel,cost\n2026-01-01,{},5\n2026-01-02,email,6\n", "x".repeat(5 << 20));
    let report = report(long.as_bytes()).unwrap();
    assert_eq!(report.counts.n_read, 1);
}

#[test]
fn json_all_on_one_line_is_looked_at_however_long_it_is() {
    let row = r#"{"date":"2026-01-01","channel":"email","cost":5}"#;
    let json = format!("[{}]", vec![row; 40_000].join(","));
    assert!(json.len() > peek::N_TEXT_BYTES && !json.contains('\n'));
    let peeked = peek::text(1, "f", &json.as_bytes()[..peek::N_TEXT_BYTES], json.len() as u64).unwrap();
    assert_eq!((peeked.columns.len(), peeked.rows.len(), peeked.problems.count()), (3, 1_000, 0));
}

#[test]
fn a_workbook_that_was_cut_off_says_so() {
    let workbook = std::fs::read(repository("tests/data/sheets/odd.xlsx")).unwrap();
    assert_eq!(said(&workbook[..workbook.len() - 100]), "file-cut-short");
    assert_eq!(said(&workbook[..5]), "file-cut-short");
    assert_eq!(said(b"PK\x03\x04 and then PK\x05\x06"), "file-broken");
}

#[test]
fn what_is_wrong_between_rows_hides_no_column_that_is_missing() {
    let missing = "column-missing channel, column-missing date";
    assert_eq!(said(br#"[{"cost":1}] x"#), format!("{missing}, json-malformed 2"));
}

#[test]
fn a_row_in_which_several_things_are_wrong_is_repaired_once() {
    let report = report(b"date,channel,cost\n2026-01-01,a,x,more\n2026-01-02,b,1,more\nTotal,1\n").unwrap();
    let counts = report.counts;
    // One is ragged and has no number, one is ragged, the last is left out.
    assert_eq!((counts.n_read, counts.n_repaired, counts.n_refused), (3, 2, 1));
}

#[test]
fn how_a_file_comes_changes_nothing_of_it() {
    // Of the first 64 KiB every number may have three decimals; only what follows says that they have not.
    let mut text = "date;cost\n".to_owned();
    text.extend(std::iter::repeat_n("2026-01-01;1.234\n", 4_000));
    text.extend(std::iter::repeat_n("2026-01-02;1.234,5\n", 4_000));
    let order = order();
    let whole = take(Intake::new(&order, 0), text.as_bytes(), text.len()).unwrap();
    for n_chunk in [999, 60_000, 65_536, 100_000] {
        assert_eq!(take(Intake::new(&order, 0), text.as_bytes(), n_chunk).unwrap(), whole, "{n_chunk}");
    }
}
