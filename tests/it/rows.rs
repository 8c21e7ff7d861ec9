//! What becomes of rows: left out, read by halves, counted once; and that it is said.

use super::support::open_files;
use miyar::engine::day::Day;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::feed::problem::ProblemKind;
use miyar::engine::feed::{Cell, RowSink, package};
use miyar::view::page::Body;

const MAP: &str = r#""table": "performance", "map": {"date": "d", "channel": "c", "orders": "o"}"#;

fn manifest(more: &str, ours: &str, path: &str) -> String {
    format!(
        r#"{{"name": "t", "miyar": {{"version": 1, "default_period": "all"}},
        "resources": [{{"name": "p", "path": {path}, {more} "miyar": {{{ours}}}}}]}}"#
    )
}

/// Returns the orders that are shown, and the problems as «kind row value».
fn shown(more: &str, csv: &str) -> (Option<f64>, Vec<String>) {
    let manifest = manifest(more, MAP, "\"p.csv\"");
    let mut opened = open_files(&[("datapackage.json", &manifest), ("p.csv", csv)]);
    let summary = opened.summary("");
    let orders = summary.cards.iter().find(|card| card.kpi == "orders").and_then(|card| card.figure.raw);
    let Body::Data(data) = opened.page("?page=data").body else { panic!("the Data page is due") };
    let said = data.problems.iter().map(|problem| format!("{} {} {}", problem.kind, problem.row, problem.value));
    (orders, said.collect())
}

#[test]
fn a_row_of_totals_is_left_out_in_either_language() {
    for total in ["Total", "GRAND TOTAL:", "Total: Campaigns", "المجموع", "الإجمالي: الحملات"] {
        let (orders, said) = shown("", &format!("d,c,o\n2026-01-01,email,3\n2026-01-02,sms,4\n{total},,7\n"));
        assert_eq!((orders, said), (Some(7.0), vec![format!("totals-row 4 {total}")]), "{total}");
    }
}

#[test]
fn a_channel_may_be_called_total() {
    let (orders, said) = shown("", "d,c,o\n2026-01-01,Total,3\n2026-01-02,Total,4\n");
    assert_eq!((orders, said), (Some(7.0), vec![]));
}

#[test]
fn a_header_that_comes_again_is_left_out() {
    let (orders, said) = shown("", "d,c,o\n2026-01-01,email,3\nd,c,o\n2026-01-02,sms,4\n");
    assert_eq!((orders, said.len()), (Some(7.0), 1));
    assert!(said.iter().all(|line| line.starts_with("repeated-header 3")), "{said:?}");
}

#[test]
fn a_row_whose_key_came_before_counts_once_and_is_said() {
    let key = r#""schema": {"primaryKey": ["d", "c"]},"#;
    let (orders, said) = shown(key, "d,c,o\n2026-01-01,email,3\n2026-01-01,sms,4\n2026-01-01,email,3\n");
    assert_eq!((orders, said.len()), (Some(7.0), 1));
    assert!(said.iter().all(|line| line.starts_with("duplicate-row 4")), "{said:?}");
}

#[test]
fn a_value_that_is_none_leaves_the_rest_of_its_row() {
    let (orders, said) = shown("", "d,c,o\n2026-01-01,email,3\n2026-13-01,sms,4\n2026-01-03,web,many\n");
    assert_eq!((orders, said), (Some(7.0), vec!["not-a-date 3 2026-13-01".into(), "not-a-number 4 many".into()]));
}

#[test]
fn the_order_of_day_and_month_is_that_of_the_whole_column() {
    // Only the last of the rows tells.
    for (last, days) in [("25/01/2026", ("2026-01-02", "2026-01-25")), ("01/25/2026", ("2026-01-25", "2026-02-01"))] {
        let csv = format!("d,c,o\n{first},email,3\n{last},sms,4\n", first = "02/01/2026");
        let (orders, said) = shown("", &csv);
        assert_eq!((orders, said), (Some(7.0), vec![]), "{last}");
        let manifest = manifest("", MAP, "\"p.csv\"");
        let mut opened = open_files(&[("datapackage.json", &manifest), ("p.csv", &csv)]);
        let period = opened.page("").shell.period;
        assert_eq!((period.first.as_deref(), period.last.as_deref()), (Some(days.0), Some(days.1)), "{last}");
    }
}

#[test]
fn where_nothing_tells_day_from_month_that_is_said() {
    let (orders, said) = shown("", "d,c,o\n02/01/2026,email,3\n03/01/2026,sms,4\n");
    assert_eq!((orders, said), (Some(7.0), vec!["date-order-unclear  DD/MM/YYYY".into()]));
}

#[test]
fn dates_that_contradict_each_other_are_read_as_most_are_and_the_others_are_said() {
    let (_, said) = shown("", "d,c,o\n25/01/2026,a,1\n26/01/2026,a,1\n01/27/2026,a,1\n");
    assert_eq!(said, ["not-a-date 4 2026-01-27"]);
}

#[test]
fn a_file_that_is_lost_half_way_leaves_nothing_behind() {
    let manifest = manifest("", MAP, r#"["a.csv", "b.csv"]"#);
    let package = package::read(manifest.as_bytes(), "m").0.unwrap();
    let today = Day::from_iso("2026-11-22").unwrap();
    let mut assembly = Assembly::new(&package.resources, today);
    let resource = &package.resources[0];
    for (file, path) in resource.paths.iter().enumerate() {
        let mut reading = Reading::new(Terms { resource, file: path, today, zone: None });
        reading.columns(&["d", "c", "o"].map(str::to_owned));
        reading.row(2, &[Cell::Text("2026-01-01"), Cell::Text("email"), Cell::Text("5")]);
        reading.row(3, &[Cell::Text("never"), Cell::Text("email"), Cell::Text("5")]);
        assembly.add(0, file, reading.finish(), 3);
    }
    assembly.drop_file(0, 0);
    let (facts, reports) = assembly.finish();
    assert_eq!((facts.n_rows(), reports[0].counts.n_read), (2, 2));
    assert_eq!(reports[0].problems.kept().iter().map(|p| p.file.as_str()).collect::<Vec<_>>(), ["b.csv"]);
    assert_eq!(reports[0].problems.counts()[&ProblemKind::NotADate], 1);
}
