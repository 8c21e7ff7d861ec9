//! Customers: distinct people with an order, counted anew for each cut. They do not add up.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "customers",
    unit: Unit::Count,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Count),
    minimum: 0,
    needs_people: true,
    method: Method::None,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
