//! Basket value: what orders bring in all that have one of the lines in question. It does not add up across products.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "basket_value",
    unit: Unit::Money,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::BasketValue),
    minimum: 30,
    needs_people: true,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
