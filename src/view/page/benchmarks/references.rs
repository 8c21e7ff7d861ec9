//! Published figures: what others have found in studies of their own. They are no peers, and no figure is set against
//! them.

use crate::engine::benchmark::pack::{Entry, Pack, Quoted, QuotedUnit};
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::page::data::Fact;
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct References {
    pub entries: Vec<Reference>,
    /// Why there are none; `None` where there are, or where they are on their way.
    pub fault: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub title: String,
    pub values: Vec<Fact>,
    /// «EY, 2021 · 14,500 people in 20 countries».
    pub about: String,
    pub source: String,
    pub url: String,
}

pub(super) fn references(scene: &Scene<'_>) -> References {
    match &scene.loaded.references {
        None => References::default(),
        Some(Err(why)) => {
            let fault = scene.text.with("bench-references-fault", &[("why", Arg::Text(why))]);
            References { entries: Vec::new(), fault: Some(fault) }
        }
        Some(Ok(Pack { entries })) => {
            References { entries: entries.iter().map(|entry| reference(scene, entry)).collect(), fault: None }
        }
    }
}

fn reference(scene: &Scene<'_>, entry: &Entry) -> Reference {
    let chosen = |texts| scene.choose(texts).unwrap_or_default().to_owned();
    let about: Vec<String> =
        [entry.year.clone(), chosen(&entry.sample)].into_iter().filter(|text| !text.is_empty()).collect();
    Reference {
        title: chosen(&entry.title),
        values: entry
            .values
            .iter()
            .map(|quoted| Fact { id: entry.id.clone(), name: chosen(&quoted.name), value: value(scene, quoted) })
            .collect(),
        about: scene.text.joined(&about),
        source: entry.source.clone(),
        url: entry.url.clone(),
    }
}

fn value(scene: &Scene<'_>, quoted: &Quoted) -> String {
    let number = |value: f64| {
        let (kind, is_compact) = match &quoted.unit {
            QuotedUnit::Share | QuotedUnit::Change => (NumberKind::Percent, false),
            QuotedUnit::Points | QuotedUnit::Number => (NumberKind::Decimal, false),
            QuotedUnit::Money(currency) => (NumberKind::Currency(currency), true),
        };
        let style = NumberStyle::of(kind, (0, 1));
        let style = if is_compact { style.compact() } else { style };
        let is_change = matches!(quoted.unit, QuotedUnit::Change | QuotedUnit::Points);
        let text = scene.locale.number(value, if is_change { style.signed() } else { style });
        match quoted.unit {
            QuotedUnit::Points => scene.text.with("points", &[("number", Arg::Text(&text))]),
            _ => text,
        }
    };
    match quoted.to {
        Some(to) => {
            let (from, to) = (number(quoted.value), number(to));
            scene.text.with("bench-range", &[("from", Arg::Text(&from)), ("to", Arg::Text(&to))])
        }
        None => number(quoted.value),
    }
}
