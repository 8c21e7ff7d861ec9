//! Parquet files become rows. The files of tests/data/parquet are written by pyarrow, which says what is in them
//! (`write.py` there).

use super::support::repository;
use bytes::Bytes;
use miyar::engine::day::Day;
use miyar::engine::feed::parquet::footer::{Footer, Opening};
use miyar::engine::feed::parquet::read;
use miyar::engine::feed::problem::ProblemKind;
use miyar::engine::feed::{Cell, Kept, RowSink};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Deserialize)]
struct Expected {
    columns: Vec<String>,
    rows: Vec<Vec<Option<String>>>,
}

fn path(name: &str) -> std::path::PathBuf {
    repository("tests/data/parquet").join(name)
}

fn bytes_of(name: &str) -> Vec<u8> {
    std::fs::read(path(&format!("{name}.parquet"))).unwrap()
}

fn json<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&std::fs::read_to_string(path(&format!("{name}.json"))).unwrap()).unwrap()
}

fn kept(bytes: Vec<u8>, wanted: Option<&[String]>) -> Kept {
    let mut kept = Kept::default();
    read(bytes, "f", wanted, None, &mut kept);
    for (_, cells) in &kept.rows {
        assert_eq!(cells.len(), kept.columns.len());
    }
    kept
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn footer(bytes: &[u8]) -> Box<Footer> {
    match Footer::open(bytes.len() as u64, bytes, "f") {
        Ok(Opening::Open(footer)) => footer,
        Ok(Opening::NeedsTail { from }) => panic!("wants more, from {from}"),
        Err(problem) => panic!("{problem:?}"),
    }
}

/// Cuts ranges out of a file, as a server would.
fn fetched(bytes: &[u8], ranges: &[Range<u64>]) -> Vec<Bytes> {
    ranges.iter().map(|range| Bytes::copy_from_slice(&bytes[range.start as usize..range.end as usize])).collect()
}

/// Writes problems as `kind row column value`.
fn problems(kept: &Kept) -> Vec<String> {
    let line = |problem: &miyar::engine::feed::problem::Problem| {
        let place = [problem.row.map(|row| row.to_string()), problem.column.clone(), problem.value.clone()];
        let parts: Vec<String> =
            std::iter::once(problem.kind.id().to_owned()).chain(place.into_iter().flatten()).collect();
        parts.join(" ")
    };
    kept.problems.kept().iter().map(line).collect()
}

/// Returns the cells that differ, as `column found expected`.
fn differing(columns: &[String], found: &[Option<String>], expected: &[Option<String>]) -> Vec<String> {
    let pairs = columns.iter().zip(found.iter().zip(expected));
    let unlike = pairs.filter(|(_, (found, expected))| found != expected);
    unlike.map(|(column, (found, expected))| format!("{column} {found:?} {expected:?}")).collect()
}

#[test]
fn every_type_codec_and_encoding_reads_as_pyarrow_does() {
    let tables: BTreeMap<String, String> = json("tables");
    assert!(tables.len() > 20);
    for (name, table) in tables {
        let expected: Expected = json(&table);
        let found = kept(bytes_of(&name), None);
        assert_eq!(found.columns, expected.columns, "{name}");
        assert_eq!(problems(&found), Vec::<String>::new(), "{name}");
        assert_eq!(found.rows.len(), expected.rows.len(), "{name}");
        let columns = found.columns;
        for ((row, found), (n, expected)) in found.rows.iter().zip((1..).zip(&expected.rows)) {
            assert_eq!(*row, n, "{name}");
            assert_eq!(differing(&columns, found, expected), Vec::<String>::new(), "{name}, row {row}");
        }
    }
}

#[test]
fn only_the_wanted_columns_are_fetched_and_told() {
    let bytes = bytes_of("groups");
    let footer = footer(&bytes);
    let plan = footer.plan(&names(&["clicks", "day", "unheard of"]), None, None, "f");
    assert_eq!(plan.names, names(&["day", "clicks"]));
    let mut found = Kept::default();
    plan.begin(&mut found);
    for group in &plan.row_groups {
        // All that is not in the ranges is not there: nothing else can have been read.
        let parts = fetched(&bytes, &group.ranges);
        assert_eq!(footer.read_row_group(group, &parts, "f", None, &mut found), group.n_rows);
    }
    let all = kept(bytes, None);
    let at = |name: &str| all.columns.iter().position(|column| column == name).unwrap();
    let (day, clicks) = (at("day"), at("clicks"));
    let expected: Vec<_> =
        all.rows.iter().map(|(row, cells)| (*row, vec![cells[day].clone(), cells[clicks].clone()])).collect();
    assert_eq!(found.rows, expected);
    assert!(found.problems.is_empty());
}

/// Writes a file of three columns of `n` numbers each, unpacked, so that a column is 8 × `n` bytes.
fn three_columns(n: i64) -> Vec<u8> {
    use parquet::data_type::Int64Type;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    let schema = "message m { required int64 a; required int64 b; required int64 c; }";
    let schema = std::sync::Arc::new(parquet::schema::parser::parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder().set_dictionary_enabled(false).build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties.into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    while let Some(mut column) = group.next_column().unwrap() {
        let values: Vec<i64> = (0..n).collect();
        column.typed::<Int64Type>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn ranges_cover_the_wanted_columns_and_small_gaps() {
    let large = three_columns(10_000);
    let len = |bytes: &[u8], wanted: &[&str]| {
        let plan = footer(bytes).plan(&names(wanted), None, None, "f");
        let ranges = &plan.row_groups[0].ranges;
        (ranges.len(), ranges.iter().map(|range| range.end - range.start).sum::<u64>())
    };
    let (n_ranges, n_bytes) = len(&large, &["b"]);
    assert!(n_ranges == 1 && (80_000..81_000).contains(&n_bytes), "{n_bytes}");
    let (n_ranges, n_bytes) = len(&large, &["a", "c"]);
    assert!(n_ranges == 2 && (160_000..162_000).contains(&n_bytes), "{n_bytes}");
    let (n_ranges, n_bytes) = len(&large, &["a", "b", "c"]);
    assert!(n_ranges == 1 && (240_000..243_000).contains(&n_bytes), "{n_bytes}");
    assert_eq!(len(&three_columns(1_000), &["a", "c"]).0, 1, "8 KB between are fetched with the rest");
}

#[test]
fn the_footer_says_how_much_of_the_end_it_needs() {
    let bytes = bytes_of("types");
    let len = bytes.len() as u64;
    let Ok(Opening::NeedsTail { from }) = Footer::open(len, &bytes[bytes.len() - 8..], "f") else { panic!() };
    assert!(from > 4 && from < len - 8);
    assert!(matches!(Footer::open(len, &[], "f"), Ok(Opening::NeedsTail { from: 0 })));
    let Ok(Opening::Open(footer)) = Footer::open(len, &bytes[from as usize..], "f") else { panic!() };
    assert_eq!((footer.n_rows(), footer.n_row_groups()), (12, 1));
    assert_eq!(footer.readable().len(), footer.columns().len());
}

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

#[test]
fn row_groups_outside_the_period_are_skipped() {
    for (name, column, from, to, expected) in [
        // Twenty rows a day from 2024-02-28, in groups of forty.
        ("groups", "day", "2024-03-01", "2024-03-01", "41..80 skipped 3/110"),
        ("groups", "day", "2024-02-29", "2024-03-01", "1..40 41..80 skipped 2/70"),
        ("groups", "day", "2023-01-01", "2023-12-31", "skipped 4/150"),
        ("groups", "day", "2020-01-01", "2030-01-01", "1..40 41..80 81..120 121..150 skipped 0/0"),
        ("groups", "clicks", "2023-01-01", "2023-12-31", "1..40 41..80 81..120 121..150 skipped 0/0"),
        ("groups", "unheard of", "2023-01-01", "2023-12-31", "1..40 41..80 81..120 121..150 skipped 0/0"),
        // Two rows a day from 2024-03-01, as text, in groups of ten.
        ("text-days", "day", "2024-03-06", "2024-03-08", "11..20 skipped 3/30"),
        // A row a day from 2024-03-01 at 23:30 in UTC, in groups of three: somewhere it is the next day.
        ("groups-utc", "at", "2024-03-04", "2024-03-04", "1..3 4..6 skipped 2/6"),
        ("groups-utc", "at", "2024-03-05", "2024-03-05", "4..6 skipped 3/9"),
    ] {
        let bytes = bytes_of(name);
        let footer = footer(&bytes);
        let plan = footer.plan(&footer.readable(), Some((day(from), day(to))), Some(column), "f");
        let mut text: Vec<String> = plan
            .row_groups
            .iter()
            .map(|group| format!("{}..{}", group.first_row, group.first_row + group.n_rows - 1))
            .collect();
        text.push(format!("skipped {}/{}", plan.n_groups_skipped, plan.n_rows_skipped));
        assert_eq!(text.join(" "), expected, "{name} {column} {from} {to}");
    }
}

#[test]
fn an_instant_falls_on_the_day_of_the_zone() {
    let days = |zone: Option<&dyn Fn(i64) -> Day>| {
        let mut kept = Kept::default();
        read(bytes_of("groups-utc"), "f", None, zone, &mut kept);
        kept.rows[0].1[0].clone().unwrap()
    };
    assert_eq!(days(None), "2024-03-01");
    // Riyadh is three hours ahead.
    let riyadh = |second: i64| Day::EPOCH.plus_days(i32::try_from((second + 3 * 3600).div_euclid(86_400)).unwrap());
    assert_eq!(days(Some(&riyadh)), "2024-03-02");
    // A local time is on its day wherever one is.
    let mut local = Kept::default();
    read(bytes_of("types"), "f", Some(&names(&["micros", "utc"])), Some(&riyadh), &mut local);
    assert_eq!(local.rows[0].1, [Some("1969-12-31".to_owned()), Some("1970-01-01".to_owned())]);
}

#[test]
fn nested_columns_are_refused_and_the_others_read() {
    let found = kept(bytes_of("nested"), None);
    assert_eq!(found.columns, ["before", "after"]);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(found.rows, [(1, vec![text("1"), text("left")]), (2, vec![text("2"), text("right")])]);
    assert_eq!(problems(&found), ["column-nested list", "column-nested record", "column-nested map"]);
    let found = kept(bytes_of("nested"), Some(&names(&["after"])));
    assert_eq!((found.columns, found.problems.is_empty()), (names(&["after"]), true));
}

#[test]
fn text_that_is_not_utf8_is_said_and_the_rest_counts() {
    let found = kept(bytes_of("not-utf8"), None);
    assert_eq!(problems(&found), ["not-utf8 2 t b\u{fffd}d"]);
    assert_eq!(found.rows[2].1, [Some("good".to_owned())]);
}

#[test]
fn tables_without_rows_or_columns_are_read() {
    let found = kept(bytes_of("no-rows"), None);
    assert_eq!((found.columns.len(), found.rows.len(), found.problems.count()), (10, 0, 0));
    let found = kept(bytes_of("no-columns"), None);
    assert_eq!((found.columns.len(), found.rows.len(), found.problems.count()), (0, 0, 0));
}

#[test]
fn numbers_are_told_as_quantities_and_words_without_a_copy() {
    /// Keeps how cells are told.
    #[derive(Default)]
    struct Told(Vec<String>, Vec<*const u8>);
    impl RowSink for Told {
        fn columns(&mut self, _: &[String]) {}
        fn row(&mut self, _: u64, cells: &[Cell<'_>]) {
            self.0.extend(cells.iter().map(|cell| format!("{cell:?}")));
            self.1.extend(
                cells.iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text.as_ptr()) } else { None }),
            );
        }
        fn problem(&mut self, problem: miyar::engine::feed::problem::Problem) {
            panic!("{problem:?}");
        }
    }
    let told = |name: &str, column: &str| {
        let mut told = Told::default();
        read(bytes_of(name), "f", Some(&names(&[column])), None, &mut told);
        told
    };
    assert_eq!(told("types", "float").0[0], "Quantity(Quantity(23100000))");
    assert_eq!(told("types", "double").0[10], "Text(\"NaN\")");
    assert_eq!(told("types", "int64").0[0], "Number(\"-9223372036854775808\")");
    assert_eq!(told("types", "date").0[0], format!("{:?}", Cell::Day(day("2024-02-28"))));
    assert_eq!(told("types", "bool").0[1], "Null");
    // Two words of 150 rows (squares leave 0 or 1 by four) stand at two places, once.
    let places: std::collections::BTreeSet<_> = told("none-1", "channel").1.into_iter().collect();
    assert_eq!(places.len(), 2);
}

#[test]
fn a_file_that_is_cut_short_or_locked_says_so() {
    let bytes = bytes_of("one-row");
    for len in 0..bytes.len() {
        let found = kept(bytes[..len].to_vec(), None);
        assert_eq!((found.rows.len(), found.problems.count()), (0, 1), "{len}");
        assert_eq!(found.problems.kept()[0].kind, ProblemKind::FileCutShort, "{len}");
    }
    let mut locked = bytes;
    locked.splice(locked.len() - 4.., *b"PARE");
    assert_eq!(problems(&kept(locked, None)), ["file-locked"]);
}

/// Small files of every codec and encoding, to be damaged.
const DAMAGED: [&str; 16] = [
    "types", "none-1", "snappy-1", "gzip-1", "lz4-1", "brotli-1", "zstd-1", "plain-1", "delta-1", "split-1", "zstd-2",
    "delta-2", "split-2", "fallback", "nested", "int96",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_never_panics(
        file in 0..DAMAGED.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        is_footer in any::<bool>(),
    ) {
        let mut bytes = bytes_of(DAMAGED[file]);
        let footer_len = u32::from_le_bytes(bytes[bytes.len() - 8..][..4].try_into().unwrap()) as usize;
        let footer = bytes.len() - 8 - footer_len..bytes.len();
        let range = if is_footer { footer } else { 4..footer.start };
        for (at, byte) in changes {
            let index = range.start + at.index(range.len());
            bytes[index] = byte;
        }
        kept(bytes, None);
    }
}
