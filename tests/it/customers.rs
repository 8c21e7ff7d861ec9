//! Metrics of people and of what they answer, from the feed's bytes to what a page shows, against golden values.

use super::support::{Opened, card, check_shown, figure, open_files, repository, total};
use super::targets::plain;
use miyar::view::page::Shown;
use serde_json::Value;

fn read(path: &str) -> String {
    std::fs::read_to_string(repository("tests/goldens").join(path)).unwrap()
}

fn expected(golden: &str) -> Value {
    serde_json::from_str(&read(&format!("{golden}/expected.json"))).unwrap()
}

fn check_ends(what: &str, shown: &Shown, [low, high]: [f64; 2]) {
    let range = shown.range.as_ref().unwrap_or_else(|| panic!("{what}: {shown:?}"));
    let tolerance = 1e-10 * (high - low);
    assert!((range.low - low).abs() <= tolerance, "{what}: {} is not {low}", range.low);
    assert!((range.high - high).abs() <= tolerance, "{what}: {} is not {high}", range.high);
}

/// The orders of CDNOW as events; all of one channel, so that the table of channels has every metric.
fn cdnow(golden: &str) -> Opened {
    cdnow_with(golden, r#""date": "date", "#)
}

fn cdnow_with(golden: &str, date: &str) -> Opened {
    let manifest = r#"{"name": "cdnow", "miyar": {"version": 1, "default_period": "all"}, "resources": [
        {"name": "orders", "path": "orders.csv", "format": "csv", "miyar": {"table": "events", "map": {
            DATE"person": "customer_id", "order": "order_id", "kind": {"constant": "order"},
            "channel": {"constant": "web"}, "value": "spend", "units": "units"}}}]}"#;
    let manifest = manifest.replace("DATE", date);
    open_files(&[("datapackage.json", &manifest), ("orders.csv", &read(&format!("{golden}/orders.csv")))])
}

/// scipy's and samplics' intervals with customers as clusters.
#[test]
fn order_value_and_price_have_intervals_over_customers() {
    let golden = expected("aov_cdnow");
    let channels = cdnow("aov_cdnow").channels("?page=channels");
    let ends = |part: &Value| [part["lci95"].as_f64().unwrap(), part["uci95"].as_f64().unwrap()];
    check_shown("aov", total(&channels, "aov"), golden["aov"].as_f64());
    check_ends("aov", total(&channels, "aov"), ends(&golden["ratio_cluster_by_customer"]));
    let undated = cdnow_with("aov_cdnow", "").channels("?page=channels");
    check_ends("aov without dates", total(&undated, "aov"), ends(&golden["ratio_cluster_by_customer"]));
    check_ends("aov of web", figure(&channels, "web", "aov"), ends(&golden["ratio_cluster_by_customer"]));
    check_ends("asp", total(&channels, "asp"), ends(&golden["price_per_unit_ratio_cluster"]));
}

#[test]
fn customers_are_counted_anew_for_every_month() {
    let golden = expected("cohort_cdnow");
    let mut feed = cdnow("cohort_cdnow");
    let overall = &golden["overall"];
    let channels = feed.channels("?page=channels");
    for (theirs, ours) in [
        ("customers", "customers"),
        ("repeat_purchase_rate", "repeat_rate"),
        ("purchase_frequency_orders_per_customer", "purchase_frequency"),
        ("revenue_per_customer", "revenue_per_customer"),
        ("aov", "aov"),
    ] {
        check_shown(ours, total(&channels, ours), overall[theirs].as_f64());
        check_shown(&format!("{ours} of web"), figure(&channels, "web", ours), overall[theirs].as_f64());
    }
    let mut n_months = 0;
    for month in golden["monthly"].as_array().unwrap() {
        let from = miyar::engine::day::Day::from_iso(&format!("{}-01", month["month"].as_str().unwrap())).unwrap();
        let to = from.plus_months(1).plus_days(-1);
        let channels = feed.channels(&format!("?page=channels&period={from}..{to}"));
        check_shown(&format!("{from} customers"), total(&channels, "customers"), month["customers"].as_f64());
        // The first month has none before it, the last is cut short by the end of the data.
        let kept = month["retention_month_over_month"].as_f64();
        if to <= miyar::engine::day::Day::from_iso("1998-05-31").unwrap() {
            check_shown(&format!("{from} retention"), total(&channels, "retention"), kept);
            n_months += usize::from(kept.is_some());
        }
    }
    assert!(n_months > 12, "{n_months}");
}

