//! What the tenth of customers who bought most brings, of the revenue of all whose revenue is positive.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "top_customers",
    unit: Unit::Share,
    good: Good::Neutral,
    formula: Formula::Customers(CustomerRatio::Top),
    minimum: 100,
    needs_people: true,
    method: Method::None,
    source: "Schmittlein, Cooper & Morrison 1993, Marketing Science 12:129; McCarthy & Winer 2019",
};
