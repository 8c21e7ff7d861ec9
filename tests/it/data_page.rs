//! What the Data page says of a feed: what was read, how, and what is wrong with it.

use super::support::{Opened, card, check_shown, open_files};
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

pub fn data(feed: &mut Opened) -> DataPage {
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

/// Opened on 21 November 2026. Up to then 10 orders; after it 3 rows of a.csv with 7 and 1 of b.csv with 5.
fn open_with_rows_after_today() -> Opened {
    open_files(&[
        ("datapackage.json", MANIFEST),
        ("a.csv", "Day,Source,Orders\n2026-11-20,E,4\n2026-11-22,E,1\n2027-06-07,E,2\n2026-12-01,E,4\n"),
        ("b.csv", "Day,Source,Orders\n2026-11-21,store,6\n2026-11-30,store,5\n"),
    ])
}

#[test]
fn rows_after_today_are_one_problem_a_file_however_many_they_are() {
    let data = data(&mut open_with_rows_after_today());
    let future: Vec<_> = data.problems.iter().filter(|row| row.kind == "future-date").collect();
    let said: Vec<_> = future.iter().map(|row| (row.file.as_str(), row.row.as_str(), bare(&row.what))).collect();
    let left = "left out of every period that does not reach";
    assert_eq!(
        said,
        [
            ("a.csv", "", format!("3 rows are dated after today (2026-11-22 – 2027-06-07); they are {left} them.")),
            ("b.csv", "", format!("1 row is dated after today (2026-11-30 – 2026-11-30); it is {left} it.")),
        ]
    );
    assert_eq!((future[0].column.as_str(), future[0].value.as_str()), ("Day", "2026-11-22 – 2027-06-07"));
    let count = data.counts.iter().find(|count| count.id == "future-date").unwrap();
    assert_eq!(count.count, "2");
    let facts: Vec<_> = data.tables[0].facts.iter().map(|fact| (fact.id.as_str(), fact.value.as_str())).collect();
    assert!(
        facts.contains(&("after-today", "4")) && facts.contains(&("covers", "2026-11-20 – 2026-11-21")),
        "{facts:?}"
    );
}

#[test]
fn a_period_says_which_rows_after_today_it_leaves_out_and_which_it_reaches() {
    let mut feed = open_with_rows_after_today();
    let mut notes =
        |search: &str| feed.page(search).shell.period.notes.iter().map(|note| bare(note)).collect::<Vec<_>>();
    let left = "4 rows are dated after today (2026-11-22 – 2027-06-07) and are left out: choose dates that reach them to \
                count them.";
    assert_eq!(notes("?period=all&compare=none"), [left]);
    assert_eq!(
        notes("?period=last-7-days").last().map(String::as_str),
        Some("The feed covers 2026-11-20 – 2026-11-21; the rest of the period is empty.")
    );
    assert_eq!(
        notes("?period=2026-11-20..2026-12-31&compare=none"),
        ["The feed covers 2026-11-20 – 2026-11-21, and 4 rows are dated after today: 2026-11-22 – 2027-06-07."]
    );
    for (search, due) in [("?period=all", 10.0), ("?period=2026-11-20..2026-12-31", 20.0)] {
        check_shown(search, &card(&feed.summary(search), "orders").figure, Some(due));
    }

    // Nothing but rows after today: they are the feed, and nothing is left out.
    let mut feed = open_files(&[
        ("datapackage.json", MANIFEST),
        ("a.csv", "Day,Source,Orders\n2026-12-01,E,4\n"),
        ("b.csv", "Day,Source,Orders\n2026-12-02,E,6\n"),
    ]);
    assert_eq!(feed.page("?period=all&compare=none").shell.period.notes, [""; 0]);
    check_shown("all", &card(&feed.summary("?period=all"), "orders").figure, Some(10.0));
}

/// What an unpivot makes of a row is not a row of its own; two readings of a date are one row.
#[test]
fn rows_after_today_are_counted_as_the_file_has_them() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "wide", "path": "a.csv",
        "miyar": {"table": "performance", "map": {"date": "Day"},
                  "unpivot": {"into": "cost", "along": "channel", "columns": {"TV": "tv", "Radio": "radio"}}}}]}"#;
    for days in
        ["2026-11-20 2026-11-25 2026-11-26", "11/20/2026 11/25/2026 11/26/2026", "01/02/2026 05/12/2026 06/12/2026"]
    {
        let [one, two, three] = days.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let csv = format!("Day,TV,Radio\n{one},1,2\n{two},3,4\n{three},5,6\n");
        let data = data(&mut open_files(&[("datapackage.json", manifest), ("a.csv", &csv)]));
        let future = data.problems.iter().filter(|row| row.kind == "future-date").count();
        let after = data.tables[0].facts.iter().find(|fact| fact.id == "after-today").map(|fact| fact.value.as_str());
        // Of the last three, the months first: 1 February, 12 May, 12 June, and none lies after today.
        let due = if days.starts_with("01") { (0, None) } else { (1, Some("2")) };
        assert_eq!((future, after), due, "{days}");
    }
}
