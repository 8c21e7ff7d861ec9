//! Answers of people who answer twice, and shares that are counted anew: online, without a name, of members.

use super::support::{check_shown, figure, open_files, total};
use miyar::view::page::metrics::Metrics;

fn shown<'m>(metrics: &'m Metrics, kpi: &str) -> &'m miyar::view::page::Shown {
    &metrics.entries.iter().find(|entry| entry.kpi == kpi).unwrap().figure
}

const ANSWERS: &str = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "a", "path": "a.csv",
    "format": "csv", "miyar": {"table": "answers", "map": {"date": "date", PERSON"kind": "kind", "channel": "channel", "score": "score"}}}]}"#;

/// Ann is a detractor first and a promoter later, on another channel; on one day, the later line counts.
const SAID: &str = "date,who,kind,channel,score\n2026-01-01,ann,nps,web,2\n2026-02-01,ann,nps,app,10\n2026-01-05,bob,nps,web,9\n\
    2026-01-05,bob,nps,web,7\n2026-01-06,,nps,web,0\n2026-01-07,,nps,web,0\n2026-01-08,ann,ces,web,3\n2026-01-09,ann,ces,web,5\n\
    2026-01-09,bob,ces,web,7\n2026-01-09,cem,ces,web,4\n2026-01-09,ann,csat,web,\n2026-01-10,ann,csat,web,4\n";

#[test]
fn of_who_answers_twice_the_latest_answer_of_the_period_counts() {
    let named = ANSWERS.replace("PERSON", r#""person": "who", "#);
    let mut feed = open_files(&[("datapackage.json", &named), ("a.csv", SAID)]);
    let all = feed.metrics("?page=metrics");
    // Ann 10, Bob 7, and twice 0 of nobody: one promoter, two detractors of four.
    check_shown("nps", shown(&all, "nps"), Some(-25.0));
    check_shown("ces", shown(&all, "ces"), Some(16.0 / 3.0));
    check_shown("ces_top", shown(&all, "ces_top"), Some(2.0 / 3.0));
    check_shown("csat", shown(&all, "csat"), Some(1.0));
    // In January Ann had only said 2.
    let january = feed.metrics("?page=metrics&period=2026-01-01..2026-01-31");
    check_shown("January", shown(&january, "nps"), Some(-75.0));
    // By channel she counts once in each.
    let page = feed.channels("?page=channels");
    check_shown("web", figure(&page, "web", "nps"), Some(-75.0));
    check_shown("app", figure(&page, "app", "nps"), Some(100.0));
    check_shown("all", total(&page, "nps"), Some(-25.0));
    // Where the manifest does not say who answers, every answer counts.
    let mut pooled = open_files(&[("datapackage.json", &ANSWERS.replace("PERSON", "")), ("a.csv", SAID)]);
    check_shown("pooled", shown(&pooled.metrics("?page=metrics"), "nps"), Some((2.0 - 3.0) / 6.0 * 100.0));
}

#[test]
fn online_share_is_that_of_channels_whose_kind_is_known() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "p", "path": "p.csv",
        "format": "csv", "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel", "segment": "segment",
        "revenue": "revenue", "refunds": "refunds"}}}]}"#;
    let csv = "date,channel,segment,revenue,refunds\n2026-01-01,email,a,100,10\n2026-01-01,store,a,50,\n2026-01-02,app,b,60,\n\
        2026-01-02,phone,b,40,5\n2026-01-02,bazaar,b,65,\n";
    let mut feed = open_files(&[("datapackage.json", manifest), ("p.csv", csv)]);
    let metrics = feed.metrics("?page=metrics");
    let found = shown(&metrics, "online_share");
    check_shown("online", found, Some(150.0 / 235.0));
    assert!(found.note.as_ref().is_some_and(|note| note.contains("78%") && note.contains("online")), "{found:?}");
    // The delta method over two days, by numpy 2.4.6 and scipy 1.17.1.
    let range = found.range.as_ref().unwrap();
    for (ours, theirs) in [(range.low, 0.569_273_672_777_684_1), (range.high, 0.707_322_071_903_167)] {
        assert!((ours - theirs).abs() < 1e-9, "{range:?}");
    }
    let of_a = feed.metrics("?page=metrics&where=segment:a");
    check_shown("of a segment", shown(&of_a, "online_share"), Some(90.0 / 140.0));
    let email = feed.metrics("?page=metrics&where=channel:email");
    check_shown("of a channel", shown(&email, "online_share"), Some(1.0));
    let bazaar = feed.metrics("?page=metrics&where=channel:bazaar");
    check_shown("of none", shown(&bazaar, "online_share"), None);
}

