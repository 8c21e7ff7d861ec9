//! Files that come in pieces: cut into segments, and read as if they had come whole.

use crate::readers::{any_table, any_written, csv_from};
use miyar::engine::feed::csv::{self, Header};
use miyar::engine::feed::package::{Dialect, Format};
use miyar::engine::feed::problem::{Problem, ProblemKind};
use miyar::engine::feed::split::{MAX_RECORD, N_BLOCK_BYTES, Piece, Shape, Sizes, Splitter};
use miyar::engine::feed::{Kept, json};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Cuts `bytes`, given in chunks of these sizes over and over, and checks what is promised of pieces.
fn pieces(format: Format, bytes: &[u8], dialect: &Dialect, sizes: Sizes, chunks: &[usize]) -> Vec<Piece> {
    let mut splitter = Splitter::with_sizes(format, dialect, sizes);
    let mut pieces = Vec::new();
    let mut rest = bytes;
    for n_bytes in chunks.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (chunk, after) = rest.split_at((*n_bytes).clamp(1, rest.len()));
        splitter.push(chunk, &mut pieces);
        rest = after;
        let most = sizes.segment + sizes.record + N_BLOCK_BYTES;
        assert!(splitter.n_held() <= most.max(sizes.whole), "{} bytes are held", splitter.n_held());
    }
    splitter.end(&mut pieces);
    for (number, piece) in (0..).zip(&pieces) {
        assert_eq!(piece.number(), number);
    }
    pieces
}

/// Rows by the names of their columns, as those of JSON may differ between segments; and problems.
#[derive(Debug, PartialEq, Default)]
struct Joined {
    columns: Vec<String>,
    rows: Vec<(u64, BTreeMap<String, String>)>,
    problems: Vec<Problem>,
}

impl Joined {
    fn add(&mut self, kept: Kept, n_before: u64) {
        let at = |row: u64| row + n_before;
        for (row, cells) in kept.rows {
            let cells = kept.columns.iter().cloned().zip(cells);
            self.rows.push((at(row), cells.filter_map(|(name, cell)| Some((name, cell?))).collect()));
        }
        let problems = kept.problems.kept().iter().cloned();
        self.problems.extend(problems.map(|problem| Problem { row: problem.row.map(at), ..problem }));
        for column in kept.columns {
            if !self.columns.contains(&column) {
                self.columns.push(column);
            }
        }
    }

    fn sorted(mut self) -> Self {
        self.problems.sort_by_key(|problem| (problem.row, problem.kind, problem.column.clone()));
        self
    }
}

/// Reads pieces one by one, and joins what comes of them.
fn joined(pieces: &[Piece], dialect: &Dialect) -> Joined {
    let mut joined = Joined::default();
    let mut columns: Option<Vec<String>> = None;
    let mut n_before = 0;
    for piece in pieces {
        let segment = match piece {
            Piece::Fault(fault) => {
                joined.problems.push(fault.problem("f", n_before));
                n_before += fault.n_rows;
                continue;
            }
            Piece::Segment(segment) => segment,
        };
        let mut kept = Kept::default();
        let passed = match segment.shape {
            Shape::Delimited => {
                let header = columns.as_deref().map_or(Header::After(0), Header::Known);
                csv::read_segment(&segment.bytes, "f", dialect, header, &mut kept)
            }
            shape => json::read_segment(&segment.bytes, shape, "f", dialect, &mut kept),
        };
        if passed.has_columns && columns.is_none() {
            columns = Some(kept.columns.clone());
        }
        joined.add(kept, n_before);
        n_before += passed.n_rows;
    }
    joined.sorted()
}

fn whole(format: Format, bytes: &[u8], dialect: &Dialect) -> Joined {
    let mut kept = Kept::default();
    match format {
        Format::Csv => drop(csv::read_segment(bytes, "f", dialect, Header::After(0), &mut kept)),
        Format::Ndjson => json::read_ndjson(bytes, "f", dialect, &mut kept),
        _ => json::read(bytes, "f", dialect, &mut kept),
    }
    let mut joined = Joined::default();
    joined.add(kept, 0);
    // There is nothing to tell it by for who reads segments: that is for the joiner.
    joined.problems.retain(|problem| problem.kind.id() != "empty-file");
    joined.sorted()
}

