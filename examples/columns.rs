//! Reads a file of `scripts/orders.sh` as the worker does and prints what its columns take in memory and how long each
//! step takes: `cargo run --release --example columns -- orders.csv`.

use miyar::engine::cube::cache::Cache;
use miyar::engine::cube::group::{Selection, by_value, group, total};
use miyar::engine::cube::window::Step;
use miyar::engine::day::Day;
use miyar::engine::facts::assembly::Assembly;
use miyar::engine::facts::vocabulary::Dimension;
use miyar::engine::feed::package;
use miyar::work::intake::{self, Intake, Take, read_segment};
use miyar::work::message::{from_bytes, to_bytes};
use miyar::work::order::{CopyUse, Order, Parcel, Said};
use std::error::Error;
use std::io::Read;
use std::time::{Duration, Instant};

const MANIFEST: &str = r#"{"name": "orders", "resources": [{"name": "orders", "path": "orders", "miyar": {
    "table": "performance", "map": {"date": "date", "channel": "channel", "segment": "segment", "region": "region",
    "device": "device", "stage": "stage", "visits": "sessions", "conversions": "conversions", "orders": "orders",
    "revenue": "revenue", "cost": "cost"}}}], "miyar": {"version": 1, "title": "Orders", "currency": "EUR"}}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let mut file = std::fs::File::open(&path)?;
    let (package, _) = package::read(MANIFEST.as_bytes(), "datapackage.json");
    let package = package.ok_or("no manifest")?;
    let today = Day::from_iso("2026-11-21").ok_or("no day")?;
    let order = Order {
        number: 1,
        address: path.clone(),
        headers: Vec::new(),
        copy: CopyUse::None,
        path: path.clone(),
        resources: package.resources.clone(),
        today,
        zone: None,
        room: u64::MAX,
    };
    let mut taker = Intake::new(&order, 0);
    let mut assembly = Assembly::new(&package.resources, today);
    let mut took = [Duration::ZERO; 4];
    let mut take = |steps: Vec<intake::Step>, took: &mut [Duration; 4]| -> Result<(), Box<dyn Error>> {
        for step in steps {
            let start = Instant::now();
            let parcel = match step {
                intake::Step::Segment(slip, bytes) => read_segment(&slip, &bytes),
                intake::Step::Say(Said::Parcel(parcel)) => *parcel,
                intake::Step::Say(_) => continue,
            };
            took[1] += start.elapsed();
            let start = Instant::now();
            let parcel: Parcel = from_bytes(&to_bytes(&parcel)?)?;
            took[2] += start.elapsed();
            let start = Instant::now();
            for batch in parcel.batches {
                assembly.add(0, 0, batch, parcel.n_passed);
            }
            took[3] += start.elapsed();
        }
        Ok(())
    };
    let mut piece = vec![0; 64 * 1024];
    loop {
        let n_bytes = file.read(&mut piece)?;
        let mut steps = Vec::new();
        let start = Instant::now();
        let pushed =
            if n_bytes == 0 { taker.end(&mut steps).map(|_| ()) } else { taker.push(&piece[..n_bytes], &mut steps) };
        took[0] += start.elapsed();
        pushed.map_err(|stop| format!("{stop:?}"))?;
        take(steps, &mut took)?;
        if n_bytes == 0 {
            break;
        }
    }
    let (facts, reports) = assembly.finish();
    let mega = |n_bytes: usize| n_bytes as f64 / f64::from(1 << 20);
    println!("{} rows, {} problems", facts.n_rows(), reports.iter().map(|report| report.problems.count()).sum::<u64>());
    println!(
        "columns {:.1} MiB, so that the limit is {:.0} MiB",
        mega(facts.n_bytes()),
        1.5 * mega(facts.n_bytes()) + 64.0
    );
    for (what, took) in ["cutting (the segment with the header read)", "reading", "sending", "joining"].iter().zip(took)
    {
        println!("{what}: {:.2} s", took.as_secs_f64());
    }
    let extent = facts.extent().ok_or("no dates")?;
    let selection = Selection { window: Some(extent), takes_undated: true, ..Selection::default() };
    let cache = Cache::default();
    let timed = |what: &str, work: &dyn Fn()| {
        // The second time is answered by what the first has made.
        for nth in ["first", "then"] {
            let start = Instant::now();
            work();
            println!("{what}, {nth}: {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
        }
    };
    timed("total", &|| drop(total(&facts, &cache, &selection)));
    timed("by channel", &|| drop(by_value(&facts, &cache, &selection, &Dimension::Channel)));
    timed("by day", &|| drop(group(&facts, &cache, &selection, &extent.steps(Step::Day), None)));
    timed("by day and region", &|| {
        drop(group(&facts, &cache, &selection, &extent.steps(Step::Day), Some(&Dimension::Region)))
    });
    Ok(())
}
