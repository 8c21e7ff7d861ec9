//! Head to head: two to four rows against each other, metric by metric, and what the data can show of it.

use super::{Group, Shown, Table};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::kpi::figure::Figure;
use crate::engine::kpi::interval::of_difference;
use crate::engine::kpi::{Formula, Good, Kpi};
use crate::view::page::{ShownRange, Verdict};
use crate::view::scene::Scene;
use crate::view::spread::Spread;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Versus {
    /// «Email against SMS».
    pub title: String,
    /// Two to four, in the order they were chosen.
    pub names: Vec<VersusName>,
    pub rows: Vec<VersusRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersusName {
    pub value: String,
    pub label: String,
    pub colour: u8,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VersusRow {
    pub kpi: String,
    pub name: String,
    /// In the order of the names.
    pub cells: Vec<Shown>,
    /// The place of the best, where the data can show that it is.
    pub best: Option<usize>,
    /// Of the best less the next, with its interval.
    pub difference: Option<Shown>,
    pub verdict: Verdict,
    /// Who is better, in words.
    pub word: String,
}

/// Sets the rows that the link names against each other; `None` where fewer than two of them are there.
pub(super) fn versus(scene: &Scene<'_>, dimension: &Dimension, groups: &[Group], table: &Table) -> Option<Versus> {
    let asked = scene.query.closer.versus.iter();
    let chosen: Vec<&Group> = asked.filter_map(|value| groups.iter().find(|group| group.value == *value)).collect();
    if chosen.len() < 2 {
        return None;
    }
    let reach = scene.reach(Some(dimension));
    let spread = Spread::new(scene, scene.window, Some(dimension));
    let row = |kpi: Kpi| {
        let figures: Vec<Figure> =
            chosen.iter().map(|group| spread.figure(kpi, &group.now, &reach, group.code)).collect();
        row(scene, kpi, &chosen, &figures)
    };
    let names = chosen.iter().map(|group| VersusName {
        value: group.value.clone(),
        label: group.label.clone(),
        colour: group.colour,
    });
    let labels: Vec<String> = chosen.iter().map(|group| group.label.clone()).collect();
    let title = scene.text.with("versus-title", &[("names", Arg::Text(&scene.locale.list(&labels)))]);
    let kpis = table.columns.iter().filter_map(|column| scene.kpi(&column.kpi));
    Some(Versus { title, names: names.collect(), rows: kpis.map(row).filter(is_told).collect() })
}

/// What none of them has needs no row.
fn is_told(row: &VersusRow) -> bool {
    row.cells.iter().any(|cell| cell.raw.is_some())
}

fn row(scene: &Scene<'_>, kpi: Kpi, chosen: &[&Group], figures: &[Figure]) -> VersusRow {
    let ranked = ranked(kpi, figures);
    let pair = ranked
        .first()
        .zip(ranked.get(1))
        .and_then(|(best, next)| Some((*best, figures.get(*best)?, figures.get(*next)?)));
    let label = |at: usize| chosen.get(at).map_or("", |group| group.label.as_str());
    let of_best = |id: &str, at: usize| scene.text.with(id, &[("best", Arg::Text(label(at)))]);
    // The best is best only where it is so against each of the others.
    let others = || ranked.iter().skip(1).filter_map(|at| figures.get(*at));
    let worst = |best: &Figure| others().map(|other| judged(kpi, best, other)).max();
    let judged = pair.and_then(|(at, best, _)| Some((at, worst(best)?)));
    let (best, verdict, word) = match judged {
        None => (None, Verdict::Neutral, scene.text.get("versus-one")),
        Some((at, judged)) => match judged {
            Judged::Equal => (None, Verdict::Neutral, scene.text.get("versus-equal")),
            Judged::More => (Some(at), Verdict::Neutral, of_best("versus-more", at)),
            Judged::Few => (None, Verdict::Unclear, scene.text.get("versus-few")),
            Judged::Unclear => (None, Verdict::Unclear, scene.text.get("versus-unclear")),
            Judged::Unsure => (None, Verdict::Neutral, of_best("versus-unsure", at)),
            Judged::Higher => (Some(at), Verdict::Neutral, of_best("versus-higher", at)),
            Judged::Better => (Some(at), Verdict::Better, of_best("versus-better", at)),
        },
    };
    VersusRow {
        kpi: kpi.id().into(),
        name: scene.kpi_name(kpi),
        cells: figures.iter().map(|figure| scene.shown(kpi, figure)).collect(),
        best,
        difference: pair.and_then(|(_, best, next)| difference(scene, kpi, best, next)),
        verdict,
        word,
    }
}

/// Returns the places of those with a value, the best first; where none is good, the largest.
fn ranked(kpi: Kpi, figures: &[Figure]) -> Vec<usize> {
    let is_low_good = kpi.spec().good == Good::Lower && !is_sum(kpi);
    let value = |at: usize| figures.get(at).and_then(|figure| figure.value.clone().ok());
    let order = super::ordered(figures.len(), &|a, b| {
        let (a, b) = (value(a).unwrap_or_default(), value(b).unwrap_or_default());
        if is_low_good { a.total_cmp(&b) } else { b.total_cmp(&a) }
    });
    order.into_iter().filter(|at| value(*at).is_some()).collect()
}

const fn is_sum(kpi: Kpi) -> bool {
    matches!(kpi.spec().formula, Formula::Sum(_))
}

/// The best against one of the others, what tells least last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Judged {
    /// A total is what was counted: more is more, which is no merit.
    More,
    /// Neither direction is good.
    Higher,
    Better,
    Equal,
    /// Nothing tells how far chance goes.
    Unsure,
    Unclear,
    Few,
}

fn judged(kpi: Kpi, best: &Figure, next: &Figure) -> Judged {
    match of_difference(best, next) {
        _ if best.value == next.value => Judged::Equal,
        _ if is_sum(kpi) => Judged::More,
        _ if best.is_small || next.is_small => Judged::Few,
        None => Judged::Unsure,
        Some(apart) if apart.contains(0.0) => Judged::Unclear,
        Some(_) if kpi.spec().good == Good::Neutral => Judged::Higher,
        Some(_) => Judged::Better,
    }
}

fn difference(scene: &Scene<'_>, kpi: Kpi, best: &Figure, next: &Figure) -> Option<Shown> {
    let unit = kpi.spec().unit;
    let apart = best.value.as_ref().ok()? - next.value.as_ref().ok()?;
    let text = scene.difference(unit, apart);
    let range = of_difference(best, next).map(|apart| {
        let confidence = scene.confidence();
        let [low, high] = [apart.low, apart.high].map(|end| scene.in_sentence(&scene.difference(unit, end)));
        let args = [("confidence", Arg::Text(&confidence)), ("low", Arg::Text(&low)), ("high", Arg::Text(&high))];
        ShownRange { low: apart.low, high: apart.high, text: scene.text.with("interval", &args) }
    });
    Some(Shown { raw: Some(apart), full: text.clone(), text, range, note: None })
}
