//! What the engine answers, from an index and without one, against a slow and obvious evaluator that goes from row to
//! row: the same sums and rows to the last bit, and the same people.

use miyar::engine::cube::cache::{Cache, Limits};
use miyar::engine::cube::group::{Grid, Selection, group};
use miyar::engine::cube::linked::{By, Grouping, linked};
use miyar::engine::cube::people::distinct_people;
use miyar::engine::cube::window::{Step, Window};
use miyar::engine::day::{Day, WeekStart};
use miyar::engine::facts::Facts;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::reading::{Reading, Terms};
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::package;
use miyar::engine::feed::{Cell, RowSink};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One row of any table; what the table has no column for is passed over.
#[derive(Debug, Clone)]
pub struct Row {
    pub table: usize,
    /// Since [`FIRST`].
    pub day: Option<i32>,
    pub channel: usize,
    pub segment: usize,
    /// 0: nobody.
    pub person: u8,
    /// Cents, and how many; `None`: not known.
    pub cost: Option<i64>,
    pub orders: Option<i64>,
    pub kind: usize,
}

const FIRST: &str = "2025-01-30";
/// That of an event is always given: what is credited to a person's first touch has tests of its own.
pub const CHANNELS: [&str; 4] = ["email", "sms", "store", ""];
pub const SEGMENTS: [&str; 3] = ["", "new", "vip"];
pub const KINDS: [&str; 4] = ["order", "visit", "order", "refund"];
pub const DAILY: usize = 0;
pub const SPREAD: usize = 1;
pub const EVENTS: usize = 2;
pub const COSTS: usize = 3;
pub const UNDATED: usize = 4;

const RESOURCES: [&str; 5] = [
    r#"{"table": "performance", "map": {"date": "d", "channel": "c", "segment": "s", "person": "p", "cost": "k", "orders": "o"}}"#,
    r#"{"table": "performance", "grain": "GRAIN", "map": {"date": "d", "channel": "c", "person": "p", "cost": "k"}}"#,
    r#"{"table": "events", "map": {"date": "d", "channel": "c", "segment": "s", "person": "p", "kind": "e", "value": "k"}}"#,
    r#"{"table": "costs", "map": {"date": "d", "kind": {"constant": "media"}, "amount": "k"}}"#,
    r#"{"table": "performance", "map": {"channel": "c", "person": "p", "orders": "o"}}"#,
];

pub fn day(offset: i32) -> Day {
    Day::from_iso(FIRST).unwrap().plus_days(offset)
}

pub fn any_row() -> impl Strategy<Value = Row> {
    let known = |most: i64| proptest::option::weighted(0.8, -2..most);
    // One mistyped year among many.
    let day = prop_oneof![1 => Just(None), 30 => (0..70_i32).prop_map(Some), 1 => Just(Some(40_000))];
    // Most rows are daily ones.
    let table = prop_oneof![4 => Just(DAILY), 1 => SPREAD..=UNDATED];
    (table, day, 0..4_usize, 0..3_usize, 0..6_u8, known(1 << 40), known(50), 0..4_usize).prop_map(
        |(table, day, channel, segment, person, cost, orders, kind)| Row {
            table,
            day,
            channel: if table == EVENTS { channel % 3 } else { channel },
            segment,
            person,
            // A row of nothing at all is none.
            cost: cost.or((day.is_none() || table == UNDATED).then_some(0)),
            orders: orders.or((table == UNDATED).then_some(0)),
            kind,
        },
    )
}

fn load(rows: &[Row], grain: &str) -> Facts {
    load_on(rows, grain, day(100_000))
}