fn sizes(segment: usize, record: usize) -> Sizes {
    Sizes { segment, record, ..Sizes::default() }
}

fn check(format: Format, bytes: &[u8], dialect: &Dialect, segment: usize, chunks: &[usize]) {
    // What a parser trips over first in an element with several faults depends on where its lines end.
    let unworded = |mut joined: Joined| {
        let malformed = joined.problems.iter_mut().filter(|problem| problem.kind == ProblemKind::JsonMalformed);
        malformed.for_each(|problem| problem.value = None);
        joined
    };
    let found = joined(&pieces(format, bytes, dialect, sizes(segment, MAX_RECORD), chunks), dialect);
    let due = whole(format, bytes, dialect);
    assert_eq!(unworded(found), unworded(due), "{:?}", String::from_utf8_lossy(bytes));
}

#[test]
fn an_element_with_several_faults_is_one_problem_however_it_is_cut() {
    for segment in [1, 5, 80] {
        check(Format::Json, b"[{\n\" ,\n{\r\n}]", &Dialect::default(), segment, &[1]);
    }
}

/// Writes pieces as text: segments between `|`, faults as `!kind rows`.
fn cut(format: Format, text: &str, dialect: &Dialect, sizes: Sizes, chunk: usize) -> String {
    let told = pieces(format, text.as_bytes(), dialect, sizes, &[chunk]).into_iter().map(|piece| match piece {
        Piece::Segment(segment) => String::from_utf8(segment.bytes).unwrap(),
        Piece::Fault(fault) => format!("!{} {}", fault.kind.id(), fault.n_rows),
    });
    told.collect::<Vec<_>>().join("|")
}

#[test]
fn delimited_text_is_cut_between_records() {
    let dialect = Dialect::default();
    for chunk in 1..20 {
        let cut = |text: &str| cut(Format::Csv, text, &dialect, sizes(4, 100), chunk);
        // Where a block ends may let a segment grow, not what is cut.
        assert_eq!(cut("a,b\r\n1,\"x\r\ny\"\r\n3,4\r\n").replace('|', ""), "a,b\r\n1,\"x\r\ny\"\r\n3,4\r\n");
        assert_eq!(cut("\"a\nb\"\n"), "\"a\nb\"\n");
    }
    let cut = |text: &str| cut(Format::Csv, text, &dialect, sizes(4, 100), 1);
    assert_eq!(cut("a,b\r\n1,\"x\r\ny\"\r\n3,4\r\n"), "a,b\r\n|1,\"x\r\ny\"\r\n|3,4\r\n");
    assert_eq!(cut("a,b\r1,2\r3,4\r"), "a,b\r|1,2\r|3,4\r");
    assert_eq!(cut("ab\"\nc \"\n\"d\"\"\ne\"\n"), "ab\"\n|c \"\n|\"d\"\"\ne\"\n");
}

