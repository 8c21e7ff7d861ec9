//! What is aimed at: rows of a table of targets.
//!
//! A target is a value of a metric for a period, of everything or of one value of each dimension that it names. Periods
//! of the same thing may lie within each other (a month within its quarter), and never cross.

use super::vocabulary::Dimension;
use crate::engine::cube::window::Window;
use crate::engine::kpi::interval::Method;
use crate::engine::kpi::{Kpi, Unit};
use crate::engine::quantity::Quantity;
use serde::{Deserialize, Serialize};
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

    /// Whether it is of the same metric and the same values of dimensions.
    pub fn is_of(&self, kpi: Kpi, cut: &Cut) -> bool {
        self.kpi == kpi && self.cut == *cut
    }

    /// Whether two targets of the same thing are for one period, or for periods that cross.
    pub(super) fn conflicts(&self, other: &Self) -> bool {
        let (a, b) = (self.period, other.period);
        let is_within = |inner: Window, outer: Window| outer.contains(inner.from) && outer.contains(inner.to);
        self.is_of(other.kpi, &other.cut) && a.overlap(b).is_some() && (a == b || !(is_within(a, b) || is_within(b, a)))
    }

    /// Counts its row from further down.
    pub(super) fn shifted(mut self, n_rows: u64) -> Self {
        self.row = self.row.saturating_add(n_rows);
        self
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
    match spec.method {
        _ if value.is_negative() && !may_be_negative => false,
        Method::Wilson => value.parts() <= one,
        Method::AdjustedWald => value.parts().unsigned_abs() <= one.unsigned_abs() * 100,
        Method::None | Method::Poisson | Method::Clustered | Method::StudentT | Method::Product => true,
    }
}
