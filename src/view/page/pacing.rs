//! Targets on the Summary: what was reached so far, what is aimed at, and how it will end at this pace.

use super::channels::ordered;
use super::{Shown, Verdict};
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::facts::targets::{Cut, TargetRow};
use crate::engine::plan::pacing::Pace;
use crate::engine::plan::target::Nature;
use crate::view::scene::Scene;
use crate::view::target::{Aim, Goal, Reached, query_of};
use serde::{Deserialize, Serialize};

/// More are no list that a person reads, and days of each are added up; a file may hold any number.
pub(super) const MAX_ROWS: usize = 60;

/// A target of the days that are shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaceRow {
    /// Tells it from the others, for whoever reads the document by machine: `revenue 2026-10-01..2026-10-31 channel:email`.
    pub id: String,
    pub kpi: String,
    /// «Revenue», «Revenue · Email».
    pub name: String,
    /// The days that the target is of.
    pub dates: String,
    /// Value to date.
    pub figure: Shown,
    pub target: Shown,
    /// What is due by now; where it is the target itself there is no mark of its own.
    pub due: Option<f64>,
    /// Lengths of the bar and places of its marks, 0..=1 of the longest of the three.
    pub bar: f64,
    pub due_at: Option<f64>,
    pub target_at: f64,
    pub verdict: Verdict,
    /// «behind», «met».
    pub word: String,
    /// How the period will end at this pace, and whether that follows the course of the year before.
    pub end: Option<Shown>,
    pub is_by_last_year: bool,
    /// All of it as a sentence.
    pub sentence: String,
}

/// What the feed aims at on a day.
#[derive(Default)]
pub(super) struct Aims {
    /// Of the first [`MAX_ROWS`] targets, those that have a figure.
    pub(super) first: Vec<(Cut, Aim)>,
    /// How many targets there are.
    pub(super) n_all: usize,
}

/// Returns the last day that has gone by whole, of the feed and of the period that is shown.
pub(super) fn as_of(scene: &Scene<'_>) -> Option<Day> {
    let (window, extent) = scene.window.zip(scene.facts().extent())?;
    let day = window.to.min(extent.to).min(scene.loaded.today.plus_days(-1));
    (day >= extent.from).then_some(day)
}

/// Returns what the feed aims at on the last whole day that is shown, narrower than the filters or just of them (of
/// several values of a dimension, what is aimed at in each): of everything first, then in the order of the metrics, short periods before long ones, else as the feed has them.
pub(super) fn aims(scene: &Scene<'_>) -> Aims {
    let Some(day) = as_of(scene) else { return Aims::default() };
    let filtered = scene.selection(scene.window).clauses;
    let is_shown = |row: &&TargetRow| {
        let is_narrower = filtered
            .iter()
            .all(|(dimension, any_of)| row.cut.get(dimension).is_some_and(|value| any_of.contains(value)));
        let reaches = row.cut.keys().all(|dimension| scene.facts().has_dimension(dimension));
        row.period.contains(day) && is_narrower && reaches
    };
    let rows: Vec<&TargetRow> = scene.facts().targets.rows().iter().filter(is_shown).collect();
    let key = |at: usize| rows.get(at).map(|row| (row.cut.len(), row.kpi, row.period.n_days()));
    let n_all = rows.len();
    let order = ordered(n_all, &|a, b| key(a).cmp(&key(b)));
    let rows: Vec<&TargetRow> = order.iter().take(MAX_ROWS).filter_map(|at| rows.get(*at).copied()).collect();
    // Days of one selection are added up once for all metrics.
    let is_beside = |a: &TargetRow, b: &TargetRow| a.cut == b.cut && a.period.from == b.period.from;
    let mut found: Vec<Option<(Cut, Aim)>> = rows.iter().map(|_| None).collect();
    for (at, first) in rows.iter().enumerate() {
        if rows.iter().take(at).any(|row| is_beside(row, first)) {
            continue;
        }
        let days = Window { from: first.period.from, to: day };
        let query = query_of(&first.cut, days);
        let inner = Scene::new(scene.loaded, &query, scene.text, scene.locale);
        let reached = Reached::new(&inner, days);
        for (row, found) in rows.iter().zip(&mut found).filter(|(row, _)| is_beside(row, first)) {
            *found = reached.aim(row.kpi, goal_of(row, days)).map(|aim| (row.cut.clone(), aim));
        }
    }
    Aims { first: found.into_iter().flatten().collect(), n_all }
}

fn goal_of(row: &TargetRow, days: Window) -> Goal {
    let (n_elapsed, n_days) = (days.n_days().unsigned_abs(), row.period.n_days().unsigned_abs());
    let target = row.value.to_f64();
    let share = match Nature::of(row.kpi) {
        Nature::Flow => Pace { actual: 0.0, n_elapsed, n_days }.linear_share().unwrap_or(1.0),
        Nature::Ratio | Nature::Whole => 1.0,
    };
    let notes = Some(row.note.clone()).filter(|note| !note.is_empty());
    Goal { span: row.period, target: row.value.into(), due: target * share, notes: notes.into_iter().collect() }
}

/// Names a metric, with what it is cut by.
pub(super) fn name_of(scene: &Scene<'_>, cut: &Cut, aim: &Aim) -> String {
    let values = cut.iter().map(|(dimension, value)| scene.value_name(dimension, value));
    scene.text.joined(&std::iter::once(scene.kpi_name(aim.kpi)).chain(values).collect::<Vec<_>>())
}

impl PaceRow {
    pub(super) fn new(scene: &Scene<'_>, cut: &Cut, aim: &Aim) -> Self {
        let (kpi, unit) = (aim.kpi, aim.kpi.spec().unit);
        let target = aim.goal.target.to_f64();
        let due = Some(aim.due).filter(|due| *due < target);
        let longest = aim.value.max(target).max(0.0);
        let part = |value: f64| if longest > 0.0 { (value / longest).clamp(0.0, 1.0) } else { 0.0 };
        let change = scene.against_target(aim);
        let Window { from, to } = aim.goal.span;
        let values = cut.iter().map(|(dimension, value)| format!(" {}:{value}", dimension.id()));
        Self {
            id: format!("{} {from}..{to}{}", kpi.id(), values.collect::<String>()),
            kpi: kpi.id().into(),
            name: name_of(scene, cut, aim),
            dates: scene.locale.date_range(from, to),
            figure: scene.shown(kpi, &aim.figure),
            target: Shown {
                raw: Some(target),
                text: scene.compact(unit, target),
                full: scene.in_full(unit, target),
                range: None,
                note: None,
            },
            due,
            bar: part(aim.value),
            due_at: due.map(part),
            target_at: part(target),
            verdict: change.verdict,
            word: change.word.unwrap_or_default(),
            end: aim.foreseen().map(|(end, range)| Shown {
                raw: Some(end),
                text: scene.compact(unit, end),
                full: scene.in_full(unit, end),
                range: range.map(|range| scene.shown_range(unit, range)),
                note: None,
            }),
            is_by_last_year: aim.is_by_last_year,
            sentence: change.sentence,
        }
    }
}
