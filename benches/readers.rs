//! Each reader beside the obvious crate on its own, over the same bytes.
//!
//! A reader is an entry of [`readers`]: a file, Miyar's ways of reading it, and what others do with it. Every way
//! returns how many rows it read, which is checked, and looks at each value, so that no work is left out.
//! `MIYAR_BENCH_ROWS` is the number of rows (100 000). After Criterion's own words comes one table, in Markdown.

mod columns;
mod measured;
mod tables;

use calamine::Reader as _;
use criterion::{BenchmarkId, Criterion, Throughput};
use generator::{Format, write};
use measured::{criterion_home, median_s};
use miyar::engine::day::Day;
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::feed::package::{self, Resource};
use miyar::engine::feed::problem::Problem;
use miyar::engine::feed::unpack::Gunzip;
use miyar::engine::feed::{self, Cell, RowSink, sheet};
use miyar::work::intake::{Intake, Step, Take, read_segment};
use miyar::work::order::{CopyUse, Order, Said};
use serde::Deserialize;
use std::hint::black_box;
use std::io::{Cursor, Read};
use std::time::Duration;

type Way = (&'static str, fn(&[u8]) -> u64);

/// A file and the ways of reading it.
struct Reader {
    name: &'static str,
    bytes: Vec<u8>,
    n_rows: u64,
    /// Rows of the file as the sink is told them, then facts made of them, then the whole way of the worker.
    ours: Vec<Way>,
    /// The first is what ours are measured against.
    others: Vec<Way>,
}

fn readers(n_rows: u64) -> Vec<Reader> {
    // A workbook is read some thirty times as slowly, and has no more than a million rows anyway.
    let n_rows_of_sheet = n_rows / 10;
    vec![
        Reader {
            name: "csv",
            bytes: file(n_rows, Format::Csv),
            n_rows,
            ours: vec![
                ("rows", |bytes| rows(|sink| feed::read(bytes, "orders", &resource("csv"), sink))),
                ("facts", |bytes| facts(|sink| feed::read(bytes, "orders", &resource("csv"), sink))),
                ("intake", intake),
            ],
            others: vec![("csv, ByteRecord", csv_byte_record), ("csv, StringRecord", csv_string_record)],
        },
        Reader {
            name: "json",
            bytes: file(n_rows, Format::Json),
            n_rows,
            ours: vec![
                ("rows", |bytes| rows(|sink| feed::read(bytes, "orders", &resource("json"), sink))),
                ("facts", |bytes| facts(|sink| feed::read(bytes, "orders", &resource("json"), sink))),
                ("intake", intake),
            ],
            others: vec![("serde_json, Vec<struct>", json_structs), ("serde_json, Vec<Value>", json_values)],
        },
        Reader {
            name: "ndjson",
            bytes: file(n_rows, Format::Ndjson),
            n_rows,
            ours: vec![
                ("rows", |bytes| rows(|sink| feed::read(bytes, "orders", &resource("ndjson"), sink))),
                ("facts", |bytes| facts(|sink| feed::read(bytes, "orders", &resource("ndjson"), sink))),
                ("intake", intake),
            ],
            others: vec![("serde_json, struct a line", ndjson_structs)],
        },
        Reader {
            name: "gzip",
            bytes: tables::gzip(&file(n_rows, Format::Csv)),
            n_rows,
            ours: vec![("unpacked", gunzip), ("intake", intake)],
            others: vec![("flate2, MultiGzDecoder", gzip_decoder)],
        },
        Reader {
            name: "xlsx",
            bytes: tables::xlsx(n_rows_of_sheet),
            n_rows: n_rows_of_sheet,
            ours: vec![
                ("rows", |bytes| rows(|sink| drop(sheet::read(bytes, "orders", None, sink)))),
                ("facts", |bytes| facts(|sink| drop(sheet::read(bytes, "orders", None, sink)))),
            ],
            others: vec![("calamine, Range", xlsx_range)],
        },
        Reader {
            name: "parquet",
            bytes: tables::parquet(n_rows),
            n_rows,
            ours: vec![
                ("rows", |bytes| rows(|sink| feed::parquet::read(bytes.to_vec(), "orders", None, None, sink))),
                ("facts", |bytes| facts(|sink| feed::parquet::read(bytes.to_vec(), "orders", None, None, sink))),
            ],
            others: vec![("parquet, column readers", parquet_columns), ("parquet, RowIter", parquet_rows)],
        },
    ]
}

fn file(n_rows: u64, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(n_rows, format, &mut bytes).expect("a Vec takes what is written");
    bytes
}

/// Makes the resource that a manifest makes of the generator's columns.
fn resource(format: &str) -> Resource {
    let manifest = format!(
        r#"{{"miyar": {{"version": 1}},
        "resources": [{{"name": "orders", "path": "orders", "format": "{format}", "miyar": {{"table": "performance",
        "map": {{"date": "date", "channel": "channel", "segment": "segment", "region": "region", "device": "device",
        "stage": "stage", "visits": "sessions", "conversions": "conversions", "orders": "orders", "revenue": "revenue",
        "cost": "cost"}}}}}}]}}"#
    );
    let (package, problems) = package::read(manifest.as_bytes(), "datapackage.json");
    assert!(problems.is_empty(), "{problems:?}");
    package.and_then(|package| package.resources.into_iter().next()).expect("one resource")
}

