//! Amounts in several currencies: each at the rate of its row's day, or not counted at all.
//!
//! Expected figures are worked out by hand beside the rows, or by exact fractions in the test.

use super::support::{card, check_shown, figure, open_files, total};
use miyar::engine::cube::cache::Cache;
use miyar::engine::cube::group::{Selection, total as sum_up};
use miyar::engine::day::Day;
use miyar::engine::facts::Facts;
use miyar::engine::facts::assembly::{Assembly, ResourceReport};
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::facts::vocabulary::Measure;
use miyar::engine::feed;
use miyar::engine::feed::package::{self, Package};
use proptest::prelude::*;

const RATES: &str = r#"{"table": "rates", "map": {"date": "day", "currency": "currency", "rate": "rate"}}"#;
const ORDERS: &str = r#"{"table": "events", "map": {"person": "who", "date": "when", "kind": {"constant": "order"},
    "value": "value", "order": "id", "currency": "currency"}}"#;

fn manifest(currency: &str, resources: &[(&str, &str)]) -> String {
    let resource = |(file, ours): &(&str, &str)| {
        format!(r#"{{"name": "{file}", "path": "{file}", "format": "csv", "miyar": {ours}}}"#)
    };
    let resources: Vec<String> = resources.iter().map(resource).collect();
    let currency = if currency.is_empty() { String::new() } else { format!(r#""currency": "{currency}", "#) };
    format!(
        r#"{{"name": "t", "miyar": {{"version": 1, {currency}"default_period": "all"}}, "resources": [{}]}}"#,
        resources.join(",")
    )
}

/// Reads files as the desk does, without a desk.
fn read(manifest: &str, files: &[(&str, &str)]) -> (Package, Facts, Vec<ResourceReport>) {
    super::manifest::check_against_schema(manifest);
    let (package, problems) = package::read(manifest.as_bytes(), "datapackage.json");
    assert!(problems.is_empty(), "{:?}", problems.kept());
    let package = package.unwrap();
    let today = Day::from_iso("2026-11-21").unwrap();
    let mut assembly = Assembly::new(&package.resources, today).in_currency(package.currency.as_deref());
    for (at, resource) in package.resources.iter().enumerate() {
        let text = files.iter().find(|(file, _)| *file == resource.paths[0]).unwrap().1;
        let mut reading = Reading::new(Terms { resource, file: &resource.paths[0], today, zone: None });
        feed::read(text.as_bytes(), &resource.paths[0], resource, &mut reading);
        assembly.add(at, 0, reading.finish(), 0);
    }
    let (facts, reports) = assembly.finish();
    (package, facts, reports)
}

/// Returns the exact sum of a measure, in millionths, and what was said: `kind file row column value`.
fn sums(currency: &str, rates: &str, orders: &str) -> (i128, Vec<String>) {
    let manifest = manifest(currency, &[("orders.csv", ORDERS), ("rates.csv", RATES)]);
    let (_, facts, reports) = read(&manifest, &[("orders.csv", orders), ("rates.csv", rates)]);
    let said = reports.iter().flat_map(|report| report.problems.kept()).map(|problem| {
        let row = problem.row.map_or(String::new(), |row| row.to_string());
        let (column, value) = (problem.column.as_deref().unwrap_or(""), problem.value.as_deref().unwrap_or(""));
        format!("{} {} {row} {column} {value}", problem.kind.id(), problem.file)
    });
    (revenue(&facts), said.collect())
}

fn revenue(facts: &Facts) -> i128 {
    let all = Selection { takes_undated: true, ..Selection::default() };
    sum_up(facts, &Cache::default(), &all).sum(Measure::Revenue).unwrap_or_default().parts()
}

const HEAD: &str = "who,when,value,id,currency\n";
const RATE_HEAD: &str = "day,currency,rate\n";

#[test]
fn an_amount_is_converted_at_the_last_rate_on_or_before_its_day() {
    let rates = format!("{RATE_HEAD}2026-01-09,USD,3.76\n2026-01-02,USD,3.75\n2026-01-02,KWD,12.123456789\n");
    for (row, expected) in [
        // On the day of a rate, between two, on the last day that a rate may be old, and the day after.
        ("a,2026-01-02,100,1,USD", Some(375_000_000)),
        ("a,2026-01-08,100,1,usd", Some(375_000_000)),
        ("a,2026-01-09,100,1, USD ", Some(376_000_000)),
        ("a,2026-02-09,100,1,USD", Some(376_000_000)),
        ("a,2026-02-10,100,1,USD", None),
        ("a,2026-01-01,100,1,USD", None),
        // 19.99 × 12.123456789 = 242.34790121211, to a millionth.
        ("a,2026-01-03,19.99,1,KWD", Some(242_347_901)),
        ("a,2026-01-03,-19.99,1,KWD", Some(-242_347_901)),
        ("a,2026-01-03,5,1,SAR", Some(5_000_000)),
        ("a,,5,1,SAR", Some(5_000_000)),
        ("a,2026-01-03,5,1,EUR", None),
        ("a,2026-01-03,0,1,EUR", Some(0)),
    ] {
        let (sum, said) = sums("SAR", &rates, &format!("{HEAD}{row}\n"));
        assert_eq!(sum, expected.unwrap_or(0), "{row}");
        let is_missing = said.iter().any(|said| said.starts_with("rate-missing orders.csv 2 currency "));
        assert_eq!(is_missing, expected.is_none(), "{row}: {said:?}");
    }
}

#[test]
fn what_cannot_be_converted_is_said_and_not_counted_and_the_rest_of_the_row_is() {
    let rates = format!("{RATE_HEAD}2026-01-02,USD,3.75\n");
    let orders = format!(
        "{HEAD}a,2026-01-02,100,1,USD\nb,2026-01-02,50,2,EUR\nc,2026-01-02,7,3,\nd,2026-01-02,9,4,dollars\ne,,9,5,USD\n"
    );
    let (sum, said) = sums("SAR", &rates, &orders);
    assert_eq!(sum, 375_000_000);
    assert_eq!(
        said,
        [
            "not-a-date orders.csv 6 when ",
            "rate-missing orders.csv 3 currency EUR 2026-01-02",
            "currency-unknown orders.csv 4 currency ",
            "currency-unknown orders.csv 5 currency dollars",
            "rate-missing orders.csv 6 currency USD",
        ]
    );
    let manifest = manifest("SAR", &[("orders.csv", ORDERS), ("rates.csv", RATES)]);
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", &orders), ("rates.csv", &rates)]);
    let summary = feed.summary("");
    check_shown("orders", &card(&summary, "orders").figure, Some(5.0));
    check_shown("revenue", &card(&summary, "revenue").figure, Some(375.0));
    check_shown("of the orders whose value is known", &card(&summary, "aov").figure, Some(375.0));
}

#[test]
fn a_rate_that_is_none_is_left_out_and_said() {
    for (rows, expected, said) in [
        ("2026-01-02,USD,0\n", 0, vec!["rate-invalid rates.csv 2 rate 0"]),
        ("2026-01-02,USD,-3.75\n", 0, vec!["rate-invalid rates.csv 2 rate -3.75"]),
        ("2026-01-02,USD,\n", 0, vec!["not-a-number rates.csv 2 rate "]),
        ("2026-01-02,USD,many\n", 0, vec!["not-a-number rates.csv 2 rate many"]),
        ("2026-01-02,USD,99999999\n", 0, vec!["number-too-large rates.csv 2 rate 99999999"]),
        ("soon,USD,3.75\n", 0, vec!["not-a-date rates.csv 2 day soon"]),
        ("2026-01-02,dollar,3.75\n", 0, vec!["currency-unknown rates.csv 2 currency dollar"]),
        ("2026-01-02,USD,3.75\n2026-01-02,SAR,2\n", 375, vec!["rate-invalid rates.csv 3 currency SAR 2"]),
        ("2026-01-02,USD,3.75\n2026-01-02,SAR,1\n", 375, vec![]),
        ("2026-01-02,USD,3.75\n2026-01-02,USD,3.75\n", 375, vec![]),
        ("2026-01-02,USD,3.75\n2026-01-02,usd,4\n", 375, vec!["rate-twice rates.csv 3 currency usd 2026-01-02"]),
        // A rate of the future is said, and prices nothing before its day.
        ("2026-12-02,USD,3.75\n", 0, vec!["future-date rates.csv  day 1/2026-12-02/2026-12-02"]),
    ] {
        let orders = format!("{HEAD}a,2026-01-05,100,1,USD\n");
        let (sum, heard) = sums("SAR", &format!("{RATE_HEAD}{rows}"), &orders);
        let mut due: Vec<&str> = said;
        if expected == 0 {
            due.insert(0, "rate-missing orders.csv 2 currency USD 2026-01-05");
        }
        assert_eq!((sum, heard.iter().map(String::as_str).collect::<Vec<_>>()), (expected * 1_000_000, due), "{rows}");
    }
}

#[test]
fn one_currency_needs_no_rates_and_two_do() {
    for (currency, rows, expected, n_refused) in [
        ("SAR", "a,2026-01-02,100,1,SAR\nb,2026-01-03,50,2,sar\n", 150, 0),
        ("", "a,2026-01-02,100,1,USD\nb,2026-01-03,50,2,USD\n", 150, 0),
        // Nothing says which of the two is meant.
        ("", "a,2026-01-02,100,1,USD\nb,2026-01-03,50,2,SAR\n", 0, 2),
        ("SAR", "a,2026-01-02,100,1,USD\nb,2026-01-03,50,2,SAR\n", 50, 1),
    ] {
        let manifest = manifest(currency, &[("orders.csv", ORDERS)]);
        let (_, facts, reports) = read(&manifest, &[("orders.csv", &format!("{HEAD}{rows}"))]);
        assert_eq!(revenue(&facts), expected * 1_000_000, "{currency} {rows}");
        assert_eq!(reports[0].problems.count(), n_refused, "{:?}", reports[0].problems.kept());
    }
}

#[test]
fn costs_sums_and_wide_files_are_converted_too() {
    let files = [
        ("rates.csv", "day,currency,rate\n2026-01-01,USD,3.75\n2026-01-01,EUR,4\n"),
        ("ads.csv", "day,channel,spend,revenue,clicks,currency\n2026-01-05,paid_search,10,100,7,USD\n"),
        ("media.csv", "day,TV,Radio\n2026-01-05,100,20\n"),
        ("costs.csv", "month,kind,amount,currency\n2026-01-01,salaries,1000,EUR\n2026-01-01,agency,10,SAR\n"),
    ];
    let manifest = manifest(
        "SAR",
        &[
            (
                "ads.csv",
                r#"{"table": "performance", "map": {"date": "day", "channel": "channel", "cost": "spend",
                "revenue": "revenue", "clicks": "clicks", "currency": "currency"}}"#,
            ),
            (
                "media.csv",
                r#"{"table": "performance", "map": {"date": "day", "currency": {"constant": "EUR"}},
                "unpivot": {"into": "cost", "along": "channel", "columns": {"TV": "tv", "Radio": "radio"}}}"#,
            ),
            (
                "costs.csv",
                r#"{"table": "costs", "grain": "month", "map": {"date": "month", "kind": "kind",
                "amount": "amount", "currency": "currency"}}"#,
            ),
            ("rates.csv", RATES),
        ],
    );
    let (_, facts, reports) = read(&manifest, &files);
    assert!(reports.iter().all(|report| report.problems.is_empty()), "{reports:?}");
    let all = sum_up(&facts, &Cache::default(), &Selection { takes_undated: true, ..Selection::default() });
    let sum = |measure: Measure| all.sum(measure).unwrap_or_default().parts() / 1_000_000;
    // 10 × 3.75 + (100 + 20) × 4 = 517.5
    assert_eq!(all.sum(Measure::Cost).unwrap_or_default().parts(), 517_500_000);
    assert_eq!((sum(Measure::Revenue), sum(Measure::Clicks)), (375, 7));
    assert_eq!((sum(Measure::PeopleCost), sum(Measure::OverheadCost)), (4_000, 10));
    let mut opened: Vec<(&str, &str)> = files.to_vec();
    opened.push(("datapackage.json", &manifest));
    let mut feed = open_files(&opened);
    let channels = feed.channels("?page=channels");
    check_shown("tv", figure(&channels, "tv", "cost"), Some(400.0));
    check_shown("all", total(&channels, "cost"), Some(517.5));
    assert!(format!("{:?}", feed.page("?page=data")).contains("Exchange rate"));
}

