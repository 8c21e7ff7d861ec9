//! Simple lifetime value: revenue per customer of the period times how many such periods a customer stays (1/churn, five years at most), which is order value times frequency times lifespan. Revenue, not profit; not discounted.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "clv_simple",
    unit: Unit::Money,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Lifetime),
    minimum: 100,
    needs_people: true,
    method: Method::Bootstrap,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
