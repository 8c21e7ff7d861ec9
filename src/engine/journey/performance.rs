//! What channels cost and bring: ratios of exact sums, cost only over the rows that know their cost.
//!
//! Source: Farris et al., Marketing Metrics, 4th ed. An unknown cost is not a cost of 0: such a row stands in no cost
//! ratio, and [`Performance::cost_coverage`] says what part of the orders the rest is. A known cost of 0 is a cost.

use crate::engine::quantity::{Quantity, Sum};
use crate::engine::stat::quotient;
use std::ops::AddAssign;

/// What rows of a channel report, summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amounts {
    pub impressions: Sum,
    pub clicks: Sum,
    pub sessions: Sum,
    pub orders: Sum,
    pub new_customers: Sum,
    pub units: Sum,
    /// Before refunds.
    pub gross_revenue: Sum,
    /// Of the orders of the same rows.
    pub refunds: Sum,
    pub engagements: Sum,
}

impl Amounts {
    pub fn net_revenue(&self) -> Sum {
        self.gross_revenue - self.refunds
    }
}

impl AddAssign for Amounts {
    fn add_assign(&mut self, other: Self) {
        let Self { impressions, clicks, sessions, orders, new_customers, units, gross_revenue, refunds, engagements } =
            other;
        self.impressions += impressions;
        self.clicks += clicks;
        self.sessions += sessions;
        self.orders += orders;
        self.new_customers += new_customers;
        self.units += units;
        self.gross_revenue += gross_revenue;
        self.refunds += refunds;
        self.engagements += engagements;
    }
}

/// All rows of a cut, and those of them that know their cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Performance {
    pub all: Amounts,
    pub costed: Amounts,
    /// In the reporting currency, of the rows that know it.
    pub cost: Sum,
    pub n_costed: u64,
    pub n_without_cost: u64,
    /// Gross margin and cost of the rows that know both.
    pub margin: Sum,
    pub cost_with_margin: Sum,
}

impl Performance {
    pub fn add(&mut self, row: Amounts, cost: Option<Quantity>, margin: Option<Quantity>) {
        self.all += row;
        match cost {
            Some(cost) => {
                self.costed += row;
                self.cost += cost;
                self.n_costed += 1;
            }
            None => self.n_without_cost += 1,
        }
        if let (Some(cost), Some(margin)) = (cost, margin) {
            self.margin += margin;
            self.cost_with_margin += cost;
        }
    }

    /// Returns gross revenue / orders.
    pub fn gross_order_value(&self) -> Option<f64> {
        over(self.all.gross_revenue, self.all.orders)
    }

    /// Returns revenue less refunds / orders; a refunded order stays in the denominator.
    pub fn net_order_value(&self) -> Option<f64> {
        over(self.all.net_revenue(), self.all.orders)
    }

    pub fn units_per_order(&self) -> Option<f64> {
        over(self.all.units, self.all.orders)
    }

    pub fn gross_revenue_per_unit(&self) -> Option<f64> {
        over(self.all.gross_revenue, self.all.units)
    }

    /// Returns clicks / impressions.
    pub fn click_through_rate(&self) -> Option<f64> {
        over(self.all.clicks, self.all.impressions)
    }

    /// Returns orders / sessions; a proportion only where no session has two orders.
    pub fn conversion_rate(&self) -> Option<f64> {
        over(self.all.orders, self.all.sessions)
    }

    /// Returns refunds / gross revenue of the same orders.
    pub fn refund_rate(&self) -> Option<f64> {
        over(self.all.refunds, self.all.gross_revenue)
    }

    /// Returns engagements / impressions; not a proportion, as one impression can bring several.
    pub fn engagement_rate(&self) -> Option<f64> {
        over(self.all.engagements, self.all.impressions)
    }

    pub fn cost_per_click(&self) -> Option<f64> {
        over(self.cost, self.costed.clicks)
    }

    /// Returns cost per thousand impressions.
    pub fn cost_per_mille(&self) -> Option<f64> {
        over(self.cost, self.costed.impressions).map(|each| 1000.0 * each)
    }

    pub fn cost_per_order(&self) -> Option<f64> {
        over(self.cost, self.costed.orders)
    }

    /// Returns cost / new customers: cost per acquisition, the channel's acquisition cost with media only.
    pub fn cost_per_new_customer(&self) -> Option<f64> {
        over(self.cost, self.costed.new_customers)
    }

    pub fn cost_per_engagement(&self) -> Option<f64> {
        over(self.cost, self.costed.engagements)
    }

    /// Returns net revenue / cost: revenue, not profit.
    pub fn return_on_ad_spend(&self) -> Option<f64> {
        over(self.costed.net_revenue(), self.cost)
    }

    /// Returns (gross margin − cost) / cost over the rows that know both; attributed, as there is no baseline.
    pub fn return_on_investment(&self) -> Option<f64> {
        over(self.margin - self.cost_with_margin, self.cost_with_margin)
    }

    /// Returns what share of the orders lies in rows that know their cost.
    pub fn cost_coverage(&self) -> Option<f64> {
        over(self.costed.orders, self.all.orders)
    }
}

fn over(numerator: Sum, denominator: Sum) -> Option<f64> {
    quotient(numerator.to_f64(), denominator.to_f64())
}
