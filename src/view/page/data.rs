//! Data: can I trust it?

use super::problems;
use crate::engine::feed::package::{Format, Grain, Resource, Source};
use crate::engine::feed::report::TableReport;
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataPage {
    /// The manifest's address.
    pub manifest: String,
    /// «Your data stays in this browser …».
    pub privacy: String,
    pub files: Vec<FileRow>,
    /// Every address that was asked, in order.
    pub requests: Vec<String>,
    /// One line a kind: «7 × not a number».
    pub counts: Vec<ProblemCount>,
    /// The first problems, a sentence each with file, row, column, value and what to do.
    pub problems: Vec<ProblemRow>,
    /// «and 2,345 more»; `None` where all are listed.
    pub more: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    pub name: String,
    /// One a file, as they were asked.
    pub addresses: Vec<String>,
    /// «performance · CSV · one row a day».
    pub about: String,
    /// «28,431 rows».
    pub rows: String,
    pub size: String,
    /// «1 Sep 2024 – 31 Oct 2026», or «no dates».
    pub covers: String,
    /// «no problems», «7 problems», «could not be read».
    pub state: String,
    pub is_good: bool,
    /// «date ← Date», one a field.
    pub mapping: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemCount {
    pub count: String,
    pub kind: String,
    /// What to do about it.
    pub advice: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRow {
    /// «performance.csv, row 17, column cost».
    pub place: String,
    pub what: String,
}

impl DataPage {
    pub fn new(scene: &Scene<'_>) -> Self {
        let report = &scene.loaded.report;
        let problems = &report.problems;
        let listed = problems.kept().len() as u64;
        let more = problems.count().saturating_sub(listed);
        Self {
            manifest: report.manifest.clone(),
            privacy: scene.text.get("data-privacy"),
            files: scene
                .loaded
                .package
                .resources
                .iter()
                .zip(&report.tables)
                .map(|(of, table)| file_row(scene, of, table))
                .collect(),
            requests: report.requests.clone(),
            counts: problems::counts(scene),
            problems: problems.kept().iter().map(|problem| problems::row(scene.text, scene.locale, problem)).collect(),
            more: (more > 0).then(|| scene.text.with("data-more", &[("count", Arg::Text(&scene.count(more)))])),
        }
    }
}

fn file_row(scene: &Scene<'_>, resource: &Resource, table: &TableReport) -> FileRow {
    #[allow(clippy::cast_precision_loss)]
    let rows = scene.counted("count-rows", table.counts.n_read as f64);
    let state = match table.n_problems {
        _ if !table.is_read() => scene.text.get("file-not-read"),
        0 => scene.text.get("file-good"),
        #[allow(clippy::cast_precision_loss)]
        count => scene.counted("count-problems", count as f64),
    };
    let covers = table.covers.map(|window| scene.locale.date_range(window.from, window.to));
    FileRow {
        name: resource.name.clone(),
        addresses: table.files.iter().map(|file| file.address.clone()).collect(),
        about: about(scene, resource),
        rows,
        size: size(scene, table.files.iter().map(|file| file.n_bytes).sum()),
        covers: covers.unwrap_or_else(|| scene.text.get("file-undated")),
        state,
        is_good: table.is_read() && table.n_problems == 0,
        mapping: resource.map.iter().map(|(field, source)| mapped(field, source)).chain(unpivoted(resource)).collect(),
    }
}

fn about(scene: &Scene<'_>, resource: &Resource) -> String {
    let table = scene.text.get(&format!("table-{}", resource.table.id()));
    let format = match resource.format {
        Some(Format::Csv) | None => "CSV",
        Some(Format::Json) => "JSON",
        Some(Format::Ndjson) => "NDJSON",
        Some(Format::Sheet) => "XLSX",
        Some(Format::Parquet) => "Parquet",
    };
    let grain = scene.text.get(match resource.grain {
        Grain::Day => "grain-day",
        Grain::Week => "grain-week",
        Grain::Month => "grain-month",
    });
    format!("{table} · {format} · {grain}")
}

#[allow(clippy::cast_precision_loss)]
fn size(scene: &Scene<'_>, n_bytes: u64) -> String {
    let number = |value: f64| scene.locale.number(value, NumberStyle::of(NumberKind::Decimal, (0, 1)));
    let (id, number) = match n_bytes {
        ..1_000 => ("size-bytes", number(n_bytes as f64)),
        1_000..1_000_000 => ("size-kilobytes", number(n_bytes as f64 / 1e3)),
        _ => ("size-megabytes", number(n_bytes as f64 / 1e6)),
    };
    scene.text.with(id, &[("number", Arg::Text(&number))])
}

fn mapped(field: &str, source: &Source) -> String {
    match source {
        Source::Column { column, .. } => format!("{field} ← {column}"),
        Source::Constant(text) => format!("{field} = {text}"),
    }
}

fn unpivoted(resource: &Resource) -> impl Iterator<Item = String> {
    resource.unpivot.iter().flat_map(|unpivot| {
        unpivot
            .columns
            .iter()
            .map(|(column, value)| format!("{} [{} = {value}] ← {column}", unpivot.into, unpivot.along))
    })
}
