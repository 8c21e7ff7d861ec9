//! Conversion rate: visits that ended in an order, of all visits. Conversions, not orders, are counted: one visit can bring two orders.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "conversion",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Conversions)], &[plus(Measure::Visits)]),
    minimum: 100,
    needs_people: false,
    method: Method::Wilson,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
