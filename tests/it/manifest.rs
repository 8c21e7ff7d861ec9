//! Manifests: the reader and the published schema agree on what is right.

use jsonschema::Validator;
use miyar::engine::day::WeekStart;
use miyar::engine::facts::vocabulary::{Dimension, Measure, TableKind};
use miyar::engine::feed::package::{Dialect, Field, Format, Grain, Package, Source, read};
use miyar::engine::feed::problem::{ProblemKind, Problems};
use miyar::view::query::PeriodChoice;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> &'static Validator {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let text = std::fs::read_to_string(root().join("public/schema/miyar-1.json")).unwrap();
        jsonschema::draft202012::new(&serde_json::from_str(&text).unwrap()).unwrap()
    })
}

/// Fails where a manifest is not what the published schema wants.
pub fn check_against_schema(manifest: &str) {
    let manifest: Value = serde_json::from_str(manifest).unwrap();
    let faults: Vec<String> = schema().iter_errors(&manifest).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}\n{manifest:#}");
}

/// A manifest that uses everything once.
fn whole() -> Value {
    json!({
        "$schema": "https://example.org/miyar-1.json",
        "name": "shop",
        "title": "Shop",
        "miyar": {
            "version": 1,
            "title": {"en": "Shop", "ar": "متجر"},
            "notice": "Invented.",
            "currency": "SAR",
            "time_zone": "Asia/Riyadh",
            "week_start": "sunday",
            "default_period": "last-30-days",
            "margin": 0.35,
            "discount_rate": 0.1,
            "metrics": [
                {"id": "net_per_visit", "name": {"en": "Net per visit"}, "formula": "(revenue - refunds) / visits", "unit": "money"},
                {"id": "reach_2", "name": "Reach", "meaning": "Sent or shown", "formula": "2 * sends + impressions",
                    "unit": "count", "better": "higher"}
            ],
            "labels": {"channel": {"paid_search": {"en": "Paid search"}, "tv": "Television"}},
            "annotations": []
        },
        "resources": [
            {"name": "theirs", "path": "readme.pdf"},
            {
                "name": "ads",
                "path": ["ads-1.csv", "https://example.org/ads-2.csv?x=../y"],
                "encoding": "utf-8",
                "dialect": {"delimiter": ";", "quoteChar": "'", "doubleQuote": false, "escapeChar": "\\", "header": true},
                "schema": {
                    "fields": [
                        {"name": "Day", "type": "date", "format": "%d/%m/%Y"},
                        {"name": "Spend", "type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": false},
                        {"name": "Note", "type": "string", "format": "email"}
                    ],
                    "missingValues": ["", "-", {"value": "n/a", "label": "not known"}]
                },
                "miyar": {
                    "table": "performance",
                    "grain": "month",
                    "map": {
                        "date": "Day",
                        "cost": " Spend ",
                        "channel": {"column": "Source", "values": {"google": "paid_search"}},
                        "region": {"constant": "Riyadh"},
                        "own.creative": "Creative"
                    }
                }
            },
            {
                "name": "wide",
                "path": "wide.json",
                "dialect": {"property": "rows"},
                "miyar": {
                    "table": "costs",
                    "map": {"date": "d"},
                    "unpivot": {"into": "cost", "along": "channel", "columns": {"TV": "tv"}}
                }
            }
        ]
    })
}

/// Returns the whole manifest with the value at `pointer` replaced, added, or (for `null`) taken out.
fn with(pointer: &str, value: Value) -> Value {
    let mut manifest = whole();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    match manifest.pointer_mut(parent).unwrap() {
        Value::Object(object) if value.is_null() => drop(object.remove(&name)),
        Value::Object(object) => drop(object.insert(name, value)),
        Value::Array(array) => array[name.parse::<usize>().unwrap()] = value,
        other => panic!("{pointer} stands in {other}"),
    }
    manifest
}

fn read_value(manifest: &Value) -> (Package, Problems) {
    let (package, problems) = read(manifest.to_string().as_bytes(), "datapackage.json");
    (package.unwrap(), problems)
}

