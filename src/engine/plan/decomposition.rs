//! A series as trend, season and what remains.

use crate::engine::stat::{average, quotient};

/// How STL smooths (Cleveland, Cleveland, McRae & Terpenning 1990, J. Off. Stat. 6:3). Windows are odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StlSpec {
    pub period: usize,
    pub seasonal: usize,
    pub trend: usize,
    pub low_pass: usize,
    /// 0 or 1, as the other two.
    pub seasonal_degree: i32,
    pub trend_degree: i32,
    pub low_pass_degree: i32,
    /// Every so many points are smoothed, those between interpolated; 1 smooths all.
    pub seasonal_jump: usize,
    pub trend_jump: usize,
    pub low_pass_jump: usize,
    pub n_inner: usize,
    /// 0 = not robust.
    pub n_outer: usize,
}

impl StlSpec {
    /// Returns the usual choice for a period and a seasonal window: the trend's least odd window of at least
    /// 1.5·period/(1 − 1.5/seasonal), the low pass' least odd one above the period, all linear, no jumps.
    ///
    /// Two inner and 15 outer loops where robust, else five and none.
    pub fn with_window(period: usize, seasonal: usize, is_robust: bool) -> Self {
        let least = 1.5 * period as f64 / (1.0 - 1.5 / (seasonal.max(2) as f64));
        let (n_inner, n_outer) = if is_robust { (2, 15) } else { (5, 0) };
        Self {
            period,
            seasonal,
            trend: odd(least.ceil() as usize),
            low_pass: odd(period.saturating_add(1)),
            seasonal_degree: 1,
            trend_degree: 1,
            low_pass_degree: 1,
            seasonal_jump: 1,
            trend_jump: 1,
            low_pass_jump: 1,
            n_inner,
            n_outer,
        }
    }

    fn is_legal(&self, n: usize) -> bool {
        let windows = [self.seasonal, self.trend, self.low_pass];
        let degrees = [self.seasonal_degree, self.trend_degree, self.low_pass_degree];
        let jumps = [self.seasonal_jump, self.trend_jump, self.low_pass_jump];
        self.period >= 2
            && n / 2 >= self.period
            && windows.iter().all(|window| *window >= 3 && window % 2 == 1 && *window < 1_000_000)
            && degrees.iter().all(|degree| matches!(degree, 0 | 1))
            && jumps.iter().all(|jump| (1..n).contains(jump))
            && (1..=100).contains(&self.n_inner)
            && self.n_outer <= 100
    }
}

fn odd(window: usize) -> usize {
    window.max(3) | 1
}

/// Parts of a series that add up to it; each as long as it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decomposition {
    pub trend: Vec<f64>,
    pub seasonal: Vec<f64>,
    pub remainder: Vec<f64>,
}

impl Decomposition {
    /// Returns 1 − Var(remainder)/Var(trend + remainder), 0..=1 (Wang, Smith & Hyndman 2006).
    pub fn trend_strength(&self) -> Option<f64> {
        strength(&self.remainder, &self.trend)
    }

    /// Returns 1 − Var(remainder)/Var(seasonal + remainder), 0..=1.
    pub fn seasonal_strength(&self) -> Option<f64> {
        strength(&self.remainder, &self.seasonal)
    }
}

fn strength(remainder: &[f64], part: &[f64]) -> Option<f64> {
    let both: Vec<f64> = remainder.iter().zip(part).map(|(a, b)| a + b).collect();
    let squares = |values: &[f64]| {
        average(values).map(|mean| values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>())
    };
    Some((1.0 - quotient(squares(remainder)?, squares(&both)?)?).max(0.0))
}

/// Values from here on are no figures of anything.
const LARGEST: f64 = 1e100;

