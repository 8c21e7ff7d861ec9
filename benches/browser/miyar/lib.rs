//! The engine as the benchmark's worker asks it: bytes go in as they come, linked questions are answered in numbers.
//!
//! Readers, columns and sums are those of Miyar's own worker; only the pages are missing. Anything that is not as the
//! generator writes it stops the benchmark.

use miyar::engine::cube::cache::Cache;
use miyar::engine::cube::group::Selection;
use miyar::engine::cube::linked::{By, Grouping, Linked, linked};
use miyar::engine::cube::window::{Step as Steps, Window};
use miyar::engine::day::Day;
use miyar::engine::facts::Facts;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::package::{self, Resource};
use miyar::engine::feed::parquet;
use miyar::work::gather::Batching;
use miyar::work::intake::{Intake, Step, Take, read_segment};
use miyar::work::order::{CopyUse, Order, Said};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::wasm_bindgen;

const MANIFEST: &str = r#"{"miyar": {"version": 1}, "resources": [{"name": "orders", "path": "orders", "miyar": {
    "table": "performance", "map": {"date": "date", "channel": "channel", "segment": "segment", "region": "region",
    "device": "device", "stage": "stage", "person": "customer_id", "visits": "sessions", "conversions": "conversions",
    "orders": "orders", "revenue": "revenue", "cost": "cost"}}}]}"#;

/// What is asked about each row of an answer: amounts in cents, then counts.
const MEASURES: [(Measure, i128); 4] = [
    (Measure::Revenue, PARTS / 100),
    (Measure::Cost, PARTS / 100),
    (Measure::Orders, PARTS),
    (Measure::Conversions, PARTS),
];
/// How many parts a whole has in an exact sum.
const PARTS: i128 = 1_000_000;

/// A file that is read, then asked.
#[wasm_bindgen]
pub struct Engine {
    order: &'static Order,
    reading: Option<Bytes>,
    assembly: Option<Assembly>,
    facts: Facts,
    cache: Cache,
}

