//! Lifetime value by margin, over fully loaded acquisition cost. Of revenue it would flatter: without a margin there is none. That three to one is good is folklore.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "clv_cac",
    unit: Unit::Ratio,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::ToCost),
    minimum: 100,
    needs_people: true,
    method: Method::Bootstrap,
    source: "Farris et al., Marketing Metrics, 4th ed.; Bendle, Farris & Venkatesan 2018",
};
