//! Refund rate by value. Young orders can still come back.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "refund_rate",
    unit: Unit::Share,
    good: Good::Lower,
    formula: Formula::ratio(&[plus(Measure::Refunds)], &[plus(Measure::Revenue)]),
    minimum: 0,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
