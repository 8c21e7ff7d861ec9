//! Customer effort, top three boxes: answers from 5 to 7 of «it was made easy».

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "ces_top",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::EasyAnswers)], &[plus(Measure::CesAnswers)]),
    minimum: 30,
    needs_people: false,
    method: Method::Wilson,
    source: "Dixon, Freeman & Toman 2010, Harvard Business Review 88:116; CEB 2013",
};
