//! One less retention: without a contract it is a rule of inactivity.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "churn",
    unit: Unit::Share,
    good: Good::Lower,
    formula: Formula::Customers(CustomerRatio::Lost),
    minimum: 30,
    needs_people: true,
    method: Method::Wilson,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
