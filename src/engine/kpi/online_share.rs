//! The share of online channels in net revenue. What a channel is, its name tells; an order belongs where it was placed, and so does what was given back of it where the feed says its channel.

use super::customer_ratio::CustomerRatio;
use super::interval::Method;
use super::{Formula, Good, Spec, Unit};

pub const SPEC: Spec = Spec {
    id: "online_share",
    unit: Unit::Share,
    good: Good::Neutral,
    formula: Formula::Customers(CustomerRatio::Online),
    minimum: 0,
    needs_people: false,
    method: Method::Clustered,
    source: "Verhoef, Kannan & Inman 2015, Journal of Retailing 91:174",
};
