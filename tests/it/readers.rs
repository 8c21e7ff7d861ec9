//! Files become rows.

use miyar::engine::feed::package::{Dialect, Format, read as read_manifest};
use miyar::engine::feed::problem::{Problem, ProblemKind};
use miyar::engine::feed::{Cell, Kept, RowSink, csv, json, read};
use proptest::prelude::*;
use std::fmt::Write;

fn dialect(delimiter: u8, quote: Option<u8>, escape: Option<u8>) -> Dialect {
    Dialect { delimiter: Some(delimiter), quote, double_quote: escape.is_none(), escape, ..Dialect::default() }
}

fn kept(format: Format, bytes: &[u8], dialect: &Dialect) -> Kept {
    let mut kept = Kept::default();
    match format {
        Format::Csv => csv::read(bytes, "f", dialect, &mut kept),
        Format::Json => json::read(bytes, "f", dialect, &mut kept),
        Format::Ndjson => json::read_ndjson(bytes, "f", dialect, &mut kept),
        Format::Sheet | Format::Parquet => {}
    }
    for (_, cells) in &kept.rows {
        assert_eq!(cells.len(), kept.columns.len());
    }
    kept
}

/// Writes what a reader told: the names, then each row with its number, values between `|`, `∅` where there is
/// none, then the problems as `! kind row column value`.
fn told(kept: &Kept) -> String {
    let mut text = kept.columns.join("|");
    for (row, cells) in &kept.rows {
        let cells: Vec<_> = cells.iter().map(|cell| cell.as_deref().unwrap_or("∅")).collect();
        write!(text, "\n{row} {}", cells.join("|")).unwrap();
    }
    for problem in kept.problems.kept() {
        write!(text, "\n! {}", problem.kind.id()).unwrap();
        let place = [problem.row.map(|row| row.to_string()), problem.column.clone(), problem.value.clone()];
        for part in place.into_iter().flatten() {
            write!(text, " {part}").unwrap();
        }
    }
    text
}

fn check(format: Format, bytes: &[u8], dialect: &Dialect, expected: &str) {
    let found = told(&kept(format, bytes, dialect));
    assert_eq!(found, expected, "{:?}", String::from_utf8_lossy(bytes));
}

fn check_csv(text: &str, expected: &str) {
    check(Format::Csv, text.as_bytes(), &Dialect::default(), expected);
}

fn check_json(text: &str, expected: &str) {
    check(Format::Json, text.as_bytes(), &Dialect::default(), expected);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    for line_end in ["\n", "\r\n", "\r"] {
        for (lines, expected) in [
            ("a,b|1,2|3,4", "a|b\n2 1|2\n3 3|4"),
            ("a,b|1,2|3,4|", "a|b\n2 1|2\n3 3|4"),
            ("||a,b|||1,2||3,4|||", "a|b\n6 1|2\n8 3|4"),
            ("a,b|\"1|x\",2|3,4", "a|b\n2 1↵x|2\n3 3|4"),
        ] {
            let text = lines.replace('|', line_end);
            check_csv(&text, &expected.replace('↵', line_end));
        }
    }
}

#[test]
fn quotes_hold_what_would_separate() {
    check_csv("a,b\n\"1,2\",\"say \"\"hi\"\"\"\n,\"\"\n", "a|b\n2 1,2|say \"hi\"\n3 |");
    check_csv("a\nx \"y\" z\n\"q\"r\n", "a\n2 x \"y\" z\n3 qr");
    check(Format::Csv, b"a;b\n'1;2';'it\\'s \\\\'\n", &dialect(b';', Some(b'\''), Some(b'\\')), "a|b\n2 1;2|it's \\");
    check(Format::Csv, b"a\tb\n\"1\t2\"\n", &dialect(b'\t', None, None), "a|b\n2 \"1|2\"");
}

