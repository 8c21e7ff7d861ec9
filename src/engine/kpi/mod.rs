//! Key performance indicators: one file each, with formula, unit, direction, minimum sample, source.
//!
//! Card, table, chart, export and documentation all derive from the same [`Spec`]. Its words stand
//! in the message files as `kpi-<id>`. [`figure`] turns totals into a figure, [`interval`] says how sure it is, [`basis`] what its
//! parts are added up over.

pub mod basis;
pub mod basket;
pub mod customer_ratio;
pub mod expression;
pub mod figure;
pub mod interval;
pub mod lifetime;
pub mod own;

mod aoq;
mod aov;
mod asp;
mod basket_value;
mod bounce_rate;
mod cac;
mod cac_channel;
mod cac_media;
mod cac_people;
mod ces;
mod ces_top;
mod churn;
mod click_rate;
mod click_to_open;
mod clv_cac;
mod clv_cohort;
mod clv_margin;
mod clv_simple;
mod complaint_rate;
mod conversion;
mod conversions;
mod cost;
mod cost_per_action;
mod cost_per_lead;
mod cost_per_order;
mod cpa_acquisition;
mod cpc;
mod cpm;
mod csat;
mod ctr;
mod customers;
mod delivery_rate;
mod engagement_rate;
mod lead_conversion;
mod leads;
mod line_value;
mod loyalty_enrolment;
mod new_customers;
mod nps;
mod online_share;
mod open_rate;
mod orders;
mod payback;
mod purchase_frequency;
mod refund_rate;
mod repeat_rate;
mod response_rate;
mod retention;
mod revenue;
mod revenue_per_customer;
mod roas;
mod roi;
mod top_customers;
mod unnamed_orders;
mod unsubscribe_rate;
mod visits;

use crate::engine::facts::vocabulary::Measure;
use crate::engine::quantity::Quantity;
use customer_ratio::CustomerRatio;
use interval::Method;
use own::Own;
use serde::{Deserialize, Serialize};

/// A metric, in the order that cards and columns are offered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kpi {
    Revenue,
    Orders,
    Aov,
    Aoq,
    Conversion,
    LeadConversion,
    Cac,
    CpaAcquisition,
    CostPerOrder,
    CostPerLead,
    Roas,
    Cost,
    NewCustomers,
    Visits,
    Conversions,
    Leads,
    Ctr,
    Cpc,
    Cpm,
    OpenRate,
    ClickRate,
    DeliveryRate,
    RefundRate,
    Asp,
    Roi,
    EngagementRate,
    BounceRate,
    ClickToOpen,
    UnsubscribeRate,
    ComplaintRate,
    CacMedia,
    CacPeople,
    CostPerAction,
    Nps,
    Csat,
    Ces,
    ResponseRate,
    Customers,
    PurchaseFrequency,
    RevenuePerCustomer,
    RepeatRate,
    Retention,
    Churn,
    TopCustomers,
    ClvSimple,
    LineValue,
    BasketValue,
    CacChannel,
    ClvMargin,
    ClvCohort,
    ClvCac,
    Payback,
    OnlineShare,
    UnnamedOrders,
    CesTop,
    LoyaltyEnrolment,
    /// One that the feed defines. Readers know nothing of them, and tell of none.
    #[serde(skip)]
    Own(Own),
}

