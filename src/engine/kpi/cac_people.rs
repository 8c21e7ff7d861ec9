//! Customer acquisition cost, second layer: media and salaries.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cac_people",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::loaded(&[plus(Measure::Cost), plus(Measure::PeopleCost)], &[plus(Measure::NewCustomers)]),
    minimum: 30,
    needs_people: false,
    method: Method::Poisson,
    source: "Farris et al., Marketing Metrics, 4th ed.; MASB Common Language",
};
