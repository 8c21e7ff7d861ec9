//! Cost per action: what an action is, the feed says. Different actions are not to be added up.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "cost_per_action",
    unit: Unit::Money,
    good: Good::Lower,
    formula: Formula::ratio(&[plus(Measure::Cost)], &[plus(Measure::Actions)]),
    minimum: 30,
    needs_people: false,
    method: Method::Poisson,
    source: "IAB Glossary; Farris et al., Marketing Metrics, 4th ed.",
};
