//! The word for a percentile: quartiles of the peers.

use crate::engine::stat::Interval;
use serde::{Deserialize, Serialize};

/// A quarter of the peers, worst first. A boundary belongs to the upper band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Band {
    Poor,
    Fair,
    Good,
    Excellent,
}

impl Band {
    pub const ALL: [Self; 4] = [Self::Poor, Self::Fair, Self::Good, Self::Excellent];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Poor => "poor",
            Self::Fair => "fair",
            Self::Good => "good",
            Self::Excellent => "excellent",
        }
    }

    /// Returns the band of a percentile that is aligned with the direction of good; `None` outside 0..=100.
    ///
    /// p < 25 poor, 25 ≤ p < 50 fair, 50 ≤ p < 75 good, 75 ≤ p excellent.
    pub fn of(percentile: f64) -> Option<Self> {
        if !(0.0..=100.0).contains(&percentile) {
            return None;
        }
        Some(match percentile {
            p if p < 25.0 => Self::Poor,
            p if p < 50.0 => Self::Fair,
            p if p < 75.0 => Self::Good,
            _ => Self::Excellent,
        })
    }
}

/// A band, and how far the uncertainty of the figure reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub band: Band,
    /// The bands of both ends of the interval, worst first; both are `band` where it crosses no boundary.
    pub from: Band,
    pub to: Band,
}

/// The width of two bands, in points of percentile: an interval wider than that tells nothing.
const WIDEST: f64 = 50.0;

impl Status {
    /// Returns the status of a percentile with the percentiles of both ends of the figure's interval, where it has one.
    ///
    /// `None` where the interval is wider than two bands, or a percentile is outside 0..=100.
    pub fn of(percentile: f64, interval: Option<Interval>) -> Option<Self> {
        let band = Band::of(percentile)?;
        let Some(interval) = interval else {
            return Some(Self { band, from: band, to: band });
        };
        if interval.width() > WIDEST {
            return None;
        }
        let (from, to) = (Band::of(interval.low)?, Band::of(interval.high)?);
        Some(Self { band, from: from.min(band), to: to.max(band) })
    }

    pub fn spans(self) -> bool {
        self.from != self.to
    }
}
