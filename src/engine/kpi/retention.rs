//! Of the customers of the period before, of equal length, those who ordered again in this one. Counted by person, so that who comes back later is not among them.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "retention",
    unit: Unit::Share,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Kept),
    minimum: 30,
    needs_people: true,
    method: Method::Wilson,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
