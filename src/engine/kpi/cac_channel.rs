//! Acquisition cost by channel: all cost that belongs to the channel itself, of whatever kind, over the new customers credited to it: by its own count, or by first touch. What belongs to no channel is in the total only.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, maybe_plus, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cac_channel",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::direct(
        &[plus(Measure::Cost), maybe_plus(Measure::PeopleCost), maybe_plus(Measure::OverheadCost)],
        &[plus(Measure::NewCustomers)],
    ),
    minimum: 30,
    needs_people: false,
    method: Method::Poisson,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
