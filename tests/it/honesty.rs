//! Cases in which a dashboard easily shows a false figure: each was one once.

use super::support::{card, check_shown, figure, open_files, total};
use miyar::engine::day::Day;
use miyar::engine::feed::package::Since;

/// Makes a manifest of resources, each `(file, table and map as JSON)`.
fn manifest(resources: &[(&str, &str)]) -> String {
    let resources: Vec<String> = resources
        .iter()
        .map(|(file, ours)| {
            let name = file.trim_end_matches(".csv");
            format!(r#"{{"name": "{name}", "path": "{file}", "format": "csv", "miyar": {{{ours}}}}}"#)
        })
        .collect();
    format!(
        r#"{{"name": "t", "miyar": {{"version": 1, "default_period": "all"}}, "resources": [{}]}}"#,
        resources.join(",")
    )
}

const EVENTS: &str =
    r#""table": "events", "map": {"person": "who", "date": "when", "kind": "what", "value": "value", "order": "id"}"#;

#[test]
fn refunds_that_are_events_of_their_own_lower_what_an_order_brings() {
    let csv = "who,when,what,value,id\na,2026-01-01,order,100,1\na,2026-01-01,order,100,1\nb,2026-01-02,order,100,2\nb,2026-01-05,refund,50,2\n";
    let mut feed = open_files(&[("datapackage.json", &manifest(&[("e.csv", EVENTS)])), ("e.csv", csv)]);
    let summary = feed.summary("");
    check_shown("revenue", &card(&summary, "revenue").figure, Some(250.0));
    check_shown("aov", &card(&summary, "aov").figure, Some(125.0));
}

#[test]
fn leads_and_orders_of_one_file_make_a_conversion() {
    let csv = "who,when,what,value,id\na,2026-01-01,lead,,\nb,2026-01-01,lead,,\na,2026-01-02,order,10,1\nc,2026-01-02,visit,,\n";
    let mut feed = open_files(&[("datapackage.json", &manifest(&[("e.csv", EVENTS)])), ("e.csv", csv)]);
    check_shown("lead conversion", &card(&feed.summary(""), "lead_conversion").figure, Some(0.5));
}

#[test]
fn orders_that_no_person_stands_behind_are_no_conversion_of_leads() {
    let sums = r#""table": "performance", "map": {"date": "date", "orders": "orders"}"#;
    let mut feed = open_files(&[
        ("datapackage.json", &manifest(&[("e.csv", EVENTS), ("p.csv", sums)])),
        ("e.csv", "who,when,what,value,id\na,2026-01-01,lead,,\nb,2026-01-01,lead,,\na,2026-01-02,order,10,1\n"),
        ("p.csv", "date,orders\n2026-01-01,500\n"),
    ]);
    check_shown("lead conversion", &card(&feed.summary(""), "lead_conversion").figure, Some(0.5));
}

#[test]
fn revenue_of_a_file_without_cost_does_not_flatter_the_return() {
    let both = r#""table": "performance", "map": {"date": "date", "channel": "channel", "revenue": "revenue", "cost": "cost"}"#;
    let one = r#""table": "performance", "map": {"date": "date", "channel": "channel", "revenue": "revenue"}"#;
    let mut feed = open_files(&[
        ("datapackage.json", &manifest(&[("a.csv", both), ("b.csv", one)])),
        ("a.csv", "date,channel,revenue,cost\n2026-01-01,search,1000,200\n"),
        ("b.csv", "date,channel,revenue\n2026-01-01,store,9000\n"),
    ]);
    let channels = feed.channels("?page=channels");
    check_shown("search", figure(&channels, "search", "roas"), Some(5.0));
    check_shown("all", total(&channels, "roas"), Some(5.0));
    assert!(total(&channels, "roas").note.as_ref().is_some_and(|note| note.contains("10%")), "a tenth is covered");
    assert!(figure(&channels, "store", "roas").full.contains("cost"), "{:?}", figure(&channels, "store", "roas"));
}

#[test]
fn the_period_all_is_the_dates_that_it_shows() {
    let sums = r#""table": "performance", "map": {"date": "date", "cost": "cost", "new_customers": "new"}"#;
    let costs = r#""table": "costs", "grain": "month", "map": {"date": "date", "kind": "kind", "amount": "amount"}"#;
    let mut feed = open_files(&[
        ("datapackage.json", &manifest(&[("p.csv", sums), ("c.csv", costs)])),
        ("p.csv", "date,cost,new\n2026-01-01,20,5\n2026-01-31,20,5\n"),
        ("c.csv", "date,kind,amount\n2026-01-01,salaries,80\n2026-02-01,salaries,80\n2026-03-01,salaries,80\n"),
    ]);
    for search in ["?period=all", "?period=2026-01-01..2026-01-31"] {
        check_shown(search, &card(&feed.summary(search), "cac").figure, Some(12.0));
    }
}

#[test]
fn two_shops_may_number_their_orders_alike() {
    let csv = "who,when,what,value,id\na,2026-01-01,order,100,1\nb,2026-01-01,order,100,2\n";
    let mut feed = open_files(&[
        ("datapackage.json", &manifest(&[("web.csv", EVENTS), ("store.csv", EVENTS)])),
        ("web.csv", csv),
        ("store.csv", csv),
    ]);
    let summary = feed.summary("");
    check_shown("orders", &card(&summary, "orders").figure, Some(4.0));
    check_shown("aov", &card(&summary, "aov").figure, Some(100.0));
}

#[test]
fn one_mistyped_year_does_not_hide_the_rest() {
    let sums = r#""table": "performance", "map": {"date": "date", "orders": "orders"}"#;
    let mut feed = open_files(&[
        ("datapackage.json", &manifest(&[("p.csv", sums)])),
        ("p.csv", "date,orders\n2026-01-01,5\n2026-01-30,7\n2205-01-30,1\n"),
    ]);
    check_shown("orders", &card(&feed.summary("?period=last-30-days"), "orders").figure, Some(12.0));
    assert!(feed.page("").shell.problems.is_some_and(|notice| notice.first.iter().any(|said| said.contains("2205"))));
}

#[test]
fn a_measure_that_begins_within_the_compared_period_does_not_leap() {
    let sums = r#""table": "performance", "map": {"date": "date", "orders": "orders", "visits": "visits"}"#;
    let mut csv = String::from("date,orders,visits\n");
    for day in 1..=28 {
        csv.push_str(&format!("2026-02-{day:02},1,{}\n", if day < 20 { "" } else { "10" }));
    }
    (1..=31).for_each(|day| csv.push_str(&format!("2026-03-{day:02},1,10\n")));
    let mut feed = open_files(&[("datapackage.json", &manifest(&[("p.csv", sums)])), ("p.csv", &csv)]);
    let summary = feed.summary("?period=2026-03-15..2026-03-28");
    assert!(card(&summary, "orders").change.is_some());
    assert!(card(&summary, "visits").change.is_some(), "visits are known since before");
    let summary = feed.summary("?period=2026-03-01..2026-03-14");
    assert!(card(&summary, "visits").change.is_none(), "visits began within the fortnight before");
}

#[test]
fn columns_of_the_first_of_several_files_are_judged_too() {
    let ours = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "p", "path": ["a.csv", "b.csv"],
        "format": "csv", "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel", "visits": "visits"}}}]}"#;
    let mut a = String::from("date,channel,visits,town\n");
    (0..100).for_each(|n| a.push_str(&format!("2026-01-01,email,1,town {n}\n")));
    let mut feed =
        open_files(&[("datapackage.json", ours), ("a.csv", &a), ("b.csv", "date,channel,visits\n2026-01-02,sms,1\n")]);
    let channels = feed.channels("?page=channels&by=own.town");
    assert_eq!(channels.dimension, "channel", "a hundred towns are no dimension");
    check_shown("visits", total(&channels, "visits"), Some(101.0));
}

