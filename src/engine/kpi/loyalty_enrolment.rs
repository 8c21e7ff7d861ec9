//! Of the customers of the period, those who have joined a programme of loyalty by its end, whenever that was.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "loyalty_enrolment",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Members),
    minimum: 30,
    needs_people: true,
    method: Method::Wilson,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
