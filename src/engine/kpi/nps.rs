//! Net Promoter Score, in points from -100 to 100: promoters less detractors, of all answers. Pooled, never a mean of scores; not a proportion.

use super::interval::Method;
use super::{Formula, Good, Pairing, Spec, Unit, minus, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "nps",
    unit: Unit::Points,
    good: Good::Higher,
    formula: Formula::Ratio {
        numerator: &[plus(Measure::Promoters), minus(Measure::Detractors)],
        denominator: &[plus(Measure::NpsAnswers)],
        per: 100,
        pairing: Pairing::SameRows,
    },
    minimum: 30,
    needs_people: false,
    method: Method::AdjustedWald,
    source: "Reichheld 2003, Harvard Business Review 81:46; Rocks 2016, Am. Stat. 70:365",
};
