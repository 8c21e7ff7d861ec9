//! What a metric is to reach over some days, and whether it does.
//!
//! What adds up has its target spread evenly over the days of each period, in whole millionths that add up to the
//! target again: months give the quarter exactly. A ratio has the target of each of its days; where these differ there
//! is none, as no weight of the days is known before they are over. What follows people through a whole period has the
//! target of that very period only.
//!
//! Source of the pace: Farris et al., Marketing Metrics, 4th ed.; of the interval: Hahn & Meeker 1991, Statistical
//! Intervals, ch. 4.

use super::pacing::MIN_DAYS;
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::facts::targets::{Cut, TargetRow, Targets};
use crate::engine::kpi::interval::CONFIDENCE;
use crate::engine::kpi::{Formula, Good, Kpi};
use crate::engine::quantity::{Quantity, Sum};
use crate::engine::stat::distribution::two_sided_t;
use crate::engine::stat::mean::Mean;
use crate::engine::stat::{Interval, quotient};
use std::collections::BTreeSet;

/// What is nearer to a target than half a per cent of it is on pace, as a change that small is none.
pub const NEAR: f64 = 0.005;

/// What becomes of a target over parts of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// It adds up.
    Flow,
    /// It holds of each part.
    Ratio,
    /// It holds of the whole period only.
    Whole,
}

impl Nature {
    pub const fn of(kpi: Kpi) -> Self {
        match kpi.spec().formula {
            Formula::Sum(_) => Self::Flow,
            Formula::Ratio { .. } => Self::Ratio,
            Formula::Customers(_) => Self::Whole,
        }
    }
}

/// A target over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// In the metric's unit.
    pub value: Sum,
    /// The periods that give it, from the first day of the first to the last of the last: beyond the days that were asked for,
    /// where these are a part of one.
    pub period: Window,
    /// What the feed notes of it; each once.
    pub notes: Vec<String>,
}

/// Why there is no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTarget {
    /// None is for these days.
    None,
    /// Only so many of the days have one.
    Part(i32),
    /// Those of a ratio differ from one part of the days to another.
    Differing,
    /// The metric follows people, and its target is of other days.
    OtherDays,
}

/// Returns what a metric is to reach over `window`: the target of just these days, else those that the days are in, each
/// day by the shortest period.
///
/// # Errors
///
/// [`NoTarget`], where nothing can be said.
pub fn due(targets: &Targets, kpi: Kpi, cut: &Cut, window: Window) -> Result<Due, NoTarget> {
    let is_meant = |row: &&TargetRow| row.period.overlap(window).is_some();
    let rows: Vec<&TargetRow> = targets.of(kpi, cut).filter(is_meant).collect();
    let whole = rows.iter().copied().find(|row| row.period == window);
    let parts = match whole {
        Some(row) => vec![(row, window)],
        None => parts(&rows, window),
    };
    let Some(((first, _), (last, _))) = parts.first().zip(parts.last()) else { return Err(NoTarget::None) };
    let n_days: i32 = parts.iter().map(|(_, days)| days.n_days()).sum();
    if n_days < window.n_days() {
        return Err(NoTarget::Part(n_days));
    }
    let period = Window { from: first.period.from, to: last.period.to };
    let mut due = Due { value: Sum::ZERO, period, notes: Vec::new() };
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for (row, _) in &parts {
        if !row.note.is_empty() && said.insert(&row.note) {
            due.notes.push(row.note.clone());
        }
    }
    match Nature::of(kpi) {
        Nature::Flow => due.value = parts.iter().fold(Sum::ZERO, |sum, (row, days)| sum + of_days(row, *days)),
        Nature::Whole if whole.is_none() => return Err(NoTarget::OtherDays),
        Nature::Ratio | Nature::Whole if parts.iter().any(|(row, _)| row.value != last.value) => {
            return Err(NoTarget::Differing);
        }
        Nature::Ratio | Nature::Whole => due.value = last.value.into(),
    }
    Ok(due)
}

/// Cuts the days where a target begins or ends, and gives each part the shortest period that it is in. `rows` are by their
/// first days, the longer first, and lie within each other or apart: the one that began last is the shortest.
fn parts<'t>(rows: &[&'t TargetRow], window: Window) -> Vec<(&'t TargetRow, Window)> {
    let mut parts = Parts { found: Vec::new(), from: window.from };
    let mut begun: Vec<&TargetRow> = Vec::new();
    for row in rows.iter().copied() {
        let first = row.period.from.max(window.from);
        while let Some(last) = begun.pop_if(|last| last.period.to < first) {
            parts.until(last, last.period.to);
        }
        if let Some(last) = begun.last().copied().filter(|_| first > parts.from) {
            parts.until(last, first.plus_days(-1));
        }
        parts.from = first;
        begun.push(row);
    }
    while let Some(last) = begun.pop() {
        parts.until(last, last.period.to.min(window.to));
    }
    parts.found
}

struct Parts<'t> {
    found: Vec<(&'t TargetRow, Window)>,
    /// The first day that none has been given.
    from: Day,
}