/// Reads the rows as on a day.
pub fn load_on(rows: &[Row], grain: &str, today: Day) -> Facts {
    let resource = |(at, ours): (usize, &&str)| {
        format!(
            r#"{{"name": "r{at}", "path": "{at}.csv", "format": "csv", "miyar": {}}}"#,
            ours.replace("GRAIN", grain)
        )
    };
    let resources: Vec<String> = RESOURCES.iter().enumerate().map(resource).collect();
    let manifest = format!(r#"{{"name": "t", "miyar": {{"version": 1}}, "resources": [{}]}}"#, resources.join(","));
    let (package, problems) = package::read(manifest.as_bytes(), "m");
    assert!(problems.is_empty(), "{problems:?}");
    let package = package.unwrap();
    let mut assembly = Assembly::new(&package.resources, today);
    for (at, resource) in package.resources.iter().enumerate() {
        let mut reading = Reading::new(Terms { resource, file: "f", today, zone: None });
        let names = ["d", "c", "s", "p", "k", "o", "e"];
        let has = |name: &str| RESOURCES[at].contains(&format!("\"{name}\""));
        let used: Vec<usize> = (0..names.len()).filter(|column| has(names[*column])).collect();
        reading.columns(&used.iter().map(|column| names[*column].to_owned()).collect::<Vec<_>>());
        for (nth, row) in rows.iter().filter(|row| row.table == at).enumerate() {
            // Blocks of several sizes, as segments of a file make them.
            if nth % 17 == 9 {
                assembly.add(at, 0, reading.take(), 0);
            }
            let cents = |cents: i64| {
                format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
            };
            let cells = [
                row.day.map(|offset| day(offset).to_string()).unwrap_or_default(),
                CHANNELS[row.channel].to_owned(),
                SEGMENTS[row.segment].to_owned(),
                if row.person == 0 { String::new() } else { format!("person {}", row.person) },
                row.cost.map(cents).unwrap_or_default(),
                row.orders.map(|n| n.to_string()).unwrap_or_default(),
                KINDS[row.kind].to_owned(),
            ];
            let cells: Vec<Cell<'_>> = used.iter().map(|column| Cell::Text(&cells[*column])).collect();
            reading.row(nth as u64 + 2, &cells);
        }
        assembly.add(at, 0, reading.finish(), 0);
    }
    assembly.finish().0
}

/// What is asked: the values of each dimension that are admitted, by their places.
#[derive(Debug, Clone)]
pub struct Asked {
    pub channels: Option<BTreeSet<usize>>,
    pub segments: Option<BTreeSet<usize>>,
    pub by: Option<Dimension>,
    pub from: i32,
    pub n_days: i32,
    /// `None`: no window at all.
    pub step: Option<Step>,
    pub takes_undated: bool,
}

pub fn any_asked() -> impl Strategy<Value = Asked> {
    let steps = [None, Some(Step::Day), Some(Step::Week(WeekStart::Sunday)), Some(Step::Month), Some(Step::Year)];
    let clause = |n: usize| proptest::option::weighted(0.5, proptest::collection::btree_set(0..n, 0..3));
    let by = [None, Some(Dimension::Channel), Some(Dimension::Segment)];
    (clause(4), clause(3), proptest::sample::select(by.to_vec()), 0..60_i32, 1..60_i32)
        .prop_flat_map(move |most| (Just(most), proptest::sample::select(steps.to_vec()), any::<bool>()))
        .prop_map(|((channels, segments, by, from, n_days), step, takes_undated)| Asked {
            channels,
            segments,
            by,
            from,
            n_days,
            step,
            takes_undated,
        })
}

impl Asked {
    pub fn selection(&self) -> Selection {
        let mut clauses = BTreeMap::new();
        let texts = |places: &BTreeSet<usize>, all: &[&str]| places.iter().map(|at| all[*at].to_owned()).collect();
        if let Some(places) = &self.channels {
            clauses.insert(Dimension::Channel, texts(places, &CHANNELS));
        }
        if let Some(places) = &self.segments {
            clauses.insert(Dimension::Segment, texts(places, &SEGMENTS));
        }
        let window = Window { from: day(self.from), to: day(self.from + self.n_days - 1) };
        Selection { window: self.step.map(|_| window), takes_undated: self.takes_undated, clauses }
    }

    fn steps(&self) -> Vec<Window> {
        let selection = self.selection();
        self.step.zip(selection.window).map(|(step, window)| window.steps(step)).unwrap_or_default()
    }
}

/// What one cell holds: rows, cost and orders in millionths, people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Slow {
    n_rows: u64,
    cost: Option<i128>,
    orders: Option<i128>,
    people: BTreeSet<u8>,
}