#[test]
fn orders_that_name_nobody_have_a_share() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "e", "path": "e.csv",
        "format": "csv", "miyar": {"table": "events", "map": {"date": "date", "person": "who", "channel": "channel",
        "kind": {"constant": "order"}, "value": "value"}}}]}"#;
    let csv = "date,who,channel,value\n2026-01-01,a,web,1\n2026-01-01,,web,1\n2026-01-02,b,web,1\n2026-01-03,,app,1\n2026-01-03,a,app,1\n";
    let page = open_files(&[("datapackage.json", manifest), ("e.csv", csv)]).channels("?page=channels");
    check_shown("all", total(&page, "unnamed_orders"), Some(0.4));
    check_shown("app", figure(&page, "app", "unnamed_orders"), Some(0.5));
}

#[test]
fn a_channel_s_acquisition_cost_has_all_of_its_own_cost_and_none_of_what_is_shared() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [
        {"name": "p", "path": "p.csv", "format": "csv", "miyar": {"table": "performance", "map": {"date": "date",
            "channel": "channel", "cost": "cost", "new_customers": "won"}}},
        {"name": "c", "path": "c.csv", "format": "csv", "miyar": {"table": "costs", "map": {"date": "date",
            "channel": "channel", "kind": "kind", "amount": "amount"}}}]}"#;
    let csv = "date,channel,cost,won\n2026-01-01,email,10,4\n2026-01-02,email,,2\n2026-01-01,search,90,3\n2026-01-01,organic,0,5\n";
    let costs = "date,channel,kind,amount\n2026-01-01,email,salaries,30\n2026-01-01,search,agency,12\n2026-01-01,,overheads,500\n";
    let page =
        open_files(&[("datapackage.json", manifest), ("p.csv", csv), ("c.csv", costs)]).channels("?page=channels");
    // The customers of the day whose media cost nobody knows are on neither side.
    check_shown("email", figure(&page, "email", "cac_channel"), Some(40.0 / 4.0));
    let note = figure(&page, "email", "cac_channel").note.clone().unwrap_or_default();
    assert!(note.contains("67%"), "{note}");
    check_shown("search", figure(&page, "search", "cac_channel"), Some(102.0 / 3.0));
    check_shown("organic", figure(&page, "organic", "cac_channel"), None);
    check_shown("email, media", figure(&page, "email", "cpa_acquisition"), Some(2.5));
}

#[test]
fn members_are_the_customers_who_have_joined_by_the_end_of_the_period() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "e", "path": "e.csv",
        "format": "csv", "miyar": {"table": "events", "map": {"date": "date", "person": "who", "channel": "channel",
        "kind": "kind", "value": "value"}}}]}"#;
    let csv = "date,who,channel,kind,value\n2025-05-01,a,app,enrolment,\n2026-01-01,a,web,order,1\n2026-01-02,b,web,order,1\n\
        2026-01-03,c,web,order,1\n2026-02-01,b,app,enrolment,\n2026-02-02,b,web,order,1\n2026-02-03,d,app,enrolment,\n";
    let mut feed = open_files(&[("datapackage.json", manifest), ("e.csv", csv)]);
    check_shown("ever", shown(&feed.metrics("?page=metrics"), "loyalty_enrolment"), Some(2.0 / 3.0));
    let january = feed.metrics("?page=metrics&period=2026-01-01..2026-01-31");
    check_shown("by January", shown(&january, "loyalty_enrolment"), Some(1.0 / 3.0));
    let february = feed.metrics("?page=metrics&period=2026-02-01..2026-02-28");
    check_shown("in February", shown(&february, "loyalty_enrolment"), Some(1.0));
    // Who joins in the app and buys on the web is a member there.
    let page = feed.channels("?page=channels");
    check_shown("web", figure(&page, "web", "loyalty_enrolment"), Some(2.0 / 3.0));
}
