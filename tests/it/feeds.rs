//! Real and invented feeds, from bytes to the page, against totals that others computed.

use super::support::{Opened, card, check_shown, figure, open, open_files, repository, total};
use miyar::view::text::Lang;
use miyar::work::message::Tell;
use serde_json::Value;

/// Column sums of `dt_simulated_weekly.csv` by pandas, to the millionth that the engine keeps.
#[test]
fn robyns_wide_file_gives_cost_by_channel_and_no_revenue_by_channel() {
    let mut feed = open("tests/data/robyn");
    let summary = feed.summary("");
    check_shown("revenue", &card(&summary, "revenue").figure, Some(379_005_696.666_667));
    check_shown("cost", &card(&summary, "cost").figure, Some(14_529_098.512_312));
    let roas = card(&summary, "roas").figure.raw.unwrap();
    assert!((roas - 26.086).abs() < 0.000_5, "{roas}");

    let channels = feed.channels("?page=channels");
    for (channel, cost) in [
        ("tv", 3_087_487.77),
        ("ooh", 8_989_331.73),
        ("print", 775_555.51),
        ("facebook", 446_296.83),
        ("search", 1_230_426.67),
    ] {
        let shown = figure(&channels, channel, "cost").raw.unwrap();
        assert!((shown - cost).abs() < 0.006, "{channel}: {shown}");
        let roas = figure(&channels, channel, "roas");
        assert_eq!(roas.raw, None);
        assert!(roas.full.contains("not available") && roas.full.contains("revenue"), "{}", roas.full);
    }
    check_shown("roas in the total", total(&channels, "roas"), Some(roas));
}

fn demo_expected() -> Value {
    serde_json::from_slice(&std::fs::read(repository("tests/data/demo/expected.json")).unwrap()).unwrap()
}

/// The demo's totals by pandas: `tests/data/demo/expected.py`.
#[test]
fn the_demo_gives_the_totals_that_pandas_gives() {
    let expected = demo_expected();
    let mut feed = open("public/demo");
    for (span, period) in [
        ("whole", "all"),
        ("last_30_days", "last-30-days"),
        ("previous_30_days", "2026-09-02..2026-10-01"),
        ("same_30_days_last_year_weekday_matched", "2025-10-03..2025-11-01"),
    ] {
        let span = &expected["spans"][span];
        for (dimension, groups) in [
            ("channel", "by_channel"),
            ("segment", "by_segment"),
            ("region", "by_region"),
            ("device", "by_device"),
            ("stage", "by_stage"),
        ] {
            let page = feed.channels(&format!("?page=channels&period={period}&by={dimension}"));
            check_totals(&format!("{period}, all"), &span["overall"]["totals"], &|kpi| total(&page, kpi));
            for (value, group) in span[groups].as_object().unwrap() {
                check_totals(&format!("{period}, {value}"), &group["totals"], &|kpi| figure(&page, value, kpi));
            }
        }
    }
}

fn check_totals<'s>(what: &str, totals: &Value, shown: &dyn Fn(&str) -> &'s miyar::view::page::Shown) {
    for kpi in ["orders", "visits", "conversions", "new_customers", "cost"] {
        check_shown(&format!("{what}, {kpi}"), shown(kpi), totals[kpi].as_f64());
    }
    let net = totals["revenue"].as_f64().map(|revenue| revenue - totals["refunds"].as_f64().unwrap_or(0.0));
    check_shown(&format!("{what}, revenue"), shown("revenue"), net);
}

#[test]
fn the_demo_compares_with_the_period_before_and_with_the_same_weekdays_of_last_year() {
    let expected = demo_expected();
    let mut feed = open("public/demo");
    for (compare, span) in [("previous", "previous_30_days"), ("last-year", "same_30_days_last_year_weekday_matched")] {
        let summary = feed.summary(&format!("?compare={compare}"));
        let was = card(&summary, "orders").change.as_ref().unwrap().was.raw;
        assert_eq!(was, expected["spans"][span]["overall"]["totals"]["orders"].as_f64(), "{compare}");
    }
}

