//! Return on investment: gross margin less cost, for each unit of cost. Attributed, as there is no baseline to compare with.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, minus, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "roi",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Margin), minus(Measure::Cost)], &[plus(Measure::Cost)]),
    minimum: 0,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris, Hanssens, Lenskold & Reibstein 2015, Applied Marketing Analytics 1:267",
};
