//! Why did it change? One metric's change, by what its parts add to it.

mod parts;
mod words;

pub(super) use parts::{Explained, explained};
pub(super) use words::finding;

use super::channels::Group;
use super::{Change, Choice, Shown, Verdict};
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::{Dimension, TableKind};
use crate::engine::feed::package::Grain;
use crate::engine::kpi::figure::{Absence, Figure};
use crate::engine::kpi::{Formula, Good, Kpi};
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::page::benchmarks::{absent, value};
use crate::view::scene::Scene;
use crate::view::spread::Spread;
use crate::view::text::Arg;
use parts::Part;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explain {
    /// The metrics that the feed gives.
    pub metrics: Vec<Choice>,
    /// What the change is cut by.
    pub by: Vec<Choice>,
    /// The id of the chosen one.
    pub dimension: String,
    pub kpi: String,
    pub name: String,
    pub now: Shown,
    pub change: Option<Change>,
    /// What happened and by whom; or why that cannot be said.
    pub sentences: Vec<String>,
    /// `None`: there is nothing to take apart.
    pub table: Option<Effects>,
    pub notes: Vec<String>,
}

/// What each part adds, the largest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effects {
    pub caption: String,
    /// The heads of the columns: the part, what it adds, then, now, and what the first is made of.
    pub heads: Vec<String>,
    pub rows: Vec<Effect>,
    pub total: Effect,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The value to go on into; `None` of the total, and of what is no one value.
    pub value: Option<String>,
    pub label: String,
    pub colour: Option<u8>,
    pub then: Shown,
    pub now: Shown,
    pub adds: Shown,
    /// −1..=1 of the largest.
    pub bar: f64,
    pub verdict: Verdict,
    /// By rate, by mix, by both at once; and by coming or going, where there is any.
    pub made_of: Vec<Shown>,
}

/// More parts are no table that a person reads; the rest is one row.
const MAX_PARTS: usize = 100;

impl Explain {
    pub fn new(scene: &Scene<'_>) -> Self {
        let kpis = given(scene);
        let asked = scene.query.closer.explain.as_deref().and_then(|id| scene.kpi(id));
        let kpi = asked.or(kpis.first().copied()).unwrap_or(Kpi::Revenue);
        let dimension = dimension_of(scene);
        let (now, then) = figures(scene, kpi);
        let mut page = Self {
            metrics: kpis.iter().map(|of| super::offered::offer(scene, *of, &[kpi])).collect(),
            by: scene.facts().dimensions().into_iter().map(|of| choice(scene, of, &dimension)).collect(),
            dimension: dimension.id(),
            kpi: kpi.id().into(),
            name: scene.kpi_name(kpi),
            now: scene.shown(kpi, &now),
            change: scene.change(kpi, &now, &then),
            sentences: Vec::new(),
            table: None,
            notes: Vec::new(),
        };
        match explained(scene, kpi, &dimension, now, then) {
            Err(reason) => page.sentences.push(reason),
            Ok(explained) => {
                page.sentences = words::sentences(scene, &explained);
                page.notes = words::notes(scene, &explained);
                page.table = Some(table(scene, &explained));
            }
        }
        page
    }
}

/// Returns the metrics that the feed gives in this period.
fn given(scene: &Scene<'_>) -> Vec<Kpi> {
    let (totals, reach) = (scene.total(scene.window), scene.reach(None));
    let is_given = |kpi: &Kpi| {
        let why = scene.figure(*kpi, &totals, &reach).value.err();
        !matches!(why, Some(Absence::NotSupplied(_) | Absence::Lacking(..) | Absence::NoPeople | Absence::NobodyNamed))
    };
    scene.kpis().filter(is_given).collect()
}

/// Returns what is asked for, else the first of which nothing is filtered: channel before all others.
pub(super) fn dimension_of(scene: &Scene<'_>) -> Dimension {
    let has = |dimension: &&Dimension| scene.facts().has_dimension(dimension);
    let is_free = |dimension: &&Dimension| scene.query.filters.iter().all(|(on, _)| on != *dimension);
    let asked = scene.query.by.as_ref().filter(has);
    let channel = Some(&Dimension::Channel).filter(has).filter(is_free);
    let free = || scene.facts().dimensions().into_iter().find(is_free);
    asked.or(channel).or_else(free).cloned().unwrap_or(Dimension::Channel)
}

fn choice(scene: &Scene<'_>, dimension: &Dimension, chosen: &Dimension) -> Choice {
    Choice { id: dimension.id(), label: scene.dimension_title(dimension), is_chosen: dimension == chosen }
}