#[test]
fn names_of_columns_are_trimmed_and_differ() {
    check_csv("\u{feff} a , b\n1, 2 \n", "a|b\n2 1| 2 ");
    check_csv("\u{feff}\"a\",b\n1,2\n", "a|b\n2 1|2");
    check_csv("a,a,b,a\n1,2,3,4\n", "a|a (2)|b|a (3)\n2 1|2|3|4\n! column-twice 1 a\n! column-twice 1 a");
    check_csv("a (2),a,a\n1,2,3\n", "a (2)|a|a (3)\n2 1|2|3\n! column-twice 1 a");
    check_csv("a,,\n1,2,3\n", "a||\n2 1|2|3");
}

#[test]
fn as_many_columns_of_one_name_as_are_read_are_numbered_without_delay() {
    let n_columns = 16_384;
    let header = vec!["a"; n_columns].join(",");
    let kept = kept(Format::Csv, header.as_bytes(), &Dialect::default());
    let names = std::iter::once("a".to_owned()).chain((2..=n_columns).map(|number| format!("a ({number})")));
    assert!(kept.columns.iter().cloned().eq(names));
    assert_eq!(kept.problems.count(), n_columns as u64 - 1);
}

#[test]
fn a_ragged_row_is_read_as_far_as_it_goes() {
    check_csv("a,b\n1\n1,2,3\n\n4,5\n", "a|b\n2 1|∅\n3 1|2\n5 4|5\n! row-ragged 2 1/2\n! row-ragged 3 3/2");
}

#[test]
fn an_open_quote_costs_one_line() {
    check_csv("a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n", "a|b|c\n2 1|2|3\n3 4|\"5|6\n4 7|8|9\n! quote-unclosed 3 b \"5");
    check_csv("a,b\n\"x\ny\",\"1\n2,\"\"\"\"\n3,4", "a|b\n2 x\ny|\"1\n3 2|\"\n4 3|4\n! quote-unclosed 2 b \"1");
    check_csv("a,\"b\n1,2\n", "a|\"b\n2 1|2\n! quote-unclosed 1 \"b \"b");
    check_csv("a\n1\n\"", "a\n2 1\n3 \"\n! quote-unclosed 3 a \"");
    check_csv("a\n\"x\"", "a\n2 x");
    check_csv("a,b\n1,\"x\"\"\"", "a|b\n2 1|x\"");
}

#[test]
fn bytes_that_are_not_utf8_spoil_their_cell_alone() {
    check(
        Format::Csv,
        b"a,b\n1,caf\xe9\n2,x\n\xc3,\xa9\n",
        &Dialect::default(),
        "a|b\n2 1|caf\u{fffd}\n3 2|x\n4 \u{fffd}|\u{fffd}\n! not-utf8 2 b caf\u{fffd}\n! not-utf8 4 a \u{fffd}",
    );
    check(Format::Csv, b"\xe9\n1\n", &Dialect::default(), "\u{fffd}\n2 1\n! not-utf8 1 \u{fffd} \u{fffd}");
    check(Format::Json, b"[{\"a\":\"\xe9\"}]", &Dialect::default(), "a\n1 \u{fffd}\n! not-utf8 1");
}

#[test]
fn a_file_without_a_header_is_empty() {
    for text in ["", "\u{feff}", "\n\r\n\r"] {
        check_csv(text, "\n! empty-file");
    }
    check_csv("a,b\n", "a|b");
}

#[test]
fn columns_past_a_sheets_are_counted_and_left() {
    let names: Vec<_> = (0..16_390).map(|index| format!("c{index}")).collect();
    let found = kept(Format::Csv, names.join(",").as_bytes(), &Dialect::default());
    assert_eq!(found.columns.len(), 16_384);
    assert_eq!(found.problems.kept()[0].value.as_deref(), Some("16390/16384"));
    let object: serde_json::Map<_, _> = names.into_iter().map(|name| (name, 1.into())).collect();
    let found = kept(Format::Json, serde_json::json!([object]).to_string().as_bytes(), &Dialect::default());
    assert_eq!(found.columns.len(), 16_384);
    assert_eq!(found.problems.kept()[0].value.as_deref(), Some("16390/16384"));
}

