//! What leaves the page opens elsewhere and says the same: pictures are XML that holds every word, workbooks are read back
//! by our own reader and by calamine.

use super::support::{Opened, open, open_files};
use calamine::{Data, Reader, Xlsx};
use miyar::engine::day::Day;
use miyar::engine::feed::problem::Problem;
use miyar::engine::feed::{Cell, RowSink, sheet};
use miyar::view::chart::draw::{Palette, Rgb};
use miyar::view::export::about::About;
use miyar::view::export::plain::{PlainCell, PlainTable};
use miyar::view::export::workbook::workbook;
use miyar::view::page::Body;
use miyar::view::text::Lang;
use miyar::work::export::{ExportAsk, ExportTell, Kind, Part, answer};
use quick_xml::events::Event;
use std::io::{Cursor, Read};

/// What a feed may hold to break out of a document, or to be taken for a formula.
const HOSTILE: [&str; 14] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "</text><script>alert(1)</script>",
    "]]><!--&amp;&lt;\"'",
    "<image href=\"https://evil.test/\"/>",
    "_x0041_",
    " spaces at both ends ",
    "\u{202e}override\u{2066}isolate",
    "قناة «البريد»\nسطر",
];

fn about(lang: Lang) -> About {
    let line = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    About {
        lang,
        name: "About".into(),
        selection: vec![line("Period", "1 – 31 Oct 2026"), line("Filters", HOSTILE[7])],
        origin: vec![line("Source", "https://feed.test/datapackage.json")],
    }
}

fn palette() -> Palette {
    let grey = |n: u8| Rgb(n, n, n);
    Palette {
        ink: grey(20),
        muted: grey(90),
        rule: grey(200),
        surface: grey(255),
        accent: Rgb(11, 93, 75),
        series: (0..13).map(|n| Rgb(n * 15, 100, 200 - n * 15)).collect(),
        lit: None,
    }
}

fn ask(part: Part, kind: Kind, lang: Lang, content: Vec<u8>) -> ExportAsk {
    let words = ["Sheet", "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9"].map(str::to_owned).to_vec();
    ExportAsk { part, kind, name: "name".into(), about: about(lang), palette: palette(), words, content }
}

fn demo() -> Opened {
    open("public/demo")
}

fn saved(tell: ExportTell) -> (String, String, Vec<u8>) {
    match tell {
        ExportTell::Save(file) => (file.name, file.media_type, file.bytes),
        other => panic!("a file is due: {other:?}"),
    }
}

/// Reads a document strictly; returns its elements' names and its texts.
fn parsed(xml: &str) -> (Vec<String>, Vec<String>) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut names, mut texts, mut depth) = (Vec::new(), Vec::new(), 0_i32);
    let mut text: Option<String> = None;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                names.push(start.name().as_ref().to_owned());
                text = Some(String::new());
                depth += 1;
            }
            Event::Empty(start) => names.push(start.name().as_ref().to_owned()),
            Event::End(_) => {
                texts.extend(text.take());
                depth -= 1;
            }
            Event::Text(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part);
                }
            }
            Event::GeneralRef(part) => {
                let name: &str = part.as_ref();
                let sign = match part.resolve_char_ref().unwrap() {
                    Some(sign) => sign.to_string(),
                    None => quick_xml::escape::resolve_xml_entity(name).unwrap().to_owned(),
                };
                text.as_mut().unwrap().push_str(&sign);
            }
            Event::Eof => break,
            other => panic!("neither text nor element: {other:?}"),
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    (names, texts)
}