#[test]
fn what_is_longer_than_a_record_costs_its_line() {
    let dialect = Dialect::default();
    let long = "x".repeat(30);
    for chunk in 1..50 {
        let cut = |text: &str| cut(Format::Csv, text, &dialect, sizes(1000, 20), chunk);
        assert_eq!(cut(&format!("a,b\n{long}\n1,2\n")), "a,b\n|!line-too-long 1|1,2\n");
        assert_eq!(cut(&format!("a,b\r\n{long}\r\n1,2\r\n")), "a,b\r\n|!line-too-long 1|1,2\r\n");
        assert_eq!(cut(&format!("a,b\n{long}")), "a,b\n|!line-too-long 1");
        assert_eq!(cut(&format!("{}\r\n1,2\r\n", "x".repeat(20))), format!("{}\r\n1,2\r\n", "x".repeat(20)));
        assert_eq!(cut(&format!("{}\r\n1,2\r\n", "x".repeat(21))), "!line-too-long 1|1,2\r\n");
        // A quote that stays open is in the last line of its segment, and what follows is records.
        assert_eq!(cut("a\n\"b\n1\n22\n333\n4444\n55555\n6\n"), "a\n\"b\n|1\n22\n333\n4444\n55555\n6\n");
        assert_eq!(cut("a\n\"b\r\n1\r\n22\r\n333\r\n4444\r\n5\r\n"), "a\n\"b\r\n|1\r\n22\r\n333\r\n4444\r\n5\r\n");
        assert_eq!(cut(&format!("a\n\"{long}\n1\n")), "a\n|!line-too-long 1|1\n");
        let ndjson = super::streams::cut(Format::Ndjson, &format!("1\n{long}\n2\n"), &dialect, sizes(1000, 20), chunk);
        assert_eq!(ndjson, "1\n|!line-too-long 1|2\n");
        let text = format!("[1,\"{long}\",2]");
        let json = super::streams::cut(Format::Json, &text, &dialect, sizes(1000, 20), chunk);
        assert_eq!(json, "1\n|!line-too-long 1|2\n");
    }
    let found = joined(&pieces(Format::Csv, b"a\n\"b\n1\n22\n333\n4444\n", &dialect, sizes(9, 9), &[3]), &dialect);
    let values: Vec<_> = found.rows.iter().map(|(row, cells)| (*row, cells["a"].as_str())).collect();
    assert_eq!(values, [(2, "\"b"), (3, "1"), (4, "22"), (5, "333"), (6, "4444")]);
    assert_eq!(
        found.problems.iter().map(|found| (found.kind.id(), found.row)).collect::<Vec<_>>(),
        [("quote-unclosed", Some(2))]
    );
}

#[test]
fn a_line_without_an_end_is_not_kept() {
    let mut splitter = Splitter::new(Format::Csv, &Dialect::default());
    let mut pieces = Vec::new();
    splitter.push(b"a,b\n1,2\n", &mut pieces);
    let block = vec![b'x'; 1 << 20];
    for _ in 0..64 {
        splitter.push(&block, &mut pieces);
        assert!(splitter.n_held() <= MAX_RECORD + N_BLOCK_BYTES);
    }
    splitter.push(b"\n3,4\n", &mut pieces);
    splitter.end(&mut pieces);
    let found = joined(&pieces, &Dialect::default());
    assert_eq!(found.rows.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [2, 4]);
    let problem = &found.problems[0];
    assert_eq!((problem.kind.id(), problem.row, problem.value.as_deref()), ("line-too-long", Some(3), Some("4 MiB")));
}

#[test]
fn an_object_of_arrays_is_held_up_to_a_limit() {
    let dialect = Dialect { property: Some("d".into()), ..Dialect::default() };
    let text = br#"{"d":{"a":[1,2],"b":["x","}"]},"n":0}"#;
    check(Format::Json, text, &dialect, 1, &[1]);
    let small = Sizes { whole: 8, ..Sizes::default() };
    let found = pieces(Format::Json, text, &dialect, small, &[5]);
    assert!(matches!(&found[..], [Piece::Fault(fault)] if fault.kind.id() == "too-large"), "{found:?}");
}

#[test]
fn rows_of_a_preamble_are_passed_over() {
    let mut kept = Kept::default();
    let text = b"# a, b\n\n\"two\nlines\"\na,b\n1,2\n\n";
    let passed = csv::read_segment(text, "f", &Dialect::default(), Header::After(3), &mut kept);
    assert_eq!(kept.columns, ["a", "b"]);
    assert_eq!((kept.rows[0].0, kept.problems.count(), passed.n_rows), (5, 0, 6));
    let passed = csv::read_segment(b"x\n\n", "f", &Dialect::default(), Header::After(3), &mut kept);
    assert_eq!((passed.n_rows, passed.has_columns), (2, false));
}

fn any_chunks() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(prop_oneof![1..4_usize, 1..200_usize], 1..5)
}