/// Checks that the schema refuses a change and that the reader reports it, at this place and no other.
fn check(pointer: &str, value: Value, expected: (ProblemKind, &str)) -> Package {
    let manifest = with(pointer, value.clone());
    assert!(!schema().is_valid(&manifest), "the schema accepts {pointer} = {value}");
    let (package, problems) = read_value(&manifest);
    let found: Vec<_> = problems.kept().iter().map(|p| (p.kind, p.column.as_deref().unwrap_or_default())).collect();
    assert_eq!(found, [expected], "{pointer} = {value}");
    package
}

fn names(package: &Package) -> Vec<&str> {
    package.resources.iter().map(|resource| resource.name.as_str()).collect()
}

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_whole_manifest_is_read_whole() {
    let manifest = whole();
    if let Err(error) = schema().validate(&manifest) {
        panic!("{error} at {}", error.instance_path());
    }
    let (package, problems) = read_value(&manifest);
    assert_eq!(problems, Problems::default());
    assert_eq!(package.name, "shop");
    assert_eq!(package.title, texts(&[("en", "Shop"), ("ar", "متجر")]));
    assert_eq!(package.notice, texts(&[("en", "Invented.")]));
    assert_eq!(package.currency.as_deref(), Some("SAR"));
    assert_eq!(package.time_zone.as_deref(), Some("Asia/Riyadh"));
    assert_eq!(package.week_start, WeekStart::Sunday);
    assert_eq!(package.default_period.as_deref(), Some("last-30-days"));
    assert_eq!(package.labels["channel"]["tv"], texts(&[("en", "Television")]));
    assert_eq!(names(&package), ["ads", "wide"]);

    let ads = &package.resources[0];
    assert_eq!(ads.paths, ["ads-1.csv", "https://example.org/ads-2.csv?x=../y"]);
    assert_eq!((ads.format, ads.table, ads.grain), (Some(Format::Csv), TableKind::Performance, Grain::Month));
    let dialect = Dialect {
        delimiter: Some(b';'),
        quote: Some(b'\''),
        double_quote: false,
        escape: Some(b'\\'),
        ..Dialect::default()
    };
    assert_eq!(ads.dialect, dialect);
    let day = Field { date_format: Some("%d/%m/%Y".into()), ..Field::default() };
    assert_eq!(ads.fields["Day"], day);
    let spend = Field { decimal_char: Some(','), group_char: Some('.'), bare_number: false, date_format: None };
    assert_eq!(ads.fields["Spend"], spend);
    assert_eq!(ads.fields["Note"], Field::default());
    assert_eq!(ads.missing_values, ["", "-", "n/a"]);
    assert_eq!(ads.map["cost"], Source::Column { column: "Spend".into(), values: BTreeMap::new() });
    let channel = Source::Column { column: "Source".into(), values: texts(&[("google", "paid_search")]) };
    assert_eq!(ads.map["channel"], channel);
    assert_eq!(ads.map["region"], Source::Constant("Riyadh".into()));
    assert!(ads.map.contains_key("own.creative"));

    let wide = &package.resources[1];
    assert_eq!((wide.format, wide.grain), (Some(Format::Json), Grain::Day));
    assert_eq!(wide.dialect.property.as_deref(), Some("rows"));
    assert_eq!(wide.missing_values, [""]);
    assert_eq!(wide.unpivot.as_ref().unwrap().columns, texts(&[("TV", "tv")]));
}

#[test]
fn every_manifest_here_is_right() {
    let mut manifests = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join("public"), root().join("tests/data")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name == "datapackage.json") {
                manifests.push(path);
            }
        }
    }
    assert!(manifests.len() >= 3);
    for path in manifests {
        let bytes = std::fs::read(&path).unwrap();
        if let Err(error) = schema().validate(&serde_json::from_slice(&bytes).unwrap()) {
            panic!("{}: {error} at {}", path.display(), error.instance_path());
        }
        let (package, problems) = read(&bytes, "datapackage.json");
        assert_eq!(problems, Problems::default(), "{}", path.display());
        assert!(!package.unwrap().resources.is_empty(), "{}", path.display());
    }
}

