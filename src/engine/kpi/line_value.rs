//! Order value by line: what the lines in question bring, less what was given back of them, for each order that has one. An order counts once for each product that is in it.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "line_value",
    unit: Unit::Money,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::LineValue),
    minimum: 30,
    needs_people: true,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
