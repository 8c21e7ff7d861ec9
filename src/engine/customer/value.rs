//! What an order, a unit and a customer bring: ratios of sums with intervals over customers.
//!
//! Source: Farris et al., Marketing Metrics, 4th ed. Orders of one customer are not independent, so that the unit of
//! every interval is the customer (on CDNOW one over orders is 2.3 times too narrow).

use super::history::{History, Order, revenue, units};
use crate::engine::stat::proportion::Proportion;
use crate::engine::stat::quantile::Sorted;
use crate::engine::stat::ratio::{Ratio, Unit};

/// Returns Σ revenue / orders, the average order value in currency; `None` without orders.
pub fn order_value(history: &History) -> Option<Ratio> {
    ratio(history, |orders| revenue(orders).to_f64(), n_orders)
}

/// Returns Σ units / orders, the average order quantity; `None` without orders.
pub fn units_per_order(history: &History) -> Option<Ratio> {
    ratio(history, |orders| units(orders).to_f64(), n_orders)
}

/// Returns Σ revenue / Σ units, the average selling price in currency; `None` without units.
pub fn price_per_unit(history: &History) -> Option<Ratio> {
    ratio(history, |orders| revenue(orders).to_f64(), |orders| units(orders).to_f64())
}

/// Returns orders / customers, the purchase frequency within the history's window; `None` without customers.
pub fn purchase_frequency(history: &History) -> Option<Ratio> {
    ratio(history, n_orders, |_| 1.0)
}

/// Returns Σ revenue / customers, in currency; `None` without customers.
pub fn revenue_per_customer(history: &History) -> Option<Ratio> {
    ratio(history, |orders| revenue(orders).to_f64(), |_| 1.0)
}

/// Returns the customers with two orders or more, of all; compare equal windows only.
pub fn repeat_rate(history: &History) -> Proportion {
    let n = history.customers().count() as u64;
    let k = history.customers().filter(|orders| orders.len() > 1).count() as u64;
    Proportion { k, n }
}

/// Returns the days between consecutive orders of the same customer, ascending; two on one day are 0 apart.
///
/// Observed gaps are short of the truth, as the last gap of each customer has not ended; see `stat::survival`.
pub fn days_between_orders(history: &History) -> Sorted {
    let gaps = history.customers().flat_map(|orders| {
        orders.windows(2).filter_map(|pair| match pair {
            [earlier, later] => Some(f64::from(later.day.days_since(earlier.day))),
            _ => None,
        })
    });
    Sorted::from_values(&gaps.collect::<Vec<_>>())
}

/// Returns what each customer adds to a ratio, by ascending customer.
pub fn by_customer(
    history: &History,
    numerator: impl Fn(&[Order]) -> f64,
    denominator: impl Fn(&[Order]) -> f64,
) -> Vec<Unit> {
    let unit = |orders: &[Order]| Unit { numerator: numerator(orders), denominator: denominator(orders) };
    history.customers().map(unit).collect()
}

fn ratio(
    history: &History,
    numerator: impl Fn(&[Order]) -> f64,
    denominator: impl Fn(&[Order]) -> f64,
) -> Option<Ratio> {
    Ratio::of(&by_customer(history, numerator, denominator))
}

fn n_orders(orders: &[Order]) -> f64 {
    orders.len() as f64
}