#[test]
fn every_chart_is_a_picture_with_its_words_in_both_languages() {
    let mut feed = demo();
    let months = "period=2026-01-01..2026-10-31";
    for lang in Lang::ALL {
        for (part, search) in [
            (Part::OverTime, format!("?page=channels&compare=previous&{months}")),
            (Part::Efficiency, format!("?page=channels&{months}")),
            (Part::Mix, format!("?page=channels&{months}")),
            (Part::Trend, "?page=benchmarks".to_owned()),
        ] {
            let content = feed.handed_over(&search, None, lang);
            let (name, media_type, bytes) = saved(answer(ask(part, Kind::Svg, lang, content.clone())));
            assert_eq!((name.as_str(), media_type.as_str()), ("name.svg", "image/svg+xml"));
            let svg = String::from_utf8(bytes).unwrap();
            let (names, texts) = parsed(&svg);
            let known = ["svg", "title", "desc", "rect", "g", "text", "path", "circle", "polygon", "polyline", "line"];
            assert!(names.iter().all(|name| known.contains(&name.as_str())), "{part:?}: {names:?}");
            assert!(names.iter().filter(|name| *name == "text").count() > 12, "{part:?}");
            let all = texts.join("|");
            for said in ["1 – 31 Oct 2026", HOSTILE[7], "https://feed.test/datapackage.json"] {
                assert!(all.contains(said), "{part:?} in {lang:?} says {said}: {all}");
            }
            assert_eq!(svg.matches("direction=\"rtl\"").count() > 0, lang == Lang::Ar);
            assert!(!svg.contains("href") && !svg.contains("url("), "{part:?} asks for nothing");
            // A PNG is drawn from the same document.
            match answer(ask(part, Kind::Png, lang, content)) {
                ExportTell::Raster { svg: same, name, width_px, .. } => {
                    assert!(same == svg && name == "name.png" && width_px == 960.0);
                }
                other => panic!("a picture is due: {other:?}"),
            }
        }
    }
}

#[test]
fn the_words_of_a_picture_stay_on_it() {
    let mut feed = demo();
    for lang in Lang::ALL {
        for (part, page) in [
            (Part::OverTime, "channels"),
            (Part::Efficiency, "channels"),
            (Part::Mix, "channels"),
            (Part::Trend, "benchmarks"),
        ] {
            let content = feed.handed_over(&format!("?page={page}"), None, lang);
            let (_, _, bytes) = saved(answer(ask(part, Kind::Svg, lang, content)));
            let svg = String::from_utf8(bytes).unwrap();
            let height: f64 = number(&svg, "height=\"");
            let mut lowest: f64 = 0.0;
            for text in svg.split("<text ").skip(1) {
                let (x, y) = (number(text, "x=\""), number(text, " y=\""));
                assert!((0.0..=960.0).contains(&x) && y > -5.0 && y < height, "{part:?}: {text}");
                lowest = lowest.max(y);
            }
            assert!(height - lowest < 60.0 && height - lowest > 8.0, "{part:?}: {height} for {lowest}");
        }
    }
}

fn number(text: &str, after: &str) -> f64 {
    text.split(after).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

#[test]
fn a_chart_has_the_numbers_of_its_table() {
    let mut feed = demo();
    let search = "?page=channels&period=last-90-days";
    let channels = feed.channels(search);
    let content = feed.handed_over(search, None, Lang::En);
    let (name, _, bytes) = saved(answer(ask(Part::Efficiency, Kind::Csv, Lang::En, content.clone())));
    let csv = String::from_utf8(bytes).unwrap();
    assert_eq!(name, "name.csv");
    let scatter = channels.efficiency.chart.unwrap();
    assert_eq!(csv.lines().count(), scatter.points.len() + 1);
    for point in &scatter.points {
        let [x, y] = &point.shown;
        let line = csv.lines().find(|line| line.starts_with(&point.label)).unwrap();
        assert!(line.ends_with(&format!(",{},{}", x.value(), y.value())), "{line}");
    }
    let (_, _, bytes) = saved(answer(ask(Part::OverTime, Kind::Csv, Lang::En, content.clone())));
    let csv = String::from_utf8(bytes).unwrap();
    let lines = channels.over_time.chart.unwrap();
    assert_eq!(csv.lines().count(), lines.steps.len() + 1);
    for (at, line) in csv.lines().skip(1).enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        let days = lines.steps[at].days;
        assert_eq!(cells[1..3], [days.from.to_string(), days.to.to_string()]);
        for (cell, line) in cells[3..].iter().zip(&lines.series) {
            assert_eq!(cell.parse().ok(), line.values[at], "{} of step {at}", line.label);
        }
    }
    let (_, _, bytes) = saved(answer(ask(Part::Mix, Kind::Csv, Lang::En, content)));
    let csv = String::from_utf8(bytes).unwrap();
    let mix = channels.mix.chart.unwrap();
    for (line, bar) in csv.lines().skip(1).zip(&mix.bars) {
        let numbers: Vec<f64> = line.split(',').rev().filter_map(|cell| cell.parse().ok()).collect();
        assert_eq!(numbers[0], bar.total.raw.unwrap());
        let shares: f64 = numbers[1..=mix.series.len()].iter().sum();
        assert!((shares - 1.0).abs() < 1e-9, "the shares of {line} are the whole");
    }
}

#[derive(Default)]
struct Rows(Vec<Vec<String>>);

