//! The cube against a slow, obvious evaluator: the same rows, filters and groupings, to the last bit.

use super::support::open_files;
use miyar::engine::cube::cache::Cache;
use miyar::engine::cube::group::{Selection, by_value, group, total};
use miyar::engine::cube::window::{Step, Window};
use miyar::engine::day::{Day, WeekStart};
use miyar::engine::facts::Facts;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::package;
use miyar::engine::feed::{Cell, RowSink};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
struct SlowRow {
    day: Option<i32>,
    channel: u8,
    device: u8,
    /// Hundredths; `None`: not known.
    cost: Option<i64>,
    orders: Option<i64>,
}

const FIRST: &str = "2025-01-30";
const CHANNELS: [&str; 4] = ["", "email", "sms", "store"];
const DEVICES: [&str; 3] = ["", "mobile", "desktop"];

fn day(offset: i32) -> Day {
    Day::from_iso(FIRST).unwrap().plus_days(offset)
}

fn any_row() -> impl Strategy<Value = SlowRow> {
    (
        proptest::option::weighted(0.95, 0..90_i32),
        0..4_u8,
        0..3_u8,
        proptest::option::weighted(0.7, -100_000_000..100_000_000_000_i64),
        proptest::option::weighted(0.7, 0..1_000_i64),
    )
        .prop_map(|(day, channel, device, cost, orders)| SlowRow { day, channel, device, cost, orders })
}

fn load(rows: &[SlowRow], grain: &str) -> Facts {
    let manifest = format!(
        r#"{{"name": "t", "miyar": {{"version": 1}}, "resources": [{{"name": "p", "path": "p.csv", "format": "csv", "miyar": {{"table": "performance",
        "grain": "{grain}", "map": {{"date": "d", "channel": "c", "device": "v", "cost": "k", "orders": "o"}}}}}}]}}"#
    );
    let package = package::read(manifest.as_bytes(), "m").0.unwrap();
    let today = day(10_000);
    let mut assembly = Assembly::new(&package.resources, today);
    let mut reading = Reading::new(Terms { resource: &package.resources[0], file: "p.csv", today, zone: None });
    reading.columns(&["d", "c", "v", "k", "o"].map(str::to_owned));
    for (at, row) in rows.iter().enumerate() {
        // Blocks of several sizes, as segments of a file make them.
        if at % 37 == 11 {
            assembly.add(0, 0, reading.take(), 0);
        }
        let text = |value: Option<String>| value.unwrap_or_default();
        let date = text(row.day.map(|offset| day(offset).to_string()));
        let cost = text(row.cost.map(|cents| {
            format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
        }));
        let orders = text(row.orders.map(|n| n.to_string()));
        let cells = [&date, CHANNELS[row.channel as usize], DEVICES[row.device as usize], &cost, &orders];
        reading.row(at as u64 + 2, &cells.map(Cell::Text));
    }
    assembly.add(0, 0, reading.finish(), 0);
    assembly.finish().0
}

/// What rows add up to, in millionths: cost and orders, `None` where no row knows it.
type Slow = (Option<i128>, Option<i128>);

