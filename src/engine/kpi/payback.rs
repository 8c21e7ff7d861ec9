//! Payback period: calendar months, that of the first order included, until the margin of the period's new customers reaches what each cost. Of the whole group's course, no mean of paybacks; nothing is extrapolated.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "payback",
    unit: Unit::Number,
    good: Good::Lower,
    formula: Formula::Customers(CustomerRatio::Payback),
    minimum: 50,
    needs_people: true,
    method: Method::Bootstrap,
    source: "Farris et al., Marketing Metrics, 4th ed.",
};
