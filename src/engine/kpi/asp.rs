//! Average selling price of a unit. Average order value is this times units per order.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, maybe_minus, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "asp",
    unit: Unit::Money,
    good: Good::Neutral,
    formula: Formula::ratio(&[plus(Measure::Revenue), maybe_minus(Measure::Refunds)], &[plus(Measure::Units)]),
    minimum: 30,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