#[test]
fn a_table_without_one_of_its_files_does_not_look_whole() {
    let ours = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "p", "path": ["a.csv", "b.csv"],
        "format": "csv", "miyar": {"table": "performance", "map": {"date": "date", "visits": "visits"}}}]}"#;
    let mut feed = open_files(&[("datapackage.json", ours), ("a.csv", "date,visits\n2026-01-02,1\n")]);
    let miyar::view::page::Body::Data(data) = feed.page("?page=data").body else { panic!("the data page is due") };
    assert!(data.tables.iter().all(|table| !table.is_good), "{:?}", data.tables);
    assert!(feed.page("").shell.problems.is_some_and(|notice| notice.first.iter().any(|said| said.contains("b.csv"))));
}

#[test]
fn what_rests_on_little_is_no_headline_and_no_verdict() {
    let sums = r#""table": "performance", "map": {"date": "date", "channel": "channel", "cost": "cost", "new_customers": "new"}"#;
    let mut feed = open_files(&[
        ("datapackage.json", &manifest(&[("p.csv", sums)])),
        (
            "p.csv",
            "date,channel,cost,new\n2026-01-01,print,300,1\n2026-01-02,print,600,1\n2026-01-01,email,400,100\n2026-01-02,email,300,100\n2026-01-02,sms,300,50\n",
        ),
    ]);
    let channels = feed.channels("?page=channels&period=2026-01-02..2026-01-02");
    assert!(channels.efficiency.title.contains("SMS"), "{}", channels.efficiency.title);
    let print = channels.table.rows.iter().find(|row| row.value.as_deref() == Some("print")).unwrap();
    let column = channels.table.columns.iter().position(|column| column.kpi == "cpa_acquisition").unwrap();
    assert_eq!(print.cells[column].change.as_ref().unwrap().verdict.id(), "unclear");
}

#[test]
fn rows_before_the_first_day_that_is_wanted_are_passed_over() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "p", "path": "p.csv",
        "miyar": {"table": "performance", "from": "2026-02-01", "map": {"date": "d", "orders": "o"}}}]}"#;
    // The second is before it whichever way it is read, the third only with the day first.
    let rows = "d,o\n31/01/2026,1\n01/01/2026,2\n05/03/2026,4\n13/02/2026,8\n,16\n";
    let mut opened = open_files(&[("datapackage.json", manifest), ("p.csv", rows)]);
    let summary = opened.summary("");
    let orders = summary.cards.iter().find(|card| card.kpi == "orders").unwrap();
    assert_eq!(orders.figure.raw, Some(28.0));
}

