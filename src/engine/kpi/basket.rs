//! What orders bring that have a line in question, in two readings that must not be mixed.

use super::Spec;
use super::customer_ratio::CustomerRatio;
use super::figure::{Absence, Figure};
use super::interval::{Basis, CONFIDENCE, Range};
use crate::engine::customer::basket::Basket;
use crate::engine::quantity::Sum;

/// Computes a metric of orders with a line in question; `None`: there are none. `checked` is the figure that says whether
/// the feed has what it needs.
pub fn figure(spec: &Spec, ratio: CustomerRatio, basket: Option<&Basket>, checked: Figure) -> Figure {
    let is_line = ratio == CustomerRatio::LineValue;
    let Some((basket, value)) =
        basket.and_then(|basket| Some((basket, if is_line { basket.line_value() } else { basket.basket_value() }?)))
    else {
        return Figure { value: Err(Absence::NoRows), ..checked };
    };
    let n = super::customer_ratio::sum_of(basket.n_orders() as u64);
    let interval = value.interval(CONFIDENCE).filter(|interval| interval.width() > 0.0);
    let n_customers = u32::try_from(value.n_units).unwrap_or(u32::MAX);
    Figure {
        value: Ok(value.estimate),
        numerator: if is_line { basket.revenue() } else { basket.whole() },
        denominator: Some(n),
        n_rows: basket.n_orders() as u64,
        is_small: n.to_f64() < f64::from(spec.minimum),
        range: interval.map(|interval| Range { interval, basis: Basis::Customers(n_customers) }),
        ..checked
    }
}

/// Returns the share of online channels in the net revenue of channels that are known to be one or the other, with the
/// share that is known of the whole as coverage.
pub fn online_share(online: Sum, known: Sum, all: Sum, range: Option<Range>, checked: Figure) -> Figure {
    let measure = crate::engine::facts::vocabulary::Measure::Revenue;
    if known.is_zero() || known.is_negative() {
        return Figure { value: Err(Absence::NoDenominator(measure)), ..checked };
    }
    let coverage = (known != all && !all.is_zero()).then(|| known.to_f64() / all.to_f64());
    Figure {
        value: Ok(online.to_f64() / known.to_f64()),
        numerator: online,
        denominator: Some(known),
        coverage,
        range,
        ..checked
    }
}