#[test]
fn the_schema_knows_every_word_of_the_vocabulary() {
    let dimensions = Dimension::NAMED.iter().map(Dimension::id).chain(["own.x".to_owned()]);
    let measures = Measure::ALL.iter().map(|measure| measure.id().to_owned());
    for field in dimensions.chain(measures) {
        for table in TableKind::ALL.into_iter().filter(|table| table.can_be_wide()) {
            let ours = json!({"table": table.id(), "map": {field.as_str(): "x"}});
            let manifest = with("/resources/1/miyar", ours);
            assert!(schema().is_valid(&manifest), "{field} in {}", table.id());
            assert_eq!(read_value(&manifest).1, Problems::default(), "{field} in {}", table.id());
        }
    }
    for field in Dimension::NAMED.iter().map(Dimension::id).chain(["date", "person"].map(str::to_owned)) {
        let map = json!({"kind": {"constant": "nps"}, "score": "s", field.as_str(): "x"});
        let manifest = with("/resources/1/miyar", json!({"table": "answers", "map": map}));
        assert!(schema().is_valid(&manifest), "{field} in answers");
        assert_eq!(read_value(&manifest).1, Problems::default(), "{field} in answers");
    }
    for map in [json!({"score": "s"}), json!({"kind": "k"}), json!({"kind": "k", "score": "s", "orders": "o"})] {
        let manifest = with("/resources/1/miyar", json!({"table": "answers", "map": map}));
        assert!(!schema().is_valid(&manifest), "{map}");
        assert_eq!(read_value(&manifest).1.count(), 1, "{map}");
    }
    for (table, fields) in [
        ("performance", &["person", "currency"][..]),
        ("events", &["person", "kind", "value", "order", "currency"]),
        ("costs", &["kind", "amount", "currency"]),
    ] {
        for field in fields {
            let manifest = with("/resources/1/miyar", json!({"table": table, "map": {*field: "x"}}));
            assert!(schema().is_valid(&manifest), "{field} in {table}");
            assert_eq!(read_value(&manifest).1, Problems::default(), "{field} in {table}");
        }
    }
}

#[test]
fn only_what_is_not_added_up_may_be_the_same_in_every_row() {
    for (table, field, is_right) in [
        ("performance", "own.x", true),
        ("events", "person", true),
        ("events", "kind", true),
        ("events", "order", true),
        ("events", "value", false),
        ("costs", "kind", true),
        ("costs", "currency", true),
        ("costs", "amount", false),
        ("costs", "date", false),
    ] {
        let map = json!({"channel": "c", field: {"constant": "x"}});
        let manifest = with("/resources/1/miyar", json!({"table": table, "map": map}));
        assert_eq!(schema().is_valid(&manifest), is_right, "{field} in {table}");
        assert_eq!(read_value(&manifest).1.is_empty(), is_right, "{field} in {table}");
    }
}

#[test]
fn the_schema_knows_every_period() {
    let days = PeriodChoice::from_id("2025-01-01..2025-03-31").unwrap();
    for period in PeriodChoice::PRESETS.into_iter().chain([days]) {
        let manifest = with("/miyar/default_period", json!(period.id()));
        assert!(schema().is_valid(&manifest), "{period:?}");
        assert_eq!(read_value(&manifest).1, Problems::default(), "{period:?}");
    }
}

