//! Runs every golden of a folder against the engine and prints one line each: ok, FAILED, or not built.
//!
//! The folder is `MIYAR_GOLDENS`, or `tests/goldens`. What a golden is computed by is chosen by the `kind` in its
//! `meta.json`, and its parameters come from there and from its inputs: other sets of the same kinds run unchanged.
//! The last line is written as cargo's own tests write theirs, so that `make test` counts it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod benchmark;
mod calendar;
mod compare;
mod customer;
mod experience;
mod golden;
mod journey;
mod orders;
mod plan;
mod repeat;
mod stat;

use compare::{Computed, differences};
use golden::Golden;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::ExitCode;

/// What computes a kind; `None` where nothing does yet.
fn runner(kind: &str) -> Option<fn(&Golden) -> Computed> {
    Some(match kind {
        "aov" => orders::aov,
        "attribution" => journey::attribution,
        "bgnbd" => repeat::fits,
        "budget_reallocation" => plan::budget,
        "clv" => repeat::lifetime_values,
        "clv_simple_payback" => customer::lifetime_value,
        "cohort" => orders::cohort,
        "composite_index" => benchmark::composite,
        "concentration" => stat::concentration,
        "email_rates" => journey::email,
        "funnel_window" => journey::funnel,
        "holtwinters" => plan::holt_winters,
        "km_second_order" => stat::survival,
        "kpi_table" => journey::kpi_table,
        "lift_tests" => stat::lift,
        "mix_shift" => plan::mix_shift,
        "mstl" | "stl" => plan::decomposition,
        "nps_csat_ces" => experience::surveys,
        "order_lines" => customer::order_lines,
        "percentile_rank" => benchmark::percentile_rank,
        "period_over_period" => plan::period_over_period,
        "proportion_intervals" => stat::proportions,
        "quantiles" => stat::quantiles,
        "rfm" => orders::rfm,
        "summary" => orders::summary,
        "time_buckets" => calendar::buckets,
        "ummalqura" => calendar::umm_al_qura,
        _ => return None,
    })
}

fn main() -> ExitCode {
    let folder = std::env::var_os("MIYAR_GOLDENS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/goldens"), PathBuf::from);
    // `cargo test NAME -- --flag` passes NAME and flags to every test binary.
    let filters: Vec<String> = std::env::args().skip(1).take_while(|word| !word.starts_with('-')).collect();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("meta.json").is_file())
        .collect();
    folders.sort();
    std::panic::set_hook(Box::new(|_| {}));
    let (mut n_passed, mut n_failed, mut n_not_built, mut n_filtered) = (0, 0, 0, 0);
    for path in folders {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !filters.is_empty() && !filters.iter().any(|filter| "goldens".contains(filter) || name.contains(filter)) {
            n_filtered += 1;
            continue;
        }
        let golden = match catch_unwind(|| Golden::open(&path)) {
            Ok(golden) => golden,
            Err(fault) => {
                n_failed += 1;
                println!("FAILED     {name}: cannot be read: {}", said(&fault));
                continue;
            }
        };
        let Some(run) = runner(&golden.kind) else {
            n_not_built += 1;
            println!("not built  {name} ({})", golden.kind);
            continue;
        };
        match catch_unwind(|| {
            let computed = run(&golden);
            let found = differences(&golden, &computed);
            // A runner that compares nothing passes everything.
            let is_blind = found.is_ok() && differences(&golden.with_faults(), &computed).is_ok();
            (if is_blind { Err("planted faults are not found".into()) } else { found }, computed.left_out)
        }) {
            Ok((Ok(n), left_out)) => {
                n_passed += 1;
                let left_out = left_out.iter().map(|(what, why)| format!("; not compared: {what} ({why})"));
                println!("ok         {name}: {n} values{}", left_out.collect::<String>());
            }
            Ok((Err(difference), _)) => {
                n_failed += 1;
                println!("FAILED     {name}: {difference}");
            }
            Err(fault) => {
                n_failed += 1;
                println!("FAILED     {name}: {}", said(&fault));
            }
        }
    }
    let word = if n_failed == 0 { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {word}. {n_passed} passed; {n_failed} failed; {n_not_built} ignored; 0 measured; {n_filtered} filtered out"
    );
    if n_failed == 0 && (n_passed > 0 || n_filtered > 0) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn said(fault: &(dyn std::any::Any + Send)) -> String {
    let text = fault.downcast_ref::<String>().cloned();
    text.or_else(|| fault.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}