/// Looks at every value and keeps none.
#[derive(Default)]
struct Seen {
    n_rows: u64,
    n_bytes: usize,
}

impl RowSink for Seen {
    fn columns(&mut self, _: &[String]) {}

    fn row(&mut self, _: u64, cells: &[Cell<'_>]) {
        self.n_rows += 1;
        for cell in cells {
            if let Cell::Text(text) | Cell::Number(text) = cell {
                self.n_bytes += text.len();
            }
        }
    }

    fn problem(&mut self, problem: Problem) {
        panic!("{problem:?}");
    }
}

fn rows(tell: impl FnOnce(&mut dyn RowSink)) -> u64 {
    let mut seen = Seen::default();
    tell(&mut seen);
    black_box(seen.n_bytes);
    seen.n_rows
}

fn facts(tell: impl FnOnce(&mut dyn RowSink)) -> u64 {
    let resource = resource("csv");
    let mut reading = Reading::new(Terms { resource: &resource, file: "orders", today: today(), zone: None });
    tell(&mut reading);
    let batch = reading.finish();
    assert!(batch.problems().is_empty(), "{:?}", batch.problems());
    black_box(batch).counts().n_read
}

fn today() -> Day {
    Day::from_iso("2026-11-21").expect("a day")
}

/// Does all that the worker does with a file that comes in chunks, but for joining the batches.
fn intake(bytes: &[u8]) -> u64 {
    let order = Order {
        number: 1,
        address: "local:orders".into(),
        headers: Vec::new(),
        copy: CopyUse::None,
        path: "orders".into(),
        resources: vec![Resource { format: None, ..resource("csv") }],
        today: today(),
        zone: None,
        room: u64::MAX,
    };
    let mut intake = Intake::new(&order, 0);
    let mut n_rows = 0;
    let mut go = |steps: Vec<Step>| {
        for step in steps {
            let parcel = match step {
                Step::Say(Said::Parcel(parcel)) => *parcel,
                Step::Segment(slip, bytes) => read_segment(&slip, &bytes),
                Step::Say(_) => continue,
            };
            n_rows += black_box(parcel).batches.iter().map(|batch| batch.counts().n_read).sum::<u64>();
        }
    };
    for chunk in bytes.chunks(64 * 1024) {
        let mut steps = Vec::new();
        assert!(intake.push(chunk, &mut steps).is_ok());
        go(steps);
    }
    let mut steps = Vec::new();
    assert!(intake.end(&mut steps).is_ok());
    go(steps);
    n_rows
}

/// Counts lines as they are unpacked.
fn gunzip(bytes: &[u8]) -> u64 {
    let mut gunzip = Gunzip::new();
    let mut n_lines = 0;
    let unpacked = gunzip.push(bytes, &mut |slice| n_lines += tables::n_lines(slice));
    assert!(unpacked.is_ok() && gunzip.end().is_ok());
    n_lines - 1
}

fn csv_byte_record(bytes: &[u8]) -> u64 {
    let mut reader = csv::Reader::from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let (mut n_rows, mut n_bytes) = (0, 0);
    while reader.read_byte_record(&mut record).expect("the file is right") {
        n_rows += 1;
        n_bytes += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    black_box(n_bytes);
    n_rows
}

fn csv_string_record(bytes: &[u8]) -> u64 {
    let mut reader = csv::Reader::from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let (mut n_rows, mut n_bytes) = (0, 0);
    while reader.read_record(&mut record).expect("the file is right") {
        n_rows += 1;
        n_bytes += record.iter().map(str::len).sum::<usize>();
    }
    black_box(n_bytes);
    n_rows
}

#[derive(Deserialize)]
#[allow(dead_code)] // only read
struct Order12<'a> {
    date: &'a str,
    channel: &'a str,
    segment: &'a str,
    region: &'a str,
    device: &'a str,
    stage: &'a str,
    customer_id: u64,
    sessions: u32,
    conversions: u32,
    orders: u32,
    revenue: f64,
    cost: f64,
}

fn json_structs(bytes: &[u8]) -> u64 {
    let orders: Vec<Order12<'_>> = serde_json::from_slice(bytes).expect("the file is right");
    black_box(orders).len() as u64
}

fn json_values(bytes: &[u8]) -> u64 {
    let values: Vec<serde_json::Value> = serde_json::from_slice(bytes).expect("the file is right");
    black_box(values).len() as u64
}

fn ndjson_structs(bytes: &[u8]) -> u64 {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.fold(0, |n_rows, line| {
        black_box(serde_json::from_slice::<Order12<'_>>(line).expect("the file is right"));
        n_rows + 1
    })
}

fn gzip_decoder(bytes: &[u8]) -> u64 {
    let mut decoder = flate2::read::MultiGzDecoder::new(bytes);
    let mut slice = vec![0; 64 * 1024];
    let mut n_lines = 0;
    loop {
        match decoder.read(&mut slice).expect("the file is right") {
            0 => return n_lines - 1,
            n_read => n_lines += tables::n_lines(&slice[..n_read]),
        }
    }
}

fn xlsx_range(bytes: &[u8]) -> u64 {
    let mut workbook = calamine::Xlsx::new(Cursor::new(bytes)).expect("the file is right");
    let range = workbook.worksheet_range_at(0).expect("one sheet").expect("the file is right");
    let n_cells = range.used_cells().count();
    black_box(n_cells);
    range.height() as u64 - 1
}

fn parquet_columns(bytes: &[u8]) -> u64 {
    tables::parquet_columns(bytes)
}

fn parquet_rows(bytes: &[u8]) -> u64 {
    tables::parquet_rows(bytes)
}

fn main() {
    let home = criterion_home();
    let n_rows = std::env::var("MIYAR_BENCH_ROWS").ok().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let mut criterion = Criterion::default()
        .output_directory(home.as_ref())
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let readers = readers(n_rows);
    for Reader { name, bytes, n_rows, ours, others } in &readers {
        let mut group = criterion.benchmark_group(*name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        for (way, read) in ours.iter().chain(others) {
            assert_eq!(read(bytes), *n_rows, "{name}, {way}");
            group.bench_with_input(BenchmarkId::from_parameter(way), bytes, |bencher, bytes| {
                bencher.iter(|| read(bytes))
            });
        }
        group.finish();
    }
    criterion.final_summary();

    println!("\n| reader | file | way | MB/s | million rows/s | beside the crate |");
    println!("| --- | ---: | --- | ---: | ---: | ---: |");
    for Reader { name, bytes, n_rows, ours, others } in &readers {
        let first = others.first().and_then(|(way, _)| median_s(&home, name, way));
        let ours = ours.iter().map(|(way, read)| (format!("Miyar, {way}"), way, read));
        for (title, way, _) in ours.chain(others.iter().map(|(way, read)| ((*way).to_owned(), way, read))) {
            if let Some(seconds) = median_s(&home, name, way) {
                let megabytes = bytes.len() as f64 / 1e6;
                let ratio = first.map_or(String::new(), |first| format!("{:.2}", first / seconds));
                let (speed, n_millions) = (megabytes / seconds, *n_rows as f64 / 1e6 / seconds);
                println!("| {name} | {megabytes:.1} MB | {title} | {speed:.0} | {n_millions:.2} | {ratio} |");
            }
        }
    }
}