#[test]
fn objects_are_rows() {
    check_json(r#"[{"a":1,"b":"x"},{"b":null,"a":true}]"#, "a|b\n1 1|x\n2 true|∅");
    check_json(r#"[{"a":1},{"c":3," a ":4},{}]"#, "a|c\n1 1|∅\n2 4|3\n3 ∅|∅");
    check_json("\u{feff}[{\"\\u0061\":\"say \\\"hi\\\" \\u0645\"}]", "a\n1 say \"hi\" م");
    check_json(r#"[{"a":1,"a":2}]"#, "a\n1 2");
    check_json(r#"[{"a":{"x": [1, "y \" z"]},"b":[ ]}]"#, "a|b\n1 {\"x\":[1,\"y \\\" z\"]}|[]");
    check_json(r#"{"a":[1,2],"b":["x","y"]}"#, "a|b\n1 1|x\n2 2|y");
}

#[test]
fn numbers_are_told_as_they_are_written() {
    check_json(
        "[{\"a\":12345678901234567890123.10,\"b\":-0.10,\"c\":1e400,\"d\":2E-3}]",
        "a|b|c|d\n1 12345678901234567890123.10|-0.10|1e400|2E-3",
    );
    struct Numbers(Vec<bool>);
    impl RowSink for Numbers {
        fn columns(&mut self, _: &[String]) {}
        fn row(&mut self, _: u64, cells: &[Cell<'_>]) {
            self.0.extend(cells.iter().map(|cell| matches!(cell, Cell::Number(_))));
        }
        fn problem(&mut self, _: Problem) {}
    }
    let mut numbers = Numbers(Vec::new());
    json::read(br#"[{"a":1,"b":"1"}]"#, "f", &Dialect::default(), &mut numbers);
    assert_eq!(numbers.0, [true, false]);
}

#[test]
fn a_fault_costs_its_row() {
    let fault = "EOF while parsing a";
    check_json("[{\"a\":1},{\"a\":2", &format!("a\n1 1\n! json-malformed 2 {fault}n object"));
    check_json("[{\"a\":1}", &format!("a\n1 1\n! json-malformed 2 {fault} list"));
    check_json("[{\"a\":1},{\"b\":1,\"a\":},{\"a\":3}]", "a\n1 1\n3 3\n! json-malformed 2 expected value");
    check_json(
        "[{\"a\":1},,{\"a\":3},]",
        "a\n1 1\n3 3\n! json-malformed 2 expected value\n! json-malformed 4 expected value",
    );
    check_json("[{\"a\":1} {\"a\":2}]", "\n! json-malformed 1 trailing characters");
    check_json("[{\"a\":1}}", "a\n1 1\n! json-malformed 2 expected `,` or `]`");
    check_json("[{\"a\":1}] x", "a\n1 1\n! json-malformed 2 trailing characters");
    check_json(
        "[{\"a\":\"x\ny\"}]",
        "\n! json-malformed 1 control character (\\u0000-\\u001F) found while parsing a string",
    );
    check_json("[{\"a\":1},5,\"x\",[1],null,{\"a\":2}]", &{
        let others = ["5", "\"x\"", "[1]", "null"];
        let faults: String = (2..).zip(others).map(|(row, text)| format!("\n! json-malformed {row} {text}")).collect();
        format!("a\n1 1\n6 2{faults}")
    });
    check_json("{\"a\":[1,2],\"b\":[3]}", "a|b\n1 1|3\n2 2|∅\n! json-malformed 3 arrays of different lengths");
    let found = kept(Format::Json, b"{\"a\":1}", &Dialect::default());
    assert_eq!(found.problems.kept()[0].kind, ProblemKind::JsonMalformed);
    check_json("[]", "\n! empty-file");
}

#[test]
fn rows_may_stand_under_a_property() {
    let under = |property: &str| Dialect { property: Some(property.into()), ..Dialect::default() };
    let text = br#"{"meta":{"rows":[]},"rows":[{"a":1}],"n":1}"#;
    check(Format::Json, text, &under("rows"), "a\n1 1");
    check(Format::Json, text, &under("data"), "\n! json-malformed 1 no property \"data\"");
    let nested = br#"{"x":{"b":[0]},"\u0061":{"n":"}","b":[{"a":1}, {"a":2}]},"z":[]}"#;
    check(Format::Json, nested, &under("a.b"), "a\n1 1\n2 2");
    check(Format::Json, br#"{"a":{"b":{"c":[1,2]}}}"#, &under("a.b"), "c\n1 1\n2 2");
    let cut = br#"{"a":{"b":[{"a":1}]}"#;
    check(Format::Json, cut, &under("a.b"), "a\n1 1\n! json-malformed 2 EOF while parsing an object");
    let found = kept(Format::Json, b"[{\"a\":1}]", &under("rows"));
    assert_eq!(found.problems.kept()[0].kind, ProblemKind::JsonMalformed);
}

#[test]
fn a_line_of_ndjson_is_a_row() {
    let plain = Dialect::default();
    check(Format::Ndjson, b"{\"a\":1}\n\r\n{\"b\":\"x\"}\r\n", &plain, "a|b\n1 1|\u{2205}\n3 \u{2205}|x");
    check(
        Format::Ndjson,
        "\u{feff}{\"a\":1}\n{\"a\":\n[]\n{\"a\":4}".as_bytes(),
        &plain,
        "a\n1 1\n4 4\n! json-malformed 2 EOF while parsing a value\n! json-malformed 3 []",
    );
    check(Format::Ndjson, b"\n", &plain, "\n! empty-file");
}

#[test]
fn records_of_a_protocol_are_taken_out_of_their_wrapper() {
    let under = |property: &str| Dialect { property: Some(property.into()), ..Dialect::default() };
    // As the Singer specification writes its messages.
    let singer = br#"{"type":"SCHEMA","stream":"s","schema":{"properties":{}},"key_properties":[]}
{"type":"RECORD","stream":"s","record":{"id":1,"x":"a"}}
{"type":"STATE","value":{}}
{"type":"RECORD","stream":"s"}
"#;
    check(Format::Ndjson, singer, &under("record"), "id|x\n2 1|a\n! json-malformed 4 no property \"record\"");
    let airbyte = br#"{"type":"RECORD","record":{"stream":"s","data":{"id":7},"emitted_at":1}}"#;
    check(Format::Ndjson, airbyte, &under("record.data"), "id\n1 7");
}

#[test]
fn a_header_that_stands_once_more_is_no_row() {
    check_csv("a,a,b\n1,2,3\na , a,\"b\"\na,a,b\n4,5,6\n", &{
        let faults = "! column-twice 1 a\n! repeated-header 3\n! repeated-header 4";
        format!("a|a (2)|b\n2 1|2|3\n5 4|5|6\n{faults}")
    });
    check_csv("c1,c2\nc,c\n", "c1|c2\n2 c|c");
    check_csv(",\n,\n", "|\n2 |");
}

#[test]
fn robyns_weeks_are_all_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/robyn/");
    let manifest = std::fs::read(format!("{folder}datapackage.json")).unwrap();
    let package = read_manifest(&manifest, "datapackage.json").0.unwrap();
    for resource in &package.resources {
        let mut kept = Kept::default();
        let bytes = std::fs::read(format!("{folder}{}", resource.paths[0])).unwrap();
        read(&bytes, &resource.paths[0], resource, &mut kept);
        // 208 weeks, as SOURCE.md says; the first values as `head` shows them.
        assert_eq!((kept.rows.len(), kept.columns.len(), kept.problems.count()), (208, 12, 0));
        assert_eq!(kept.rows[0].1[..2], [Some("2015-11-23".into()), Some("2754371.66666667".into())]);
    }
}

/// How a table is written in the property below.
#[derive(Debug, Clone)]
pub struct Written {
    pub dialect: Dialect,
    pub line_end: &'static str,
    pub has_mark: bool,
    pub ends_with_line_end: bool,
    pub quotes_all: bool,
}

/// Writes CSV the obvious way, one value after the other.
pub fn csv_from(table: &[Vec<String>], written: &Written) -> String {
    let delimiter = written.dialect.separator() as char;
    let quote = written.dialect.quote.unwrap() as char;
    let mut text = String::from(if written.has_mark { "\u{feff}" } else { "" });
    for (index, row) in table.iter().enumerate() {
        for (column, value) in row.iter().enumerate() {
            if column > 0 {
                text.push(delimiter);
            }
            // A lone empty value without quotes would be a blank line.
            let is_special = |char| matches!(char, '\r' | '\n') || char == delimiter || char == quote;
            if !(written.quotes_all || value.contains(is_special) || value.is_empty() && row.len() == 1) {
                text.push_str(value);
                continue;
            }
            text.push(quote);
            for char in value.chars() {
                match written.dialect.escape.map(char::from) {
                    Some(escape) if char == quote || char == escape => text.extend([escape, char]),
                    None if char == quote => text.extend([quote, char]),
                    _ => text.push(char),
                }
            }
            text.push(quote);
        }
        if index + 1 < table.len() || written.ends_with_line_end {
            text.push_str(written.line_end);
        }
    }
    text
}

pub fn any_table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let value = prop_oneof!["[a-c,;\t|\"'\\\\\r\n ]{0,6}", any::<String>()];
    (1..5_usize, 0..6_usize).prop_flat_map(move |(n_columns, n_rows)| {
        proptest::collection::vec(proptest::collection::vec(value.clone(), n_columns), n_rows)
    })
}

pub fn any_written() -> impl Strategy<Value = Written> {
    let delimiter = prop_oneof![Just(b','), Just(b';'), Just(b'\t'), Just(b'|')];
    let quote = prop_oneof![Just(b'"'), Just(b'\'')];
    let escape = prop_oneof![Just(None), Just(Some(b'\\'))];
    let line_end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (delimiter, quote, escape, line_end, flags).prop_map(|(delimiter, quote, escape, line_end, flags)| {
        let dialect = dialect(delimiter, Some(quote), escape);
        Written { dialect, line_end, has_mark: flags.0, ends_with_line_end: flags.1, quotes_all: flags.2 }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_table_that_is_written_is_read_back(table in any_table(), written in any_written()) {
        let n_columns = table.first().map_or(1, Vec::len);
        let names: Vec<_> = (0..n_columns).map(|index| format!("c{index}")).collect();
        let mut whole = vec![names.clone()];
        whole.extend(table.clone());
        let found = kept(Format::Csv, csv_from(&whole, &written).as_bytes(), &written.dialect);
        prop_assert!(found.problems.is_empty(), "{:?}", found.problems);
        prop_assert_eq!(found.columns, names);
        let rows: Vec<_> = (2_u64..).zip(table.into_iter().map(|row| row.into_iter().map(Some).collect())).collect();
        prop_assert_eq!(found.rows, rows);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), written in any_written()) {
        kept(Format::Csv, &bytes, &written.dialect);
        kept(Format::Json, &bytes, &written.dialect);
    }

    #[test]
    fn any_shape_is_read_without_a_panic(text in "[a,\"'\\\\\r\n\u{feff}é]{0,40}", written in any_written()) {
        kept(Format::Csv, text.as_bytes(), &written.dialect);
    }

    #[test]
    fn any_json_is_read_without_a_panic(text in "[\\[{]([\\[\\]{}:,\"\\\\a1.e-]|true|null|\\{\"a\":1\\},?){0,20}") {
        kept(Format::Json, text.as_bytes(), &Dialect::default());
        let under = Dialect { property: Some("a".into()), ..Dialect::default() };
        kept(Format::Json, text.as_bytes(), &under);
    }

    #[test]
    fn json_that_is_written_is_read_back(table in any_table()) {
        let name = |index: usize| format!("c{index}");
        let object = |row: &Vec<String>| {
            row.iter().enumerate().map(|(index, value)| (name(index), value.clone().into())).collect()
        };
        let rows: Vec<serde_json::Map<_, _>> = table.iter().map(object).collect();
        let found = kept(Format::Json, serde_json::to_string_pretty(&rows).unwrap().as_bytes(), &Dialect::default());
        prop_assert_eq!(found.rows.len(), table.len());
        for ((row, cells), (number, expected)) in found.rows.iter().zip((1..).zip(&table)) {
            prop_assert_eq!(*row, number);
            prop_assert!(cells.iter().flatten().eq(expected.iter()));
        }
    }
}
