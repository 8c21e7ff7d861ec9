//! Click rate: clicks of what was delivered.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "click_rate",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Clicks)], &[plus(Measure::Delivered)]),
    minimum: 100,
    needs_people: false,
    method: Method::Wilson,
    source: "DMA email benchmarking",
};
