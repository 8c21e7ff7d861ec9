//! The share of orders that name nobody: what all figures of customers do not see.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "unnamed_orders",
    unit: Unit::Share,
    good: Good::Neutral,
    formula: Formula::Customers(CustomerRatio::Unnamed),
    minimum: 30,
    needs_people: true,
    method: Method::Wilson,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