/// Goes from row to row, and from day to day of each.
fn evaluate(rows: &[Row], grain: &str, asked: &Asked) -> BTreeMap<(usize, &'static str), Slow> {
    let steps = asked.steps();
    let mut cells: BTreeMap<(usize, &str), Slow> = BTreeMap::new();
    let has_channel = |row: &Row| row.table != COSTS;
    let has_segment = |row: &Row| matches!(row.table, DAILY | EVENTS);
    let asks_channel = asked.channels.is_some() || asked.by == Some(Dimension::Channel);
    let asks_segment = asked.segments.is_some() || asked.by == Some(Dimension::Segment);
    let takes_undated = steps.is_empty() || steps.len() == 1 && asked.takes_undated;
    for row in rows {
        if asks_channel && !has_channel(row) || asks_segment && !has_segment(row) {
            continue;
        }
        if asked.channels.as_ref().is_some_and(|admitted| !admitted.contains(&row.channel))
            || asked.segments.as_ref().is_some_and(|admitted| !admitted.contains(&row.segment))
        {
            continue;
        }
        let value = match asked.by {
            Some(Dimension::Channel) => CHANNELS[row.channel],
            Some(Dimension::Segment) => SEGMENTS[row.segment],
            _ => "",
        };
        let (cost, orders) = match row.table {
            DAILY => (row.cost.map(|cents| cents * 10_000), row.orders),
            SPREAD | COSTS => (row.cost.map(|cents| cents * 10_000), None),
            EVENTS => (None, (KINDS[row.kind] == "order").then_some(1)),
            _ => (None, row.orders),
        };
        let is_counted = row.person != 0 && (row.table != EVENTS || KINDS[row.kind] == "order") && row.table != COSTS;
        // The part of the row that lies in a step: the days of the whole row, and which of them.
        let mut put = |step: usize, days: std::ops::Range<i32>, n_days: i32, is_first: bool| {
            let cell = cells.entry((step, value)).or_default();
            cell.n_rows += u64::from(is_first);
            let part = |whole: i64| -> i128 {
                let whole = i128::from(whole);
                let until = |day: i32| (whole * i128::from(day)).div_euclid(i128::from(n_days));
                days.clone().map(|day| until(day + 1) - until(day)).sum()
            };
            if let Some(cost) = cost {
                *cell.cost.get_or_insert(0) += part(cost);
            }
            if let Some(orders) = orders {
                *cell.orders.get_or_insert(0) += part(orders * 1_000_000);
            }
            if is_counted {
                cell.people.insert(row.person);
            }
        };
        let first = row.day.filter(|_| row.table != UNDATED).map(day);
        let Some(first) = first.filter(|_| !steps.is_empty()) else {
            if takes_undated {
                put(0, 0..1, 1, true);
            }
            continue;
        };
        let last = match (row.table, grain) {
            (SPREAD, "week") => first.plus_days(6),
            (SPREAD, "month") => first.plus_months(1).plus_days(-1),
            _ => first,
        };
        let n_days = last.days_since(first) + 1;
        let mut is_first = true;
        for (step, window) in steps.iter().enumerate() {
            let days = (0..n_days).filter(|nth| window.contains(first.plus_days(*nth)));
            if let (Some(from), Some(to)) = (days.clone().min(), days.max()) {
                put(step, from..to + 1, n_days, is_first);
                is_first = false;
            }
        }
    }
    cells
}

fn check(rows: &[Row], grain: &str, facts: &Facts, cache: &Cache, asked: &Asked) -> Grid {
    let (selection, steps, by) = (asked.selection(), asked.steps(), asked.by.as_ref());
    let grid = group(facts, cache, &selection, &steps, by);
    let people = distinct_people(facts, cache, &selection, &steps, by);
    let slow = evaluate(rows, grain, asked);
    let values: &[&str] = match by {
        Some(Dimension::Channel) => &CHANNELS,
        Some(_) => &SEGMENTS,
        None => &[""],
    };
    for step in 0..steps.len().max(1) {
        for value in values {
            let code = by.map_or(Some(0), |by| facts.code(by, value));
            let place = code.and_then(|code| grid.codes.iter().position(|each| *each == code));
            let cell = place.map(|place| grid.cell(step, place));
            let sum = |measure| cell.and_then(|cell| cell.sum(measure)).map(|sum| sum.parts());
            let slow = slow.get(&(step, *value)).cloned().unwrap_or_default();
            let n_rows = cell.map_or(0, |cell| cell.n_rows());
            let found = (n_rows, sum(Measure::Cost), sum(Measure::Orders));
            assert_eq!(found, (slow.n_rows, slow.cost, slow.orders), "{step} {value:?} {asked:?}");
            let n_people = code.map_or(0, |code| people.count(step, code));
            assert_eq!(n_people, slow.people.len() as u64, "people of {step} {value:?} {asked:?}");
        }
    }
    grid
}