/// Decomposes by locally weighted regression.
///
/// `None` with fewer than two periods, a value that is not finite or past 10¹⁰⁰, or windows that are even.
pub fn stl(series: &[f64], spec: &StlSpec) -> Option<Decomposition> {
    // What is left over must not overflow: the library sorts it, and cannot sort NaN.
    if !spec.is_legal(series.len()) || series.iter().any(|value| value.is_nan() || value.abs() >= LARGEST) {
        return None;
    }
    let mut params = stlrs::Stl::params();
    params
        .seasonal_length(spec.seasonal)
        .trend_length(spec.trend)
        .low_pass_length(spec.low_pass)
        .seasonal_degree(spec.seasonal_degree)
        .trend_degree(spec.trend_degree)
        .low_pass_degree(spec.low_pass_degree)
        .seasonal_jump(spec.seasonal_jump)
        .trend_jump(spec.trend_jump)
        .low_pass_jump(spec.low_pass_jump)
        .inner_loops(spec.n_inner)
        .outer_loops(spec.n_outer)
        .robust(spec.n_outer > 0);
    let fit = params.fit(series, spec.period).ok()?;
    let (trend, seasonal, remainder) = (fit.trend().to_vec(), fit.seasonal().to_vec(), fit.remainder().to_vec());
    let is_finite = remainder.iter().all(|value| value.is_finite());
    is_finite.then_some(Decomposition { trend, seasonal, remainder })
}

/// A series with several seasons, such as a week and a month.
#[derive(Debug, Clone, PartialEq)]
pub struct ManySeasons {
    pub trend: Vec<f64>,
    /// One for each period, in the order given.
    pub seasonal: Vec<Vec<f64>>,
    pub remainder: Vec<f64>,
}

/// Decomposes season by season, `n_rounds` times over (MSTL: Bandara, Hyndman & Bergmeir 2021, arXiv:2107.13462).
///
/// Periods ascend. `None` where [`stl`] has none for a period, or there is no period.
pub fn mstl(series: &[f64], seasons: &[StlSpec], n_rounds: usize) -> Option<ManySeasons> {
    let mut rest = series.to_vec();
    let mut seasonal = vec![vec![0.0; series.len()]; seasons.len()];
    let mut trend = None;
    for _ in 0..n_rounds.clamp(1, 100) {
        for (spec, season) in seasons.iter().zip(&mut seasonal) {
            for (value, part) in rest.iter_mut().zip(season.iter()) {
                *value += part;
            }
            let fit = stl(&rest, spec)?;
            *season = fit.seasonal;
            for (value, part) in rest.iter_mut().zip(season.iter()) {
                *value -= part;
            }
            trend = Some(fit.trend);
        }
    }
    let trend = trend?;
    let remainder = rest.iter().zip(&trend).map(|(value, trend)| value - trend).collect();
    Some(ManySeasons { trend, seasonal, remainder })
}

/// The textbook's decomposition by moving averages, for comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Classical {
    /// `None` for half a period at both ends.
    pub trend: Vec<Option<f64>>,
    /// One period from the first point on; adds up to 0.
    pub season: Vec<f64>,
}

/// Decomposes additively: a centred moving average, then the mean of what remains by place in the period.
///
/// `None` with fewer than two periods or a period below 2.
pub fn classical(series: &[f64], period: usize) -> Option<Classical> {
    if period < 2 || series.len() / 2 < period {
        return None;
    }
    // An even period weighs both ends half.
    let width = period + usize::from(period.is_multiple_of(2));
    let ends = if period.is_multiple_of(2) { 0.5 } else { 1.0 };
    let centred = |window: &[f64]| {
        let whole: f64 = window.iter().sum();
        let edges = window.first().copied().unwrap_or(0.0) + window.last().copied().unwrap_or(0.0);
        (whole - (1.0 - ends) * edges) / period as f64
    };
    let half = width / 2;
    let mut trend = vec![None; half];
    trend.extend(series.windows(width).map(|window| Some(centred(window))));
    trend.resize(series.len(), None);
    let place_mean = |place: usize| {
        let points = series.iter().zip(&trend).skip(place).step_by(period);
        average(&points.filter_map(|(value, trend)| trend.map(|trend| value - trend)).collect::<Vec<_>>())
    };
    let means: Vec<f64> = (0..period).map(place_mean).collect::<Option<_>>()?;
    let centre = average(&means)?;
    Some(Classical { trend, season: means.into_iter().map(|mean| mean - centre).collect() })
}
