//! How much a series resembles itself some steps earlier.

use crate::engine::stat::{average, quotient};

/// Returns the autocorrelation at lags 1..=`n_lags`, −1..=1: Σ(xₜ−x̄)(xₜ₋ₖ−x̄)/Σ(xₜ−x̄)² (Box & Jenkins 1976).
///
/// Both sums over all of the series, so that long lags shrink. `None` for a series that is constant or not finite.
pub fn autocorrelation(series: &[f64], n_lags: usize) -> Option<Vec<f64>> {
    let mean = average(series)?;
    let away: Vec<f64> = series.iter().map(|value| value - mean).collect();
    let squares: f64 = away.iter().map(|value| value * value).sum();
    let at = |lag: usize| away.iter().skip(lag).zip(&away).map(|(now, before)| now * before).sum::<f64>();
    (1..=n_lags).map(|lag| quotient(at(lag), squares)).collect()
}
