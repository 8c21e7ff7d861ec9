//! Sheets of workbooks become rows, and files within archives are found and unpacked.

use super::support::repository;
use miyar::engine::feed::problem::{Problem, ProblemKind, Problems};
use miyar::engine::feed::sheet::{self, ReadSheet, SheetName};
use miyar::engine::feed::zip::{self, Content};
use miyar::engine::feed::{Cell, RowSink};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

/// What was told: the names, then each row with its number and values, then the problems. `d` is a day, `q` a
/// quantity, `n` a number as text, `b` true or false, `t` text, `∅` nothing.
#[derive(Default)]
struct Told {
    text: String,
    n_columns: usize,
    problems: Problems,
}

impl RowSink for Told {
    fn columns(&mut self, names: &[String]) {
        self.text = names.join("|");
        self.n_columns = names.len();
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        assert_eq!(cells.len(), self.n_columns);
        let cell = |cell: &Cell<'_>| match cell {
            Cell::Null => "∅".to_owned(),
            Cell::Text(text) => format!("t{text}"),
            Cell::Number(number) => format!("n{number}"),
            Cell::Bool(value) => format!("b{value}"),
            Cell::Quantity(quantity) => format!("q{}", quantity.to_decimal()),
            Cell::Day(day) => format!("d{day}"),
        };
        self.text += &format!("\n{row} {}", cells.iter().map(cell).collect::<Vec<_>>().join("|"));
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.add(problem);
    }
}

/// Counts problems by kind, and takes no notice of rows.
#[derive(Default)]
struct Counted(BTreeMap<ProblemKind, u64>);

impl RowSink for Counted {
    fn columns(&mut self, _: &[String]) {}

