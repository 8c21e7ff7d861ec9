//! What customers paid, less what was paid back where the feed knows it.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, maybe_minus, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "revenue",
    unit: Unit::Money,
    good: Good::Higher,
    formula: Formula::Sum(&[plus(Measure::Revenue), maybe_minus(Measure::Refunds)]),
    minimum: 0,
    needs_people: false,
    method: Method::None,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
