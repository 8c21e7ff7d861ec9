//! Delivery rate: what was delivered of what was sent. Delivered is not yet in the inbox.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "delivery_rate",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Delivered)], &[plus(Measure::Sends)]),
    minimum: 100,
    needs_people: false,
    method: Method::Wilson,
    source: "M3AAWG; DMA email benchmarking",
};