impl RowSink for Rows {
    fn columns(&mut self, names: &[String]) {
        self.0.push(names.to_vec());
    }

    fn row(&mut self, _: u64, cells: &[Cell<'_>]) {
        let cell = |cell: &Cell<'_>| match cell {
            Cell::Null => String::new(),
            Cell::Text(text) => format!("text {text}"),
            Cell::Number(number) => format!("number {number}"),
            Cell::Bool(value) => format!("{value}"),
            Cell::Quantity(quantity) => format!("number {}", quantity.to_decimal()),
            Cell::Day(day) => format!("day {day}"),
        };
        self.0.push(cells.iter().map(cell).collect());
    }

    fn problem(&mut self, problem: Problem) {
        panic!("{problem:?}");
    }
}

/// Reads a sheet with our own reader.
fn own(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut rows = Rows::default();
    sheet::read(bytes, "f", Some(name), &mut rows);
    rows.0
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn sample(lang: Lang) -> Vec<u8> {
    let mut rows = vec![
        vec![
            PlainCell::Text("first".into()),
            PlainCell::Number("1234".into()),
            PlainCell::Money("-1234567.89".into()),
            PlainCell::Share("0.125".into()),
            PlainCell::Day(Day::from_iso("2026-10-31").unwrap()),
        ],
        vec![PlainCell::Text("nothing known".into()), PlainCell::Number(String::new())],
        vec![
            PlainCell::Text("old".into()),
            PlainCell::Number("0.5".into()),
            PlainCell::Money("1".into()),
            PlainCell::Share("1".into()),
            PlainCell::Day(Day::from_iso("1899-12-31").unwrap()),
        ],
    ];
    rows.extend(HOSTILE.map(|text| vec![PlainCell::Text(text.into())]));
    rows.push(vec![PlainCell::Text("\u{1}bell\u{7}\u{ffff}".into())]);
    let heads = ["Name", "Count", "Amount", "Share", "Day"].map(str::to_owned).to_vec();
    workbook(&PlainTable { heads, rows }, "Table", &about(lang), "SAR").unwrap()
}

#[test]
fn a_workbook_is_read_back_by_calamine_with_types_and_without_formulas() {
    let bytes = sample(Lang::En);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Table", "About"]);
    let range = book.worksheet_range("Table").unwrap();
    let cell = |row: u32, column: u32| range.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(cell(0, 2), Data::String("Amount".into()));
    assert_eq!(cell(1, 1), Data::Float(1234.0));
    assert_eq!(cell(1, 2), Data::Float(-1_234_567.89));
    assert_eq!(cell(1, 3), Data::Float(0.125));
    match cell(1, 4) {
        // 31 October 2026 is day 46326 of Excel: 39448 on 1 January 2008 and 6878 days on.
        Data::DateTime(day) => assert_eq!((day.as_f64(), day.is_datetime()), (46_326.0, true)),
        other => panic!("a day is due: {other:?}"),
    }
    assert_eq!(cell(2, 1), Data::Empty);
    assert_eq!(cell(3, 4), Data::String("1899-12-31".into()));
    for (at, text) in (4..).zip(HOSTILE) {
        assert_eq!(cell(at, 0), Data::String(text.into()), "{text:?}");
    }
    assert_eq!(cell(4 + 14, 0), Data::String("\u{fffd}bell\u{fffd}\u{fffd}".into()));
    assert!(book.worksheet_formula("Table").unwrap().is_empty(), "no cell is a formula");
    let about = book.worksheet_range("About").unwrap();
    assert_eq!(about.get_value((0, 1)), Some(&Data::String("1 – 31 Oct 2026".into())));
    assert_eq!(about.get_value((2, 1)), Some(&Data::String("https://feed.test/datapackage.json".into())));
}

#[test]
fn a_workbook_is_read_back_by_our_own_reader() {
    let rows = own(&sample(Lang::Ar), "Table");
    assert_eq!(rows[0], ["Name", "Count", "Amount", "Share", "Day"]);
    assert_eq!(rows[1], ["text first", "number 1234", "number -1234567.89", "number 0.125", "day 2026-10-31"]);
    for (row, text) in rows[4..].iter().zip(HOSTILE) {
        assert!(row[0].contains(text.trim()) || text.contains('_'), "{row:?} is {text:?}");
    }
}

#[test]
fn a_workbook_has_formats_a_head_that_stays_and_the_direction_of_its_language() {
    for lang in Lang::ALL {
        let bytes = sample(lang);
        let (sheet, styles) = (part(&bytes, "xl/worksheets/sheet1.xml"), part(&bytes, "xl/styles.xml"));
        for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/workbook.xml"] {
            let text = part(&bytes, name);
            let (names, _) = parsed(text.split_once("?>\n").unwrap().1);
            assert!(!names.contains(&"f".to_owned()), "{name} has no formula");
            assert_eq!(text.contains("rightToLeft=\"1\""), lang == Lang::Ar && name.contains("sheet"), "{name}");
        }
        assert!(sheet.contains("xSplit=\"1\" ySplit=\"1\"") && sheet.contains("state=\"frozen\""));
        assert!(styles.contains("formatCode=\"#,##0.00\\ &quot;SAR&quot;\"") && styles.contains("\"0.0%\""));
        // What looks like a formula is marked as text for whoever edits it; so many begin like one.
        assert_eq!(sheet.matches("s=\"3\" t=\"inlineStr\"").count(), 7);
        assert_eq!(bytes, sample(lang), "the same table gives the same bytes");
    }
}

