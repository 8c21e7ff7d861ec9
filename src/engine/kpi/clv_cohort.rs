//! Historic value at twelve months: what customers brought in the calendar month of their first order and the eleven after it, of all who have been seen for so long. All are of one age; nobody younger is in it.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "clv_cohort",
    unit: Unit::Money,
    good: Good::Higher,
    formula: Formula::Customers(CustomerRatio::Cohort),
    minimum: 50,
    needs_people: true,
    method: Method::Clustered,
    source: "Fader & Hardie 2007, Journal of Interactive Marketing 21:76; McCarthy & Fader 2018",
};
