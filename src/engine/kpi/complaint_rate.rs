//! Spam complaints of delivered messages. Mailbox providers ask for less than 0.1 %, and refuse from 0.3 % on.

use super::interval::Method;
use super::{Formula, Good, Spec, Unit, plus};
use crate::engine::facts::vocabulary::Measure;

pub const SPEC: Spec = Spec {
    id: "complaint_rate",
    unit: Unit::Share,
    good: Good::Lower,
    formula: Formula::ratio(&[plus(Measure::Complaints)], &[plus(Measure::Delivered)]),
    minimum: 1000,
    needs_people: false,
    method: Method::Wilson,
    source: "Google email sender guidelines, 2024",
};
