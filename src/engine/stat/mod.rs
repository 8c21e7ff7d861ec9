//! Plain statistics: intervals, quantiles, tests, survival. Nothing here knows a metric.
//!
//! Every function is total: what is not defined (no data, NaN, a denominator of zero) is `None`, never NaN or ∞.
//! A confidence is a share strictly between 0 and 1, such as 0.95. Transcendental functions are `libm`'s, so that
//! a native test and the browser agree to the last bit.
//!
//! Read in this order: [`special`], [`hypergeometric`] and [`distribution`] are the mathematics below; [`proportion`], [`difference`],
//! [`mean`], [`ratio`] and [`poisson`] are intervals; [`quantile`] and [`rank`] say where a value stands;
//! [`bootstrap`] is for what has no closed form; [`survival`], [`rank_sum`], [`concentration`] and [`discovery`]
//! are each one thing.

pub mod bootstrap;
pub mod concentration;
pub mod difference;
pub mod discovery;
pub mod distribution;
pub mod hypergeometric;
pub mod mean;
pub mod poisson;
pub mod proportion;
pub mod quantile;
pub mod rank;
pub mod rank_sum;
pub mod ratio;
pub mod special;
pub mod survival;

use serde::{Deserialize, Serialize};

/// Both ends of an interval, in the unit of its estimate; `low <= high`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// Returns `centre ± half_width`, or `None` where an end is not finite.
    pub fn around(centre: f64, half_width: f64) -> Option<Self> {
        Self::from_ends(centre - half_width, centre + half_width)
    }

    /// Returns the interval between two values in either order, or `None` where one is not finite.
    pub fn from_ends(a: f64, b: f64) -> Option<Self> {
        (a.is_finite() && b.is_finite()).then_some(Self { low: a.min(b), high: a.max(b) })
    }

    /// Returns the part of the interval within `low..=high`.
    #[must_use]
    pub fn clamped(self, low: f64, high: f64) -> Self {
        Self { low: self.low.max(low).min(high), high: self.high.min(high).max(low) }
    }

    /// Returns both ends times `factor`.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    pub fn width(self) -> f64 {
        self.high - self.low
    }

    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Returns `numerator / denominator`, or `None` where the denominator is 0 or the result is not finite.
pub fn quotient(numerator: f64, denominator: f64) -> Option<f64> {
    if denominator == 0.0 {
        return None;
    }
    finite(numerator / denominator)
}

/// Returns the value unless it is NaN or infinite.
pub fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// Returns the arithmetic mean, summed in the order given; `None` for no values or any that is not finite.
pub fn average(values: &[f64]) -> Option<f64> {
    quotient(values.iter().sum(), values.len() as f64)
}
