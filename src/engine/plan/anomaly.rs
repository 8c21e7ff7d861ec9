//! Values that trend and season do not explain.

use super::decomposition::{StlSpec, stl};
use crate::engine::stat::distribution::normal_two_sided;
use crate::engine::stat::quantile::{NORMAL_MAD, Sorted};
use crate::engine::stat::{Interval, quotient};

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

    /// Returns how likely a remainder at least this far away is where nothing is unusual, in a normal distribution; by the
    /// fences alone it is told without a chance: 0 beyond them, else 1. NaN of a value that is none.
    pub fn p_value(&self, value: f64) -> f64 {
        let by_fences = || if self.is_anomaly(value) { 0.0 } else { 1.0 };
        if value.is_nan() { value } else { self.z(value).map_or_else(by_fences, normal_two_sided) }
    }

    /// Returns between which remainders nothing is unusual.
    pub fn usual(&self) -> Option<Interval> {
        let reach = THRESHOLD * self.scaled_mad();
        if reach > 0.0 {
            return Interval::around(self.median, reach);
        }
        Interval::from_ends(self.low_fence, self.high_fence)
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

/// Fewer points tell no season from chance.
pub const MIN_POINTS: usize = 24;

/// The last point of a series beside what trend and season lead to expect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Latest {
    /// What is expected, and between which values nothing is unusual.
    pub expected: f64,
    pub usual: Interval,
    pub p_value: f64,
    /// Where the run of anomalies to the same side begins that the last point ends; the last point's own place where it is
    /// none, or the only one.
    pub since: usize,
    pub is_anomaly: bool,
}

impl Latest {
    /// Judges the last point by the robust STL of the series with a seasonal window of 7 (Cleveland et al. 1990).
    ///
    /// `None` with fewer than two seasons or [`MIN_POINTS`] points, or a value that is not finite.
    pub fn of(series: &[f64], period: usize) -> Option<Self> {
        if series.len() < MIN_POINTS {
            return None;
        }
        let parts = stl(series, &StlSpec::with_window(period, 7, true))?;
        let spread = Spread::of(&parts.remainder)?;
        let (last, rest) = (*series.last()?, *parts.remainder.last()?);
        let expected = last - rest;
        let usual = spread.usual()?;
        let is_anomaly = spread.is_anomaly(rest);
        let goes_on = |other: &&f64| {
            is_anomaly && spread.is_anomaly(**other) && (**other > spread.median) == (rest > spread.median)
        };
        let n_run = parts.remainder.iter().rev().take_while(goes_on).count().max(1);
        Some(Self {
            expected: expected + spread.median,
            usual: Interval::from_ends(expected + usual.low, expected + usual.high)?,
            p_value: spread.p_value(rest),
            since: series.len() - n_run,
            is_anomaly,
        })
    }
}
