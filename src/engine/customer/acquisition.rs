//! What a new customer costs, in three layers that are always shown apart.
//!
//! Source: Farris et al., Marketing Metrics, 4th ed.; MASB common language. Over several periods the sums are divided,
//! never the figures averaged.

use crate::engine::quantity::Sum;
use crate::engine::stat::poisson::cost_interval;
use crate::engine::stat::{Interval, quotient};

/// All that marketing and sales cost in a period, in the reporting currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AcquisitionCost {
    /// Media and agencies.
    pub media: Sum,
    /// Salaries of marketing and sales.
    pub people: Sum,
    /// Tools, premises, discounts on first orders.
    pub overhead: Sum,
    /// Rows whose cost is unknown: where there are any, every figure is a lower bound.
    pub n_unknown: u64,
}

/// How much of the cost is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    Media,
    WithPeople,
    FullyLoaded,
}

impl Layer {
    pub const ALL: [Self; 3] = [Self::Media, Self::WithPeople, Self::FullyLoaded];
}

impl AcquisitionCost {
    pub fn total(&self, layer: Layer) -> Sum {
        match layer {
            Layer::Media => self.media,
            Layer::WithPeople => self.media + self.people,
            Layer::FullyLoaded => self.media + self.people + self.overhead,
        }
    }

    /// Returns cost per customer whose first order ever falls in the period; `None` where there are none.
    pub fn per_customer(&self, layer: Layer, n_new: u64) -> Option<f64> {
        quotient(self.total(layer).to_f64(), n_new as f64)
    }

    /// Returns its interval, with the cost as known and new customers as a Poisson count.
    pub fn interval(&self, layer: Layer, n_new: u64, confidence: f64) -> Option<Interval> {
        cost_interval(self.total(layer).to_f64(), n_new, confidence)
    }
}

/// What part of a shared cost falls on each channel: in proportion to a stated key, such as media cost or orders.
///
/// The parts add up to `shared` but for the last bit; `None` where a key is negative or all are 0.
pub fn allocated(shared: f64, keys: &[f64]) -> Option<Vec<f64>> {
    if keys.iter().any(|key| key.is_nan() || *key < 0.0) {
        return None;
    }
    let total: f64 = keys.iter().sum();
    keys.iter().map(|key| quotient(shared * key, total)).collect()
}