#[test]
fn dates_and_numbers_of_rates_are_read_as_others_are() {
    // The 13th tells that the day comes first; rates have a decimal comma.
    let rates = "day;currency;rate\n02/01/2026;USD;3,75\n13/01/2026;USD;3,8\n";
    let orders = format!("{HEAD}a,2026-01-05,100,1,USD\nb,2026-01-20,100,2,USD\n");
    let manifest = manifest("SAR", &[("orders.csv", ORDERS), ("rates.csv", RATES)]);
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", &orders), ("rates.csv", rates)]);
    assert_eq!(feed.page("").shell.problems, None);
    check_shown("revenue", &card(&feed.summary(""), "revenue").figure, Some(755.0));
    // A point before three decimals is a point: no rate is given in thousands.
    let rates = format!("{RATE_HEAD}2026-01-02,USD,3.750\n2026-01-13,USD,3.800\n");
    let mut feed = open_files(&[("datapackage.json", &manifest), ("orders.csv", &orders), ("rates.csv", &rates)]);
    check_shown("revenue", &card(&feed.summary(""), "revenue").figure, Some(755.0));
}

#[test]
fn a_file_without_its_column_of_currencies_is_not_taken_for_the_reporting_currency() {
    let manifest = manifest("SAR", &[("orders.csv", ORDERS)]);
    let (_, facts, reports) = read(&manifest, &[("orders.csv", "who,when,value,id\na,2026-01-02,100,1\n")]);
    let kinds: Vec<&str> = reports[0].problems.counts().keys().map(|kind| kind.id()).collect();
    assert_eq!((revenue(&facts), kinds), (0, vec!["column-missing", "currency-unknown"]));
}

