//! Cost per click, on rows whose cost is known.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cpc",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::ratio(&[plus(Measure::Cost)], &[plus(Measure::Clicks)]),
    minimum: 100,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
