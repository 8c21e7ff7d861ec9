//! Unsubscribes of delivered messages.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "unsubscribe_rate",
    unit: Unit::Share,
    good: Good::Lower,
    formula: Formula::ratio(&[plus(Measure::Unsubscribes)], &[plus(Measure::Delivered)]),
    minimum: 1000,
    needs_people: false,
    method: Method::Wilson,
    source: "DMA email benchmarking",
};
