//! Customer satisfaction: answers in the top two boxes of five.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "csat",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Satisfied)], &[plus(Measure::CsatAnswers)]),
    minimum: 30,
    needs_people: false,
    method: Method::Wilson,
    source: "ISO 10004:2018",
};