#[test]
fn what_is_wrong_with_the_package_leaves_its_resources() {
    use ProblemKind::{ManifestInvalid, ManifestMissing};
    for (pointer, value, kind, at) in [
        ("/name", json!(5), ManifestInvalid, "/name"),
        ("/miyar", json!(null), ManifestMissing, "/miyar"),
        ("/miyar", json!("yes"), ManifestInvalid, "/miyar"),
        ("/miyar/version", json!(null), ManifestMissing, "/miyar/version"),
        ("/miyar/version", json!(2), ManifestInvalid, "/miyar/version"),
        ("/miyar/version", json!("1"), ManifestInvalid, "/miyar/version"),
        ("/miyar/colour", json!("red"), ManifestInvalid, "/miyar/colour"),
        ("/miyar/title", json!(" "), ManifestInvalid, "/miyar/title"),
        ("/miyar/title", json!({}), ManifestInvalid, "/miyar/title"),
        ("/miyar/title/en", json!(5), ManifestInvalid, "/miyar/title/en"),
        ("/miyar/title/English", json!("Shop"), ManifestInvalid, "/miyar/title/English"),
        ("/miyar/notice", json!(["a"]), ManifestInvalid, "/miyar/notice"),
        ("/miyar/currency", json!("sar"), ManifestInvalid, "/miyar/currency"),
        ("/miyar/currency", json!("SAR\n"), ManifestInvalid, "/miyar/currency"),
        ("/miyar/time_zone", json!(""), ManifestInvalid, "/miyar/time_zone"),
        ("/miyar/week_start", json!("tuesday"), ManifestInvalid, "/miyar/week_start"),
        ("/miyar/default_period", json!(30), ManifestInvalid, "/miyar/default_period"),
        ("/miyar/default_period", json!("last-31-days"), ManifestInvalid, "/miyar/default_period"),
        ("/miyar/default_period", json!("2025-01-01..yesterday"), ManifestInvalid, "/miyar/default_period"),
        ("/miyar/margin", json!(35), ManifestInvalid, "/miyar/margin"),
        ("/miyar/margin", json!(-0.01), ManifestInvalid, "/miyar/margin"),
        ("/miyar/margin", json!("35%"), ManifestInvalid, "/miyar/margin"),
        ("/miyar/discount_rate", json!([0.1]), ManifestInvalid, "/miyar/discount_rate"),
        ("/miyar/metrics", json!({}), ManifestInvalid, "/miyar/metrics"),
        ("/miyar/metrics/0", json!("revenue"), ManifestInvalid, "/miyar/metrics/0"),
        ("/miyar/metrics/0/id", json!("Net"), ManifestInvalid, "/miyar/metrics/0/id"),
        ("/miyar/metrics/0/id", json!(""), ManifestInvalid, "/miyar/metrics/0/id"),
        ("/miyar/metrics/0/id", Value::Null, ManifestMissing, "/miyar/metrics/0/id"),
        ("/miyar/metrics/0/name", json!(" "), ManifestInvalid, "/miyar/metrics/0/name"),
        ("/miyar/metrics/0/formula", json!(5), ManifestInvalid, "/miyar/metrics/0/formula"),
        ("/miyar/metrics/0/unit", json!("percentage"), ManifestInvalid, "/miyar/metrics/0/unit"),
        ("/miyar/metrics/0/unit", Value::Null, ManifestMissing, "/miyar/metrics/0/unit"),
        ("/miyar/metrics/1/better", json!("more"), ManifestInvalid, "/miyar/metrics/1/better"),
        ("/miyar/metrics/1/colour", json!("red"), ManifestInvalid, "/miyar/metrics/1/colour"),
        ("/miyar/labels", json!([]), ManifestInvalid, "/miyar/labels"),
        ("/miyar/labels/colour", json!({}), ManifestInvalid, "/miyar/labels/colour"),
        ("/miyar/labels/own.", json!({}), ManifestInvalid, "/miyar/labels/own."),
        ("/miyar/labels/channel/a~1b", json!(5), ManifestInvalid, "/miyar/labels/channel/a~1b"),
    ] {
        let package = check(pointer, value, (kind, at));
        assert_eq!(names(&package), ["ads", "wide"], "{pointer}");
    }
}

