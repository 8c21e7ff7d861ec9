//! What the Data page says of a feed: what was read, how, and what is wrong with it.

use super::support::{Opened, open_files};
use miyar::engine::feed::problem::{Problem, ProblemKind};
use miyar::view::number::Plain;
use miyar::view::page::Body;
use miyar::view::page::data::DataPage;
use miyar::view::page::problems::{sentences, what};
use miyar::view::text::{Lang, Text};

const MANIFEST: &str = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [
    {"name": "sales", "path": ["a.csv", "b.csv"], "format": "csv",
     "miyar": {"table": "performance", "map": {"date": "Day", "channel": {"column": "Source", "values": {"E": "email"}},
               "orders": "Orders", "region": {"constant": "riyadh"}}}},
    {"name": "gone", "path": "gone.csv", "format": "csv",
     "miyar": {"table": "performance", "map": {"date": "Day", "orders": "Orders"}}}]}"#;

fn open() -> Opened {
    open_files(&[
        ("datapackage.json", MANIFEST),
        ("a.csv", "Day,Source,Orders\n2026-01-01,E,4\n2026-01-02,E,many\n"),
        ("b.csv", "Day,Source,Orders\n2026-01-03,store,6\n"),
    ])
}

fn data(feed: &mut Opened) -> DataPage {
    match feed.page("?page=data").body {
        Body::Data(data) => data,
        other => panic!("the Data page is due: {other:?}"),
    }
}

fn bare(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_table_is_counted_and_its_files_are_told_apart() {
    let data = data(&mut open());
    let [sales, gone] = &data.tables[..] else { panic!("two tables are due: {:?}", data.tables) };
    let facts: Vec<_> = sales.facts.iter().map(|fact| (fact.id.as_str(), fact.value.as_str())).collect();
    assert_eq!(facts[..4], [("read", "3"), ("repaired", "1"), ("refused", "0"), ("covers", "2026-01-01 – 2026-01-03")]);
    let files: Vec<_> = sales.files.iter().map(|file| (file.path.as_str(), file.problems.is_some())).collect();
    assert_eq!(files, [("a.csv", true), ("b.csv", false)]);
    assert_eq!(sales.files[0].address.as_deref(), Some("http://feed.test/a.csv"));
    assert!(!gone.is_good && gone.files[0].fetched_ms.is_none());
}

#[test]
fn fields_are_called_by_their_names_and_columns_as_in_the_file() {
    let data = data(&mut open());
    let lines: Vec<_> = data.tables[0]
        .mapping
        .iter()
        .map(|line| {
            let note = line.note.as_deref().map(bare).unwrap_or_default();
            (line.field.as_str(), line.column.as_deref(), note)
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("Channel", Some("Source"), "1 value renamed".to_owned()),
            ("Date", Some("Day"), String::new()),
            ("orders", Some("Orders"), String::new()),
            ("Region", None, "always riyadh".to_owned()),
        ]
    );
}

#[test]
fn a_problem_stands_in_columns_that_can_be_picked_by_kind_and_file() {
    let data = data(&mut open());
    let ids: Vec<_> = data.counts.iter().map(|count| (count.id.as_str(), count.count.as_str())).collect();
    assert_eq!(ids, [("not-found", "1"), ("not-a-number", "1")]);
    let row = data.problems.iter().find(|row| row.kind == "not-a-number").unwrap();
    assert_eq!(
        (row.file.as_str(), row.row.as_str(), row.column.as_str(), row.value.as_str()),
        ("a.csv", "3", "Orders", "many")
    );
}

#[test]
fn bytes_are_said_as_a_size() {
    let text = Text::of_desk(Lang::En);
    for (kind, n_bytes, said) in [
        (ProblemKind::TooLarge, "1610612736", "1.6 GB"),
        (ProblemKind::UnpacksTooLarge, "2000000", "2 MB"),
        (ProblemKind::TooSlow, "59999", "60 KB"),
        (ProblemKind::ConnectionLost, "12", "12 bytes"),
        (ProblemKind::LineTooLong, "1048576", "1 MB"),
    ] {
        let problem = Problem::of_file(kind, "a.csv").quoting(n_bytes);
        assert!(bare(&what(&text, &problem)).contains(said), "{kind:?}: {}", what(&text, &problem));
    }
    let status = Problem::of_file(ProblemKind::ServerFault, "a.csv").quoting("503");
    assert!(bare(&what(&text, &status)).contains("503"));
}

#[test]
fn the_advice_for_a_blocked_file_names_the_header() {
    let text = Text::of_desk(Lang::En);
    let mut problems = miyar::engine::feed::problem::Problems::default();
    let header = "Access-Control-Allow-Origin: https://page.test";
    problems.add(Problem::of_file(ProblemKind::BlockedByCors, "a.csv").quoting(header));
    assert!(bare(&sentences(&text, &Plain, &problems)[0]).contains(header));
}
