//! Cost per action, the action being a lead.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cost_per_lead",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::ratio(&[plus(Measure::Cost)], &[plus(Measure::Leads)]),
    minimum: 30,
    needs_people: false,
    method: Method::Poisson,
    source: "IAB glossary; Farris et al., Marketing Metrics, 4th ed.",
};
