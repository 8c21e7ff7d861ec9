//! How sure figures are, from the feed's bytes to what a page shows, against values that others computed.

use super::support::{card, figure, open_files, repository, total};
use miyar::view::page::Shown;
use serde_json::Value;

fn read(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

/// scipy, statsmodels and we add in different orders: twelve digits agree.
fn check_range(what: &str, shown: &Shown, expected: &Value) {
    let found = shown.range.as_ref().map(|range| [range.low, range.high]);
    let expected = expected.as_array().map(|ends| [ends[0].as_f64().unwrap(), ends[1].as_f64().unwrap()]);
    match (found, expected) {
        (Some(found), Some(expected)) => {
            let width = expected[1] - expected[0];
            for (found, expected) in found.into_iter().zip(expected) {
                assert!((found - expected).abs() <= 1e-10 * width, "{what}: {found} is not {expected}");
            }
        }
        (None, None) => {}
        _ => panic!("{what}: {found:?} is not {expected:?}"),
    }
}

#[test]
fn a_share_has_wilson_s_interval_as_statsmodels_has_it() {
    let golden = json("tests/goldens/proportion_intervals/expected.json");
    let rows = golden.as_array().unwrap();
    let mut csv = String::from("date,channel,clicks,impressions\n");
    for (at, row) in rows.iter().enumerate() {
        csv.push_str(&format!("2026-01-01,c{at},{},{}\n", row["successes"], row["n"]));
    }
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "p", "path": "p.csv", "format": "csv",
        "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel", "clicks": "clicks", "impressions": "impressions"}}}]}"#;
    let channels = open_files(&[("datapackage.json", manifest), ("p.csv", &csv)]).channels("?page=channels");
    assert!(rows.len() > 10);
    for (at, row) in rows.iter().enumerate() {
        check_range(&format!("{row}"), figure(&channels, &format!("c{at}"), "ctr"), &row["wilson_95"]);
    }
}

#[test]
fn costs_ratios_and_shares_have_the_intervals_that_scipy_gives() {
    let manifest = r#"{"name": "kpi_table", "miyar": {"version": 1, "default_period": "all"}, "resources": [
        {"name": "daily", "path": "channel_daily.csv", "format": "csv", "miyar": {"table": "performance", "map": {
            "date": "date", "channel": "channel", "store": "online", "cost": "cost", "impressions": "impressions",
            "clicks": "clicks", "visits": "sessions", "orders": "orders", "conversions": "orders",
            "new_customers": "new_customers", "units": "units", "revenue": "gross_revenue", "refunds": "refunds"}}}]}"#;
    let daily = read("tests/goldens/kpi_table/channel_daily.csv");
    let channels =
        open_files(&[("datapackage.json", manifest), ("channel_daily.csv", &daily)]).channels("?page=channels");
    let expected = json("tests/data/intervals/expected.json");
    let mut n_ranges = 0;
    for (channel, metrics) in expected.as_object().unwrap() {
        for (metric, ends) in metrics.as_object().unwrap() {
            let shown = if channel.is_empty() { total(&channels, metric) } else { figure(&channels, channel, metric) };
            // A cost of nothing has no width to measure by.
            if ends.as_array().is_none_or(|ends| ends[0] != ends[1]) {
                check_range(&format!("{channel} {metric}"), shown, ends);
                n_ranges += usize::from(shown.range.is_some());
            }
        }
    }
    assert!(n_ranges > 40, "{n_ranges}");
}

fn two_days(first: &str, second: &str) -> super::support::Opened {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "p", "path": "p.csv", "format": "csv",
        "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel", "visits": "visits",
        "conversions": "conversions", "cost": "cost", "new_customers": "new_customers"}}}]}"#;
    let csv = format!(
        "date,channel,visits,conversions,cost,new_customers\n2026-01-01,email,{first}\n2026-01-02,email,{second}\n"
    );
    open_files(&[("datapackage.json", manifest), ("p.csv", &csv)])
}

/// Newcombe's interval of 62/1000 − 50/1000 is −0.0083..=0.0325, of 80/1000 − 50/1000 0.0084..=0.0520 (statsmodels 0.15.0).
#[test]
fn a_difference_is_a_change_only_where_its_interval_excludes_zero() {
    let change = |first: &str, second: &str, kpi: &str| {
        let summary = two_days(first, second).summary("?period=2026-01-02..2026-01-02");
        card(&summary, kpi).change.clone().unwrap()
    };
    let of = |first: &str, second: &str, kpi: &str| {
        let change = change(first, second, kpi);
        (change.verdict.id(), change.trend)
    };
    use miyar::view::page::Trend::{Down, Flat, Up};
    assert_eq!(of("1000,50,100,100", "1000,62,100,100", "conversion"), ("unclear", Flat));
    assert_eq!(of("1000,50,100,100", "1000,80,100,100", "conversion"), ("better", Up));
    assert_eq!(of("1000,80,100,100", "1000,50,100,100", "conversion"), ("worse", Down));
    assert_eq!(of("1000,50,100,100", "1000,62,95,100", "cpa_acquisition"), ("unclear", Flat));
    assert_eq!(of("1000,50,100,100", "1000,62,60,100", "cpa_acquisition"), ("better", Down));
    let said = change("1000,50,100,100", "1000,62,100,100", "conversion").sentence;
    assert!(said.starts_with("No difference that the data can show"), "{said}");
    // What was counted is no estimate: it changes when it changes.
    assert_eq!(of("1000,50,100,100", "1010,50,100,100", "visits"), ("better", Up));
}

#[test]
fn a_figure_with_a_wide_interval_is_indicative_only() {
    let note = |second: &str| {
        let summary = two_days("1000,50,100,100", second).summary("?period=2026-01-02..2026-01-02");
        card(&summary, "conversion").figure.note.clone().unwrap_or_default()
    };
    // 20 of 400 is 5 % within 3.3 % and 7.6 %, 200 of 4000 within 4.4 % and 5.7 % (Wilson).
    assert_eq!(note("400,20,1,1"), "Its interval is wide: indicative only.");
    assert_eq!(note("4000,200,1,1"), "");
    assert!(note("40,2,1,1").contains("fewer than"), "{}", note("40,2,1,1"));
}

#[test]
fn a_sheet_says_how_sure_its_figure_is_and_by_what() {
    let summary = two_days("1000,50,100,100", "1000,62,95,100").summary("?period=all");
    let interval = |kpi: &str| card(&summary, kpi).interval.replace(['\u{2068}', '\u{2069}'], "");
    assert!(interval("conversion").ends_with("Wilson’s score interval of a share."), "{}", interval("conversion"));
    assert!(interval("conversion").starts_with("95%: 4."), "{}", interval("conversion"));
    assert!(interval("cpa_acquisition").contains("Poisson"), "{}", interval("cpa_acquisition"));
    assert_eq!(interval("visits"), "None: a total is what was counted, not what was estimated.");
}