#[test]
fn what_is_wrong_with_a_resource_leaves_the_others() {
    use ProblemKind::{FormatUnknown, ManifestInvalid, ManifestMissing};
    for (pointer, value, kind, at) in [
        ("/resources/1/name", json!(null), ManifestMissing, "/resources/1/name"),
        ("/resources/1/name", json!(""), ManifestInvalid, "/resources/1/name"),
        ("/resources/1", json!("ads.csv"), ManifestInvalid, "/resources/1"),
        ("/resources/1/path", json!(null), ManifestMissing, "/resources/1/path"),
        ("/resources/1/path", json!([]), ManifestInvalid, "/resources/1/path"),
        ("/resources/1/path", json!(["a.csv", 5]), ManifestInvalid, "/resources/1/path/1"),
        ("/resources/1/format", json!("docx"), FormatUnknown, "/resources/1/format"),
        ("/resources/1/mediatype", json!("text/html"), FormatUnknown, "/resources/1/mediatype"),
        ("/resources/1/encoding", json!("koi8-r"), ManifestInvalid, "/resources/1/encoding"),
        ("/resources/1/dialect", json!("dialect.json"), ManifestInvalid, "/resources/1/dialect"),
        ("/resources/1/dialect/delimiter", json!("||"), ManifestInvalid, "/resources/1/dialect/delimiter"),
        ("/resources/1/dialect/delimiter", json!("،"), ManifestInvalid, "/resources/1/dialect/delimiter"),
        ("/resources/1/dialect/quoteChar", json!("a"), ManifestInvalid, "/resources/1/dialect/quoteChar"),
        ("/resources/1/dialect/escapeChar", json!("\n"), ManifestInvalid, "/resources/1/dialect/escapeChar"),
        ("/resources/1/dialect/doubleQuote", json!("no"), ManifestInvalid, "/resources/1/dialect/doubleQuote"),
        ("/resources/1/dialect/header", json!(false), ManifestInvalid, "/resources/1/dialect/header"),
        ("/resources/1/dialect/headerRows", json!([1, 2]), ManifestInvalid, "/resources/1/dialect/headerRows"),
        ("/resources/1/dialect/commentChar", json!("#"), ManifestInvalid, "/resources/1/dialect/commentChar"),
        ("/resources/1/dialect/property", json!(5), ManifestInvalid, "/resources/1/dialect/property"),
        ("/resources/1/miyar", json!([]), ManifestInvalid, "/resources/1/miyar"),
        ("/resources/1/miyar/table", json!(null), ManifestMissing, "/resources/1/miyar/table"),
        ("/resources/1/miyar/table", json!("sales"), ManifestInvalid, "/resources/1/miyar/table"),
        ("/resources/1/miyar/grain", json!("year"), ManifestInvalid, "/resources/1/miyar/grain"),
        ("/resources/1/miyar/map", json!(null), ManifestMissing, "/resources/1/miyar/map"),
        ("/resources/1/miyar/map", json!({}), ManifestInvalid, "/resources/1/miyar/map"),
        ("/resources/1/miyar/map", json!([]), ManifestInvalid, "/resources/1/miyar/map"),
        ("/resources/1/miyar/unpivot", json!([]), ManifestInvalid, "/resources/1/miyar/unpivot"),
    ] {
        let package = check(pointer, value, (kind, at));
        assert_eq!(names(&package), ["wide"], "{pointer}");
    }
    for (name, value, kind) in [
        ("into", json!(null), ManifestMissing),
        ("into", json!("channel"), ManifestInvalid),
        ("along", json!("cost"), ManifestInvalid),
        ("columns", json!(null), ManifestMissing),
        ("columns", json!({}), ManifestInvalid),
        ("columns", json!("TV"), ManifestInvalid),
    ] {
        let pointer = format!("/resources/2/miyar/unpivot/{name}");
        assert_eq!(names(&check(&pointer, value, (kind, &pointer))), ["ads"], "{pointer}");
    }
    let at = "/resources/2/miyar/unpivot/columns/1";
    let package = check("/resources/2/miyar/unpivot/columns", json!(["TV", "TV"]), (ManifestInvalid, at));
    assert_eq!(names(&package), ["ads"]);
}