fn any_limits() -> impl Strategy<Value = Limits> {
    let always = Limits { min_rows: 0, ..Limits::default() };
    proptest::sample::select(vec![
        always,
        Limits { max_loose: 0, ..always },
        // Some indexes are too large, and are made of fewer dimensions or none.
        Limits { max_bytes_of_one: 9_000, max_loose: 0, ..always },
        Limits { max_bytes_of_one: 3_000, ..always },
        // Those before are forgotten.
        Limits { max_bytes: 20_000, ..always },
        Limits { min_rows: 12, ..always },
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_engine_answers_as_the_obvious_way_does_from_an_index_and_without(
        rows in proptest::collection::vec(any_row(), 0..90),
        grain in proptest::sample::select(vec!["day", "week", "month"]),
        limits in any_limits(),
        questions in proptest::collection::vec(any_asked(), 1..12),
    ) {
        let facts = load(&rows, grain);
        let (indexed, bare) = (Cache::new(limits), Cache::new(Limits { min_rows: usize::MAX, ..limits }));
        // Twice: what was made for the first time answers the second.
        for asked in questions.iter().chain(&questions) {
            let found = check(&rows, grain, &facts, &indexed, asked);
            // Parts, which no sum tells apart, too.
            prop_assert_eq!(found, check(&rows, grain, &facts, &bare, asked));
        }
        prop_assert_eq!((bare.n_built(), bare.n_answered_by_index()), (0, 0));
        if limits == (Limits { min_rows: 0, ..Limits::default() }) && rows.iter().any(|row| row.table == DAILY) {
            let is_plain = |asked: &&Asked| asked.channels.is_none() && asked.segments.is_none();
            let n_plain = 2 * questions.iter().filter(is_plain).count();
            prop_assert!(indexed.n_answered_by_index() >= n_plain, "{} of {n_plain}", indexed.n_answered_by_index());
        }
    }
}

/// Rows of two years, as many as it takes to be indexed without being asked to.
fn many() -> Vec<Row> {
    let mut state = 7_u64;
    let mut random = move |below: u64| {
        // Knuth's linear congruential generator, MMIX.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let row = |nth: i32| Row {
        table: DAILY,
        day: Some(nth / 34),
        channel: random(4) as usize,
        segment: random(3) as usize,
        person: random(200) as u8,
        cost: Some(random(1_000_000) as i64),
        orders: Some(random(5) as i64),
        kind: 0,
    };
    (0..24_000).map(row).collect()
}

#[test]
fn a_brush_is_answered_by_indexes_that_are_made_once() {
    let rows = many();
    let facts = load(&rows, "day");
    let cache = Cache::default();
    let by = [By::Value(Dimension::Channel), By::Step(Step::Day), By::Value(Dimension::Segment), By::Nothing];
    let groupings = by.map(|by| Grouping { by, counts_people: true });
    let mut n_built = 0;
    for (nth, from) in [0, 1, 2, 50, 300, 611].into_iter().enumerate() {
        let window = Window { from: day(from), to: day(from + 89) };
        let clauses = BTreeMap::from([(Dimension::Segment, vec!["vip".to_owned()])]);
        let selection = Selection { window: Some(window), takes_undated: false, clauses };
        let views = linked(&facts, &cache, &selection, &groupings);
        for (view, grouping) in views.iter().zip(&groupings) {
            let (by, step) = match &grouping.by {
                By::Value(dimension) => (Some(dimension.clone()), Step::Year),
                By::Step(step) => (None, *step),
                By::Nothing => (None, Step::Year),
            };
            let asked = Asked {
                channels: None,
                segments: Some(BTreeSet::from([2])),
                by,
                from,
                n_days: 90,
                step: Some(step),
                takes_undated: false,
            };
            let slow = evaluate(&rows, "day", &asked);
            // A year's end may lie in the window: the view's one step is both of the evaluator's.
            let of = |step: usize, value: &str| -> (i128, usize) {
                let steps = if view.steps.len() == 1 { 0..9 } else { step..step + 1 };
                let cells: Vec<&Slow> = steps
                    .filter_map(|step| slow.iter().find(|(key, _)| **key == (step, value)).map(|(_, cell)| cell))
                    .collect();
                let people: BTreeSet<u8> = cells.iter().flat_map(|cell| &cell.people).copied().collect();
                (cells.iter().filter_map(|cell| cell.cost).sum(), people.len())
            };
            for step in 0..view.grid.n_steps() {
                for (place, code) in view.grid.codes.iter().enumerate() {
                    let value = match &grouping.by {
                        By::Value(dimension) => facts.value(dimension, *code),
                        By::Step(_) | By::Nothing => "",
                    };
                    let cost = view.grid.cell(step, place).sum(Measure::Cost).map_or(0, |sum| sum.parts());
                    let n_people = view.people(step, place) as usize;
                    assert_eq!((cost, n_people), of(step, value), "{grouping:?} {step} {value:?}");
                }
            }
        }
        // Four views, two answers each.
        assert_eq!(cache.n_answered_by_index(), 8 * (nth + 1));
        if nth == 0 {
            n_built = cache.n_built();
        }
    }
    assert_eq!(cache.n_built(), n_built, "no index is made twice");
}

#[test]
fn sums_that_64_bits_do_not_hold_are_still_right() {
    // Four rows of nine million million are beyond what 64 bits of millionths hold.
    let row = |nth: i32| Row {
        table: DAILY,
        day: Some(nth),
        channel: 0,
        segment: 0,
        person: 1,
        cost: Some(900_000_000_000_000),
        orders: Some(1),
        kind: 0,
    };
    let rows: Vec<Row> = (0..4).map(row).collect();
    let facts = load(&rows, "day");
    let cache = Cache::new(Limits { min_rows: 1, ..Limits::default() });
    let grid = group(&facts, &cache, &Selection::default(), &[], None);
    assert_eq!(grid.cell(0, 0).sum(Measure::Cost).map(|sum| sum.parts()), Some(4 * 9_000_000_000_000_000_000));
    assert_eq!(cache.n_answered_by_index(), 0);
}
