//! Orders by customer, each customer's in order of time.

use crate::engine::day::Day;
use crate::engine::quantity::{Quantity, Sum};

/// One order. Cancelled orders are not in here; an order of value 0 is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    pub customer: u32,
    /// The local day of the order.
    pub day: Day,
    pub units: Quantity,
    /// Net of discounts and refunds, in the reporting currency.
    pub amount: Quantity,
}

/// Orders sorted by customer, then by day, then as given.
#[derive(Debug, Clone, Default)]
pub struct History {
    orders: Vec<Order>,
}

impl History {
    pub fn of(mut orders: Vec<Order>) -> Self {
        orders.sort_by_key(|order| (order.customer, order.day));
        Self { orders }
    }

    pub fn orders(&self) -> &[Order] {
        &self.orders
    }

    /// Returns each customer's orders, by ascending customer; none of them is empty.
    pub fn customers(&self) -> impl Iterator<Item = &[Order]> {
        self.orders.chunk_by(|a, b| a.customer == b.customer)
    }

    /// Returns the last day with an order.
    pub fn last_day(&self) -> Option<Day> {
        self.orders.iter().map(|order| order.day).max()
    }
}

/// Returns the exact sum of the orders' amounts.
pub fn revenue(orders: &[Order]) -> Sum {
    orders.iter().fold(Sum::ZERO, |sum, order| sum + order.amount.into())
}

/// Returns the exact sum of the orders' units.
pub fn units(orders: &[Order]) -> Sum {
    orders.iter().fold(Sum::ZERO, |sum, order| sum + order.units.into())
}
