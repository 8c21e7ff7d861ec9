//! The engine on its own: what a filter and a brush cost, and what the first question costs that makes the indexes.
//!
//! The questions are those of the comparison in a browser: four linked groupings of four sums, with distinct customers
//! by channel. Before the clock runs, answers are held against an obvious pass over the rows, which is measured, too.
//! `MIYAR_BENCH_ENGINE_ROWS` has the numbers of rows (100 000, 1 and 5 million). After Criterion's own words comes one
//! table, in Markdown.

mod measured;

use criterion::{BatchSize, BenchmarkId, Criterion};
use generator::expected::{Filter, Row, answer, brush, filters, rows};
use generator::{Format, write};
use measured::{criterion_home, median_s};
use miyar::engine::cube::cache::Cache;
use miyar::engine::cube::group::Selection;
use miyar::engine::cube::linked::{By, Grouping, Linked, linked};
use miyar::engine::cube::window::{Step, Window};
use miyar::engine::day::Day;
use miyar::engine::facts::Facts;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::vocabulary::{Dimension, Measure};
use miyar::engine::feed::package;
use miyar::work::intake::{Intake, Step as Taken, Take, read_segment};
use miyar::work::order::{CopyUse, Order, Said};
use std::hint::black_box;
use std::time::Duration;

const MANIFEST: &str = r#"{"miyar": {"version": 1}, "resources": [{"name": "orders", "path": "orders", "miyar": {
    "table": "performance", "map": {"date": "date", "channel": "channel", "segment": "segment", "region": "region",
    "device": "device", "stage": "stage", "person": "customer_id", "visits": "sessions", "conversions": "conversions",
    "orders": "orders", "revenue": "revenue", "cost": "cost"}}}]}"#;

/// What is measured, as the table names it.
const WAYS: [(&str, &str); 5] = [
    ("filter", "a filter: four linked groupings, customers by channel"),
    ("brush", "a brush moved by a day: the same"),
    ("first", "the first such question without customers, which makes indexes"),
    ("first with customers", "the first such question"),
    ("rows one by one", "a filter answered by passing over the rows"),
];

/// Reads a table as the worker does, in segments.
fn facts(n_rows: u64) -> Facts {
    let mut csv = Vec::new();
    write(n_rows, Format::Csv, &mut csv).expect("there is memory");
    let resources = package::read(MANIFEST.as_bytes(), "m").0.expect("the manifest is right").resources;
    let today = day(1_096);
    let order = Order {
        number: 1,
        address: "local:orders".into(),
        headers: Vec::new(),
        copy: CopyUse::None,
        path: "orders".into(),
        resources: resources.clone(),
        today,
        zone: None,
        room: u64::MAX,
    };
    let mut assembly = Assembly::new(&resources, today);
    let mut intake = Intake::new(&order, 0);
    let mut join = |steps: Vec<Taken>| {
        for step in steps {
            let parcel = match step {
                Taken::Say(Said::Parcel(parcel)) => *parcel,
                Taken::Segment(slip, bytes) => read_segment(&slip, &bytes),
                Taken::Say(_) => continue,
            };
            for batch in parcel.batches {
                assembly.add(0, 0, batch, parcel.n_passed);
            }
        }
    };
    for chunk in csv.chunks(64 * 1024) {
        let mut steps = Vec::new();
        assert!(intake.push(chunk, &mut steps).is_ok());
        join(steps);
    }
    let mut steps = Vec::new();
    assert!(intake.end(&mut steps).is_ok());
    join(steps);
    let facts = assembly.finish().0;
    assert_eq!(facts.n_rows() as u64, n_rows);
    facts
}

/// Returns a day of the two years.
fn day(at: usize) -> Day {
    Day::from_iso("2023-01-01").expect("a day").plus_days(i32::try_from(at).expect("few days"))
}

fn selection(filter: Filter) -> Selection {
    Selection {
        window: Some(Window { from: day(filter.from), to: day(filter.to - 1) }),
        takes_undated: false,
        clauses: filter.segment.map(|segment| (Dimension::Segment, vec![segment.to_owned()])).into_iter().collect(),
    }
}

