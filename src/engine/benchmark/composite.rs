//! Many metrics of many entities in one index (OECD/JRC, Handbook on Constructing Composite Indicators, 2008).
//!
//! An index is made anew from the metrics of all entities; indices are never averaged.

use super::standing::aligned;
use crate::engine::kpi::Good;
use crate::engine::stat::quantile::Sorted;
use crate::engine::stat::rank::{Ties, percentile_rank};
use crate::engine::stat::{average, finite, quotient};

/// One metric with its weight and the value of each entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Above 0; weights need not add up to 1.
    pub weight: f64,
    pub good: Good,
    /// In the same order of entities in each indicator; `None` is unknown.
    pub values: Vec<Option<f64>>,
}

/// How values of different units are made comparable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Normalisation {
    /// (x − mean)/standard deviation over the entities (n, not n−1), held within ±`limit` where there is one.
    ZScore { limit: Option<f64> },
    /// 0..=100 from the worst to the best.
    MinMax,
    /// (x − median)/interquartile range.
    Robust,
    /// Mid-rank among all entities, oneself included, 0..=100.
    Percentile,
}

/// z-scores beyond so much are held there: one extreme must not decide an index.
pub const Z_LIMIT: f64 = 3.0;
/// The share of the weights that must be known of an entity; below it the entity has no index.
pub const MIN_WEIGHT: f64 = 0.75;

impl Indicator {
    /// Returns each value made comparable and turned so that more is better.
    ///
    /// `None` where the value is unknown, or where all entities are equal and so tell nothing (but for percentiles).
    pub fn normalised(&self, by: Normalisation) -> Vec<Option<f64>> {
        let known: Vec<f64> = self.values.iter().flatten().copied().filter(|value| value.is_finite()).collect();
        let sorted = Sorted::from_values(&known);
        let sign = if self.good == Good::Lower { -1.0 } else { 1.0 };
        let mean = average(&known);
        let deviation = mean.map(|mean| {
            let squares: f64 = known.iter().map(|x| (x - mean) * (x - mean)).sum();
            (squares / known.len() as f64).sqrt()
        });
        let scaled = |value: f64| match by {
            Normalisation::ZScore { limit } => {
                let z = sign * quotient(value - mean?, deviation?)?;
                Some(limit.map_or(z, |limit| z.max(-limit.abs()).min(limit.abs())))
            }
            Normalisation::MinMax => {
                let (least, greatest) = (sorted.quantile(0.0)?, sorted.quantile(1.0)?);
                let share = quotient(value - least, greatest - least)?;
                Some(100.0 * if sign < 0.0 { 1.0 - share } else { share })
            }
            Normalisation::Robust => Some(sign * quotient(value - sorted.median()?, sorted.interquartile_range()?)?),
            Normalisation::Percentile => Some(aligned(percentile_rank(&known, value, Ties::Middle)?, self.good)),
        };
        self.values.iter().map(|value| value.and_then(finite).and_then(scaled)).collect()
    }
}

/// Returns Σ w·x / Σ w for each entity over the indicators that it has.
///
/// `None` where less than [`MIN_WEIGHT`] of the weights is known, or a weight is not above 0.
pub fn index(indicators: &[Indicator], by: Normalisation) -> Vec<Option<f64>> {
    let weights: Vec<f64> = indicators.iter().map(|indicator| indicator.weight).collect();
    index_weighted(&columns(indicators, by), &weights)
}

/// Returns 100 + 10·z, the scale on which a z-score index is shown: 100 is the mean of the entities.
pub fn shown(z: f64) -> f64 {
    100.0 + 10.0 * z
}

/// Returns the rank of each index, 1 = highest; ties share the best rank, an unknown index has none.
pub fn ranks(indices: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut descending: Vec<f64> = indices.iter().flatten().copied().collect();
    descending.sort_by(|a, b| b.total_cmp(a));
    let above = |value: f64| descending.partition_point(|other| *other > value);
    indices.iter().map(|index| index.map(|value| above(value) + 1)).collect()
}

/// Returns the best and the worst rank of each entity when each weight in turn is `change` lower and higher (0.25).
///
/// The weights as given are among the cases. `None` for an entity without an index.
pub fn sensitivity(indicators: &[Indicator], by: Normalisation, change: f64) -> Vec<Option<(usize, usize)>> {
    let weights: Vec<f64> = indicators.iter().map(|indicator| indicator.weight).collect();
    let columns = columns(indicators, by);
    let mut cases = vec![weights.clone()];
    for moved in 0..weights.len() {
        for factor in [1.0 - change, 1.0 + change] {
            let case = weights.iter().enumerate().map(|(at, w)| if at == moved { w * factor } else { *w });
            cases.push(case.collect());
        }
    }
    let all: Vec<Vec<Option<usize>>> = cases.iter().map(|case| ranks(&index_weighted(&columns, case))).collect();
    let n_entities = columns.first().map_or(0, Vec::len);
    (0..n_entities)
        .map(|entity| {
            let of_entity = || all.iter().filter_map(|ranks| ranks.get(entity).copied().flatten());
            Some((of_entity().min()?, of_entity().max()?))
        })
        .collect()
}

fn columns(indicators: &[Indicator], by: Normalisation) -> Vec<Vec<Option<f64>>> {
    indicators.iter().map(|indicator| indicator.normalised(by)).collect()
}

fn index_weighted(columns: &[Vec<Option<f64>>], weights: &[f64]) -> Vec<Option<f64>> {
    let n_entities = columns.iter().map(Vec::len).min().unwrap_or(0);
    let total: f64 = weights.iter().sum();
    if weights.iter().any(|weight| weight.is_nan() || *weight <= 0.0) {
        return vec![None; n_entities];
    }
    (0..n_entities)
        .map(|entity| {
            let cells = columns.iter().map(|column| column.get(entity).copied().flatten()).zip(weights);
            let known = cells.filter_map(|(cell, weight)| cell.map(|value| (value, *weight)));
            let (sum, weight) = known.fold((0.0, 0.0), |(s, w), (value, weight)| (s + value * weight, w + weight));
            // A hair of tolerance: 0.3 + 0.45 is not 0.75.
            if weight < MIN_WEIGHT * total - 1e-12 * total { None } else { quotient(sum, weight) }
        })
        .collect()
}
