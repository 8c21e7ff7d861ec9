//! The metrics: what each means, how it is computed, and whether this feed can tell it.

use super::Shown;
use crate::engine::facts::vocabulary::Measure;
use crate::engine::kpi::{Good, Kpi, Unit};
use crate::view::scene::Scene;
use crate::view::search;
use crate::view::spread::Spread;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// All that there are, those that the feed can tell first.
    pub entries: Vec<Entry>,
    /// «31 of 45 metrics can be told from this feed.»
    pub summary: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub kpi: String,
    pub name: String,
    pub meaning: String,
    /// Of the period under the filters.
    pub figure: Shown,
    /// Why the feed cannot tell it; `None`: it can.
    pub reason: Option<String>,
    pub formula: String,
    pub unit: String,
    pub direction: String,
    pub interval: String,
    /// How many the figure must rest on; empty where any number will do.
    pub minimum: String,
    /// The measures that it needs.
    pub needs: Vec<String>,
    /// The tables of this feed that have them, by the names in the manifest.
    pub feeds: Vec<String>,
    pub source: String,
    /// What the search looks through.
    pub sought: String,
}

impl Entry {
    /// Whether every word of a search is found in it.
    pub fn is_found(&self, search: &str) -> bool {
        search::is_found(&self.sought, search)
    }
}

impl Metrics {
    pub fn new(scene: &Scene<'_>) -> Self {
        let (reach, total) = (scene.reach(None), scene.total(scene.window));
        let spread = Spread::new(scene, scene.window, None);
        let entry = |kpi: Kpi| {
            let figure = spread.figure(kpi, &total, &reach, 0);
            let reason = figure.value.as_ref().err().map(|why| scene.reason(why));
            entry(scene, kpi, scene.shown(kpi, &figure), reason)
        };
        let (mut entries, others): (Vec<Entry>, Vec<Entry>) =
            scene.kpis().map(entry).partition(|entry| entry.reason.is_none());
        let (told, all) = (scene.count(entries.len() as u64), scene.count((entries.len() + others.len()) as u64));
        let summary = scene.text.with("metrics-told", &[("told", Arg::Text(&told)), ("all", Arg::Text(&all))]);
        entries.extend(others);
        Self { entries, summary }
    }
}

fn entry(scene: &Scene<'_>, kpi: Kpi, figure: Shown, reason: Option<String>) -> Entry {
    let spec = kpi.spec();
    let name = scene.kpi_name(kpi);
    let (meaning, source) = (scene.kpi_meaning(kpi), scene.kpi_source(kpi));
    let mut needs: Vec<String> = Vec::new();
    for measure in required(kpi) {
        let needed = scene.measure_name(measure);
        if !needs.contains(&needed) {
            needs.push(needed);
        }
    }
    if spec.needs_people {
        needs.push(scene.text.get("metrics-people"));
    }
    let measures: BTreeSet<Measure> = spec.formula.terms().map(|term| term.measure).collect();
    let feeds = scene.facts().tables.iter().filter(|table| measures.iter().any(|measure| table.has_measure(*measure)));
    let mut names: Vec<String> = Vec::new();
    for table in feeds {
        if !names.contains(&table.resource) {
            names.push(table.resource.clone());
        }
    }
    let minimum = match spec.minimum {
        0 => String::new(),
        minimum => {
            let number = scene.count(u64::from(minimum));
            scene.text.with("metrics-minimum", &[("number", Arg::Text(&number))])
        }
    };
    let sought = [name.as_str(), &meaning, spec.id, &needs.join(" "), &source].join(" ");
    Entry {
        kpi: spec.id.into(),
        name,
        meaning,
        figure,
        reason,
        formula: scene.formula(kpi),
        unit: scene.text.get(match spec.unit {
            Unit::Count => "unit-count",
            Unit::Number => "unit-number",
            Unit::Money => "unit-money",
            Unit::Share => "unit-share",
            Unit::Ratio => "unit-ratio",
            Unit::Points => "unit-points",
        }),
        direction: scene.text.get(match spec.good {
            Good::Higher => "good-higher",
            Good::Lower => "good-lower",
            Good::Neutral => "good-neutral",
        }),
        interval: scene.method(spec.method),
        minimum,
        needs,
        feeds: names,
        source,
        sought,
    }
}

/// Returns the measures that must be there, in the order of the formula.
fn required(kpi: Kpi) -> impl Iterator<Item = Measure> {
    kpi.spec().formula.terms().filter(|term| !term.is_optional).map(|term| term.measure)
}