#[test]
fn what_is_wrong_with_an_entry_leaves_the_resource() {
    use ProblemKind::{ManifestInvalid, ManifestMissing};
    for (pointer, value, kind, at) in [
        ("/resources/1/schema", json!("schema.json"), ManifestInvalid, ""),
        ("/resources/1/schema/fields", json!({}), ManifestInvalid, ""),
        ("/resources/1/schema/fields/0", json!("Day"), ManifestInvalid, ""),
        ("/resources/1/schema/fields/0/name", json!(null), ManifestMissing, ""),
        ("/resources/1/schema/fields/0/format", json!("DD/MM/YYYY"), ManifestInvalid, ""),
        ("/resources/1/schema/fields/0/format", json!("%Y-%m-%Q"), ManifestInvalid, ""),
        ("/resources/1/schema/fields/0/format", json!("%H:%M"), ManifestInvalid, ""),
        ("/resources/1/schema/fields/1/decimalChar", json!("1"), ManifestInvalid, ""),
        ("/resources/1/schema/fields/1/groupChar", json!(".."), ManifestInvalid, ""),
        ("/resources/1/schema/fields/1/bareNumber", json!("no"), ManifestInvalid, ""),
        ("/resources/1/schema/missingValues", json!("-"), ManifestInvalid, ""),
        ("/resources/1/schema/missingValues/1", json!(5), ManifestInvalid, ""),
        ("/resources/1/miyar/filter", json!("x"), ManifestInvalid, ""),
        ("/resources/1/miyar/map/date", json!(5), ManifestInvalid, ""),
        ("/resources/1/miyar/map/date", json!(" "), ManifestInvalid, ""),
        ("/resources/1/miyar/map/date", json!({}), ManifestInvalid, ""),
        ("/resources/1/miyar/map/date", json!({"constant": "2025-01-01"}), ManifestInvalid, "/constant"),
        ("/resources/1/miyar/map/cost", json!({"constant": "5"}), ManifestInvalid, "/constant"),
        ("/resources/1/miyar/map/colour", json!("x"), ManifestInvalid, ""),
        ("/resources/1/miyar/map/order", json!("x"), ManifestInvalid, ""),
        ("/resources/1/miyar/map/amount", json!("x"), ManifestInvalid, ""),
        ("/resources/1/miyar/map/region", json!({"constant": "a", "column": "b"}), ManifestInvalid, ""),
        ("/resources/1/miyar/map/region", json!({"constant": 5}), ManifestInvalid, "/constant"),
        ("/resources/1/miyar/map/region", json!({"constant": "a", "if": "b"}), ManifestInvalid, "/if"),
        ("/resources/1/miyar/map/channel/values/google", json!(5), ManifestInvalid, ""),
        ("/resources/2/miyar/unpivot/else", json!("x"), ManifestInvalid, ""),
    ] {
        let package = check(pointer, value, (kind, &format!("{pointer}{at}")));
        assert_eq!(names(&package), ["ads", "wide"], "{pointer}");
    }
}

