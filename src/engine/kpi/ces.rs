//! Customer effort score, second version: the mean of 1 to 7, where more is easier.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "ces",
    unit: Unit::Number,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::CesScore)], &[plus(Measure::CesAnswers)]),
    minimum: 30,
    needs_people: false,
    method: Method::StudentT,
    source: "Dixon, Freeman & Toman 2010, Harvard Business Review 88:116; CEB 2013",
};
