//! Average order value: a ratio of sums, never a mean of ratios. A fully refunded order stays in the denominator.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, maybe_minus, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "aov",
    unit: Unit::Money,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Revenue), maybe_minus(Measure::Refunds)], &[plus(Measure::Orders)]),
    minimum: 30,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