#[test]
fn a_path_that_leaves_the_folder_is_refused() {
    for path in [
        "",
        "/etc/passwd",
        "//example.org/a.csv",
        "../a.csv",
        "a/../../b.csv",
        "a/..",
        "..",
        "..?x",
        "..#x",
        "a/%2e%2E/b.csv",
        "a/.%2e",
        "a\\b.csv",
        "C:\\a.csv",
        "file:///a.csv",
        "ftp://example.org/a.csv",
        "javascript:a.csv",
        "data:text/csv,a",
        "https:a.csv",
        "https:///a.csv",
        "https://",
        "https://u:p@example.org/a.csv",
        "https://example.org\\a.csv",
        " a.csv",
        "a.csv ",
        ".\t./a.csv",
        "a\n.csv",
        "https:../a.csv",
        "HTTP://a/b.csv",
    ] {
        let manifest = with("/resources/2/path", json!(path));
        assert!(!schema().is_valid(&manifest), "the schema accepts {path:?}");
        let (package, problems) = read_value(&manifest);
        let found: Vec<_> = problems.kept().iter().map(|p| (p.kind, p.value.as_deref().unwrap())).collect();
        assert_eq!(found, [(ProblemKind::PathRefused, path)]);
        assert_eq!(names(&package), ["ads"]);
    }
    for path in [
        "a.csv",
        "./a.csv",
        "a/b.csv",
        "a..b.csv",
        "...csv",
        "my file.csv",
        "a.csv?x=1#y",
        "a/b:c.csv",
        "متجر.csv",
        "http://example.org/a.csv",
        "https://example.org:8080/a/../b.csv",
        "A.CSV",
        "a.tsv",
        "a.b.json",
    ] {
        let manifest = with("/resources/2/path", json!(path));
        assert!(schema().is_valid(&manifest), "the schema refuses {path:?}");
        let (package, problems) = read_value(&manifest);
        assert_eq!(problems, Problems::default(), "{path:?}");
        assert_eq!(package.resources[1].paths, [path]);
    }
}

#[test]
fn the_format_is_said_or_seen() {
    for (said, format, delimiter) in [
        (json!({"path": "a.tsv"}), Format::Csv, Some(b'\t')),
        (json!({"path": "a.tsv", "dialect": {"delimiter": "|"}}), Format::Csv, Some(b'|')),
        (json!({"path": "a.tsv", "format": "csv"}), Format::Csv, None),
        (json!({"path": "a", "format": "TSV"}), Format::Csv, Some(b'\t')),
        (json!({"path": "a.json", "mediatype": "text/csv; charset=utf-8"}), Format::Csv, None),
        (json!({"path": "a", "mediatype": "text/tab-separated-values"}), Format::Csv, Some(b'\t')),
        (json!({"path": "a", "mediatype": "application/json"}), Format::Json, None),
        (json!({"path": "a", "mediatype": "text/html", "format": "json"}), Format::Json, None),
    ] {
        let mut resource = said.clone();
        resource["name"] = json!("x");
        resource["miyar"] = json!({"table": "events", "map": {"date": "d"}});
        let manifest = with("/resources", json!([resource]));
        assert!(schema().is_valid(&manifest), "{said}");
        let (package, problems) = read_value(&manifest);
        assert_eq!(problems, Problems::default(), "{said}");
        let found = (package.resources[0].format, package.resources[0].dialect.delimiter);
        assert_eq!(found, (Some(format), delimiter), "{said}");
    }
}

#[test]
fn a_manifest_without_our_resources_says_so() {
    let at = "/resources/0/miyar";
    check("/resources", json!(null), (ProblemKind::ManifestMissing, "/resources"));
    check("/resources", json!({}), (ProblemKind::ManifestInvalid, "/resources"));
    check("/resources", json!([]), (ProblemKind::ManifestMissing, at));
    check("/resources", json!([{"name": "theirs", "path": "a.csv"}]), (ProblemKind::ManifestMissing, at));
}

#[test]
fn only_a_reader_sees_what_two_places_say_together() {
    for (pointer, value, at) in [
        ("/resources/2/name", json!("ads"), "/resources/2/name"),
        ("/resources/1/schema/fields/1/groupChar", json!(","), "/resources/1/schema/fields/1"),
        ("/resources/1/dialect/quoteChar", json!(";"), "/resources/1/dialect"),
        ("/resources/2/miyar/map/cost", json!("c"), "/resources/2/miyar/unpivot/into"),
        ("/resources/2/miyar/map/channel", json!("c"), "/resources/2/miyar/unpivot/along"),
        ("/miyar/default_period", json!("2025-02-30..2025-03-31"), "/miyar/default_period"),
        ("/miyar/default_period", json!("2025-03-31..2025-01-01"), "/miyar/default_period"),
    ] {
        let (_, problems) = read_value(&with(pointer, value));
        let found: Vec<_> = problems.kept().iter().map(|p| (p.kind, p.column.as_deref().unwrap())).collect();
        assert_eq!(found, [(ProblemKind::ManifestInvalid, at)]);
    }
}

