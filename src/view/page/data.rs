//! Data: can I trust it?
//!
//! One card a table, with its files ([`file`]) and where its columns come from ([`mapping`]).

mod file;
mod mapping;

pub use file::FileLine;
pub use mapping::FieldLine;

use super::problems;
use crate::engine::feed::package::{Grain, Resource};
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::engine::feed::report::TableReport;
use crate::view::number::DateStyle;
use crate::view::scene::Scene;
use crate::view::size::size;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataPage {
    /// The manifest's address.
    pub manifest: String,
    /// «Your data stays in this browser …».
    pub privacy: String,
    pub tables: Vec<TableCard>,
    /// Every address that was asked, in order.
    pub requests: Vec<String>,
    /// One line a kind: «7 × not a number».
    pub counts: Vec<ProblemCount>,
    /// The first problems.
    pub problems: Vec<ProblemRow>,
    /// «and 2,345 more»; `None` where all are listed.
    pub more: Option<String>,
    /// Addresses whose servers want to know who asks.
    pub locked: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCard {
    pub name: String,
    /// «performance · one row a day».
    pub about: String,
    /// «no problems», «7 problems», «could not be read».
    pub state: String,
    pub is_good: bool,
    pub facts: Vec<Fact>,
    /// What was taken where its dates do not say whether day or month comes first.
    pub date_order: Option<String>,
    pub files: Vec<FileLine>,
    pub mapping: Vec<FieldLine>,
}

/// One thing known of a table: «Rows read», «28,431».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is, for whoever reads the document by machine.
    pub id: String,
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemCount {
    /// The kind, as the link writes it.
    pub id: String,
    pub count: String,
    pub kind: String,
    /// What to do about it.
    pub advice: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRow {
    /// The kind, as the link writes it.
    pub kind: String,
    pub file: String,
    /// Empty where it is of the whole file.
    pub row: String,
    pub column: String,
    /// What stands there.
    pub value: String,
    pub what: String,
}

impl DataPage {
    pub fn new(scene: &Scene<'_>) -> Self {
        let report = &scene.loaded.report;
        let problems = &report.problems;
        let listed = problems.kept().len() as u64;
        let more = problems.count().saturating_sub(listed);
        let tables = scene.loaded.package.resources.iter().zip(&report.tables);
        Self {
            manifest: report.manifest.clone(),
            privacy: scene.text.get("data-privacy"),
            tables: tables.map(|(resource, table)| card(scene, resource, table)).collect(),
            requests: report.requests.clone(),
            counts: problems::counts(scene),
            problems: problems.kept().iter().map(|problem| problems::row(scene.text, scene.locale, problem)).collect(),
            more: (more > 0).then(|| scene.text.with("data-more", &[("count", Arg::Text(&scene.count(more)))])),
            locked: locked(scene),
        }
    }
}

fn card(scene: &Scene<'_>, resource: &Resource, table: &TableReport) -> TableCard {
    let state = match table.n_problems {
        _ if !table.is_read() => scene.text.get("file-not-read"),
        0 => scene.text.get("file-good"),
        #[allow(clippy::cast_precision_loss)]
        count => scene.counted("count-problems", count as f64),
    };
    TableCard {
        name: resource.name.clone(),
        about: about(scene, resource),
        state,
        is_good: table.is_read() && table.n_problems == 0,
        facts: facts(scene, table),
        date_order: table
            .is_day_first
            .map(|is_day_first| scene.text.get(if is_day_first { "order-day-first" } else { "order-month-first" })),
        files: table.files.iter().map(|report| file::line(scene, resource, report)).collect(),
        mapping: mapping::lines(scene, resource),
    }
}

fn about(scene: &Scene<'_>, resource: &Resource) -> String {
    let table = scene.text.get(&format!("table-{}", resource.table.id()));
    let grain = scene.text.get(match resource.grain {
        Grain::Day => "grain-day",
        Grain::Week => "grain-week",
        Grain::Month => "grain-month",
    });
    match resource.from {
        Some(from) => {
            let from = scene.locale.date(from.day(scene.loaded.today), DateStyle::Day);
            let from = scene.text.with("about-from", &[("day", Arg::Text(&from))]);
            scene.text.joined(&[table, grain, from])
        }
        None => scene.text.joined(&[table, grain]),
    }
}

fn facts(scene: &Scene<'_>, table: &TableReport) -> Vec<Fact> {
    let fact = |id: &str, value: String| Fact { id: id.into(), name: scene.text.get(&format!("fact-{id}")), value };
    let covers = table.covers.map(|window| scene.locale.date_range(window.from, window.to));
    let after_today = table.after_today.map(|after| fact("after-today", scene.count(after.n_rows)));
    let mut facts = vec![
        fact("read", scene.count(table.counts.n_read)),
        fact("repaired", scene.count(table.counts.n_repaired)),
        fact("refused", scene.count(table.counts.n_refused)),
    ];
    facts.extend(after_today);
    facts.extend([
        fact("covers", covers.unwrap_or_else(|| scene.text.get("file-undated"))),
        fact("size", size(scene.text, scene.locale, table.files.iter().map(|file| file.n_bytes).sum())),
    ]);
    facts
}

/// Returns the addresses that asked who is there.
fn locked(scene: &Scene<'_>) -> Vec<String> {
    let report = &scene.loaded.report;
    let address = |problem: &Problem| {
        let mut files = report.tables.iter().flat_map(|table| &table.files);
        let file = files.find(|file| problems::is_of(problem, &file.path)).map(|file| file.address.clone());
        file.unwrap_or_else(|| problem.file.clone())
    };
    let mut addresses: Vec<String> = Vec::new();
    for problem in report.problems.kept().iter().filter(|problem| problem.kind == ProblemKind::SignInNeeded) {
        let address = address(problem);
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}