#[test]
fn salaries_of_a_month_are_in_the_days_of_a_period_in_proportion() {
    // October 2026 has 31 days, the last 30 of which are asked for; all cost of the month counts 30/31.
    let mut feed = open("public/demo");
    let whole = feed.summary("?period=2026-10-01..2026-10-31");
    let last = feed.summary("?period=2026-10-02..2026-10-31");
    let first = feed.summary("?period=2026-10-01..2026-10-01");
    let loaded =
        |summary| card(summary, "cac").figure.raw.unwrap() * card(summary, "new_customers").figure.raw.unwrap();
    assert!((loaded(&whole) - loaded(&last) - loaded(&first)).abs() < 1e-3, "the parts add up to the whole");
}

#[test]
fn everything_that_is_shown_is_said_in_both_languages() {
    for folder in ["public/demo", "tests/data/robyn"] {
        let mut feed = open(folder);
        for page in ["summary", "channels", "data"] {
            for lang in Lang::ALL {
                let Tell::Page { model, .. } = feed.tell_in(&format!("?page={page}"), lang) else {
                    panic!("{folder} {page}")
                };
                let all = format!("{model:?}");
                for id in [
                    "kpi-",
                    "problem-",
                    "count-",
                    "absent-",
                    "period-",
                    "efficiency-",
                    "mix-",
                    "table-",
                    "note-",
                    "dimension-",
                    "measure-",
                ] {
                    let bare = all.match_indices(&format!("\"{id}")).next();
                    assert!(
                        bare.is_none(),
                        "{folder} {page} {lang:?}: a message is missing near {:?}",
                        bare.map(|(at, _)| &all[at..at + 40])
                    );
                }
            }
        }
    }
}

const MANIFEST: &str = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [
    {"name": "people", "path": "people.csv", "format": "csv", "miyar": {"table": "events",
     "map": {"person": "who", "date": "when", "kind": "what", "channel": "where", "value": "value", "order": "id"}}}]}"#;

#[test]
fn an_event_without_a_channel_is_credited_to_the_persons_first_touch() {
    let csv = "who,when,what,where,value,id\n\
        a,2026-01-05,lead,social,,\n\
        a,2026-01-02,touch,email,,\n\
        a,2026-01-09,order,,10.50,1\n\
        a,2026-01-09,order,,4.50,1\n\
        a,2026-01-10,order,store,5,2\n\
        b,2026-01-03,order,,7,3\n\
        ,2026-01-03,order,,1,4\n";
    let mut feed = open_files(&[("datapackage.json", MANIFEST), ("people.csv", csv)]);
    let channels = feed.channels("?page=channels");
    check_shown("email orders", figure(&channels, "email", "orders"), Some(1.0));
    check_shown("email revenue", figure(&channels, "email", "revenue"), Some(15.0));
    check_shown("store", figure(&channels, "store", "revenue"), Some(5.0));
    check_shown("nobody's first touch is known", figure(&channels, "", "revenue"), Some(8.0));
    check_shown("a and b are new once each", total(&channels, "new_customers"), Some(2.0));
    check_shown("store's order is not a's first", figure(&channels, "store", "new_customers"), Some(0.0));
}

fn performance(csv: &str) -> Opened {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [
        {"name": "p", "path": "p.csv", "format": "csv", "miyar": {"table": "performance",
         "map": {"date": "date", "channel": "channel", "cost": "cost", "orders": "orders", "revenue": "revenue"}}}]}"#;
    open_files(&[("datapackage.json", manifest), ("p.csv", csv)])
}

