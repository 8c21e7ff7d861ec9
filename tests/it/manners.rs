//! How a file is written is found in its first bytes.

use super::encodings::encoded;
use miyar::engine::feed::encoding::{Decoder, Encoding};
use miyar::engine::feed::manner::{Manner, Trait};
use miyar::engine::feed::package::{Format, Resource, read as read_manifest};
use miyar::engine::feed::sniff::{format_of, manner_of_bytes, without_preamble};
use miyar::engine::feed::{Kept, csv};
use proptest::prelude::*;

/// Makes a resource of what is declared beside its path and of its map; neither: a file that was dropped.
fn resource(declared: &str, map: &str) -> Resource {
    let manifest = format!(
        r#"{{"miyar": {{"version": 1}}, "resources": [{{"name": "r", "path": "r.dat", {declared} "format": "csv",
        "miyar": {{"table": "performance", "map": {{"date": "never there" {map}}}}}}}]}}"#
    );
    let (package, problems) = read_manifest(manifest.as_bytes(), "m");
    assert!(problems.is_empty(), "{problems:?}");
    let mut resource = package.unwrap().resources.remove(0);
    resource.map.remove("date");
    if !declared.contains("format") {
        resource.format = None;
    }
    resource
}

fn dropped() -> Resource {
    resource("", "")
}

fn check_table(text: &str, delimiter: char, n_preamble: u64) {
    for line_end in ["\n", "\r\n", "\r"] {
        let text = text.replace('\n', line_end);
        for is_whole in [true, false] {
            let found = manner_of_bytes(&dropped(), text.as_bytes(), is_whole);
            assert_eq!(found.format, Format::Csv, "{text:?}");
            assert_eq!(found.dialect.delimiter.map(char::from), Some(delimiter), "{text:?}");
            assert_eq!(found.n_preamble, n_preamble, "{text:?}");
        }
    }
}

#[test]
fn delimiters_are_found() {
    check_table("Day,Cost\n2024-01-01,5\n2024-01-02,6\n", ',', 0);
    check_table("Day;Cost\n2024-01-01;5,5\n2024-01-02;6,5\n", ';', 0);
    check_table("Day;Cost;Rate\n2024-01-01;5,5;1,5\n2024-01-02;6,5;1,5\n2024-01-03;6\n", ';', 0);
    check_table("Day\tCost\tName\n2024-01-01\t5\ta, b\n2024-01-02\t6\tc, d\n", '\t', 0);
    check_table("Day|Cost\n2024-01-01|5\n2024-01-02|6\n", '|', 0);
    check_table("\"Day\";\"Name\"\n\"1\";\"a, b, c\"\n\"2\";\"x\n, y\"\n", ';', 0);
    check_table("Day\n2024-01-01\n2024-01-02\n", ',', 0);
    check_table("Name\nCampaign\nOther, this\nMore\n", ',', 0);
    check_table("اليوم؛القناة,التكلفة\n2024,5\n2025,6\n", ',', 0);
    check_table("a,b,c\n1,2,3,\n4,5,6,\n7,8,9,\n", ',', 0);
    check_table(",Cost\n0,5\n1,6\n", ',', 0);
    check_table(",a,b\n0,5,1\n1,6,1\n", ',', 0);
}

#[test]
fn what_stands_above_a_header_is_counted() {
    check_table("# ---\n# Account: x\n# Start date: 20260226\nChannel,Sessions\nDirect,5\nEmail,6\n", ',', 3);
    check_table("#===\n# Freeform\n\"# Date: Jul 27, 2026 - Aug 2, 2026\"\n\nName,Visits,Rate\na,1,2\nb,3,4\n", ',', 4);
    check_table("Campaign report\nJan 1 to Jan 31\n\nDay,Campaign,Cost\n1,a,5\n2,b,6\n", ',', 3);
    check_table("Report;;;\nDay;Campaign;Cost;Clicks\n1;a;5;6\n2;b;6;7\n", ';', 1);
    check_table("sep=;\nDay;Cost\n1;5,5\n2;6,5\n", ';', 1);
    check_table("\"sep=|\"\nDay|Cost, all\n1|5,5\n", '|', 1);
    check_table("\n\nDay,Cost\n1,5\n2,6\n", ',', 2);
    check_table("#,Name,Cost\n1,a,5\n2,b,6\n", ',', 0);
    check_table("\"Title\nin two lines\"\nDay,Campaign,Cost\n1,a,5\n2,b,6\n", ',', 1);
}