fn add(to: &mut Slow, row: &SlowRow) {
    if let Some(cents) = row.cost {
        *to.0.get_or_insert(0) += i128::from(cents) * 10_000;
    }
    if let Some(n) = row.orders {
        *to.1.get_or_insert(0) += i128::from(n) * 1_000_000;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn totals_by_step_and_value_are_those_of_the_obvious_way(
        rows in proptest::collection::vec(any_row(), 0..60),
        from in 0..80_i32, n_days in 1..60_i32,
        filter in proptest::collection::btree_set(0..3_usize, 0..3),
        step in proptest::sample::select(vec![Step::Day, Step::Week(WeekStart::Sunday), Step::Month, Step::Year]),
    ) {
        let facts = load(&rows, "day");
        let cache = Cache::default();
        let window = Window { from: day(from), to: day(from + n_days - 1) };
        let mut clauses = BTreeMap::new();
        if !filter.is_empty() {
            clauses.insert(Dimension::Device, filter.iter().map(|at| DEVICES[*at].to_owned()).collect());
        }
        let selection = Selection { window: Some(window), clauses, ..Selection::default() };
        let steps = window.steps(step);
        let grid = group(&facts, &cache, &selection, &steps, Some(&Dimension::Channel));
        let mut slow: BTreeMap<(usize, &str), Slow> = BTreeMap::new();
        for row in &rows {
            let admitted = filter.is_empty() || filter.contains(&(row.device as usize));
            let at = row.day.and_then(|offset| steps.iter().position(|window| window.contains(day(offset))));
            if let (true, Some(at)) = (admitted, at) {
                add(slow.entry((at, CHANNELS[row.channel as usize])).or_default(), row);
            }
        }
        for at in 0..steps.len() {
            for channel in CHANNELS {
                let code = facts.code(&Dimension::Channel, channel);
                let place = code.and_then(|code| grid.codes.iter().position(|each| *each == code));
                let fast = place.map_or((None, None), |place| {
                    let cell = grid.cell(at, place);
                    (cell.sum(Measure::Cost).map(|sum| sum.parts()), cell.sum(Measure::Orders).map(|sum| sum.parts()))
                });
                prop_assert_eq!(fast, slow.get(&(at, channel)).copied().unwrap_or_default(), "{} {}", at, channel);
            }
        }
    }

    #[test]
    fn parts_of_a_period_add_up_to_the_period_also_where_rows_cover_months(
        rows in proptest::collection::vec(any_row(), 1..20),
        cut in 0..120_i32, grain in proptest::sample::select(vec!["day", "week", "month"]),
    ) {
        let facts = load(&rows, grain);
        let cache = Cache::default();
        let all = Window { from: day(-40), to: day(200) };
        let selection = |window: Window| Selection { window: Some(window), ..Selection::default() };
        let whole = total(&facts, &cache, &selection(all));
        let mut parts = total(&facts, &cache, &selection(Window { from: all.from, to: day(cut) }));
        parts.merge(&total(&facts, &cache, &selection(Window { from: day(cut + 1), to: all.to })));
        for measure in [Measure::Cost, Measure::Orders] {
            prop_assert_eq!(parts.sum(measure), whole.sum(measure));
        }
        // And the values of a dimension add up to the whole.
        let mut values = miyar::engine::cube::totals::Totals::default();
        by_value(&facts, &cache, &selection(all), &Dimension::Channel).iter().for_each(|(_, totals)| values.merge(totals));
        prop_assert_eq!(values, whole);
    }
}

#[test]
fn costs_without_a_channel_are_in_no_channel() {
    let manifest = r#"{"name": "t", "miyar": {"version": 1, "default_period": "all"}, "resources": [
        {"name": "p", "path": "p.csv", "format": "csv", "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel",
         "cost": "cost", "new_customers": "new"}}},
        {"name": "c", "path": "c.csv", "format": "csv", "miyar": {"table": "costs", "map": {"date": "date", "kind": "kind", "channel": "channel", "amount": "amount"}}}]}"#;
    let mut feed = open_files(&[
        ("datapackage.json", manifest),
        ("p.csv", "date,channel,cost,new\n2026-01-01,email,10,2\n2026-01-01,sms,30,1\n"),
        ("c.csv", "date,kind,channel,amount\n2026-01-01,salaries,,60\n2026-01-01,agency,,20\n"),
    ]);
    let channels = feed.channels("?page=channels");
    assert_eq!(channels.table.rows.len(), 2, "no row «not given»");
    let summary = feed.summary("");
    super::support::check_shown("loaded", &super::support::card(&summary, "cac").figure, Some(40.0));
    super::support::check_shown("media", &super::support::card(&summary, "cpa_acquisition").figure, Some(40.0 / 3.0));
    let email = feed.summary("?where=channel:email");
    assert!(email.cards.iter().all(|card| card.kpi != "cac"), "salaries have no channel, so e-mail has no loaded cost");
    assert!(
        email.missing.iter().any(|missing| missing.kpi == "cac" && missing.reason.contains("salaries")),
        "{:?}",
        email.missing
    );
}