fn ask(facts: &Facts, cache: &Cache, filter: Filter, counts_people: bool) -> Vec<Linked> {
    let by = [Dimension::Channel, Dimension::Region, Dimension::Segment].map(By::Value);
    let [channel, region, segment] = by;
    let groupings = [(channel, counts_people), (By::Step(Step::Day), false), (region, false), (segment, false)]
        .map(|(by, counts_people)| Grouping { by, counts_people });
    linked(facts, cache, &selection(filter), &groupings)
}

/// Revenue in cents and customers, by channel, must be what the rows say.
fn check(facts: &Facts, cache: &Cache, all: &[Row], filter: Filter) {
    let views = ask(facts, cache, filter, true);
    let view = views.first().expect("a view");
    let mut n_channels = 0;
    for (place, code) in view.grid.codes.iter().enumerate() {
        let Some(revenue) = view.grid.cell(0, place).sum(Measure::Revenue) else { continue };
        let name = facts.value(&Dimension::Channel, *code);
        let due = answer(all, filter);
        let (sums, n_customers) = due.channel.get(name).expect("a channel of the table");
        assert_eq!((revenue.parts() / 10_000, view.people(0, place)), (i128::from(sums[0]), *n_customers as u64));
        n_channels += 1;
    }
    assert!(n_channels > 0, "{filter:?}");
}

fn main() {
    let home = criterion_home();
    let mut criterion = Criterion::default()
        .output_directory(home.as_ref())
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let sizes = std::env::var("MIYAR_BENCH_ENGINE_ROWS").unwrap_or_else(|_| "100000 1000000 5000000".to_owned());
    let sizes: Vec<u64> = sizes.split_whitespace().map(|size| size.parse().expect("a number of rows")).collect();
    let mut sets = Vec::new();
    for n_rows in &sizes {
        let (facts, all, cache) = (facts(*n_rows), rows(*n_rows), Cache::default());
        let questions = filters();
        for filter in questions.iter().step_by(8) {
            check(&facts, &cache, &all, *filter);
        }
        sets.push(facts.n_bytes());
        let name = format!("engine {n_rows}");
        let mut group = criterion.benchmark_group(&name);
        let id = BenchmarkId::from_parameter;
        let mut next = questions.iter().copied().cycle();
        let mut filter = move || next.next().expect("there are some");
        group.bench_function(id(WAYS[0].0), |bencher| {
            bencher.iter_batched(&mut filter, |filter| ask(&facts, &cache, filter, true), BatchSize::SmallInput);
        });
        let moves: Vec<Filter> = brush().collect();
        let mut next = moves.iter().copied().cycle();
        group.bench_function(id(WAYS[1].0), |bencher| {
            bencher.iter(|| ask(&facts, &cache, next.next().expect("there are some"), true));
        });
        for (way, counts_people) in [(WAYS[2].0, false), (WAYS[3].0, true)] {
            group.bench_function(id(way), |bencher| {
                bencher.iter(|| black_box(ask(&facts, &Cache::default(), questions[1], counts_people)));
            });
        }
        let mut next = questions.iter().copied().cycle();
        group.bench_function(id(WAYS[4].0), |bencher| {
            bencher.iter(|| black_box(answer(&all, next.next().expect("there are some"))));
        });
        group.finish();
    }
    criterion.final_summary();

    let sizes_said: Vec<String> = sizes.iter().map(|size| format!("{size} rows, ms")).collect();
    println!("\n| question | {} |", sizes_said.join(" | "));
    println!("| --- |{}", " ---: |".repeat(sizes.len()));
    for (way, title) in WAYS {
        let times = sizes.iter().map(|size| median_s(&home, &format!("engine {size}"), way));
        let times: Vec<String> = times.map(|time| time.map_or("–".into(), |s| format!("{:.3}", s * 1e3))).collect();
        println!("| {title} | {} |", times.join(" | "));
    }
    let bytes: Vec<String> = sets.iter().map(|n_bytes| format!("{:.1} MiB", *n_bytes as f64 / 1048576.0)).collect();
    println!("| memory of the columns and texts | {} |", bytes.join(" | "));
}
