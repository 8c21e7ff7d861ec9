//! Cost per acquisition: media cost for each new customer, on rows whose cost is known.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cpa_acquisition",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::ratio(&[plus(Measure::Cost)], &[plus(Measure::NewCustomers)]),
    minimum: 30,
    needs_people: false,
    method: Method::Poisson,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
