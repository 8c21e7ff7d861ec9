//! Customers with two orders or more within the period. It grows with the period.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "repeat_rate",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Repeat),
    minimum: 30,
    needs_people: true,
    method: Method::Wilson,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