#[test]
fn a_half_good_file_shows_its_good_half_and_says_where_the_rest_is_wrong() {
    let mut feed = performance(
        "date,channel,cost,orders,revenue\n2026-01-01,email,10,5,100\n2026-01-02,email,oops,5,100\nsoon,sms,1,2,3\n2026-01-04,sms,-4,1,9\n",
    );
    let channels = feed.channels("?page=channels");
    check_shown("the other values of the row count", figure(&channels, "email", "orders"), Some(10.0));
    check_shown("cost per order pairs rows that know both", figure(&channels, "email", "cost_per_order"), Some(2.0));
    check_shown("an undated row counts in all", figure(&channels, "sms", "revenue"), Some(12.0));
    let notice = feed.page("").shell.problems.unwrap();
    assert!(notice.headline.contains('3'), "{notice:?}");
    let all = notice.first.join("\n");
    for part in ["p.csv", "row \u{2068}3\u{2069}", "oops", "row \u{2068}4\u{2069}", "soon"] {
        assert!(all.contains(part), "{part} in {all}");
    }
}

#[test]
fn a_feed_that_gives_nothing_says_why_in_both_languages() {
    let good = r#"{"name": "t", "miyar": {"version": 1}, "resources": [{"name": "p", "path": "p.csv", "format": "csv",
        "miyar": {"table": "performance", "map": {"channel": "channel", "orders": "orders"}}}]}"#;
    for (files, reason) in [
        (vec![], "404"),
        (vec![("datapackage.json", "")], "no rows"),
        (vec![("datapackage.json", "<!doctype html><p>log in")], "web page"),
        (vec![("datapackage.json", "{\"name\": ")], "JSON"),
        (vec![("datapackage.json", good)], "404"),
        (vec![("datapackage.json", good), ("p.csv", "")], "no rows"),
        (vec![("datapackage.json", good), ("p.csv", "channel,orders\n")], "no rows"),
        (vec![("datapackage.json", good), ("p.csv", "<html>")], "web page"),
    ] {
        let mut feed = open_files(&files);
        let Tell::Failed { failure, .. } = feed.tell("") else { panic!("{files:?}") };
        assert!(failure.reasons.iter().any(|each| each.contains(reason)), "{files:?}: {failure:?}");
        let Tell::Failed { failure: arabic, .. } = feed.tell_in("", Lang::Ar) else { panic!("{files:?}") };
        assert_eq!(arabic.reasons.len(), failure.reasons.len());
        assert!(arabic.headline != failure.headline);
    }
}

#[test]
fn a_filter_counts_only_the_rows_that_meet_it() {
    let mut feed = performance(
        "date,channel,cost,orders,revenue\n2026-01-01,email,10,5,100\n2026-01-01,sms,1,2,3\n2026-01-01,push,,4,8\n",
    );
    for (search, orders) in
        [("?where=channel:email", 5.0), ("?where=channel:email&where=channel:push", 9.0), ("?where=store:riyadh", 11.0)]
    {
        check_shown(search, &card(&feed.summary(search), "orders").figure, Some(orders));
    }
    assert_eq!(feed.page("?where=store:riyadh").shell.filters.len(), 1, "a filter without effect is said");
}

#[test]
fn a_link_to_ten_thousand_years_and_a_feed_of_many_values_cost_no_more_than_the_feed() {
    let mut csv = String::from("date,channel,cost,orders,revenue\n");
    for n in 0..20_000 {
        csv.push_str(&format!("2026-01-{:02},c{n},1,2,{n}\n", n % 28 + 1));
    }
    let mut feed = performance(&csv);
    for search in
        ["?page=channels&period=0001-01-01..9999-12-31", "?page=channels&period=last-30-days&compare=last-year"]
    {
        let channels = feed.channels(search);
        assert_eq!(channels.table.rows.len(), 300);
        assert!(channels.table.notes.iter().any(|note| note.contains("20000")), "{:?}", channels.table.notes);
        check_shown("orders", total(&channels, "orders"), Some(40_000.0));
        assert!(channels.mix.chart.is_some_and(|mix| mix.series.len() <= 12 && !mix.bars.is_empty()));
    }
    feed.summary("?period=0001-01-01..9999-12-31");
}