impl Kpi {
    /// All but those that feeds define.
    pub const ALL: [Self; 56] = [
        Self::Revenue,
        Self::Orders,
        Self::Aov,
        Self::Aoq,
        Self::Conversion,
        Self::LeadConversion,
        Self::Cac,
        Self::CpaAcquisition,
        Self::CostPerOrder,
        Self::CostPerLead,
        Self::Roas,
        Self::Cost,
        Self::NewCustomers,
        Self::Visits,
        Self::Conversions,
        Self::Leads,
        Self::Ctr,
        Self::Cpc,
        Self::Cpm,
        Self::OpenRate,
        Self::ClickRate,
        Self::DeliveryRate,
        Self::RefundRate,
        Self::Asp,
        Self::Roi,
        Self::EngagementRate,
        Self::BounceRate,
        Self::ClickToOpen,
        Self::UnsubscribeRate,
        Self::ComplaintRate,
        Self::CacMedia,
        Self::CacPeople,
        Self::CostPerAction,
        Self::Nps,
        Self::Csat,
        Self::Ces,
        Self::ResponseRate,
        Self::Customers,
        Self::PurchaseFrequency,
        Self::RevenuePerCustomer,
        Self::RepeatRate,
        Self::Retention,
        Self::Churn,
        Self::TopCustomers,
        Self::ClvSimple,
        Self::LineValue,
        Self::BasketValue,
        Self::CacChannel,
        Self::ClvMargin,
        Self::ClvCohort,
        Self::ClvCac,
        Self::Payback,
        Self::OnlineShare,
        Self::UnnamedOrders,
        Self::CesTop,
        Self::LoyaltyEnrolment,
    ];

    pub const fn spec(self) -> &'static Spec {
        match self {
            Self::Revenue => &revenue::SPEC,
            Self::Orders => &orders::SPEC,
            Self::Aov => &aov::SPEC,
            Self::Aoq => &aoq::SPEC,
            Self::Conversion => &conversion::SPEC,
            Self::LeadConversion => &lead_conversion::SPEC,
            Self::Cac => &cac::SPEC,
            Self::CpaAcquisition => &cpa_acquisition::SPEC,
            Self::CostPerOrder => &cost_per_order::SPEC,
            Self::CostPerLead => &cost_per_lead::SPEC,
            Self::Roas => &roas::SPEC,
            Self::Cost => &cost::SPEC,
            Self::NewCustomers => &new_customers::SPEC,
            Self::Visits => &visits::SPEC,
            Self::Conversions => &conversions::SPEC,
            Self::Leads => &leads::SPEC,
            Self::Ctr => &ctr::SPEC,
            Self::Cpc => &cpc::SPEC,
            Self::Cpm => &cpm::SPEC,
            Self::OpenRate => &open_rate::SPEC,
            Self::ClickRate => &click_rate::SPEC,
            Self::DeliveryRate => &delivery_rate::SPEC,
            Self::RefundRate => &refund_rate::SPEC,
            Self::Asp => &asp::SPEC,
            Self::Roi => &roi::SPEC,
            Self::EngagementRate => &engagement_rate::SPEC,
            Self::BounceRate => &bounce_rate::SPEC,
            Self::ClickToOpen => &click_to_open::SPEC,
            Self::UnsubscribeRate => &unsubscribe_rate::SPEC,
            Self::ComplaintRate => &complaint_rate::SPEC,
            Self::CacMedia => &cac_media::SPEC,
            Self::CacPeople => &cac_people::SPEC,
            Self::CostPerAction => &cost_per_action::SPEC,
            Self::Nps => &nps::SPEC,
            Self::Csat => &csat::SPEC,
            Self::Ces => &ces::SPEC,
            Self::ResponseRate => &response_rate::SPEC,
            Self::Customers => &customers::SPEC,
            Self::PurchaseFrequency => &purchase_frequency::SPEC,
            Self::RevenuePerCustomer => &revenue_per_customer::SPEC,
            Self::RepeatRate => &repeat_rate::SPEC,
            Self::Retention => &retention::SPEC,
            Self::Churn => &churn::SPEC,
            Self::TopCustomers => &top_customers::SPEC,
            Self::ClvSimple => &clv_simple::SPEC,
            Self::LineValue => &line_value::SPEC,
            Self::BasketValue => &basket_value::SPEC,
            Self::CacChannel => &cac_channel::SPEC,
            Self::ClvMargin => &clv_margin::SPEC,
            Self::ClvCohort => &clv_cohort::SPEC,
            Self::ClvCac => &clv_cac::SPEC,
            Self::Payback => &payback::SPEC,
            Self::OnlineShare => &online_share::SPEC,
            Self::UnnamedOrders => &unnamed_orders::SPEC,
            Self::CesTop => &ces_top::SPEC,
            Self::LoyaltyEnrolment => &loyalty_enrolment::SPEC,
            Self::Own(own) => own.spec(),
        }
    }

    pub const fn id(self) -> &'static str {
        self.spec().id
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kpi| kpi.id() == id)
    }
}