#[test]
fn a_manifest_with_rates_says_what_they_are_rates_to() {
    for (currency, ours, missing) in [
        ("", RATES, "/miyar/currency"),
        ("SAR", r#"{"table": "rates", "map": {"date": "day", "rate": "rate"}}"#, "/resources/0/miyar/map/currency"),
        ("SAR", r#"{"table": "rates", "map": {"date": "day", "currency": "c"}}"#, "/resources/0/miyar/map/rate"),
        ("SAR", r#"{"table": "rates", "map": {"currency": "c", "rate": "r"}}"#, "/resources/0/miyar/map/date"),
    ] {
        let (_, problems) = package::read(manifest(currency, &[("r.csv", ours)]).as_bytes(), "m");
        let said: Vec<_> = problems.kept().iter().map(|p| (p.kind.id(), p.column.as_deref().unwrap_or(""))).collect();
        assert_eq!(said, [("manifest-missing", missing)], "{ours}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The obvious way: look through all rates for each row, and round an exact fraction.
    #[test]
    fn sums_are_those_of_the_obvious_way(
        rates in proptest::collection::vec((0..60_i32, 0..2_usize, 1..20_000_000_i128), 0..12),
        orders in proptest::collection::vec((0..90_i32, 0..3_usize, -5_000_000_i128..5_000_000), 1..20),
    ) {
        let first = Day::from_iso("2026-01-01").unwrap();
        let names = ["USD", "EUR", "SAR"];
        let six = |parts: i128| format!("{}{}.{:06}", if parts < 0 { "-" } else { "" }, parts.abs() / 1_000_000, parts.abs() % 1_000_000);
        let mut rate_text = String::from(RATE_HEAD);
        for (day, currency, rate) in &rates {
            rate_text.push_str(&format!("{},{},{}\n", first.plus_days(*day), names[*currency], six(*rate)));
        }
        let (mut order_text, mut expected, mut n_missing) = (String::from(HEAD), 0_i128, 0);
        for (nth, (day, currency, amount)) in orders.iter().enumerate() {
            order_text.push_str(&format!("p,{},{},{nth},{}\n", first.plus_days(*day), six(*amount), names[*currency]));
            if *currency == 2 {
                expected += amount;
                continue;
            }
            let of_it = rates.iter().filter(|(at, of, _)| of == currency && at <= day && day - at <= 31);
            // Of the latest day, that which came first.
            let latest = of_it.clone().map(|(at, _, _)| *at).max();
            match of_it.clone().find(|(at, _, _)| Some(*at) == latest) {
                Some((_, _, rate)) => {
                    let exact = amount * rate;
                    let (down, rest) = (exact.div_euclid(1_000_000), exact.rem_euclid(1_000_000));
                    expected += down + i128::from(rest > 500_000 || (rest == 500_000 && down % 2 != 0));
                }
                None => n_missing += usize::from(*amount != 0),
            }
        }
        let (sum, said) = sums("SAR", &rate_text, &order_text);
        prop_assert_eq!(sum, expected, "{}{}", rate_text, order_text);
        prop_assert_eq!(said.iter().filter(|said| said.starts_with("rate-missing")).count(), n_missing);
    }
}