impl<'t> Parts<'t> {
    fn until(&mut self, row: &'t TargetRow, to: Day) {
        // At the end of years 1..=9999 there is no next day.
        let is_given = self.found.last().is_some_and(|(_, days)| days.to >= to);
        if self.from <= to && !is_given {
            self.found.push((row, Window { from: self.from, to }));
            self.from = to.plus_days(1);
        }
    }
}

/// Returns the part of a target that is of some of its days: every day has as much, and all parts add up to the target.
fn of_days(row: &TargetRow, days: Window) -> Sum {
    let n_days = i128::from(row.period.n_days());
    let until = |n: i32| {
        let (product, twice) = (i128::from(row.value.parts()) * i128::from(n), 2 * n_days);
        // Rounded half up: a remainder is not lost but falls to a later day.
        (2 * product + n_days).div_euclid(twice)
    };
    let n_before = days.from.days_since(row.period.from);
    let parts = until(n_before + days.n_days()) - until(n_before);
    Quantity::from_parts(i64::try_from(parts).unwrap_or_default()).into()
}

/// Where a metric stands against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The period is over.
    Met,
    Missed,
    /// The period goes on, and more than chance says so.
    Ahead,
    Behind,
    /// The target is within what the days left may bring.
    OnPace,
    /// The target is within the figure's interval.
    Close,
    /// Neither direction is good, or nothing tells how far chance goes.
    Above,
    Below,
    /// Fewer than [`MIN_DAYS`] days have gone.
    TooEarly,
    /// What adds up is not known from the period's first day on.
    NotCovered,
}

/// What adds up, on its way to a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    pub actual: Sum,
    /// Of the whole period.
    pub target: Sum,
    pub n_elapsed: i32,
    pub n_left: i32,
    /// What was due by now.
    pub due: f64,
    /// Where the whole period will end, as far as chance goes; `None`: not known.
    pub end: Option<Interval>,
}

impl Course {
    pub fn standing(&self, good: Good) -> Standing {
        let Self { actual, target, n_elapsed, n_left, due, end } = *self;
        if n_left <= 0 {
            return match good {
                Good::Higher if actual >= target => Standing::Met,
                Good::Lower if actual <= target => Standing::Met,
                Good::Higher | Good::Lower => Standing::Missed,
                Good::Neutral => side(actual.to_f64(), target.to_f64()),
            };
        }
        if n_elapsed < i32::try_from(MIN_DAYS).unwrap_or(i32::MAX) {
            return Standing::TooEarly;
        }
        let goal = target.to_f64();
        let near = NEAR * goal.abs();
        match end {
            None => side(actual.to_f64(), due),
            Some(end) if end.low - near <= goal && goal <= end.high + near => Standing::OnPace,
            Some(end) => match (good, end.low > goal) {
                (Good::Higher, true) | (Good::Lower, false) => Standing::Ahead,
                (Good::Higher, false) | (Good::Lower, true) => Standing::Behind,
                (Good::Neutral, true) => Standing::Above,
                (Good::Neutral, false) => Standing::Below,
            },
        }
    }
}

/// Judges a ratio by its interval; `None`: nothing tells how far chance goes, and no word is said of it.
pub fn standing_of_ratio(good: Good, value: f64, range: Option<Interval>, target: f64, is_over: bool) -> Standing {
    let Some(range) = range.filter(|_| good != Good::Neutral) else { return side(value, target) };
    if range.contains(target) {
        return Standing::Close;
    }
    match ((good == Good::Higher) == (value > target), is_over) {
        (true, true) => Standing::Met,
        (true, false) => Standing::Ahead,
        (false, true) => Standing::Missed,
        (false, false) => Standing::Behind,
    }
}

fn side(value: f64, target: f64) -> Standing {
    match value.partial_cmp(&target) {
        Some(std::cmp::Ordering::Greater) => Standing::Above,
        Some(std::cmp::Ordering::Less) => Standing::Below,
        Some(std::cmp::Ordering::Equal) | None => Standing::Close,
    }
}

/// Returns between which values a period will end, at [`CONFIDENCE`]: what it has, and of the m days left
/// `rest` ± t(n−1)·s·√(m·(1 + m/n)), where s is by how much the n days so far differ.
///
/// Where the days left are expected to bring more than as many of those so far, s grows with them. Days are taken as
/// independent; those of a week are not, which makes it too wide. `None` below [`MIN_DAYS`] days.
pub fn end_interval(days: &[f64], rest: f64, n_left: i32) -> Option<Interval> {
    let Mean { n, mean, variance } = Mean::of(days)?;
    if n < usize::try_from(MIN_DAYS).ok()? {
        return None;
    }
    let (n, left) = (n as f64, f64::from(n_left));
    let stretch = quotient(rest, mean * left).filter(|stretch| *stretch > 0.0).unwrap_or(1.0);
    let half = two_sided_t(CONFIDENCE, n - 1.0)? * (variance * left * (1.0 + left / n)).sqrt() * stretch;
    Interval::around(mean * n + rest, half)
}