enum Bytes {
    /// Text is read as it comes.
    Text(Box<Intake<'static>>),
    Parquet(Vec<u8>),
}

#[wasm_bindgen]
impl Engine {
    /// Makes one for a file of a format, `csv` or `parquet`.
    #[wasm_bindgen(constructor)]
    pub fn new(format: &str) -> Self {
        let (package, problems) = package::read(MANIFEST.as_bytes(), "datapackage.json");
        assert!(problems.is_empty(), "{problems:?}");
        let resources: Vec<Resource> = package.expect("the manifest is right").resources;
        let today = Day::from_iso("2026-01-01").expect("a day");
        let assembly = Assembly::new(&resources, today);
        let order: &'static Order = Box::leak(Box::new(Order {
            number: 1,
            address: "local:orders".into(),
            headers: Vec::new(),
            copy: CopyUse::None,
            path: "orders".into(),
            resources,
            today,
            zone: None,
            room: u64::MAX,
        }));
        let reading = match format {
            "parquet" => Bytes::Parquet(Vec::new()),
            _ => Bytes::Text(Box::new(Intake::new(order, 0))),
        };
        Self {
            order,
            reading: Some(reading),
            assembly: Some(assembly),
            facts: Facts::default(),
            cache: Cache::default(),
        }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        match &mut self.reading {
            Some(Bytes::Text(intake)) => {
                let mut steps = Vec::new();
                assert!(intake.push(bytes, &mut steps).is_ok(), "the text is right");
                self.join(steps);
            }
            Some(Bytes::Parquet(all)) => all.extend_from_slice(bytes),
            None => {}
        }
    }

    /// Makes facts of all that came.
    pub fn finish(&mut self) {
        let mut steps = Vec::new();
        match self.reading.take() {
            Some(Bytes::Text(mut intake)) => assert!(intake.end(&mut steps).is_ok(), "the text is right"),
            Some(Bytes::Parquet(bytes)) => {
                let wanted = self.order.resources.iter().flat_map(Resource::columns).map(str::to_owned);
                let wanted: Vec<String> = wanted.collect();
                let mut sink = Batching::new(self.order, 0);
                parquet::read(bytes, "orders", Some(&wanted), None, &mut sink);
                assert!(sink.fault.is_none(), "{:?}", sink.fault);
                sink.finish(&mut steps);
            }
            None => {}
        }
        self.join(steps);
        if let Some(assembly) = self.assembly.take() {
            let (facts, reports) = assembly.finish();
            for report in reports {
                assert!(report.problems.is_empty(), "{:?}", report.problems);
            }
            self.facts = facts;
        }
    }

    /// Returns what the codes of a dimension stand for.
    pub fn names(&self, dimension: &str) -> Vec<String> {
        let dimension = Dimension::from_id(dimension).expect("a dimension");
        let n_codes = u32::try_from(self.facts.n_codes(&dimension)).expect("few values");
        (0..n_codes).map(|code| self.facts.value(&dimension, code).to_owned()).collect()
    }

    /// Answers by channel over all rows, as [`Engine::linked`] does; distinct customers are not counted.
    pub fn by_channel(&self) -> Vec<f64> {
        let selection = Selection { window: None, takes_undated: true, clauses: BTreeMap::new() };
        let groupings = [Grouping { by: By::Value(Dimension::Channel), counts_people: false }];
        let mut out = Vec::new();
        for view in linked(&self.facts, &self.cache, &selection, &groupings) {
            put(&mut out, &view, Day::MAX, &groupings[0]);
        }
        out
    }

    /// Answers by channel with distinct customers, by day, region and segment: rows from day `from` to before day `to`
    /// of the two years, of one segment or of all. For each grouping: how many rows, how many numbers a row; and for each
    /// row its code or day and the numbers.
    pub fn linked(&self, segment: Option<String>, from: i32, to: i32) -> Vec<f64> {
        let first = Day::from_iso("2023-01-01").expect("a day");
        let selection = Selection {
            window: Some(Window { from: first.plus_days(from), to: first.plus_days(to - 1) }),
            takes_undated: false,
            clauses: segment.map(|value| (Dimension::Segment, vec![value])).into_iter().collect::<BTreeMap<_, _>>(),
        };
        let by = |by: By, counts_people: bool| Grouping { by, counts_people };
        let groupings = [
            by(By::Value(Dimension::Channel), true),
            by(By::Step(Steps::Day), false),
            by(By::Value(Dimension::Region), false),
            by(By::Value(Dimension::Segment), false),
        ];
        let mut out = Vec::new();
        for (grouping, view) in groupings.iter().zip(linked(&self.facts, &self.cache, &selection, &groupings)) {
            put(&mut out, &view, first, grouping);
        }
        out
    }

    fn join(&mut self, steps: Vec<Step>) {
        let Some(assembly) = &mut self.assembly else { return };
        for step in steps {
            let parcel = match step {
                Step::Say(Said::Parcel(parcel)) => *parcel,
                Step::Segment(slip, bytes) => read_segment(&slip, &bytes),
                Step::Say(_) => continue,
            };
            for batch in parcel.batches {
                assembly.add(0, 0, batch, parcel.n_passed);
            }
        }
    }
}

/// Puts the rows of a grouping that have anything.
fn put(out: &mut Vec<f64>, view: &Linked, first: Day, grouping: &Grouping) {
    let n_rows_at = out.len();
    let mut n_rows = 0.0;
    out.extend([0.0, (MEASURES.len() + usize::from(grouping.counts_people)) as f64]);
    for (place, code) in view.grid.codes.iter().enumerate() {
        for step in 0..view.grid.n_steps() {
            let totals = view.grid.cell(step, place);
            let sums = MEASURES.map(|(measure, part)| totals.sum(measure).map(|sum| sum.parts() / part));
            if sums.iter().all(Option::is_none) {
                continue;
            }
            n_rows += 1.0;
            out.push(match (&grouping.by, view.steps.get(step)) {
                (By::Step(_), Some(window)) => f64::from(window.from.number() - first.number()),
                _ => f64::from(*code),
            });
            out.extend(sums.map(|sum| sum.unwrap_or(0) as f64));
            if grouping.counts_people {
                out.push(view.people(step, place) as f64);
            }
        }
    }
    if let Some(count) = out.get_mut(n_rows_at) {
        *count = n_rows;
    }
}
