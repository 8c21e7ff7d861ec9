//! What would follow if a driver moved: revenue and margin as a product of drivers.
//!
//! Advocacy has no universal effect on revenue (Keiningham et al. 2007, J. Mark. 71:39): its slope is an assumption of
//! the person who asks, and 0 unless they give one.

use crate::engine::stat::{finite, quotient};

/// The drivers of a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drivers {
    pub sessions: f64,
    /// Orders per session, 0..=1.
    pub conversion: f64,
    /// Net revenue per order, in currency.
    pub order_value: f64,
    /// Gross margin as a share of net revenue.
    pub margin: f64,
    /// All cost of the period, in currency.
    pub cost: f64,
    /// New customers as a share of orders.
    pub new_share: f64,
}

/// What each driver is multiplied with; 1 leaves it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    pub sessions: f64,
    pub conversion: f64,
    pub order_value: f64,
    pub margin: f64,
    pub cost: f64,
    /// Points by which NPS is supposed to move.
    pub nps_points: f64,
    /// Relative revenue per NPS point: an assumption.
    pub revenue_per_nps_point: f64,
}

impl Default for Factors {
    fn default() -> Self {
        Self {
            sessions: 1.0,
            conversion: 1.0,
            order_value: 1.0,
            margin: 1.0,
            cost: 1.0,
            nps_points: 0.0,
            revenue_per_nps_point: 0.0,
        }
    }
}

/// What follows from drivers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    pub orders: f64,
    pub revenue: f64,
    pub margin: f64,
    pub profit: f64,
    /// Cost per new customer; `None` where there is none.
    pub acquisition_cost: Option<f64>,
}

/// Returns orders = sessions × conversion, revenue = orders × order value and so on, with the factors applied.
///
/// Conversion and margin stay within 0..=1. `None` where a result is not finite or sessions are negative.
pub fn outcome(drivers: &Drivers, factors: &Factors) -> Option<Outcome> {
    let conversion = (drivers.conversion * factors.conversion).clamp(0.0, 1.0);
    let orders = finite(drivers.sessions * factors.sessions * conversion).filter(|orders| *orders >= 0.0)?;
    let advocacy = (1.0 + factors.nps_points * factors.revenue_per_nps_point).max(0.0);
    let revenue = finite(orders * drivers.order_value * factors.order_value * advocacy)?;
    let margin = finite(revenue * (drivers.margin * factors.margin).min(1.0))?;
    let cost = finite(drivers.cost * factors.cost)?;
    let acquisition_cost = quotient(cost, orders * drivers.new_share);
    Some(Outcome { orders, revenue, margin, profit: finite(margin - cost)?, acquisition_cost })
}
