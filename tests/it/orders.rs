//! What the benchmark holds everybody's answers against is what the engine answers: two programs that share the rows
//! and nothing else.

#[allow(dead_code)] // the benchmark writes it to files
#[path = "../../benches/orders.rs"]
mod generator;

use generator::expected::{Filter, answer, brush, filters, rows};
use generator::{Format, write};
use miyar::engine::cube::cache::Cache;
use miyar::engine::cube::group::Selection;
use miyar::engine::cube::linked::{By, Grouping, Linked, linked};
use miyar::engine::cube::window::{Step, Window};
use miyar::engine::day::Day;
use miyar::engine::facts::Facts;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::{self, package};
use std::collections::BTreeMap;

const N_ROWS: u64 = 25_000;
const MANIFEST: &str = r#"{"name": "f", "miyar": {"version": 1}, "resources": [{"name": "orders", "path": "orders.csv",
    "format": "csv", "miyar": {"table": "performance", "map": {"date": "date", "channel": "channel",
    "segment": "segment", "region": "region", "person": "customer_id", "orders": "orders", "conversions": "conversions",
    "revenue": "revenue", "cost": "cost"}}}]}"#;

fn facts() -> Facts {
    let mut csv = Vec::new();
    write(N_ROWS, Format::Csv, &mut csv).unwrap();
    let resources = package::read(MANIFEST.as_bytes(), "m").0.unwrap().resources;
    let today = Day::from_iso("2026-01-01").unwrap();
    let mut assembly = Assembly::new(&resources, today);
    let mut reading = Reading::new(Terms { resource: &resources[0], file: "orders.csv", today, zone: None });
    feed::read(&csv, "orders.csv", &resources[0], &mut reading);
    assembly.add(0, 0, reading.finish(), 0);
    assembly.finish().0
}

/// Rows by name: revenue and cost in cents, orders, conversions, distinct people.
type Rows = BTreeMap<String, ([u64; 4], u64)>;

fn rows_of(view: &Linked, name: impl Fn(usize, u32) -> String) -> Rows {
    let mut rows = Rows::new();
    for (place, code) in view.grid.codes.iter().enumerate() {
        for step in 0..view.grid.n_steps() {
            let of = |measure, part: i128| {
                view.grid.cell(step, place).sum(measure).map(|sum| u64::try_from(sum.parts() / part).unwrap())
            };
            let cents = [Measure::Revenue, Measure::Cost].map(|measure| of(measure, 10_000));
            let counts = [Measure::Orders, Measure::Conversions].map(|measure| of(measure, 1_000_000));
            if let ([Some(revenue), Some(cost)], [Some(orders), Some(conversions)]) = (cents, counts) {
                rows.insert(name(step, *code), ([revenue, cost, orders, conversions], view.people(step, place)));
            }
        }
    }
    rows
}

fn check(facts: &Facts, cache: &Cache, all: &[generator::expected::Row], filter: Filter) {
    let first = Day::from_iso("2023-01-01").unwrap();
    let day = |at: usize| first.plus_days(i32::try_from(at).unwrap());
    let selection = Selection {
        window: Some(Window { from: day(filter.from), to: day(filter.to - 1) }),
        takes_undated: false,
        clauses: filter.segment.map(|segment| (Dimension::Segment, vec![segment.to_owned()])).into_iter().collect(),
    };
    let by = [
        By::Value(Dimension::Channel),
        By::Step(Step::Day),
        By::Value(Dimension::Region),
        By::Value(Dimension::Segment),
    ];
    let groupings = by.map(|by| Grouping { counts_people: by == By::Value(Dimension::Channel), by });
    let views = linked(facts, cache, &selection, &groupings);
    let value = |dimension: Dimension| move |_: usize, code: u32| facts.value(&dimension, code).to_owned();
    let due = answer(all, filter);
    let due_channel: Rows =
        due.channel.iter().map(|(name, (sums, n))| ((*name).to_owned(), (*sums, *n as u64))).collect();
    assert_eq!(rows_of(&views[0], value(Dimension::Channel)), due_channel, "{filter:?}");
    let no_people =
        |rows: Vec<(String, [u64; 4])>| -> Rows { rows.into_iter().map(|(name, sums)| (name, (sums, 0))).collect() };
    let due_day = due.day.iter().map(|(at, sums)| (day(*at).to_string(), *sums)).collect();
    let of_step = |step: usize, _: u32| views[1].steps[step].from.to_string();
    assert_eq!(rows_of(&views[1], of_step), no_people(due_day), "{filter:?}");
    let due_region = due.region.iter().map(|(at, sums)| (format!("Region-{at:02}"), *sums)).collect();
    assert_eq!(rows_of(&views[2], value(Dimension::Region)), no_people(due_region), "{filter:?}");
    let due_segment = due.segment.iter().map(|(name, sums)| ((*name).to_owned(), *sums)).collect();
    assert_eq!(rows_of(&views[3], value(Dimension::Segment)), no_people(due_segment), "{filter:?}");
}

#[test]
fn linked_questions_are_answered_as_an_obvious_pass_over_the_rows_answers_them() {
    let (facts, cache, all) = (facts(), Cache::default(), rows(N_ROWS));
    assert_eq!(facts.n_rows() as u64, N_ROWS);
    for filter in filters().into_iter().chain(brush().step_by(40)) {
        check(&facts, &cache, &all, filter);
    }
    assert!(cache.n_answered_by_index() > 0, "so many rows have an index");
}
