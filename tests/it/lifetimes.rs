//! What customers are worth over years, and when their cost is earned back, against values of numpy and scipy.

use super::support::{Opened, check_shown, open_files, repository};
use miyar::view::page::Shown;
use miyar::view::page::metrics::{Entry, Metrics};
use serde_json::Value;

fn read(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

/// CDNOW's orders, with cost in a table of its own: 28 for each of the 2,357 customers of 1997, and 12,000 for 400 of 1998.
fn cdnow(declared: &str) -> Opened {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, DECLARED "default_period": "all"}, "resources": [
        {"name": "orders", "path": "orders.csv", "format": "csv", "miyar": {"table": "events", "map": {"date": "date",
            "person": "customer_id", "order": "order_id", "kind": {"constant": "order"}, "channel": {"constant": "web"},
            "value": "spend", "units": "units"}}},
        {"name": "spend", "path": "spend.csv", "format": "csv", "miyar": {"table": "performance", "map": {"date": "date",
            "cost": "cost", "new_customers": "won"}}}]}"#;
    let spend = "date,cost,won\n1997-02-01,65996,\n1998-03-01,12000,400\n";
    let manifest = manifest.replace("DECLARED", declared);
    let orders = read("tests/goldens/cohort_cdnow/orders.csv");
    open_files(&[("datapackage.json", &manifest), ("orders.csv", &orders), ("spend.csv", spend)])
}

const ECONOMICS: &str = r#""margin": 0.4, "discount_rate": 0.1,"#;

fn entry<'m>(metrics: &'m Metrics, kpi: &str) -> &'m Entry {
    metrics.entries.iter().find(|entry| entry.kpi == kpi).unwrap_or_else(|| panic!("{kpi}"))
}

/// The ends of a bootstrap are themselves drawn: 2,000 draws and 500 groups leave them within 6 % of the width.
fn check_drawn(what: &str, shown: &Shown, expected: &Value, tolerance: f64) {
    check_shown(what, shown, expected["value"].as_f64());
    let (low, high) = (expected["interval"][0].as_f64().unwrap(), expected["interval"][1].as_f64().unwrap());
    let range = shown.range.as_ref().unwrap_or_else(|| panic!("{what}: {shown:?}"));
    let most = tolerance * (high - low);
    assert!((range.low - low).abs() <= most, "{what}: {} is not {low}", range.low);
    assert!((range.high - high).abs() <= most, "{what}: {} is not {high}", range.high);
}

#[test]
fn lifetime_values_and_their_intervals_are_those_of_numpy() {
    let expected: Value = serde_json::from_str(&read("tests/data/lifetimes/expected.json")).unwrap();
    let mut feed = cdnow(ECONOMICS);
    let half_year = feed.metrics("?page=metrics&period=1998-01-01..1998-06-30");
    for kpi in ["clv_simple", "clv_margin", "clv_cac"] {
        check_drawn(kpi, &entry(&half_year, kpi).figure, &expected[kpi], 0.06);
    }
    let all = feed.metrics("?page=metrics&period=all");
    check_drawn("clv_cohort", &entry(&all, "clv_cohort").figure, &expected["clv_cohort"], 1e-10);
    let raw = |kpi: &str| entry(&half_year, kpi).figure.raw.unwrap();
    assert!((raw("clv_cac") * raw("cac") - raw("clv_margin")).abs() < 1e-9, "a ratio and what it is made of");
    // Only those whose twelve months have ended are looked at.
    let january = feed.metrics("?page=metrics&period=1998-01-01..1998-01-31");
    check_shown("January", &entry(&january, "clv_cohort").figure, expected["clv_cohort_january"]["value"].as_f64());
    let early = feed.metrics("?page=metrics&period=1997-01-01..1997-11-30");
    assert!(entry(&early, "clv_cohort").reason.as_ref().is_some_and(|why| why.contains("12")), "{early:?}");
}