#[test]
fn a_feed_may_begin_so_long_before_today() {
    // 2026-11-21 is today.
    for (from, expected) in [("P9M", 4.0 + 2.0), ("P1Y", 7.0), ("P39W", 6.0), ("P273D", 6.0), ("P0D", 4.0)] {
        let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [{"name": "p",
            "path": "p.csv", "miyar": {"table": "performance", "from": "FROM", "map": {"date": "d", "orders": "o"}}}]}"#;
        let rows = "d,o\n2025-11-20,8\n2026-02-20,1\n2026-02-21,2\n2026-11-21,4\n";
        let manifest = manifest.replace("FROM", from);
        let mut opened = open_files(&[("datapackage.json", &manifest), ("p.csv", rows)]);
        let summary = opened.summary("");
        let orders = summary.cards.iter().find(|card| card.kpi == "orders").unwrap();
        assert_eq!(orders.figure.raw, Some(expected), "{from}");
    }
    for wrong in ["", "P", "PM", "P2", "P-1M", "P1Y2M", "PT5M", "P99999Y", "P5000Y", "P٣M", "24M", "2026-13-01"] {
        let since = Since::parse(wrong);
        // Only what the calendar has not is held at its beginning.
        assert!(since.is_none() || wrong == "P5000Y" && since.unwrap().day(Day::EPOCH) == Day::MIN, "{wrong}");
    }
}

#[test]
fn a_comparison_with_fewer_days_judges_rates_and_no_totals() {
    let mut csv = String::from("date,channel,visits,orders,revenue\n");
    for day in 1..=30 {
        csv += &format!("2026-10-{day:02},email,1000,{},100\n", if day <= 7 { 20 } else { 60 });
    }
    let manifest = manifest(&[(
        "p.csv",
        r#""table": "performance", "map": {"date": "date", "channel": "channel", "visits": "visits", "orders": "orders",
        "conversions": "orders", "revenue": "revenue"}"#,
    )]);
    let mut opened = open_files(&[("datapackage.json", &manifest), ("p.csv", &csv)]);
    let verdict = |opened: &mut super::support::Opened, link: &str, kpi: &str| {
        card(&opened.summary(link), kpi).change.as_ref().unwrap().verdict.id()
    };
    let uneven = "?period=2026-10-08..2026-10-30&compare=2026-10-01..2026-10-07";
    assert_eq!(verdict(&mut opened, uneven, "revenue"), "neutral");
    assert_eq!(verdict(&mut opened, uneven, "orders"), "neutral");
    assert_eq!(verdict(&mut opened, uneven, "conversion"), "better");
    let even = "?period=2026-10-08..2026-10-14&compare=2026-10-01..2026-10-07";
    assert_eq!(verdict(&mut opened, even, "orders"), "better");
    let notes = |opened: &mut super::support::Opened, link: &str| opened.page(link).shell.period.notes.join(" ");
    assert!(notes(&mut opened, uneven).contains("not equally long"));
    assert!(!notes(&mut opened, even).contains("not equally long"));
    // Days after the feed's last are no days without a sale.
    let beyond = opened.page("?period=2026-10-01..2026-10-07&compare=2026-10-27..2026-11-02");
    assert!(beyond.shell.period.notes.join(" ").contains("not equally long"));
}

#[test]
fn customers_are_not_counted_where_nobody_is_named() {
    let events = |map: &str| {
        manifest(&[("e.csv", &format!(r#""table": "events", "map": {{"date": "d", "value": "v", "kind": "k"{map}}}"#))])
    };
    let csv = "d,v,who,k\n2026-01-01,10,a,order\n2026-01-01,20,,order\n2026-01-02,30,b,order\n2026-01-02,5,a,order\n";
    let mut unnamed = open_files(&[("datapackage.json", &events("")), ("e.csv", csv)]);
    let summary = unnamed.summary("");
    assert!(summary.cards.iter().all(|card| card.kpi != "customers" && card.kpi != "purchase_frequency"));
    let mut named = open_files(&[("datapackage.json", &events(r#", "person": "who""#)), ("e.csv", csv)]);
    let frequency =
        named.metrics("?page=metrics").entries.into_iter().find(|entry| entry.kpi == "purchase_frequency").unwrap();
    assert_eq!(frequency.figure.raw, Some(1.5), "{:?}", frequency.figure);
    assert!(frequency.figure.note.unwrap().contains("75%"), "one order of four names nobody");
    // A period of one day has a day before it.
    let kept = named
        .metrics("?page=metrics&period=2026-01-02..2026-01-02")
        .entries
        .into_iter()
        .find(|entry| entry.kpi == "retention");
    assert_eq!(kept.unwrap().figure.raw, Some(1.0));
}