#[test]
fn names_that_are_known_find_the_header() {
    let resource = resource("", r#", "cost": "Cost", "clicks": "Clicks""#);
    let text = "Report;of March\nx;y;z;w\nDay;Cost;Clicks\n1;5;6\n";
    let found = manner_of_bytes(&resource, text.as_bytes(), true);
    assert_eq!((found.dialect.delimiter, found.n_preamble), (Some(b';'), 2));
}

#[test]
fn what_is_declared_wins() {
    let resource = resource(r#""dialect": {"delimiter": "|"}, "encoding": "windows-1252","#, "");
    let found = manner_of_bytes(&resource, "Day,Cost|x\n1,5|x\n2,6|x\n".as_bytes(), true);
    assert_eq!((found.dialect.delimiter, found.encoding), (Some(b'|'), Encoding::Windows1252));
    // A byte order mark is no opinion.
    let found = manner_of_bytes(&resource, "\u{feff}Day|Cost\n".as_bytes(), true);
    assert_eq!(found.encoding, Encoding::Utf8);
    let mut declared = dropped();
    declared.fields.insert("Cost".into(), Default::default());
    let found = manner_of_bytes(&declared, b"Day;Cost\n1;5,5\n2;6,5\n", true);
    assert_eq!(found.fields, declared.fields);
}

#[test]
fn formats_are_told_apart() {
    for (text, expected) in [
        ("", Format::Csv),
        ("a,b\n1,2", Format::Csv),
        (" [{\"a\": 1}]", Format::Json),
        ("[]", Format::Json),
        ("[[1, 2]]", Format::Json),
        ("[1] Day,Cost\n", Format::Csv),
        ("{a},b\n", Format::Csv),
        ("{\"a\": [1, 2],\n \"b\": [3, 4]}", Format::Json),
        ("{\"a\": 1}", Format::Json),
        ("{\"a\": 1}\n", Format::Json),
        ("{\"a\": 1}\n{\"a\": 2}\n", Format::Ndjson),
        ("{\"a\": 1}\r\n\r\n{\"a\": 2", Format::Ndjson),
        ("{\"a\":\n1}\n{\"a\": 2}\n", Format::Json),
    ] {
        assert_eq!(format_of(text), expected, "{text:?}");
        let found = manner_of_bytes(&dropped(), text.as_bytes(), false);
        assert_eq!(found.format, expected, "{text:?}");
        assert!(found.dialect.delimiter.is_some());
    }
}

/// Writes what was inferred, a line a column.
fn inferred(manner: &Manner) -> String {
    let line = |each: &miyar::engine::feed::manner::Inferred| {
        format!("{} {:?} {}={}\n", each.column, each.what, each.example, each.reading)
    };
    manner.inferred.iter().map(line).collect()
}

#[test]
fn what_columns_show_is_said() {
    let text = "Day;Cost;Visits;Postcode;Name\n29/02/2024;5,5;1.234;01067;a\n01/03/2024;1.234,5;987;80331;b\n02/03/2024;x;1.001;10115;c\n";
    let text = text.replace(";x;", ";7;");
    let all = manner_of_bytes(&dropped(), text.as_bytes(), true);
    assert_eq!(
        inferred(&all),
        "Day DayFirst 29/02/2024=2024-02-29\nCost Number 1.234,5=1234.5\nVisits Number 1.234=1234\n"
    );
    let columns: Vec<_> = all.fields.keys().collect();
    assert_eq!(columns, ["Cost", "Visits"]);
    let mapped = resource("", r#", "visits": "Visits", "date": "Day""#.replace(", \"date\": \"Day\"", "").as_str());
    let found = manner_of_bytes(&mapped, text.as_bytes(), true);
    assert_eq!(inferred(&found), "Visits Number 1.234=1234\n");
    let unclear = manner_of_bytes(&dropped(), b"Day,Cost\n01/02/2024,\"1,234\"\n02/02/2024,\"5\"\n", true);
    assert_eq!(inferred(&unclear), "Day DateOrderUnclear 01/02/2024=2024-02-01\nCost NumberUnclear 1,234=1234\n");
    let json = manner_of_bytes(&dropped(), r#"[{"Cost": "١٬٢٣٤٫٥ ر.س"}, {"Cost": "٥ ر.س"}]"#.as_bytes(), true);
    assert_eq!(inferred(&json), "Cost Number ١٬٢٣٤٫٥ ر.س=1234.5\n");
    assert!(all.inferred.iter().any(|each| each.what == Trait::DayFirst));
}

/// Reads a table as a feed is read: found out, decoded in chunks, read.
fn read(bytes: &[u8], n_chunk: usize) -> (Manner, Kept) {
    let found = manner_of_bytes(&dropped(), bytes, true);
    let mut text = Vec::new();
    let mut decoder = Decoder::new(found.encoding);
    bytes.chunks(n_chunk).for_each(|chunk| decoder.push(chunk, &mut text));
    decoder.end(&mut text);
    let mut kept = Kept::default();
    let text = String::from_utf8(text).unwrap();
    csv::read(without_preamble(&text, found.n_preamble).as_bytes(), "f", &found.dialect, &mut kept);
    (found, kept)
}

/// Writes a table with `csv-core`, whose writer quotes what it must.
fn written(table: &[Vec<String>], delimiter: u8, line_end: &str, quotes_all: bool) -> String {
    let style = if quotes_all { csv_core::QuoteStyle::Always } else { csv_core::QuoteStyle::Necessary };
    let mut writer = csv_core::WriterBuilder::new().delimiter(delimiter).quote_style(style).build();
    let mut text = Vec::new();
    let mut buffer = [0; 4096];
    for row in table {
        for (index, field) in row.iter().enumerate() {
            if index > 0 {
                let (_, n_written) = writer.delimiter(&mut buffer);
                text.extend_from_slice(&buffer[..n_written]);
            }
            let (result, _, n_written) = writer.field(field.as_bytes(), &mut buffer);
            assert_eq!(result, csv_core::WriteResult::InputEmpty);
            text.extend_from_slice(&buffer[..n_written]);
        }
        let (_, n_written) = writer.terminator(&mut buffer);
        text.extend_from_slice(&buffer[..n_written - 1]);
        text.extend_from_slice(line_end.as_bytes());
    }
    String::from_utf8(text).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any table written as CSV in any supported dialect and encoding reads back equal.
    ///
    /// Left out is what nobody could decide: fewer than two columns or three rows; names that are empty, twice there, or
    /// begin with `#`, `{` or `[` (that is a comment or JSON); `sep=`; a text without a letter outside ASCII, or with
    /// too few of them, in an encoding of one byte a character (its bytes are those of another encoding too); another
    /// delimiter than the true one in every row without quotes, which a value with a mark in each row would be. So the
    /// values hold each delimiter in some rows, the header in none.
    #[test]
    fn any_table_in_any_dialect_and_encoding_reads_back_equal(
        (names, rows) in (2_usize..6).prop_flat_map(|n_columns| (
            prop::collection::btree_set("[A-Za-z][a-z ]{0,8}[a-z]", n_columns),
            prop::collection::vec(prop::collection::vec(value(), n_columns), 3..30),
        )),
        delimiter in prop::sample::select(b",;\t|".to_vec()),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
        has_mark in any::<bool>(),
        quotes_all in any::<bool>(),
        n_chunk in 1_usize..50,
    ) {
        let letters = match encoding {
            Encoding::Windows1252 => "Überraschung für Köln",
            _ => "القناة المدفوعة",
        };
        let mut table = vec![names.into_iter().collect::<Vec<_>>()];
        table.extend(rows.into_iter().map(|row| row.iter().map(|value| value.replace('@', letters)).collect::<Vec<_>>()));
        table[1][0] = letters.to_owned();
        for row in &mut table[1..] {
            // A row of empty values alone is a blank line where there is no delimiter, and half a title in the first.
            row.iter_mut().filter(|value| value.is_empty()).for_each(|value| *value = "0".into());
        }
        let mut text = written(&table, delimiter, line_end, quotes_all);
        let has_mark = has_mark && matches!(encoding, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be);
        if has_mark {
            text.insert(0, '\u{feff}');
        }
        let bytes = encoded(encoding, &text);
        prop_assume!(bytes.is_some());
        let (found, kept) = read(&bytes.unwrap(), n_chunk);
        prop_assert_eq!((found.encoding, found.dialect.delimiter), (encoding, Some(delimiter)), "{:?}", text);
        prop_assert_eq!(found.n_preamble, 0, "{:?}", text);
        let names: Vec<_> = table[0].iter().map(|name| name.trim().to_owned()).collect();
        prop_assert_eq!(&kept.columns, &names, "{:?}", text);
        let rows: Vec<Vec<String>> = kept.rows.into_iter().map(|(_, row)| row.into_iter().map(Option::unwrap).collect()).collect();
        prop_assert_eq!(&rows[..], &table[1..], "{:?}", text);
        prop_assert!(kept.problems.is_empty());
    }

    #[test]
    fn any_bytes_have_a_manner(bytes in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        "[,;\t|\"#\\\\ \r\na1٥{}\\[\\]=sepSEP.-]{0,200}".prop_map(String::into_bytes),
    ], is_whole in any::<bool>()) {
        let found = manner_of_bytes(&dropped(), &bytes, is_whole);
        prop_assert!(found.dialect.delimiter.is_some());
    }
}

/// A value of a table; `@` becomes a few words in the letters of the encoding.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z]{1,8}",
        2 => Just("@".to_owned()),
        2 => "-?[0-9]{1,6}(\\.[0-9]{1,2})?",
        1 => "[a-z]{1,4}[,;|\t\"\r\n ][a-z@]{0,4}",
        1 => "\"[a-z]{0,3}",
        1 => Just(String::new()),
    ]
}

/// A head of many open quotes, delimiters or comments takes no longer than its length asks.
#[test]
fn a_hostile_head_takes_no_longer() {
    for unit in [",\"\"x", "\",", "\"\n", ",", "\"\"", "#\n", "\n", "[{", "1,234\n", "sep=;", "\u{feff}"] {
        let text = unit.repeat(300_000 / unit.len());
        for is_whole in [true, false] {
            let _ = manner_of_bytes(&dropped(), text.as_bytes(), is_whole);
        }
    }
}

/// Files of real systems: path, format, delimiter, lines above the header.
#[cfg(feed_samples)]
const SAMPLES: [(&str, Format, char, u64); 14] = [
    ("ga4/Traffic_acquisition_blog-94120.csv", Format::Csv, ',', 9),
    ("ga4/data-export_reports_snapshot.csv", Format::Csv, ',', 8),
    ("ga4/runReport_date_country_2ranges.json", Format::Json, ',', 0),
    ("adobe-analytics/workspace_freeform_3tables.csv", Format::Csv, ',', 9),
    ("adobe-analytics/datafeed/event.tsv", Format::Csv, '\t', 0),
    ("adobe-analytics/datafeed/search_engines.tsv", Format::Csv, '\t', 0),
    ("adobe-analytics/reports2_ranked_evar1_page0of8.json", Format::Json, ',', 0),
    ("marketo/activity_extract1.csv", Format::Csv, ',', 0),
    ("marketo/lead_extract1.csv", Format::Csv, ',', 0),
    ("marketo/lead_extract_with_quote_in_quote_field.csv", Format::Csv, ',', 0),
    ("lucidchart/ServiceExcellence.csv", Format::Csv, ',', 0),
    ("segment/warehouse_pages_seed.csv", Format::Csv, ',', 0),
    ("segment/segment_s3_2023-11-22.ndjson", Format::Ndjson, ',', 0),
    ("mixpanel/raw_export_10_events.ndjson", Format::Ndjson, ',', 0),
];

#[test]
#[cfg_attr(not(feed_samples), ignore = "no samples of feeds beside the repository")]
fn samples_of_real_systems_are_found_out() {
    #[cfg(feed_samples)]
    for (path, format, delimiter, n_preamble) in SAMPLES {
        let bytes = std::fs::read(super::support::repository("../shared/feeds/samples").join(path)).unwrap();
        let found = manner_of_bytes(&dropped(), &bytes, true);
        let is = (found.format, found.dialect.delimiter.map(char::from), found.n_preamble);
        assert_eq!(is, (format, Some(delimiter), n_preamble), "{path}");
    }
}