#[test]
fn a_currency_that_is_no_code_stays_out_of_the_format() {
    let table = PlainTable { heads: vec!["a".into()], rows: Vec::new() };
    for currency in ["", "sar", "$\"&", "SAR\"", "€€€"] {
        let bytes = workbook(&table, "=x[1]", &about(Lang::En), currency).unwrap();
        assert!(part(&bytes, "xl/styles.xml").contains("formatCode=\"#,##0.00\"/>"), "{currency}");
        assert!(part(&bytes, "xl/workbook.xml").contains("name=\"=x1\""));
    }
}

#[test]
fn the_table_of_channels_is_a_workbook_of_the_same_figures() {
    let mut feed = demo();
    let search = "?page=channels&period=last-month&compare=previous";
    let table = feed.channels(search).table;
    let content = feed.handed_over(search, None, Lang::En);
    let (name, _, bytes) = saved(answer(ask(Part::Channels, Kind::Xlsx, Lang::En, content)));
    assert_eq!(name, "name.xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
    let range = book.worksheet_range("Sheet").unwrap();
    let heads: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let mut n_checked = 0;
    for (at, row) in std::iter::once(&table.total).chain(&table.rows).enumerate() {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let place = heads.iter().position(|head| *head == column.name).unwrap();
            let found = range.get_value((u32::try_from(at + 1).unwrap(), u32::try_from(place).unwrap()));
            match (found, cell.figure.raw) {
                (Some(Data::Float(found)), Some(raw)) => {
                    assert_eq!(*found, raw, "{} of {}", column.name, row.label);
                    n_checked += 1;
                }
                (None | Some(Data::Empty), None) => {}
                other => panic!("{} of {}: {other:?}", column.name, row.label),
            }
        }
    }
    assert!(n_checked > 60, "{n_checked} figures are compared");
    // Revenue is money and a rate is a share; both are told by their formats.
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("s=\"6\"><v>") && sheet.contains("s=\"7\"><v>"));
}

#[test]
fn standings_and_rows_are_workbooks_too() {
    let mut feed = demo();
    let content = feed.handed_over("?page=benchmarks", None, Lang::En);
    let (_, _, bytes) = saved(answer(ask(Part::Standings, Kind::Xlsx, Lang::En, content)));
    let Body::Benchmarks(model) = feed.page("?page=benchmarks").body else { panic!("benchmarks are due") };
    let rows = own(&bytes, "Sheet");
    assert_eq!(rows.len(), model.standings.len() + 1);
    for (row, standing) in rows[1..].iter().zip(&model.standings) {
        assert_eq!(row.len(), rows[0].len());
        assert_eq!(row[0], format!("text {}", standing.name));
        let own = row[1].strip_prefix("number ").map(|number| number.parse::<f64>().unwrap());
        // Our reader takes six decimals.
        assert!(own.zip(standing.own.raw).is_none_or(|(a, b)| (a - b).abs() < 1e-6), "{row:?}");
    }

    let search = "?period=2026-10-01..2026-10-03";
    let csv = String::from_utf8(feed.saved_rows(search, "revenue").unwrap().bytes).unwrap();
    let content = feed.handed_over(search, Some("revenue"), Lang::En);
    let (_, _, bytes) = saved(answer(ask(Part::Rows, Kind::Xlsx, Lang::En, content)));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Sheet").unwrap();
    assert_eq!(range.height(), csv.lines().count(), "as many rows as the CSV has");
    let day = range.get_value((1, 1)).unwrap();
    assert!(matches!(day, Data::DateTime(_)), "{day:?} is a day");
}

