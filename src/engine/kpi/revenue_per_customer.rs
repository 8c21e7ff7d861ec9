//! Revenue less refunds for each customer of the same period.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "revenue_per_customer",
    unit: Unit::Money,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Revenue),
    minimum: 30,
    needs_people: true,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