#[test]
fn cost_is_earned_back_in_the_month_that_numpy_says_or_later_than_was_seen() {
    let expected: Value = serde_json::from_str(&read("tests/data/lifetimes/expected.json")).unwrap();
    let quarter = "?page=metrics&period=1997-01-01..1997-03-31";
    let metrics = cdnow(ECONOMICS).metrics(quarter);
    // Months are whole: the ends are the same or a month away.
    check_drawn("payback", &entry(&metrics, "payback").figure, &expected["payback"], 1.0 / 3.0);
    let dear = cdnow(r#""margin": 0.01,"#).metrics(quarter);
    let shown = &entry(&dear, "payback").figure;
    assert_eq!(shown.raw, None);
    assert!(shown.text.starts_with("> ") && shown.text.contains("18"), "{shown:?}");
    assert!(shown.full.contains("months"), "{shown:?}");
    // Nobody new since then, so that a new customer has no cost; and nobody of the last month has been seen for one.
    let june = cdnow(ECONOMICS).metrics("?page=metrics&period=1998-06-01..1998-06-30");
    assert_eq!(entry(&june, "payback").figure.raw, None);
}

#[test]
fn without_a_margin_there_is_no_lifetime_value_by_margin() {
    let mut feed = cdnow("");
    let metrics = feed.metrics("?page=metrics&period=1998-01-01..1998-06-30");
    for kpi in ["clv_margin", "clv_cac", "payback"] {
        let found = entry(&metrics, kpi);
        assert!(found.reason.as_ref().is_some_and(|why| why.contains("no margin is declared")), "{found:?}");
    }
    assert!(entry(&metrics, "clv_simple").reason.is_none());
    let metrics = cdnow(r#""margin": 0.4,"#).metrics("?page=metrics&period=1998-01-01..1998-06-30");
    assert!(entry(&metrics, "clv_margin").reason.as_ref().is_some_and(|why| why.contains("discount")), "{metrics:?}");
}

#[test]
fn a_value_of_years_that_rests_on_less_than_one_says_so() {
    let mut feed = cdnow(ECONOMICS);
    let note = |feed: &mut Opened, period: &str| {
        let metrics = feed.metrics(&format!("?page=metrics&period={period}"));
        entry(&metrics, "clv_simple").figure.note.clone().unwrap_or_default()
    };
    let (short, long) = (note(&mut feed, "1998-01-01..1998-03-31"), note(&mut feed, "1997-10-01..1998-04-30"));
    assert!(short.contains("less than a year") && !long.contains("less than a year"), "{short:?} {long:?}");
}

const NEW_IN: &str = r#"{"name": "t", "miyar": {"version": 1, "margin": 0.5, "default_period": "all"}, "resources": [
    {"name": "orders", "path": "orders.csv", "format": "csv", "miyar": {"table": "events", "map": {"date": "date",
        "person": "who", "kind": {"constant": "order"}, "channel": "channel", "value": "value"FIRST}}},
    {"name": "spend", "path": "spend.csv", "format": "csv", "miyar": {"table": "performance", "map": {"date": "date",
        "channel": "channel", "cost": "cost"}}}]}"#;

const SPENT: &str = "date,channel,cost\n2024-01-01,sms,20\n";

/// By hand: of two who use SMS, one had bought on the web before. The other brings 30 in January and 20 in March, of which
/// half is left: 20 is earned back in the third month.
#[test]
fn who_has_bought_elsewhere_before_is_no_new_customer_of_a_channel() {
    let orders = "date,who,channel,value\n2024-01-01,ann,web,10\n2024-01-02,ann,sms,100\n2024-01-03,bob,sms,30\n\
        2024-03-03,bob,sms,20\n2026-01-01,,sms,1\n";
    let manifest = NEW_IN.replace("FIRST", "");
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", orders), ("spend.csv", SPENT)]);
    let sms = feed.metrics("?page=metrics&where=channel:sms");
    check_shown("cohort", &entry(&sms, "clv_cohort").figure, Some(50.0));
    check_shown("payback", &entry(&sms, "payback").figure, Some(3.0));
    let all = feed.metrics("?page=metrics");
    check_shown("cohort of all", &entry(&all, "clv_cohort").figure, Some(160.0 / 2.0));
}

/// Ann bought before the feed begins: the shop's own count says so.
#[test]
fn whom_the_feed_does_not_count_as_new_is_in_no_cohort() {
    let orders = "date,who,channel,value,first\n2024-01-02,ann,sms,100,0\n2024-01-03,bob,sms,30,1\n\
        2024-03-03,bob,sms,20,0\n2024-03-04,cem,sms,9,\n2026-01-01,,sms,1,\n";
    let manifest = NEW_IN.replace("FIRST", r#", "new_customers": "first""#);
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", orders), ("spend.csv", SPENT)]);
    let all = feed.metrics("?page=metrics");
    check_shown("cohort", &entry(&all, "clv_cohort").figure, Some(50.0));
    check_shown("payback", &entry(&all, "payback").figure, Some(3.0));
}
