//! Messages that came back, of those sent. Not the bounce rate of a web site.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "bounce_rate",
    unit: Unit::Share,
    good: Good::Lower,
    formula: Formula::ratio(&[plus(Measure::Bounces)], &[plus(Measure::Sends)]),
    minimum: 100,
    needs_people: false,
    method: Method::Wilson,
    source: "M3AAWG; DMA email benchmarking",
};
