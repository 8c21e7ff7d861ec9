//! The figures of those that one is compared with, oneself excluded.

use crate::engine::kpi::Good;
use crate::engine::stat::quantile::Sorted;
use crate::engine::stat::quotient;

/// Below so many peers nothing is shown: a single figure could be told apart.
pub const MIN_SHOWN: usize = 3;
/// Below so many peers there is no percentile and no status, only least, median and greatest.
pub const MIN_RANKED: usize = 5;
/// Below so many peers there is no best in class: a tenth of them must be somebody.
pub const MIN_BEST: usize = 10;
/// Below so many peers a percentile is marked as resting on little.
pub const THIN: usize = 20;

/// One metric of each peer.
#[derive(Debug, Clone, PartialEq)]
pub struct Peers {
    values: Sorted,
    good: Good,
}

/// What may be shown of few peers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    pub least: f64,
    pub median: f64,
    pub greatest: f64,
}

impl Peers {
    /// Takes the peers' values in any order; those that are not finite are left out.
    pub fn of(values: &[f64], good: Good) -> Self {
        Self { values: Sorted::from_values(values), good }
    }

    pub fn n(&self) -> usize {
        self.values.len()
    }

    pub const fn good(&self) -> Good {
        self.good
    }

    pub fn values(&self) -> &[f64] {
        self.values.values()
    }

    pub fn is_thin(&self) -> bool {
        self.n() < THIN
    }

    /// Returns least, median and greatest, or `None` below [`MIN_SHOWN`].
    pub fn range(&self) -> Option<Range> {
        if self.n() < MIN_SHOWN {
            return None;
        }
        Some(Range {
            least: self.values.quantile(0.0)?,
            median: self.values.median()?,
            greatest: self.values.quantile(1.0)?,
        })
    }

    /// Returns quartiles 1 to 3 of type 7, in the metric's unit, or `None` below [`MIN_RANKED`].
    pub fn quartiles(&self) -> Option<[f64; 3]> {
        if self.n() < MIN_RANKED {
            return None;
        }
        Some([self.values.quantile(0.25)?, self.values.median()?, self.values.quantile(0.75)?])
    }

    /// Returns the 90th percentile (the 10th where lower is better), or `None` below [`MIN_BEST`] or without a direction.
    ///
    /// Not the best value: that may be an accident (Camp 1989; OECD/JRC 2008).
    pub fn best_in_class(&self) -> Option<f64> {
        if self.n() < MIN_BEST {
            return None;
        }
        match self.good {
            Good::Higher => self.values.quantile(0.9),
            Good::Lower => self.values.quantile(0.1),
            Good::Neutral => None,
        }
    }

    /// Returns value − best in class, positive where the value is ahead of it, in the metric's unit.
    pub fn gap_to_best(&self, value: f64) -> Option<f64> {
        let gap = crate::engine::stat::finite(value - self.best_in_class()?)?;
        Some(if self.good == Good::Lower { -gap } else { gap })
    }

    /// Returns value − median, positive where better (where greater, without a direction); needs [`MIN_RANKED`].
    pub fn gap_to_median(&self, value: f64) -> Option<f64> {
        let [_, median, _] = self.quartiles()?;
        let gap = crate::engine::stat::finite(value - median)?;
        Some(if self.good == Good::Lower { -gap } else { gap })
    }

    /// Returns 100·value/median, or `None` below [`MIN_RANKED`] and as [`index`] says.
    pub fn index(&self, value: f64) -> Option<f64> {
        let [_, median, _] = self.quartiles()?;
        index(value, median)
    }
}

/// Returns 100·value/median, or `None` where the median is 0 or less: then only a difference means something.
///
/// A metric that crosses 0 (NPS, ROI) has no index whatever its median; its caller must not ask.
pub fn index(value: f64, median: f64) -> Option<f64> {
    if median > 0.0 { quotient(100.0 * value, median) } else { None }
}
