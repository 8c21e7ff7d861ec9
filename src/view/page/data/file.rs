//! One file: where it came from, how it is written, and what was taken for granted.

use crate::engine::feed::manner::{Inferred, Manner, Trait};
use crate::engine::feed::package::{Format, Resource};
use crate::engine::feed::report::FileReport;
use crate::view::page::problems::is_of;
use crate::view::scene::Scene;
use crate::view::size::size;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// The path, as the manifest writes it and problems name it.
    pub path: String,
    /// `None`: a file from the reader's own computer.
    pub address: Option<String>,
    /// «1.2 MB · CSV · UTF-8 · separated by commas».
    pub about: String,
    /// When it was fetched, in milliseconds since 1970; `None`: it could not be read.
    pub fetched_ms: Option<u64>,
    /// «The server sent on to cdn.example.»
    pub redirected: Option<String>,
    /// How numbers and dates are read, with an example each.
    pub notes: Vec<String>,
    /// «12 problems listed»; `None` where none of those listed is of this file.
    pub problems: Option<String>,
}

pub(super) fn line(scene: &Scene<'_>, resource: &Resource, report: &FileReport) -> FileLine {
    let n_listed = scene.loaded.report.problems.kept().iter().filter(|problem| is_of(problem, &report.path)).count();
    let mut about = Vec::new();
    if report.fetched_ms.is_some() {
        about.push(size(scene.text, scene.locale, report.n_bytes));
    }
    match &report.manner {
        Some(manner) => about.extend(written(scene, manner)),
        None => about.extend(resource.format.map(|format| format_name(format).to_owned())),
    }
    let redirected = report.redirected_to.as_ref();
    FileLine {
        path: report.path.clone(),
        address: Some(report.address.clone()).filter(|address| address.starts_with("http")),
        about: scene.text.joined(&about),
        fetched_ms: report.fetched_ms,
        redirected: redirected.map(|host| scene.text.with("file-redirected", &[("host", Arg::Text(host))])),
        notes: report.manner.iter().flat_map(|manner| &manner.inferred).map(|note| inferred(scene, note)).collect(),
        #[allow(clippy::cast_precision_loss)]
        problems: (n_listed > 0).then(|| scene.counted("file-problems", n_listed as f64)),
    }
}

const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Csv => "CSV",
        Format::Json => "JSON",
        Format::Ndjson => "NDJSON",
        Format::Sheet => "XLSX",
        Format::Parquet => "Parquet",
    }
}

/// Says how a file is written, a part each.
fn written(scene: &Scene<'_>, manner: &Manner) -> Vec<String> {
    let Manner { format, encoding, dialect, n_preamble, fields: _, inferred: _ } = manner;
    let named = |id: &str, name: &str| scene.text.with(id, &[("name", Arg::Text(name))]);
    let mut parts = vec![format_name(*format).to_owned()];
    if matches!(format, Format::Csv | Format::Json | Format::Ndjson) {
        parts.push(encoding.label().to_uppercase().replace("WINDOWS", "Windows"));
    }
    match format {
        Format::Csv => parts.push(match dialect.separator() {
            b',' => scene.text.get("delimited-comma"),
            b';' => scene.text.get("delimited-semicolon"),
            b'\t' => scene.text.get("delimited-tab"),
            b'|' => scene.text.get("delimited-pipe"),
            other => named("delimited-other", &char::from(other).to_string()),
        }),
        Format::Json => parts.extend(dialect.property.as_ref().map(|name| named("written-property", name))),
        Format::Sheet => parts.extend(dialect.sheet.as_ref().map(|name| named("written-sheet", name))),
        Format::Ndjson | Format::Parquet => {}
    }
    if *n_preamble > 0 {
        #[allow(clippy::cast_precision_loss)]
        parts.push(scene.counted("written-preamble", *n_preamble as f64));
    }
    parts
}

fn inferred(scene: &Scene<'_>, inferred: &Inferred) -> String {
    let Inferred { column, what, example, reading } = inferred;
    let id = match what {
        Trait::Number => "inferred-number",
        Trait::NumberUnclear => "inferred-number-unclear",
        Trait::DayFirst => "inferred-day-first",
        Trait::MonthFirst => "inferred-month-first",
        Trait::DateOrderUnclear => "inferred-order-unclear",
    };
    let args = [("column", Arg::Text(column)), ("example", Arg::Text(example)), ("reading", Arg::Text(reading))];
    scene.text.with(id, &args)
}
