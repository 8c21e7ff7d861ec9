//! The yardstick that a forecast must beat, and how forecasts are scored on what they have not seen.
//!
//! Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed.

use crate::engine::stat::quotient;

/// Returns the last season again and again, `horizon` values; `None` with less than one season.
pub fn seasonal_naive(series: &[f64], period: usize, horizon: usize) -> Option<Vec<f64>> {
    let season = series.get(series.len().checked_sub(period)?..)?;
    (period > 0).then(|| season.iter().copied().cycle().take(horizon).collect())
}

/// How far forecasts were from what came. Over the pairs of both; `None` where nothing can be divided by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accuracy {
    /// √ mean squared error, in the series' unit.
    pub rmse: f64,
    /// Mean |error|, in the series' unit.
    pub mae: f64,
    /// Mean |error/actual|, a share; `None` where an actual value is 0.
    pub mape: Option<f64>,
    /// Mean 2·|error|/(|actual| + |forecast|), a share.
    pub smape: Option<f64>,
    /// Mean |error| / mean |error| of the seasonal naive within `train` (Hyndman & Koehler 2006): below 1 is better.
    pub mase: Option<f64>,
}

impl Accuracy {
    /// Scores forecasts; `None` without pairs or where an error is not finite.
    pub fn of(actual: &[f64], forecast: &[f64], train: &[f64], period: usize) -> Option<Self> {
        let pairs = || actual.iter().zip(forecast);
        let n = pairs().count() as f64;
        let mean = |sum: f64| quotient(sum, n);
        let mae = mean(pairs().map(|(a, f)| (a - f).abs()).sum())?;
        let rmse = mean(pairs().map(|(a, f)| (a - f) * (a - f)).sum())?.sqrt();
        let shares = |of: fn(f64, f64) -> Option<f64>| -> Option<f64> {
            let all: Option<Vec<f64>> = pairs().map(|(a, f)| of(*a, *f)).collect();
            mean(all?.iter().sum())
        };
        let naive: Vec<f64> = train.iter().skip(period).zip(train).map(|(now, before)| (now - before).abs()).collect();
        let scale = crate::engine::stat::average(&naive);
        Some(Self {
            rmse,
            mae,
            mape: shares(|a, f| quotient((a - f).abs(), a.abs())),
            smape: shares(|a, f| quotient(2.0 * (a - f).abs(), a.abs() + f.abs())),
            mase: scale.and_then(|scale| quotient(mae, scale)),
        })
    }
}
