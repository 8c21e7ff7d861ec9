//! Open rate: opens of what was delivered. Mail programs that open by themselves have inflated it since 2021.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "open_rate",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Opens)], &[plus(Measure::Delivered)]),
    minimum: 100,
    needs_people: false,
    method: Method::Wilson,
    source: "DMA email benchmarking",
};
