//! Visits that ended in an order.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "conversions",
    unit: Unit::Count,
    good: Good::Higher,
    formula: Formula::Sum(&[plus(Measure::Conversions)]),
    minimum: 0,
    needs_people: false,
    method: Method::None,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