fn any_object() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just("{\"x\":[1,\"]\"]}".to_owned()),
        Just("null".to_owned()),
        any::<i32>().prop_map(|value| value.to_string()),
        "[a\\[\\]{},:\"\\\\\n\u{e9} ]{0,8}".prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    let object = proptest::collection::btree_map("[a-d]", value, 0..4).prop_map(|object| {
        let parts: Vec<_> = object.iter().map(|(name, value)| format!("\n \"{name}\" : {value}")).collect();
        format!("{{{}\r\n}}", parts.join(","))
    });
    prop_oneof![9 => object, 1 => "[a-z0-9{}\":, \n]{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_table_in_pieces_is_the_table(
        table in any_table(), written in any_written(), segment in 1..80_usize, chunks in any_chunks(),
    ) {
        let text = csv_from(&table, &written);
        check(Format::Csv, text.as_bytes(), &written.dialect, segment, &chunks);
    }

    #[test]
    fn odd_text_in_pieces_is_the_text(
        text in "[a,\"\"'\\\\\r\n\u{feff}é]{0,60}", mut written in any_written(), odd in any::<[u8; 3]>(), is_odd in any::<bool>(),
        segment in 1..80_usize, chunks in any_chunks(),
    ) {
        if is_odd {
            let pick = |byte: u8| b",\"'\\\r\na\xc3"[usize::from(byte % 8)];
            written.dialect.delimiter = Some(pick(odd[0]));
            written.dialect.quote = Some(pick(odd[1]));
            written.dialect.escape = Some(pick(odd[2]));
        }
        check(Format::Csv, text.as_bytes(), &written.dialect, segment, &chunks);
    }

    #[test]
    fn how_bytes_come_changes_nothing(
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(b"\",\n\r[]{}:\\a".to_vec())], 0..300),
        written in any_written(), segment in 1..80_usize, record in 1..60_usize, chunks in any_chunks(),
    ) {
        for format in [Format::Csv, Format::Json, Format::Ndjson] {
            let sizes = sizes(segment, record);
            let found = joined(&pieces(format, &bytes, &written.dialect, sizes, &chunks), &written.dialect);
            let at_once = joined(&pieces(format, &bytes, &written.dialect, sizes, &[1000]), &written.dialect);
            prop_assert_eq!(found, at_once);
        }
    }

    #[test]
    fn objects_in_pieces_are_the_objects(
        objects in proptest::collection::vec(any_object(), 0..8), is_nested in any::<bool>(),
        segment in 1..80_usize, chunks in any_chunks(), n_cut in 0..20_usize,
    ) {
        let mut text = format!("[{}]", objects.join(" ,\n"));
        let mut dialect = Dialect::default();
        if is_nested {
            text = format!("{{\"m\":[{{}}],\"data\":{{\"rows\" : {text}, \"n\":\"]\"}} }}");
            dialect.property = Some("data.rows".into());
        }
        check(Format::Json, text.as_bytes(), &dialect, segment, &chunks);
        let cut = text.len().saturating_sub(n_cut);
        check(Format::Json, &text.as_bytes()[..cut], &dialect, segment, &chunks);
        let lines: Vec<_> = objects.iter().map(|object| object.replace(['\n', '\r'], "")).collect();
        check(Format::Ndjson, lines.join("\r\n").as_bytes(), &Dialect::default(), segment, &chunks);
    }

    #[test]
    fn rows_of_json_are_those_of_another_reader(objects in proptest::collection::vec(any_object(), 0..8), chunks in any_chunks()) {
        let text = format!("[{}]", objects.join(","));
        // Serde's own tree, where it takes the text: as many rows, with the same names.
        if let Ok(rows) = serde_json::from_str::<Vec<serde_json::Map<String, serde_json::Value>>>(&text) {
            let dialect = Dialect::default();
            let found = joined(&pieces(Format::Json, text.as_bytes(), &dialect, sizes(20, MAX_RECORD), &chunks), &dialect);
            prop_assert_eq!(found.problems, []);
            prop_assert_eq!(found.rows.len(), rows.len());
            for ((_, cells), row) in found.rows.iter().zip(&rows) {
                prop_assert!(cells.keys().eq(row.iter().filter(|(_, value)| !value.is_null()).map(|(name, _)| name)));
            }
        }
    }
}
