//! Clicks of opened messages. It can pass 1 where opens are blocked, and has no interval then.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "click_to_open",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Clicks)], &[plus(Measure::Opens)]),
    minimum: 30,
    needs_people: false,
    method: Method::Wilson,
    source: "DMA email benchmarking",
};
