//! What is aimed at: rows of a table of targets.
//!
//! A target is a value of a metric for a period, of everything or of one value of each dimension that it names. Periods
//! of the same thing may lie within each other (a month within its quarter), and never cross.

mod crossing;

use super::vocabulary::Dimension;
use crate::engine::cube::window::Window;
use crate::engine::kpi::interval::Method;
use crate::engine::kpi::{Kpi, Unit};
use crate::engine::quantity::Quantity;
use crossing::crossing;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The one value of each dimension that is looked at; nothing: everything.
pub type Cut = BTreeMap<Dimension, String>;

/// A row of a table of targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetRow {
    /// As a person counts rows in a spreadsheet.
    pub row: u64,
    pub kpi: Kpi,
    pub period: Window,
    pub cut: Cut,
    /// An ISO 4217 code, until the amount is converted; empty: the reporting currency.
    pub currency: String,
    /// In the metric's unit: a share is 0..=1.
    pub value: Quantity,
    /// What it covers or rests on, in the feed's words; empty: not said.
    pub note: String,
}

impl TargetRow {
    /// How many bytes of memory a row takes, about.
    pub(super) const N_BYTES: usize = 240;

    /// Returns the metric and the values of dimensions that it is of.
    pub const fn thing(&self) -> (Kpi, &Cut) {
        (self.kpi, &self.cut)
    }

    /// Counts its row from further down.
    pub(super) fn shifted(mut self, n_rows: u64) -> Self {
        self.row = self.row.saturating_add(n_rows);
        self
    }
}

/// All targets of a feed: of the same thing, no two are for one period, and none for periods that cross.
#[derive(Debug, Clone, Default)]
pub struct Targets {
    /// In the order of the manifest and the files.
    rows: Vec<TargetRow>,
    /// Their places, those of one thing together, by their first days, the longer first.
    order: Vec<usize>,
}

impl Targets {
    /// In the order of the manifest and the files.
    pub fn rows(&self) -> &[TargetRow] {
        &self.rows
    }

    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the targets of one thing by their first days, the longer first.
    pub fn of<'t>(&'t self, kpi: Kpi, cut: &Cut) -> impl Iterator<Item = &'t TargetRow> + use<'t> {
        let thing = |at: &usize| self.rows.get(*at).map(TargetRow::thing).cmp(&Some((kpi, cut)));
        let from = self.order.partition_point(|at| thing(at).is_lt());
        let to = self.order.partition_point(|at| thing(at).is_le());
        self.order.get(from..to).unwrap_or_default().iter().filter_map(|at| self.rows.get(*at))
    }

    /// Adds rows; returns those that it does not take, with their places in `rows`: a period that is, or crosses, that of
    /// an earlier row. Takes n log n steps, whatever the periods are.
    pub fn add(&mut self, rows: Vec<TargetRow>) -> Vec<(usize, TargetRow)> {
        let n_before = self.rows.len();
        self.rows.extend(rows);
        self.sort();
        let thing = |at: &usize| self.rows.get(*at).map(TargetRow::thing);
        let mut is_taken = vec![true; self.rows.len()];
        for same in self.order.chunk_by(|a, b| thing(a) == thing(b)) {
            let periods = same.iter().filter_map(|at| Some((*at, self.rows.get(*at)?.period)));
            for at in crossing(&periods.collect::<Vec<_>>()) {
                is_taken.get_mut(at).into_iter().for_each(|is_taken| *is_taken = false);
            }
        }
        let mut left_out = Vec::new();
        for (at, (row, is_taken)) in std::mem::take(&mut self.rows).into_iter().zip(is_taken).enumerate() {
            if is_taken {
                self.rows.push(row);
            } else {
                left_out.push((at.saturating_sub(n_before), row));
            }
        }
        if !left_out.is_empty() {
            self.sort();
        }
        left_out
    }

    fn sort(&mut self) {
        let key = |at: &usize| {
            let row = self.rows.get(*at)?;
            Some((row.thing(), row.period.from, Reverse(row.period.to), *at))
        };
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        self.order = order;
    }
}

/// What a unit says of a value beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// It is written as the metric is measured.
    Plainly,
    /// It is to be divided by 100.
    PerCent,
    /// It is an amount of this currency.
    Currency(String),
}

impl Said {
    /// Reads a unit; `None` where a metric of this unit is not measured in it. Nothing means the metric's own.
    pub(super) fn of(text: &str, unit: Unit) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let own: &[&str] = match unit {
            Unit::Share if matches!(text.as_str(), "percent" | "per cent" | "%") => return Some(Self::PerCent),
            Unit::Money if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                return Some(Self::Currency(text.to_ascii_uppercase()));
            }
            Unit::Share => &["share"],
            Unit::Money => &[],
            Unit::Count => &["count"],
            Unit::Number => &["number"],
            Unit::Ratio => &["times", "x", "×"],
            Unit::Points => &["points"],
        };
        (text.is_empty() || own.contains(&text.as_str())).then_some(Self::Plainly)
    }
}

/// Whether a metric can have a value: what subtracts nothing that is always known is never below zero, a part of a whole
/// is at most all of it, a score has its scale.
pub(super) fn is_possible(kpi: Kpi, value: Quantity) -> bool {
    let spec = kpi.spec();
    let may_be_negative = spec.formula.terms().any(|term| term.is_minus && !term.is_optional);
    let one = Quantity::ONE.parts();
    // What is earned on a cost may be many times the cost, and what a feed's own metric is a part of, only the feed knows.
    let is_part = spec.unit == Unit::Share && !matches!(kpi, Kpi::Roi | Kpi::Own(_));
    match spec.method {
        _ if value.is_negative() && !may_be_negative => false,
        _ if is_part => value.parts() <= one,
        Method::AdjustedWald => value.parts().unsigned_abs() <= one.unsigned_abs() * 100,
        _ => true,
    }
}