#[test]
fn resources_past_the_thousandth_are_not_read() {
    let mut resources = vec![json!({"name": "theirs", "path": "readme.pdf"}); 1001];
    (resources[999], resources[1000]) = (events(999, 1), events(1000, 1));
    let package = check("/resources", resources.into(), (ProblemKind::ManifestInvalid, "/resources"));
    assert_eq!(names(&package), ["999"]);
}

/// A resource of so many files.
fn events(name: usize, n_paths: usize) -> Value {
    json!({"name": name.to_string(), "path": vec!["a.csv"; n_paths], "miyar": {"table": "events", "map": {"date": "d"}}})
}

#[test]
fn a_resource_whose_files_would_be_past_the_two_hundredth_is_left_out() {
    let at = "/resources/1/path";
    let package = check(at, vec!["a.csv"; 201].into(), (ProblemKind::ManifestInvalid, at));
    assert_eq!(names(&package), ["wide"]);
    let (package, problems) = read_value(&with("/resources", json!([events(0, 150), events(1, 51), events(2, 50)])));
    let found: Vec<_> = problems.kept().iter().map(|p| (p.kind, p.column.as_deref(), p.value.as_deref())).collect();
    assert_eq!(found, [(ProblemKind::ManifestInvalid, Some(at), Some("201/200"))]);
    assert_eq!(names(&package), ["0", "2"]);
}

#[test]
fn fields_past_the_ten_thousandth_are_not_read() {
    let at = "/resources/1/schema/fields";
    let fields = (0..10_001).map(|index| json!({"name": index.to_string()})).collect();
    let package = check(at, fields, (ProblemKind::ManifestInvalid, at));
    assert_eq!(package.resources[0].fields.len(), 10_000);
}

#[test]
fn a_title_comes_from_the_standard_where_ours_is_absent() {
    let (package, problems) = read_value(&with("/miyar/title", json!(null)));
    assert_eq!((package.title, problems), (texts(&[("en", "Shop")]), Problems::default()));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let bytes = format!("\u{feff}{}", whole());
    let (package, problems) = read(bytes.as_bytes(), "datapackage.json");
    assert_eq!((package.unwrap().resources.len(), problems), (2, Problems::default()));
}

#[test]
fn what_is_no_object_is_no_manifest() {
    use ProblemKind::{EmptyFile, HtmlInstead, ManifestMalformed};
    for (text, expected) in [
        ("", EmptyFile),
        (" \n", EmptyFile),
        ("<!DOCTYPE html><title>Sign in</title>", HtmlInstead),
        ("[]", ManifestMalformed),
        ("5", ManifestMalformed),
        ("{", ManifestMalformed),
        ("{} {}", ManifestMalformed),
        ("date,cost", ManifestMalformed),
    ] {
        let (package, problems) = read(text.as_bytes(), "datapackage.json");
        let found: Vec<_> = problems.kept().iter().map(|problem| problem.kind).collect();
        assert_eq!((package, found), (None, vec![expected]), "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let _ = read(&bytes, "datapackage.json");
    }

    #[test]
    fn any_part_may_be_anything(at in 0..200_usize, with in 0..8_usize) {
        let mut manifest = whole();
        let values = [json!(null), json!(true), json!(-1.5), json!(""), json!("x"), json!([]), json!({}), json!([[{"a": 1}]])];
        let mut nth = at;
        replace_nth(&mut manifest, &mut nth, &values[with]);
        let _ = read(manifest.to_string().as_bytes(), "datapackage.json");
    }
}

fn replace_nth(value: &mut Value, nth: &mut usize, with: &Value) {
    if *nth == 0 {
        *value = with.clone();
    }
    *nth = nth.wrapping_sub(1);
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| replace_nth(value, nth, with)),
        Value::Object(object) => object.values_mut().for_each(|value| replace_nth(value, nth, with)),
        _ => {}
    }
}