#[test]
fn retention_and_churn_are_one_and_the_feed_may_begin_too_late() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "o", "path": "o.csv", "format": "csv",
        "miyar": {"table": "events", "map": {"date": "date", "person": "who", "kind": {"constant": "order"}, "value": "value"}}}]}"#;
    let csv = "date,who,value\n2026-01-05,a,10\n2026-01-09,b,10\n2026-01-09,c,10\n2026-01-20,d,10\n2026-02-03,a,30\n2026-02-04,a,30\n2026-02-05,e,30\n2026-02-28,b,5\n";
    let mut feed = open_files(&[("datapackage.json", manifest), ("o.csv", csv)]);
    let february = feed.summary("?period=2026-02-01..2026-02-28");
    // Of the four of 4 to 31 January, of which day 4 has nothing; February is whole, so January is the period before.
    assert!(card(&february, "retention").figure.raw.is_none(), "the feed begins on 5 January");
    let before = "2026-01-01,nobody,1\n";
    let csv = csv.replacen("2026-01-05", &format!("{before}2026-01-05"), 1);
    let mut feed = open_files(&[("datapackage.json", manifest), ("o.csv", &csv)]);
    let february = feed.summary("?period=2026-02-01..2026-02-28");
    let kept = card(&february, "retention").figure.raw.unwrap();
    assert_eq!(kept, 2.0 / 5.0, "a and b of five came again");
    let january = feed.summary("?period=2026-01-01..2026-01-31");
    let shown = &card(&january, "retention").figure;
    assert!(shown.raw.is_none() && shown.full.contains("begins too late"), "{shown:?}");
    let short = &card(&february, "clv_simple").figure;
    assert!(short.raw.is_none() && short.full.contains("90"), "{short:?}");
}

const ANSWERS: &str = r#"{"name": "survey", "miyar": {"version": 1}, "resources": [
    {"name": "nps", "path": "answers.csv", "format": "csv", "miyar": {"table": "answers", "map": {"segment": "segment", "kind": {"constant": "nps"}, "score": "ltr_0_10"}}},
    {"name": "csat", "path": "answers.csv", "format": "csv", "miyar": {"table": "answers", "map": {"segment": "segment", "kind": {"constant": "csat"}, "score": "csat_1_5"}}},
    {"name": "ces", "path": "answers.csv", "format": "csv", "miyar": {"table": "answers", "map": {"segment": "segment", "kind": {"constant": "ces"}, "score": "ces_1_7"}}}]}"#;

#[test]
fn answers_make_scores_with_the_intervals_of_the_golden() {
    let golden = expected("nps_csat_ces");
    let mut feed = open_files(&[("datapackage.json", ANSWERS), ("answers.csv", &read("nps_csat_ces/answers.csv"))]);
    let page = feed.channels("?page=channels&by=segment");
    let ends = |segment: &Value, name: &str, per: f64| {
        [0, 1].map(|end| (segment[name][end].as_f64().unwrap() / per).clamp(-100.0, 100.0))
    };
    for (name, segment) in golden.as_object().unwrap() {
        let of = |kpi: &str| if name == "__all__" { total(&page, kpi) } else { figure(&page, name, kpi) };
        check_shown(&format!("{name} nps"), of("nps"), segment["nps"].as_f64());
        check_ends(&format!("{name} nps"), of("nps"), ends(segment, "nps_ci95_adjusted_wald", 1.0));
        check_shown(&format!("{name} csat"), of("csat"), segment["csat_top2box"].as_f64().map(|share| share / 100.0));
        check_ends(&format!("{name} csat"), of("csat"), ends(segment, "csat_wilson95", 100.0));
        check_shown(&format!("{name} ces"), of("ces"), segment["ces_mean_1_7"].as_f64());
        check_ends(&format!("{name} ces"), of("ces"), ends(segment, "ces_mean_t_ci95", 1.0));
    }
}

#[test]
fn an_answer_off_its_scale_is_said_and_does_not_count() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "a", "path": "a.csv", "format": "csv",
        "miyar": {"table": "answers", "map": {"date": "date", "channel": "channel", "kind": "kind", "score": "score"}}}]}"#;
    let csv = "date,channel,kind,score\n2026-01-01,web,nps,10\n2026-01-01,web,nps,11\n2026-01-01,web,nps,-1\n2026-01-01,web,nps,8.5\n2026-01-01,web,nps,\n2026-01-01,web,nps,bad\n2026-01-01,web,csat,0\n2026-01-01,web,csat,4\n2026-01-01,web,ces,7\n2026-01-01,web,mood,7\n";
    let mut feed = open_files(&[("datapackage.json", manifest), ("a.csv", csv)]);
    let page = feed.channels("?page=channels&period=all");
    check_shown("nps", total(&page, "nps"), Some(100.0));
    check_shown("csat", total(&page, "csat"), Some(1.0));
    check_shown("ces", total(&page, "ces"), Some(7.0));
    let said = feed.page("").shell.problems.unwrap().first.join("\n");
    assert!(said.contains("scale"), "{said}");
}

