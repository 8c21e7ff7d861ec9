//! Customer acquisition cost, first layer: media cost of the period, also what belongs to no channel, for each new customer.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cac_media",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::loaded(&[plus(Measure::Cost)], &[plus(Measure::NewCustomers)]),
    minimum: 30,
    needs_people: false,
    method: Method::Poisson,
    source: "Farris et al., Marketing Metrics, 4th ed.; MASB Common Language",
};
