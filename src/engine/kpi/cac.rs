//! Customer acquisition cost, fully loaded: all cost of the period, also what belongs to no channel. Where some cost is missing it is a lower bound.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, maybe_plus, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cac",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::loaded(
        &[plus(Measure::Cost), maybe_plus(Measure::PeopleCost), maybe_plus(Measure::OverheadCost)],
        &[plus(Measure::NewCustomers)],
    ),
    minimum: 30,
    needs_people: false,
    method: Method::Poisson,
    source: "Farris et al., Marketing Metrics, 4th ed.; MASB Common Language",
};