/// What a metric is. The only place that says so.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Its name in links, manifests and message files.
    pub id: &'static str,
    pub unit: Unit,
    pub good: Good,
    pub formula: Formula,
    /// Below this many units of the denominator the figure is marked as resting on little; 0: never.
    pub minimum: u32,
    /// Whether it follows people from one thing to the next: only a table of events can tell.
    pub needs_people: bool,
    /// How sure it is, and by what.
    pub method: Method,
    /// Where the definition comes from.
    pub source: &'static str,
}

/// What a figure is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// A whole number of things.
    Count,
    /// A number with decimals and no unit, such as units an order.
    Number,
    /// The feed's currency.
    Money,
    /// A part of a whole: changes are told in points.
    Share,
    /// So many times: 5.2 ×.
    Ratio,
    /// Points of a score, such as −100 to 100; no per cent.
    Points,
}

/// Which direction is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Good {
    Higher,
    Lower,
    Neutral,
}

/// A measure with its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub measure: Measure,
    /// More than zero; one but for metrics that feeds define.
    pub factor: Quantity,
    pub is_minus: bool,
    /// Counts only where the feed has the measure at all; the shown formula says which.
    pub is_optional: bool,
}

const fn plus(measure: Measure) -> Term {
    Term { measure, factor: Quantity::ONE, is_minus: false, is_optional: false }
}

const fn minus(measure: Measure) -> Term {
    Term { measure, factor: Quantity::ONE, is_minus: true, is_optional: false }
}

const fn maybe_plus(measure: Measure) -> Term {
    Term { measure, factor: Quantity::ONE, is_minus: false, is_optional: true }
}

const fn maybe_minus(measure: Measure) -> Term {
    Term { measure, factor: Quantity::ONE, is_minus: true, is_optional: true }
}

/// How a figure is made of sums.
#[derive(Debug, Clone, Copy)]
pub enum Formula {
    Sum(&'static [Term]),
    /// `per` × numerator ÷ denominator.
    Ratio {
        numerator: &'static [Term],
        denominator: &'static [Term],
        per: u32,
        pairing: Pairing,
    },
    /// Of people, each of whom counts once: no sums can tell.
    Customers(CustomerRatio),
}

/// Which rows numerator and denominator are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairing {
    /// The same rows, those that know both; the figure says how much of the whole they are.
    SameRows,
    /// The same rows, and what tables of costs have for the cut: cost that belongs to a channel, whatever file tells it.
    WithCosts,
    /// All rows of the selection: cost that belongs to nothing in particular, over all that it brought.
    Whole,
}

impl Formula {
    const fn ratio(numerator: &'static [Term], denominator: &'static [Term]) -> Self {
        Self::Ratio { numerator, denominator, per: 1, pairing: Pairing::SameRows }
    }

    const fn per_thousand(numerator: &'static [Term], denominator: &'static [Term]) -> Self {
        Self::Ratio { numerator, denominator, per: 1000, pairing: Pairing::SameRows }
    }

    const fn loaded(numerator: &'static [Term], denominator: &'static [Term]) -> Self {
        Self::Ratio { numerator, denominator, per: 1, pairing: Pairing::Whole }
    }

    const fn direct(numerator: &'static [Term], denominator: &'static [Term]) -> Self {
        Self::Ratio { numerator, denominator, per: 1, pairing: Pairing::WithCosts }
    }

    /// Returns all terms, the numerator's first.
    pub fn terms(&self) -> impl Iterator<Item = &'static Term> {
        let (numerator, denominator): (&'static [Term], &'static [Term]) = match self {
            Self::Sum(terms) => (terms, &[]),
            Self::Ratio { numerator, denominator, .. } => (numerator, denominator),
            Self::Customers(ratio) => (ratio.terms(), &[]),
        };
        numerator.iter().chain(denominator)
    }
}
