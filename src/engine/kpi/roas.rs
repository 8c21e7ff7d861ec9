//! Return on ad spend: revenue less refunds for each unit of cost, on rows whose cost is known. Revenue, not profit.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, maybe_minus, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "roas",
    unit: Unit::Ratio,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Revenue), maybe_minus(Measure::Refunds)], &[plus(Measure::Cost)]),
    minimum: 0,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
