//! Where a figure stands, whether each peer's figure is known or quantiles alone.

use super::band::{Band, Status};
use super::peers::{MIN_BEST, MIN_RANKED, MIN_SHOWN, Peers, THIN};
use super::published::{Place, Published, Scale};
use super::standing::{NoStanding, NoStatus, Own, Standing};
use super::supplied::Given;
use crate::engine::kpi::{Good, Unit};
use crate::engine::stat::finite;
use crate::engine::stat::quantile::Sorted;

/// Where a figure stands among peers.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    pub n_peers: u64,
    pub is_thin: bool,
    /// Aligned with the direction of good: 100 = best. `Err`: why there is none.
    pub percentile: Result<Place, NoPosition>,
    pub band: Result<Band, NoPosition>,
    /// Per cent and value, ascending, as far as they may be shown.
    pub quantiles: Vec<(u8, f64)>,
    /// `None` below five peers.
    pub median: Option<f64>,
    /// The tenth best; `None` below ten peers, without a direction, or where nobody published it.
    pub best_in_class: Option<f64>,
}

/// Why there is no percentile or no word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPosition {
    /// Fewer than five peers.
    TooFewPeers,
    /// One's own figure is unknown.
    NoFigure,
    /// The metric has no direction of good.
    Neutral,
    /// One's own figure rests on too little.
    BelowMinimum,
    /// Its interval is wider than two bands, or what was published does not reach so far.
    TooUncertain,
}

/// The quantiles that are shown, in per cent.
pub const SHOWN: [u8; 5] = [10, 25, 50, 75, 90];

impl Position {
    /// Sets a figure against what peers have; `own` is `None` where it is unknown.
    pub fn of(own: Option<&Own>, given: &Given, good: Good, unit: Unit) -> Self {
        match given {
            Given::Figures { peers, .. } => Self::among(own, peers),
            Given::Quantiles { n, at } => Self::between(own, *n, at, good, unit),
        }
    }

    fn among(own: Option<&Own>, peers: &Peers) -> Self {
        let sorted = Sorted::from_values(peers.values());
        let at = |percent: u8| Some((percent, sorted.quantile(f64::from(percent) / 100.0)?));
        // A tenth of fewer than ten peers is nobody.
        let is_shown = |percent: &u8| match peers.n() {
            n if n >= MIN_BEST => true,
            n if n >= MIN_RANKED => (25..=75).contains(percent),
            _ => false,
        };
        let standing = match own {
            Some(own) => Standing::of(own, peers),
            None if peers.n() < MIN_RANKED => Err(NoStanding::TooFewPeers),
            None => Err(NoStanding::NoFigure),
        };
        let why = |why: NoStanding| match why {
            NoStanding::Confidential | NoStanding::TooFewPeers => NoPosition::TooFewPeers,
            NoStanding::NoFigure => NoPosition::NoFigure,
        };
        Self {
            n_peers: peers.n() as u64,
            is_thin: peers.is_thin(),
            percentile: standing.map(|standing| Place::At(standing.percentile)).map_err(why),
            band: standing.map_err(why).and_then(|standing| match standing.status {
                Ok(Status { band, .. }) => Ok(band),
                Err(NoStatus::Neutral) => Err(NoPosition::Neutral),
                Err(NoStatus::BelowMinimum) => Err(NoPosition::BelowMinimum),
                Err(NoStatus::TooUncertain) => Err(NoPosition::TooUncertain),
            }),
            quantiles: SHOWN.into_iter().filter(is_shown).filter_map(at).collect(),
            median: peers.quartiles().map(|[_, median, _]| median),
            best_in_class: peers.best_in_class(),
        }
    }

    fn between(own: Option<&Own>, n: u64, at: &[(u8, f64)], good: Good, unit: Unit) -> Self {
        let is_enough = n >= MIN_RANKED as u64;
        let is_above_zero = at.iter().all(|(_, value)| *value > 0.0);
        let scale = if unit == Unit::Money && is_above_zero { Scale::Log } else { Scale::Linear };
        let points: Vec<(f64, f64)> = at.iter().map(|(percent, value)| (f64::from(*percent), *value)).collect();
        let published = Published::of(&points, scale, good);
        let percentile = match own {
            _ if !is_enough => Err(NoPosition::TooFewPeers),
            None => Err(NoPosition::NoFigure),
            Some(own) => published.and_then(|of| of.place(own.value)).ok_or(NoPosition::TooUncertain),
        };
        let band = match (percentile, own) {
            (Err(why), _) => Err(why),
            (Ok(_), _) if good == Good::Neutral => Err(NoPosition::Neutral),
            (Ok(_), Some(own)) if !own.is_enough => Err(NoPosition::BelowMinimum),
            (Ok(place), _) => band_of(place).ok_or(NoPosition::TooUncertain),
        };
        let value = |percent: u8| at.iter().find(|(known, _)| *known == percent).and_then(|(_, value)| finite(*value));
        let best = match good {
            Good::Higher => value(90),
            Good::Lower => value(10),
            Good::Neutral => None,
        };
        Self {
            n_peers: n,
            is_thin: n < THIN as u64,
            percentile,
            band,
            quantiles: if is_enough { at.to_vec() } else { Vec::new() },
            median: value(50).filter(|_| is_enough),
            best_in_class: best.filter(|_| n >= MIN_BEST as u64),
        }
    }

    /// Returns the percentile as a number to sort by: past what was published, half-way to the end.
    pub fn rank(&self) -> Option<f64> {
        Some(match self.percentile.ok()? {
            Place::At(percentile) => percentile,
            Place::Below(percentile) => percentile / 2.0,
            Place::Above(percentile) => f64::midpoint(percentile, 100.0),
        })
    }
}

/// Returns the band of a place; past what was published only where all beyond is of one band.
fn band_of(place: Place) -> Option<Band> {
    match place {
        Place::At(percentile) => Band::of(percentile),
        Place::Below(percentile) => (percentile <= 25.0).then_some(Band::Poor),
        Place::Above(percentile) => (percentile >= 75.0).then_some(Band::Excellent),
    }
}

/// Returns value − median or best, positive where better (where greater, without a direction).
pub fn gap(value: f64, other: f64, good: Good) -> Option<f64> {
    let gap = finite(value - other)?;
    Some(if good == Good::Lower { -gap } else { gap })
}

/// Returns whether so few peers may have their range shown.
pub const fn may_show_range(n: u64) -> bool {
    n >= MIN_SHOWN as u64
}
