//! Cost of a thousand impressions, on rows whose cost is known.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cpm",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::per_thousand(&[plus(Measure::Cost)], &[plus(Measure::Impressions)]),
    minimum: 10000,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
