//! Lifetime value by margin: Σ margin·retention^k ÷ (1 + discount)^k over five years, the first margin at once. Margin share and discount are the manifest's; the period is the step, and the discount of a year is compounded, not divided.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "clv_margin",
    unit: Unit::Money,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Margin),
    minimum: 100,
    needs_people: true,
    method: Method::Bootstrap,
    source: "Gupta & Lehmann 2003, Journal of Interactive Marketing 17:9",
};
