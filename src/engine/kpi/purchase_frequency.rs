//! Orders for each customer of the same period; compare periods of equal length only.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "purchase_frequency",
    unit: Unit::Number,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Frequency),
    minimum: 30,
    needs_people: true,
    method: Method::Clustered,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
