//! What media and other direct spending cost.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cost",
    unit: Unit::Money,
    good: Good::Neutral,
    formula: Formula::Sum(&[plus(Measure::Cost)]),
    minimum: 0,
    needs_people: false,
    method: Method::None,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