/// Returns the figures of the period and of the one it is compared with.
fn figures(scene: &Scene<'_>, kpi: Kpi) -> (Figure, Figure) {
    let reach = scene.reach(None);
    let of = |window| Spread::new(scene, window, None).figure(kpi, &scene.total(window), &reach, 0);
    (of(scene.window), of(scene.compared))
}

fn table(scene: &Scene<'_>, explained: &Explained) -> Effects {
    let Explained { kpi, dimension, parts, .. } = explained;
    let unit = kpi.spec().unit;
    let largest = parts.iter().filter_map(|part| part.adds).map(f64::abs).fold(0.0, f64::max);
    let has_turnover = parts.iter().any(|part| part.split.is_some_and(|split| split.entry_or_exit != 0.0));
    let row = |part: &Part| {
        let shown = |of: Option<f64>| match of {
            Some(of) => value(scene, unit, of),
            None => absent(scene.reason(&Absence::NoRows)),
        };
        let like = explained.difference();
        let adds = |by: f64| Shown { text: scene.difference_like(unit, by, like), ..value(scene, unit, by) };
        let split = part.split.map(|split| {
            let all = [split.rate, split.mix, split.interaction, split.entry_or_exit];
            all.into_iter().take(if has_turnover { 4 } else { 3 }).map(adds).collect()
        });
        Effect {
            value: part.value.clone(),
            label: part.label.clone(),
            colour: part.colour,
            then: shown(part.then),
            now: shown(part.now),
            adds: part.adds.map_or_else(|| absent(String::new()), adds),
            bar: part.adds.filter(|_| largest > 0.0).map_or(0.0, |by| by / largest),
            verdict: verdict(*kpi, part.adds),
            made_of: split.unwrap_or_default(),
        }
    };
    let (rows, total) = (parts.iter().map(row).collect(), row(&explained.total(scene)));
    let mut heads = vec![
        scene.dimension_title(dimension),
        scene.text.get(if explained.adds_up { "explain-adds" } else { "explain-own-change" }),
        scene.text.get("explain-then"),
        scene.text.get("explain-now"),
    ];
    if explained.whole.is_some() {
        heads.extend(["explain-rate", "explain-mix", "explain-both"].map(|id| scene.text.get(id)));
        heads.extend(has_turnover.then(|| scene.text.get("explain-turnover")));
    }
    let (name, by) = (scene.kpi_name(*kpi), scene.dimension_name(dimension));
    let args = [("kpi", Arg::Text(&name)), ("dimension", Arg::Text(&by))];
    Effects { caption: scene.text.with("explain-caption", &args), heads, rows, total }
}

fn verdict(kpi: Kpi, adds: Option<f64>) -> Verdict {
    match (adds, kpi.spec().good) {
        (None, _) | (_, Good::Neutral) => Verdict::Neutral,
        (Some(0.0), _) => Verdict::Neutral,
        (Some(by), good) if (by > 0.0) == (good == Good::Higher) => Verdict::Better,
        _ => Verdict::Worse,
    }
}

/// Writes a share as whole per cent.
fn percent(scene: &Scene<'_>, share: f64) -> String {
    scene.locale.number(share, NumberStyle::of(NumberKind::Percent, (0, 0)))
}

/// Whether the parts of a metric say nothing of the whole: each customer is counted anew in each, and of the answers of a
/// named person the latest counts in each.
fn is_of_people(scene: &Scene<'_>, kpi: Kpi) -> bool {
    let formula = kpi.spec().formula;
    let asks_people = |table: &Table| {
        table.kind == TableKind::Answers
            && table.grain == Grain::Day
            && table.blocks().iter().any(|block| block.persons().is_some())
            && formula.terms().any(|term| table.has_measure(term.measure))
    };
    matches!(formula, Formula::Customers(_)) || scene.facts().tables.iter().any(asks_people)
}

/// Returns a group's figure of a metric in both periods, where both are there.
fn both(scene: &Scene<'_>, dimension: &Dimension, kpi: Kpi, group: &Group) -> Option<(Figure, Figure, f64, f64)> {
    let reach = scene.reach(Some(dimension));
    let (now, then) = (scene.figure(kpi, &group.now, &reach), scene.figure(kpi, &group.then, &reach));
    let (a, b) = (now.value.clone().ok()?, then.value.clone().ok()?);
    Some((now, then, a, b))
}
