//! Limits of a count of independent events, and of a cost that is divided by it.

use super::Interval;
use super::distribution::{chi_squared_quantile, confidence_tail};

/// Returns the exact limits of a Poisson mean of which `n` events were counted (Garwood 1936, Biometrika 28:437).
///
/// Low: χ²(tail; 2n)/2, 0 at n = 0. High: χ²(1−tail; 2n+2)/2.
pub fn exact_limits(n: u64, confidence: f64) -> Option<Interval> {
    let tail = confidence_tail(confidence)?;
    let events = n as f64;
    let low = if n == 0 { 0.0 } else { chi_squared_quantile(tail, 2.0 * events)? / 2.0 };
    Interval::from_ends(low, chi_squared_quantile(1.0 - tail, 2.0 * events + 2.0)? / 2.0)
}

/// Returns the interval of `cost`/`n`, with the cost known and `n` a Poisson count, in cost per event.
///
/// The ends are cost/high and cost/low of [`exact_limits`]. `None` at n = 0 or where the cost is negative.
pub fn cost_interval(cost: f64, n: u64, confidence: f64) -> Option<Interval> {
    if n == 0 || cost.is_nan() || cost < 0.0 {
        return None;
    }
    let limits = exact_limits(n, confidence)?;
    Interval::from_ends(cost / limits.high, cost / limits.low)
}
