//! Click-through rate: clicks of all impressions.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "ctr",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Clicks)], &[plus(Measure::Impressions)]),
    minimum: 1000,
    needs_people: false,
    method: Method::Wilson,
    source: "IAB/MRC Click Measurement Guidelines, 2009",
};