#[test]
fn what_is_not_there_is_not_made() {
    let mut feed = demo();
    let content = feed.handed_over("?page=channels", None, Lang::En);
    for (part, kind) in [(Part::Trend, Kind::Svg), (Part::Standings, Kind::Xlsx), (Part::Channels, Kind::Png)] {
        assert_eq!(answer(ask(part, kind, Lang::En, content.clone())), ExportTell::Nothing, "{part:?}");
    }
    assert_eq!(answer(ask(Part::Channels, Kind::Xlsx, Lang::En, vec![255; 9])), ExportTell::Nothing);
}

/// A key of a file's address stays with who wrote the manifest.
#[test]
fn no_file_that_is_saved_has_the_key_of_an_address() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [
        {"name": "p", "path": ["x/a.csv?X-Amz-Signature=5f9", "b.csv?SECRET"], "format": "csv", "miyar":
         {"table": "performance", "map": {"date": "date", "channel": "channel", "revenue": "revenue"}}}]}"#;
    let mut feed = open_files(&[
        ("datapackage.json", manifest),
        ("x/a.csv?X-Amz-Signature=5f9", "date,channel,revenue\n2026-01-01,email,1\nnever,sms,2\n"),
        ("b.csv?SECRET", "date,channel,revenue\n2026-01-02,email,many\n2026-01-02,email,4\n"),
    ]);
    let text = |file: miyar::work::message::SavedFile| String::from_utf8(file.bytes).unwrap();
    let (rows, problems) = (text(feed.saved_rows("?period=all", "revenue").unwrap()), text(feed.saved_problems()));
    let content = feed.handed_over("?period=all", Some("revenue"), Lang::En);
    let (_, _, bytes) = saved(answer(ask(Part::Rows, Kind::Xlsx, Lang::En, content)));
    let book = format!("{:?}", own(&bytes, "Sheet"));
    for (what, text) in [("rows", rows), ("workbook", book), ("problems", problems)] {
        assert!(text.contains("x/a.csv") && text.contains("b.csv"), "{what}: {text}");
        assert!(!text.contains("5f9") && !text.contains("SECRET"), "{what}: {text}");
    }
}

/// A feed's own metric has the format of its unit, in the table and over time.
#[test]
fn a_feed_s_own_metric_has_its_unit_in_a_workbook() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "currency": "SAR", "default_period": "all", "metrics": [
        {"id": "refunded", "name": "Refunded", "formula": "refunds / revenue", "unit": "percent"},
        {"id": "left", "name": "Left of an order", "formula": "(revenue - refunds) / orders", "unit": "money"}]},
        "resources": [{"name": "p", "path": "p.csv", "format": "csv", "miyar": {"table": "performance",
        "map": {"date": "date", "channel": "channel", "revenue": "revenue", "refunds": "refunds", "orders": "orders"}}}]}"#;
    let csv = "date,channel,revenue,refunds,orders\n2026-01-01,email,1000,34,7\n2026-01-02,email,1000,33,7\n\
        2026-01-03,sms,500,1,3\n";
    let mut feed = open_files(&[("datapackage.json", manifest), ("p.csv", csv)]);
    for (kpi, style) in [("refunded", 7), ("left", 6)] {
        let search = format!("?page=channels&metrics={kpi}&sort=-{kpi}");
        let page = feed.channels(&search);
        let content = feed.handed_over(&search, None, Lang::En);
        let sheet = |part_of: Part| {
            let (_, _, bytes) = saved(answer(ask(part_of, Kind::Xlsx, Lang::En, content.clone())));
            part(&bytes, "xl/worksheets/sheet1.xml")
        };
        let table = sheet(Part::Channels);
        for row in &page.table.rows {
            let value = row.cells[0].figure.value();
            assert!(table.contains(&format!("s=\"{style}\"><v>{value}</v>")), "{kpi} of {}: {table}", row.label);
        }
        let chart = page.over_time.chart.unwrap();
        assert_eq!(chart.kpi, kpi);
        let value = chart.series.iter().flat_map(|line| &line.values).flatten().next().unwrap();
        let lines = sheet(Part::OverTime);
        assert!(lines.contains(&format!("s=\"{style}\"><v>{value}</v>")), "{kpi}: {lines}");
    }
}
