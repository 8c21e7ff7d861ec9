//! Values that trend and season do not explain.

use crate::engine::stat::quantile::{NORMAL_MAD, Sorted};
use crate::engine::stat::quotient;

/// A robust z-score beyond this is an anomaly (Iglewicz & Hoaglin 1993).
pub const THRESHOLD: f64 = 3.5;
/// How many interquartile ranges beyond the quartiles is far out (Tukey 1977).
pub const FENCES: f64 = 3.0;

/// What remainders are judged by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    pub median: f64,
    /// Median absolute deviation, not scaled.
    pub mad: f64,
    /// Quartile ± [`FENCES`] interquartile ranges, type 7.
    pub low_fence: f64,
    pub high_fence: f64,
}

impl Spread {
    /// Returns the spread of finite remainders, or `None` for none.
    pub fn of(remainders: &[f64]) -> Option<Self> {
        let sorted = Sorted::from_values(remainders);
        let reach = FENCES * sorted.interquartile_range()?;
        Some(Self {
            median: sorted.median()?,
            mad: sorted.median_absolute_deviation()?,
            low_fence: sorted.quantile(0.25)? - reach,
            high_fence: sorted.quantile(0.75)? + reach,
        })
    }

    /// Returns the MAD scaled to a normal distribution's standard deviation.
    pub fn scaled_mad(&self) -> f64 {
        NORMAL_MAD * self.mad
    }

    /// Returns (value − median)/scaled MAD, or `None` where half of the remainders are equal.
    pub fn z(&self, value: f64) -> Option<f64> {
        quotient(value - self.median, self.scaled_mad())
    }

    pub fn is_beyond_fences(&self, value: f64) -> bool {
        value < self.low_fence || value > self.high_fence
    }

    /// Returns whether |z| is beyond [`THRESHOLD`]; by the fences where there is no z. An unknown value is none.
    pub fn is_anomaly(&self, value: f64) -> bool {
        let has_reach = self.high_fence > self.low_fence;
        self.z(value).map_or(has_reach && self.is_beyond_fences(value), |z| z.abs() > THRESHOLD)
    }
}
