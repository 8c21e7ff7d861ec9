//! Average order quantity.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "aoq",
    unit: Unit::Number,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Units)], &[plus(Measure::Orders)]),
    minimum: 30,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
