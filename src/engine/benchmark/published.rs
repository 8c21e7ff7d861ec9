//! Where a figure stands when of the peers only some quantiles were published.

use super::standing::aligned;
use crate::engine::kpi::Good;
use crate::engine::stat::finite;

/// How values lie between published quantiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    Linear,
    /// For money, whose spread is in multiples; needs values above 0.
    Log,
}

/// Quantiles of a survey or a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Percentile 0..=100 and value; both ascend, percentiles strictly.
    points: Vec<(f64, f64)>,
    scale: Scale,
    good: Good,
}

/// A percentile, or the published one that the figure is past. Never extrapolated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    At(f64),
    /// Below the lowest percentile that was published: «< p10».
    Below(f64),
    /// Above the highest: «> p90».
    Above(f64),
}

impl Published {
    /// Takes percentiles with their values; `None` with fewer than two, out of order, or not above 0 on a log scale.
    pub fn of(points: &[(f64, f64)], scale: Scale, good: Good) -> Option<Self> {
        let is_legal = |(p, value): &(f64, f64)| {
            (0.0..=100.0).contains(p) && value.is_finite() && (scale == Scale::Linear || *value > 0.0)
        };
        let ascends = points.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1);
        (points.len() >= 2 && ascends && points.iter().all(is_legal)).then(|| Self {
            points: points.to_vec(),
            scale,
            good,
        })
    }

    /// Returns the place of a value, aligned with the direction of good, piecewise linear between what was published.
    ///
    /// A value that several published percentiles share stands in their middle. `None` for a value that is not finite.
    pub fn place(&self, value: f64) -> Option<Place> {
        finite(value)?;
        let ((least, first), (greatest, last)) = (*self.points.first()?, *self.points.last()?);
        if value < first {
            return Some(match self.good {
                Good::Lower => Place::Above(aligned(least, self.good)),
                Good::Higher | Good::Neutral => Place::Below(least),
            });
        }
        if value > last {
            return Some(match self.good {
                Good::Lower => Place::Below(aligned(greatest, self.good)),
                Good::Higher | Good::Neutral => Place::Above(greatest),
            });
        }
        let mut tied = self.points.iter().filter(|(_, at)| *at == value).map(|(p, _)| *p);
        if let Some(low) = tied.next() {
            let high = tied.next_back().unwrap_or(low);
            return Some(Place::At(aligned(f64::midpoint(low, high), self.good)));
        }
        let pair = self.points.windows(2).find_map(|pair| match pair {
            [low, high] if low.1 < value && value < high.1 => Some((*low, *high)),
            _ => None,
        });
        let ((p_low, low), (p_high, high)) = pair?;
        let on_scale = |x: f64| if self.scale == Scale::Log { libm::log(x) } else { x };
        let share = (on_scale(value) - on_scale(low)) / (on_scale(high) - on_scale(low));
        finite(p_low + share * (p_high - p_low)).map(|p| Place::At(aligned(p, self.good)))
    }
}
