//! People who showed interest and left a way to reach them.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "leads",
    unit: Unit::Count,
    good: Good::Higher,
    formula: Formula::Sum(&[plus(Measure::Leads)]),
    minimum: 0,
    needs_people: false,
    method: Method::None,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
