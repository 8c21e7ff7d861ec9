//! Surveys answered, of the invitations that were delivered.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "response_rate",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Responses)], &[plus(Measure::Invitations)]),
    minimum: 0,
    needs_people: false,
    method: Method::Wilson,
    source: "AAPOR Standard Definitions, 10th ed., 2023",
};
