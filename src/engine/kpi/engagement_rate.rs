//! Engagement rate: interactions by impressions, not by followers. One impression can bring several.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "engagement_rate",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::ratio(&[plus(Measure::Engagements)], &[plus(Measure::Impressions)]),
    minimum: 1000,
    needs_people: false,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