#[test]
fn a_manifest_of_answers_must_say_question_and_score() {
    for map in [r#"{"date": "date", "score": "score"}"#, r#"{"date": "date", "kind": {"constant": "nps"}}"#] {
        let manifest = format!(
            r#"{{"name": "t", "miyar": {{"version": 1}}, "resources": [{{"name": "a", "path": "a.csv", "format": "csv",
            "miyar": {{"table": "answers", "map": {map}}}}}]}}"#
        );
        let (package, problems) = miyar::engine::feed::package::read(manifest.as_bytes(), "datapackage.json");
        assert_eq!(package.unwrap().resources.len(), 0, "{map}");
        assert_eq!(problems.count(), 1, "{map}: {problems:?}");
    }
}

/// Who buys in two channels is a customer of both, and one customer in all.
#[test]
fn customers_of_two_channels_count_in_both_and_once_in_all() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "o", "path": "o.csv", "format": "csv",
        "miyar": {"table": "events", "map": {"date": "date", "person": "who", "channel": "channel",
        "kind": "kind", "value": "value"}}}]}"#;
    let csv = "date,who,channel,kind,value\n2026-01-01,a,web,order,10\n2026-01-02,a,store,order,20\n2026-01-02,b,web,order,5\n2026-01-03,b,web,order,5\n2026-01-03,c,store,order,8\n2026-01-04,d,web,refund,3\n2026-01-04,,web,order,100\n";
    let channels = open_files(&[("datapackage.json", manifest), ("o.csv", csv)]).channels("?page=channels&period=all");
    for (row, customers, repeaters, revenue) in [("web", 2.0, 1.0, 20.0), ("store", 2.0, 0.0, 28.0)] {
        check_shown(row, figure(&channels, row, "customers"), Some(customers));
        check_shown(row, figure(&channels, row, "repeat_rate"), Some(repeaters / customers));
        check_shown(row, figure(&channels, row, "revenue_per_customer"), Some(revenue / customers));
    }
    // A longer period would not help.
    let mut feed = open_files(&[("datapackage.json", manifest), ("o.csv", csv)]);
    for (search, said) in [
        ("period=all&sort=-repeat_rate", "Repeat purchase rate is counted over the period as a whole"),
        ("period=2026-01-01..2026-01-01&sort=-revenue", "fewer than two points in time"),
    ] {
        let over_time = feed.channels(&format!("?page=channels&{search}")).over_time;
        assert!(over_time.chart.is_none() && plain(&over_time.sentence).contains(said), "{over_time:?}");
    }
    // Nobody's order is no customer's, and a refund alone makes none.
    check_shown("all", total(&channels, "customers"), Some(3.0));
    let mut feed = open_files(&[("datapackage.json", manifest), ("o.csv", csv)]);
    let nothing = feed.channels("?page=channels&period=2025-01-01..2025-01-02");
    assert!(total(&nothing, "customers").raw.is_none(), "nothing was observed");
    check_shown("all", total(&channels, "repeat_rate"), Some(2.0 / 3.0));
    check_shown("all", total(&channels, "purchase_frequency"), Some(5.0 / 3.0));
    // An order that names nobody is in the order value, so that customers cannot tell how sure that is: days do.
    let summary = open_files(&[("datapackage.json", manifest), ("o.csv", csv)]).summary("?period=all");
    assert!(card(&summary, "aov").interval.contains("day"), "{}", card(&summary, "aov").interval);
    let named = csv.replace("2026-01-04,,web,order,100\n", "").replace("2026-01-04,d,web,refund,3\n", "");
    let summary = open_files(&[("datapackage.json", manifest), ("o.csv", &named)]).summary("?period=all");
    assert!(card(&summary, "aov").interval.contains("customers"), "{}", card(&summary, "aov").interval);
}

#[test]
fn more_orders_than_are_gone_through_are_said() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "o", "path": "o.csv", "format": "csv",
        "miyar": {"table": "events", "map": {"date": "date", "person": "who", "kind": {"constant": "order"}, "value": "value"}}}]}"#;
    let mut csv = String::from("date,who,value\n");
    for row in 0..=miyar::engine::cube::customers::MAX_ROWS {
        csv.push_str(if row % 2 == 0 { "2026-01-01,a,1\n" } else { "2026-01-02,b,3\n" });
    }
    let mut feed = open_files(&[("datapackage.json", manifest), ("o.csv", &csv)]);
    let all = feed.metrics("?page=metrics&period=all");
    let repeat = all.entries.iter().find(|entry| entry.kpi == "repeat_rate").unwrap();
    assert!(repeat.reason.as_deref().unwrap().contains("fewer days"), "{repeat:?}");
    let one = feed.metrics("?page=metrics&period=2026-01-01..2026-01-01");
    let repeat = one.entries.iter().find(|entry| entry.kpi == "repeat_rate").unwrap();
    assert_eq!(repeat.figure.raw, Some(1.0), "{repeat:?}");
}
