//! Lead conversion: orders for each lead, of the same people. It is no proportion where a lead can order twice.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "lead_conversion",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Orders)], &[plus(Measure::Leads)]),
    minimum: 100,
    needs_people: true,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