    fn row(&mut self, _: u64, _: &[Cell<'_>]) {}

    fn problem(&mut self, problem: Problem) {
        *self.0.entry(problem.kind).or_default() += 1;
    }
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(repository("tests/data/sheets").join(name)).unwrap()
}

fn told(bytes: &[u8], name: Option<&str>) -> (String, ReadSheet) {
    let mut sink = Told::default();
    let read = sheet::read(bytes, "f", name, &mut sink);
    let mut text = sink.text;
    for problem in sink.problems.kept() {
        let place = [problem.row.map(|row| row.to_string()), problem.column.clone(), problem.value.clone()];
        text += &format!("\n! {}", problem.kind.id());
        text.extend(place.into_iter().flatten().map(|part| format!(" {part}")));
    }
    (text, read)
}

fn check(bytes: &[u8], name: Option<&str>, expected: &str) {
    assert_eq!(told(bytes, name).0.trim_start(), expected);
}

/// Packs files into a zip archive, so tightly that a bomb is one.
pub fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = ::zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Takes an archive apart.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

/// Packs parts without packing them tighter: what is spoilt in them reaches the reader.
fn stored(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = ::zip::write::SimpleFileOptions::default().compression_method(::zip::CompressionMethod::Stored);
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Makes an XLSX of one sheet, whose rows are given as XML.
fn xlsx(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut parts = parts(&file("odd.xlsx"));
    parts.iter_mut().find(|(name, _)| name.ends_with("one.xml")).unwrap().1 = sheet.into_bytes();
    let files: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    packed(&files)
}

/// Makes an ODS of one sheet, whose rows are given as XML.
fn ods(rows: &str, manifest: &str) -> Vec<u8> {
    let content = format!("<x><table:table table:name='s'>{rows}</table:table></x>");
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn row(number: u32, texts: &[&str]) -> String {
    let cells = texts.iter().map(|text| match text.parse::<f64>() {
        Ok(number) => format!("<c><v>{number}</v></c>"),
        Err(_) => format!("<c t='str'><v>{text}</v></c>"),
    });
    format!("<row r='{number}'>{}</row>", cells.collect::<String>())
}

/// The rows that `make.py` writes, as it says them; 15 digits of 0.1 + 0.2 are 0.3.
const ROWS: &str = "التاريخ|القناة|clicks|cost|cost (2)|active|at
5 d2024-02-29|tبريد|q1200|q0.3|q12.345678|btrue|d2024-02-29
6 d2024-03-01|tsearch & <social>|q-3|n1e-9|n1000000000000000|bfalse|d2024-03-01";

#[test]
fn every_format_tells_the_same_rows() {
    for (name, last) in [
        ("epoch1900.xlsx", "\n8 t\r|∅|∅|∅|∅|∅|∅"),
        ("epoch1904.xlsx", "\n8 t\r|∅|∅|∅|∅|∅|∅"),
        ("epoch1900.xls", "\n8 t\r|∅|t#DIV/0!|∅|∅|∅|∅"),
        ("epoch1904.xls", "\n8 t\r|∅|t#DIV/0!|∅|∅|∅|∅"),
        ("sheet.ods", "\n8 q5|q5|t#DIV/0!|∅|∅|∅|∅\n9 q5|q5|t#DIV/0!|∅|∅|∅|∅"),
    ] {
        let (text, read) = told(&file(name), None);
        assert_eq!(text, format!("{ROWS}{last}\n! column-twice 4 cost"), "{name}");
        let n_rows = text.lines().count() as u64 - 2;
        assert_eq!(read, ReadSheet { name: Some("القنوات".into()), header: Some(4), n_rows }, "{name}");
        assert_eq!(read.n_above(), 3, "{name}");
        let sheets = sheet::sheets(&file(name), "f").unwrap();
        let expected = [("Hidden", true), ("Notes", false), ("القنوات", false)];
        let expected = expected.map(|(name, is_hidden)| SheetName { name: name.into(), is_hidden });
        assert_eq!(sheets, expected, "{name}");
    }
}

#[test]
fn a_binary_workbook_is_read_as_pyxlsb_reads_it() {
    let expected = "القناة|clicks|day|ok\n2 tبريد|q123.45|d2024-02-29|btrue\n5 tinline|t#N/A|q-7|q0.3";
    check(&file("sheet.xlsb"), None, expected);
    check(&file("sheet.xlsb"), Some("ورقة"), expected);
}

#[test]
fn what_other_programs_write_is_read_too() {
    // Days around 1900-02-29, which never was, as Excel shows them; 0.75 of a day is 18 hours.
    check(
        &file("odd.xlsx"),
        None,
        "name|value\n2 ttwo runs|t#SPILL!\n5 ta&b|q42\n6 d2024-02-29|btrue\n7 d1900-02-28|t1900-02-29\n\
         8 d1900-03-02|t36:00:00\n9 t18:00:00|q0.3\n! row-ragged 10 4/2",
    );
}

#[test]
fn shared_texts_go_on_from_record_to_record() {
    let mut expected = "text|n".to_owned();
    for row in 1..=75 {
        let word = if row % 4 == 0 { "text" } else { "نص" };
        expected += &format!("\n{} t{word} {row} {}|q{row}", row + 1, "x".repeat(60));
    }
    check(&file("long.xls"), None, &expected);
}

#[test]
fn a_sheet_is_found_by_its_name_even_if_it_is_hidden() {
    for name in ["epoch1900.xlsx", "epoch1900.xls", "sheet.ods"] {
        check(&file(name), Some("Hidden"), "a|b\n2 q1|q2");
        check(&file(name), Some(" hidden"), "a|b\n2 q1|q2");
        check(&file(name), Some("Notes"), "one column only\n! empty-file");
        check(&file(name), Some("nowhere"), "! not-found nowhere");
    }
}

#[test]
fn titles_and_notes_above_the_header_are_passed_over() {
    for (rows, header) in [
        (vec![vec!["Report"], vec![], vec!["day", "clicks"], vec!["x", "1"]], 3),
        (vec![vec!["from", "45000", "to", "45030"], vec!["a", "b", "c", "d", "e"], vec!["x", "1", "2", "3", "4"]], 2),
        (vec![vec!["channel", "2023", "2024"], vec!["mail", "1", "2"], vec!["none", "n/a", "n/a"]], 1),
        (vec![vec!["only"], vec!["1"], vec!["2"]], 1),
        (vec![vec!["a", "b", "c"], vec!["x", "", ""], vec!["y", "1", "2"]], 1),
    ] {
        let numbered = (1..).zip(&rows).filter(|(_, cells)| !cells.is_empty());
        let xml: String = numbered.map(|(number, cells)| row(number, cells)).collect();
        assert_eq!(told(&xlsx(&xml), None).1.header, Some(header), "{rows:?}");
    }
}

#[test]
fn a_table_may_begin_at_any_cell() {
    let rows = "<row r='3'><c r='C3' t='str'><v>a</v></c><c r='E3' t='str'><v>b</v></c></row>\
        <row r='5'><c r='C5'><v>1</v></c><c r='D5'><v>2</v></c><c r='E5'><v>3</v></c></row>";
    check(&xlsx(rows), None, "a||b\n5 q1|q2|q3");
}

#[test]
fn more_columns_than_a_sheet_can_have_are_counted_and_left() {
    let rows = row(1, &["a", "b"]) + "<row r='2'><c r='A2'><v>1</v></c><c r='ABCD2'><v>2</v></c></row>";
    // ABCD is column 19,010: ((1 × 26 + 2) × 26 + 3) × 26 + 4.
    check(&xlsx(&rows), None, "a|b\n2 q1|∅\n! too-many-columns 19010/16384");
    check(&xlsx("<row><c r='ZZZZZZZZZ99999999999'><v>1</v></c></row>"), None, "1\n! empty-file");
}

#[test]
fn a_workbook_without_rows_says_so() {
    check(&xlsx(""), None, "! empty-file");
    check(&xlsx(&row(1, &["a", "b"])), None, "a|b\n! empty-file");
    check(&ods("", "<x/>"), None, "! empty-file");
}

#[test]
fn a_locked_workbook_says_so() {
    let locked = "<m><f><manifest:encryption-data/></f></m>";
    check(&ods("", locked), None, "! file-locked");
    check(&file("locked.xlsx"), None, "! file-locked");
    // The record CodePage made the record FilePass.
    let mut xls = file("epoch1900.xls");
    let at = xls.windows(4).position(|bytes| bytes == [0x42, 0, 2, 0]).unwrap();
    xls[at] = 0x2F;
    check(&xls, None, "! file-locked");
}

#[test]
fn a_file_that_is_cut_short_says_so() {
    for name in ["epoch1900.xlsx", "epoch1900.xls", "sheet.ods", "sheet.xlsb"] {
        let bytes = file(name);
        check(&bytes[..bytes.len() * 2 / 3], None, "! file-cut-short");
    }
}

#[test]
fn a_broken_workbook_says_what_the_parser_found() {
    check(b"name,value\n", None, "! file-broken invalid Zip archive: Could not find EOCD");
    check(&packed(&[("a.csv", b"a\n1\n")]), None, "! file-broken neither XLSX nor ODS");
    let rows = row(1, &["a", "b"]) + &row(2, &["x", "1"]) + "<row><c t='";
    let (text, _) = told(&xlsx(&rows), None);
    assert!(text.starts_with("a|b\n2 tx|q1\n! file-broken "), "rows before the fault count: {text}");
    let mut parts = parts(&file("odd.xlsx"));
    parts.retain(|(name, _)| !name.ends_with("one.xml"));
    check(&stored(&parts), None, "! file-broken xl/a/one.xml is missing");
}

#[test]
fn a_bomb_is_given_up() {
    let long = row(1, &["a", "b"]) + &format!("<row><c t='str'><v>{}</v></c></row>", "x".repeat(5 << 20));
    check(&xlsx(&long), Some("One"), "a|b\n! unpacks-too-large a text of more than 4 MB");
    let cell = "<table:table-cell office:value='1' table:number-columns-repeated='16384'/>";
    let repeated = format!("<table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row>");
    let mut sink = Counted::default();
    let read = sheet::read(&ods(&repeated, "<x/>"), "f", Some("s"), &mut sink);
    assert_eq!((sink.0.get(&ProblemKind::UnpacksTooLarge), sink.0.len()), (Some(&1), 2), "beside names that are alike");
    assert!(read.n_rows < 2_000, "{read:?}");
    let zeros = packed(&[("a.csv", &vec![b'0'; 40 << 20])]);
    let problem = zip::unpack(&zeros, "f", None, &mut |_| true).unwrap_err();
    assert_eq!((problem.kind, problem.value.as_deref()), (ProblemKind::UnpacksTooLarge, Some("> 32 MB")));
}

fn unpacked(bytes: &[u8], wanted: Option<&str>) -> Result<(String, Vec<u8>), Problem> {
    let mut all = Vec::new();
    let entry = zip::unpack(bytes, "f", wanted, &mut |slice| {
        all.extend_from_slice(slice);
        true
    })?;
    Ok((entry.name, all))
}

#[test]
fn the_file_of_an_archive_that_is_data_is_unpacked() {
    let archive = packed(&[
        ("__MACOSX/._a.csv", b"no"),
        (".hidden.csv", b"no"),
        ("read me", b"no"),
        ("C:\\x\\..\\../sub//a\u{202e}.csv", b"a\n1\n"),
        ("sub/b.json", b"[]"),
        ("sub/", b""),
    ]);
    let names =
        |bytes: &[u8]| zip::entries(bytes, "f").unwrap().into_iter().map(|entry| entry.name).collect::<Vec<_>>();
    assert_eq!(names(&archive), ["read me", "x/sub/a.csv", "sub/b.json"]);
    assert_eq!(unpacked(&archive, None), Ok(("x/sub/a.csv".into(), b"a\n1\n".into())));
    assert_eq!(unpacked(&archive, Some("b.json")), Ok(("sub/b.json".into(), b"[]".into())));
    assert_eq!(unpacked(&archive, Some("x/sub/a.csv")).unwrap().1, b"a\n1\n");
    assert_eq!(unpacked(&archive, Some("c")).unwrap_err().kind, ProblemKind::NotFound);
    assert_eq!(unpacked(&packed(&[(".x", b"")]), None).unwrap_err().kind, ProblemKind::EmptyFile);
    assert_eq!(unpacked(&packed(&[("data", b"x")]), None).unwrap().1, b"x");
}

#[test]
fn slices_are_told_until_enough() {
    let archive = packed(&[("a.csv", &vec![b'a'; 1 << 20])]);
    let mut n_slices = 0;
    zip::unpack(&archive, "f", None, &mut |slice| {
        n_slices += 1;
        assert!(slice.len() <= 64 << 10);
        n_slices < 3
    })
    .unwrap();
    assert_eq!(n_slices, 3);
}

#[test]
fn an_archive_that_cannot_be_unpacked_says_why() {
    let archive = packed(&[("a.csv", &b"a,b\n1,2\n".repeat(100))]);
    let spoilt = |offset: usize, value: u8| {
        let mut bytes = archive.clone();
        // The same field stands in the file's own header and, two bytes further, in the list.
        let list = bytes.windows(4).rposition(|mark| mark == b"PK\x01\x02").unwrap();
        bytes[offset] = value;
        bytes[list + offset + 2] = value;
        unpacked(&bytes, None).unwrap_err()
    };
    assert_eq!(spoilt(6, 1).kind, ProblemKind::FileLocked, "the flag «encrypted»");
    let method = spoilt(8, 12);
    assert_eq!(method.kind, ProblemKind::FileBroken, "bzip2");
    assert!(method.value.unwrap().contains("12"));
    assert_eq!(unpacked(&archive[..archive.len() / 2], None).unwrap_err().kind, ProblemKind::FileCutShort);
    assert_eq!(unpacked(b"PK", None).unwrap_err().kind, ProblemKind::FileCutShort);
    assert_eq!(unpacked(b"a,b\n", None).unwrap_err().kind, ProblemKind::FileBroken);
    let mut checksum = archive.clone();
    checksum[45] ^= 0xFF;
    assert_eq!(unpacked(&checksum, None).unwrap_err().kind, ProblemKind::FileBroken);
}

#[test]
fn what_a_zip_is_is_told() {
    for (bytes, expected) in [
        (file("epoch1900.xlsx"), Some(Content::Workbook)),
        (file("sheet.xlsb"), Some(Content::Workbook)),
        (file("sheet.ods"), Some(Content::Workbook)),
        (packed(&[("document.json", b"{}"), ("data/a.csv", b"")]), Some(Content::Lucid)),
        (packed(&[("a.csv", b"")]), Some(Content::Archive)),
        (packed(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]), Some(Content::Document)),
        (packed(&[("[Content_Types].xml", b""), ("ppt/presentation.xml", b"")]), Some(Content::Document)),
        (packed(&[("word/a.csv", b"")]), Some(Content::Archive)),
        (packed(&[("sub/document.json", b"{}")]), Some(Content::Archive)),
        (file("epoch1900.xls"), None),
        (b"PK\x03\x04".to_vec(), None),
    ] {
        assert_eq!(zip::content(&bytes), expected);
    }
    assert!(sheet::is_compound_file(&file("epoch1900.xls")));
}

#[test]
#[cfg_attr(not(feed_samples), ignore = "no samples of feeds beside the repository")]
fn a_diagram_of_lucidchart_is_told_as_one() {
    let bytes = std::fs::read(repository("../shared/feeds/samples/lucidchart/flow.lucid")).unwrap();
    assert_eq!(zip::content(&bytes), Some(Content::Lucid));
    check(&bytes, None, "! file-broken neither XLSX nor ODS");
}

fn read_all(bytes: &[u8]) {
    let mut sink = Told::default();
    let read = sheet::read(bytes, "f", None, &mut sink);
    assert!(read.n_rows > 0 || !sink.problems.is_empty());
    let _ = sheet::sheets(bytes, "f");
    let _ = zip::content(bytes);
    let _ = zip::entries(bytes, "f");
    let _ = zip::unpack(bytes, "f", None, &mut |_| true);
}

const FILES: [&str; 6] = ["epoch1900.xls", "long.xls", "epoch1904.xlsx", "odd.xlsx", "sheet.xlsb", "sheet.ods"];

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000), magic in 0..3_usize) {
        let start: &[u8] = [b"".as_slice(), b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"][magic];
        read_all(&[start, &bytes].concat());
    }

    #[test]
    fn no_spoilt_workbook_makes_a_reader_panic(
        file_index in 0..FILES.len(),
        part in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = file(FILES[file_index]);
        let spoil = |bytes: &mut Vec<u8>| {
            for (at, value) in changes.iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>() {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            if let Some(cut) = &cut {
                bytes.truncate(cut.index(bytes.len() + 1));
            }
        };
        if bytes.starts_with(b"PK") {
            let mut parts = parts(&bytes);
            spoil(&mut part.get_mut(&mut parts).1);
            read_all(&stored(&parts));
        }
        spoil(&mut bytes);
        read_all(&bytes);
    }
}
