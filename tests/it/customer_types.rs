//! New and returning customers: each order against the first order of the person who made it.

use super::support::{check_shown, figure, open_files, total};
use miyar::view::page::channels::Channels;
use miyar::view::text::Lang;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn manifest(map: &str) -> String {
    format!(
        r#"{{"name": "t", "miyar": {{"version": 1, "default_period": "all"}}, "resources": [
            {{"name": "orders", "path": "orders.csv", "format": "csv", "miyar": {{"table": "events", "map": {map}}}}}]}}"#
    )
}

const MAP: &str = r#"{"person": "who", "date": "when", "kind": "what", "value": "value", "order": "id"}"#;

fn by_type(map: &str, csv: &str, search: &str) -> Channels {
    let manifest = manifest(map);
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", csv)]);
    feed.channels(&format!("?page=channels&by=customer_type{search}"))
}

// By hand: a begins on 5 January with two orders, the second of two lines; b's first is the order of 3 January,
// wherever it stands in the file.
// What a gives back in February was bought by a returning customer: 7 + 100 - 7.
const CSV: &str = "who,when,what,value,id\n\
    a,2026-01-01,visit,,\n\
    a,2026-01-05,order,10,1\n\
    a,2026-01-05,order,4,2\n\
    a,2026-01-05,order,6,2\n\
    a,2026-02-01,order,7,3\n\
    b,2026-01-09,order,100,4\n\
    b,2026-01-03,order,50,5\n\
    ,2026-01-04,order,1,6\n\
    c,,order,3,7\n\
    a,,order,2,8\n\
    a,2026-02-03,refund,7,3\n";

#[test]
fn an_order_on_the_day_of_the_first_is_of_a_new_customer() {
    let channels = by_type(MAP, CSV, "");
    for (value, orders, revenue, new_customers) in
        [("new", 4.0, 73.0, 3.0), ("returning", 2.0, 100.0, 0.0), ("", 2.0, 3.0, 0.0)]
    {
        check_shown(value, figure(&channels, value, "orders"), Some(orders));
        check_shown(value, figure(&channels, value, "revenue"), Some(revenue));
        if !value.is_empty() {
            check_shown(value, figure(&channels, value, "new_customers"), Some(new_customers));
        }
    }
    check_shown("all", total(&channels, "orders"), Some(8.0));
    check_shown("all", total(&channels, "revenue"), Some(176.0));
}

#[test]
fn a_filter_takes_one_of_the_types() {
    let channels = by_type(MAP, CSV, "&where=customer_type:returning");
    check_shown("returning", total(&channels, "revenue"), Some(100.0));
}

#[test]
fn a_table_that_counts_its_new_customers_knows_older_orders() {
    // a bought before the feed begins: the shop's own count says so.
    let map = MAP.replace('}', r#", "new_customers": "first"}"#);
    let csv = "who,when,what,value,id,first\n\
        a,2026-01-05,order,10,1,0\n\
        b,2026-01-05,order,20,2,1\n\
        b,2026-01-05,order,30,3,0\n\
        b,2026-01-06,order,40,4,0\n\
        c,2026-01-06,order,50,5,\n";
    let channels = by_type(&map, csv, "");
    check_shown("b's first day", figure(&channels, "new", "revenue"), Some(50.0));
    check_shown("a, and b's second day", figure(&channels, "returning", "revenue"), Some(50.0));
    check_shown("nothing tells of c", figure(&channels, "", "revenue"), Some(50.0));
}

#[test]
fn a_column_of_the_feed_goes_before_what_its_orders_tell() {
    let map = MAP.replace('}', r#", "customer_type": {"column": "type", "values": {"Repeat": "returning"}}}"#);
    let csv = "who,when,what,value,id,type\na,2026-01-05,order,10,1,Repeat\n";
    let channels = by_type(&map, csv, "");
    check_shown("as written", figure(&channels, "returning", "revenue"), Some(10.0));
}

#[test]
fn orders_without_persons_and_sums_have_no_customer_type() {
    let csv = "who,when,what,value,id\n,2026-01-05,order,10,1\n";
    let manifest = manifest(MAP);
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", csv)]);
    assert!(!format!("{:?}", feed.page("?page=channels")).contains("Customer type"));
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", CSV)]);
    assert!(format!("{:?}", feed.page("?page=channels")).contains("Customer type"));
}

#[test]
fn its_values_are_said_in_both_languages() {
    let manifest = manifest(MAP);
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", CSV)]);
    for (lang, new, returning) in [(Lang::En, "New", "Returning"), (Lang::Ar, "جديد", "عائد")] {
        let said = format!("{:?}", feed.tell_in("?page=channels&by=customer_type", lang));
        for word in [new, returning] {
            assert!(said.contains(&format!("\"{word}\"")), "{lang:?}: {word}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The obvious way: sort a person's orders by day, and look at the first.
    #[test]
    fn types_are_those_of_the_obvious_way(rows in proptest::collection::vec((0..6_u8, 0..20_u32, 1..1000_i64), 1..60)) {
        let mut first: BTreeMap<u8, u32> = BTreeMap::new();
        for (person, day, _) in rows.iter().filter(|(person, _, _)| *person != 0) {
            let known = first.entry(*person).or_insert(*day);
            *known = (*known).min(*day);
        }
        let mut expected: BTreeMap<&str, i64> = BTreeMap::new();
        let mut csv = String::from("who,when,what,value,id\n");
        for (nth, (person, day, value)) in rows.iter().enumerate() {
            let kind = match first.get(person) {
                None => "",
                Some(first) if first == day => "new",
                Some(_) => "returning",
            };
            *expected.entry(kind).or_default() += value;
            let who = if *person == 0 { String::new() } else { format!("p{person}") };
            csv.push_str(&format!("{who},2026-03-{:02},order,{value},{nth}\n", day + 1));
        }
        if !first.is_empty() {
            let channels = by_type(MAP, &csv, "");
            for (kind, value) in expected {
                #[allow(clippy::cast_precision_loss)]
                check_shown(kind, figure(&channels, kind, "revenue"), Some(value as f64));
            }
        }
    }
}
