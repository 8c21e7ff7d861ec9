//! Where a figure stands among peers whose figures are known.

use super::band::Status;
use super::peers::{MIN_RANKED, MIN_SHOWN, Peers};
use crate::engine::kpi::Good;
use crate::engine::stat::Interval;
use crate::engine::stat::rank::{Ties, percentile_rank};

/// A figure with what says how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Own {
    pub value: f64,
    /// The figure's own interval, in its unit.
    pub interval: Option<Interval>,
    /// Whether the figure rests on as much as its metric asks for; if not, it has no status.
    pub is_enough: bool,
}

/// Where a figure stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Mid-rank 0..=100, 100 = best: mirrored where lower is better.
    pub percentile: f64,
    /// The percentiles of both ends of the figure's interval.
    pub interval: Option<Interval>,
    /// 100/k: the least step between percentiles among k peers.
    pub resolution: f64,
    pub n_peers: usize,
    pub is_thin: bool,
    pub status: Result<Status, NoStatus>,
}

/// Why there is no percentile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoStanding {
    /// Fewer than three peers: nothing may be shown.
    Confidential,
    /// Three or four peers: only their range may be shown.
    TooFewPeers,
    /// The figure is unknown.
    NoFigure,
}

/// Why there is no status word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoStatus {
    /// The metric has no direction of good.
    Neutral,
    /// The figure rests on too little.
    BelowMinimum,
    /// Its interval is wider than two bands.
    TooUncertain,
}

/// Returns the percentile aligned with the direction of good: 100 − p where lower is better.
pub fn aligned(percentile: f64, good: Good) -> f64 {
    match good {
        Good::Higher | Good::Neutral => percentile,
        Good::Lower => 100.0 - percentile,
    }
}

impl Standing {
    /// Sets a figure against its peers.
    pub fn of(own: &Own, peers: &Peers) -> Result<Self, NoStanding> {
        if peers.n() < MIN_SHOWN {
            return Err(NoStanding::Confidential);
        }
        if peers.n() < MIN_RANKED {
            return Err(NoStanding::TooFewPeers);
        }
        let rank = |value: f64| percentile_rank(peers.values(), value, Ties::Middle).map(|p| aligned(p, peers.good()));
        let percentile = Some(own.value).filter(|value| value.is_finite()).and_then(rank);
        let percentile = percentile.ok_or(NoStanding::NoFigure)?;
        let ends = own.interval.and_then(|interval| Interval::from_ends(rank(interval.low)?, rank(interval.high)?));
        let status = if peers.good() == Good::Neutral {
            Err(NoStatus::Neutral)
        } else if !own.is_enough {
            Err(NoStatus::BelowMinimum)
        } else {
            Status::of(percentile, ends).ok_or(NoStatus::TooUncertain)
        };
        let n_peers = peers.n();
        let resolution = 100.0 / n_peers as f64;
        Ok(Self { percentile, interval: ends, resolution, n_peers, is_thin: peers.is_thin(), status })
    }
}
