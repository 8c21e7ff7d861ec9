//! Orders by what is in them: two readings of «order value of a product», which must not be mixed.
//!
//! (i) The line reading: what the product itself brings per order that contains it. (ii) The basket reading: what such
//! orders bring in all; it does not add up across products. Source: Farris et al., Marketing Metrics, 4th ed.

use crate::engine::quantity::{Quantity, Sum};
use crate::engine::stat::quotient;
use crate::engine::stat::ratio::{Ratio, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// One line of an order. An order's lines may stand anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<K> {
    pub order: u32,
    pub customer: u32,
    /// The product, category or channel that is asked about.
    pub key: K,
    /// Net of what was returned.
    pub units: Quantity,
    pub amount: Quantity,
}

/// What one order brings: its lines of the key, and all of its lines.
#[derive(Debug, Clone, Copy, Default)]
struct Content {
    customer: u32,
    amount: Sum,
    units: Sum,
    whole: Sum,
}

/// The orders that contain one key.
#[derive(Debug, Clone, Default)]
pub struct Basket {
    orders: BTreeMap<u32, Content>,
}

impl Basket {
    /// Returns how many orders contain the key; one that contains it twice, or all of it returned, counts once.
    pub fn n_orders(&self) -> usize {
        self.orders.len()
    }

    /// Returns how many customers there are; they do not add up across keys.
    pub fn n_customers(&self) -> usize {
        self.orders.values().map(|content| content.customer).collect::<BTreeSet<_>>().len()
    }

    /// Returns the net amount of the key's lines.
    pub fn revenue(&self) -> Sum {
        self.orders.values().fold(Sum::ZERO, |sum, content| sum + content.amount)
    }

    /// Returns the net amount of the whole orders; it does not add up across keys.
    pub fn whole(&self) -> Sum {
        self.orders.values().fold(Sum::ZERO, |sum, content| sum + content.whole)
    }

    /// Returns the net units of the key's lines.
    pub fn units(&self) -> Sum {
        self.orders.values().fold(Sum::ZERO, |sum, content| sum + content.units)
    }

    /// Returns the line reading, Σ amount of the key / orders that contain it, clustered by customer.
    pub fn line_value(&self) -> Option<Ratio> {
        self.ratio(|content| content.amount)
    }

    /// Returns the basket reading, Σ amount of whole orders / orders that contain the key, clustered by customer.
    pub fn basket_value(&self) -> Option<Ratio> {
        self.ratio(|content| content.whole)
    }

    /// Returns units of the key per order that contains it.
    pub fn units_per_order(&self) -> Option<f64> {
        quotient(self.units().to_f64(), self.n_orders() as f64)
    }

    /// Returns amount per unit of the key; `None` where all was returned.
    pub fn price_per_unit(&self) -> Option<f64> {
        quotient(self.revenue().to_f64(), self.units().to_f64())
    }

    fn ratio(&self, amount: impl Fn(&Content) -> Sum) -> Option<Ratio> {
        let mut customers: BTreeMap<u32, (Sum, f64)> = BTreeMap::new();
        for content in self.orders.values() {
            let (sum, n) = customers.entry(content.customer).or_default();
            *sum += amount(content);
            *n += 1.0;
        }
        let units = customers.values().map(|(sum, n)| Unit { numerator: sum.to_f64(), denominator: *n });
        Ratio::of(&units.collect::<Vec<_>>())
    }
}

/// Returns a basket for each key, ascending.
pub fn by_key<K: Ord + Copy>(lines: &[Line<K>]) -> BTreeMap<K, Basket> {
    let mut whole: BTreeMap<u32, Sum> = BTreeMap::new();
    for line in lines {
        *whole.entry(line.order).or_default() += line.amount;
    }
    let mut baskets: BTreeMap<K, Basket> = BTreeMap::new();
    for line in lines {
        let content = baskets.entry(line.key).or_default().orders.entry(line.order).or_default();
        content.customer = line.customer;
        content.amount += line.amount;
        content.units += line.units;
        content.whole = whole.get(&line.order).copied().unwrap_or_default();
    }
    baskets
}
