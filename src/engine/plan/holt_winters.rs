//! Exponential smoothing of level, trend and season (Holt 1957; Winters 1960; Hyndman & Athanasopoulos, FPP3, ch. 8).
//!
//! With f = l + φ·b: additive l' = α(y − s) + (1−α)f, b' = β(l' − l) + (1−β)φb, s' = γ(y − f) + (1−γ)s; multiplicative
//! y/s and y/f instead. The season is updated with the PREVIOUS level and trend, f, not with the new level.

use super::simplex::minimise;
use crate::engine::stat::{average, finite};

/// How the season acts on the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    Additive,
    /// For values above 0 only.
    Multiplicative,
}

/// How fast each part follows the data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Smoothing {
    /// Of the level, 0..=1.
    pub alpha: f64,
    /// Of the trend, as a share of the level's change, 0..=1.
    pub beta: f64,
    /// Of the season, 0..=1.
    pub gamma: f64,
    /// What remains of the trend from step to step; 1 = not damped.
    pub phi: f64,
}

/// Level, trend and one season, the next step's part first.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub level: f64,
    pub trend: f64,
    pub season: Vec<f64>,
}

/// A series run through.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothed {
    /// What each value was expected to be just before it came.
    pub fitted: Vec<f64>,
    /// Sum of squared errors.
    pub sse: f64,
    pub last: State,
}

impl State {
    /// Returns a first state from two seasons: the first's mean, the mean step between both, and what the first is
    /// beside its mean.
    ///
    /// `None` with fewer than two seasons, or where the season is multiplicative and the mean is not above 0.
    pub fn from_start(series: &[f64], period: usize, season: Season) -> Option<Self> {
        if period < 2 {
            return None;
        }
        let first = series.get(..period)?;
        let second = series.get(period..period.checked_mul(2)?)?;
        let (level, next) = (average(first)?, average(second)?);
        let part = |value: &f64| match season {
            Season::Additive => Some(value - level),
            Season::Multiplicative if level > 0.0 => Some(value / level),
            Season::Multiplicative => None,
        };
        let season = first.iter().map(part).collect::<Option<_>>()?;
        Some(Self { level, trend: (next - level) / period as f64, season })
    }
}

/// Runs a series through from a first state; `None` where something is not finite.
pub fn smooth(series: &[f64], first: &State, by: Smoothing, season: Season) -> Option<Smoothed> {
    let Smoothing { alpha, beta, gamma, phi } = by;
    let (mut level, mut trend) = (first.level, first.trend);
    let mut seasons: std::collections::VecDeque<f64> = first.season.iter().copied().collect();
    let mut fitted = Vec::with_capacity(series.len());
    let mut sse = 0.0;
    for y in series {
        let s = seasons.pop_front()?;
        let f = level + phi * trend;
        let (expected, deseasoned, part) = match season {
            Season::Additive => (f + s, y - s, y - f),
            Season::Multiplicative => (f * s, y / s, y / f),
        };
        let next = alpha * deseasoned + (1.0 - alpha) * f;
        trend = beta * (next - level) + (1.0 - beta) * phi * trend;
        level = next;
        seasons.push_back(gamma * part + (1.0 - gamma) * s);
        fitted.push(expected);
        sse += (y - expected) * (y - expected);
    }
    finite(sse + level + trend)?;
    Some(Smoothed { fitted, sse, last: State { level, trend, season: seasons.into() } })
}

/// Returns the next `horizon` values after a state; `None` without a season or where one is not finite.
pub fn forecast(last: &State, phi: f64, season: Season, horizon: usize) -> Option<Vec<f64>> {
    let (mut damping, mut weight) = (1.0, 0.0);
    let parts = last.season.iter().cycle().take(horizon);
    let values: Vec<f64> = parts
        .map(|s| {
            damping *= phi;
            weight += damping;
            let f = last.level + weight * last.trend;
            match season {
                Season::Additive => f + s,
                Season::Multiplicative => f * s,
            }
        })
        .collect();
    (values.len() == horizon && values.iter().all(|value| value.is_finite())).then_some(values)
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    pub smoothing: Smoothing,
    pub first: State,
    pub smoothed: Smoothed,
}

/// The least damping that is tried: stronger damping is no trend (FPP3, 8.2), weaker than the greatest is none.
const DAMPING: (f64, f64) = (0.8, 0.995);

/// Finds the smoothing with the least sum of squared errors, and the first state with it.
///
/// `None` with fewer than two seasons and five values, a value that is not finite, or one that is not above 0 where the
/// season is multiplicative.
pub fn fit(series: &[f64], period: usize, season: Season, is_damped: bool) -> Option<Fit> {
    let is_legal = |value: &f64| value.is_finite() && (season == Season::Additive || *value > 0.0);
    if series.len() < period.checked_mul(2)?.checked_add(5)? || !series.iter().all(is_legal) {
        return None;
    }
    let mut first = State::from_start(series, period, season)?;
    let scale = first.level.abs().max(1e-300);
    let mut best: Option<Fit> = None;
    // A better first state moves the smoothing and the other way round: in turns until neither does.
    for _ in 0..20 {
        let start =
            best.as_ref().map_or(Smoothing { alpha: 0.4, beta: 0.05, gamma: 0.2, phi: 0.98 }, |fit| fit.smoothing);
        let smoothing = best_smoothing(series, &first, start, season, is_damped)?;
        first = better_start(series, first, smoothing, season, scale)?;
        let smoothed = smooth(series, &first, smoothing, season)?;
        let before = best.as_ref().map_or(f64::INFINITY, |fit| fit.smoothed.sse);
        let gained = before - smoothed.sse;
        if gained > 0.0 {
            best = Some(Fit { smoothing, first: first.clone(), smoothed });
        }
        if before.is_finite() && gained <= 1e-4 * before {
            break;
        }
    }
    best
}

fn best_smoothing(
    series: &[f64],
    first: &State,
    start: Smoothing,
    season: Season,
    is_damped: bool,
) -> Option<Smoothing> {
    let from = |x: &[f64]| -> Option<Smoothing> {
        let share = |at: usize| x.get(at).copied().filter(|value| (0.0..=1.0).contains(value));
        let phi = if is_damped { x.get(3).copied().filter(|phi| (DAMPING.0..=DAMPING.1).contains(phi))? } else { 1.0 };
        Some(Smoothing { alpha: share(0)?, beta: share(1)?, gamma: share(2)?, phi })
    };
    let sse = |x: &[f64]| from(x).and_then(|by| smooth(series, first, by, season)).map_or(f64::INFINITY, |run| run.sse);
    let mut x = vec![start.alpha, start.beta, start.gamma];
    let mut step = vec![0.1, 0.05, 0.1];
    if is_damped {
        x.push(start.phi.clamp(DAMPING.0, DAMPING.1));
        step.push(-0.02);
    }
    from(&minimise(&x, &step, sse).0)
}

/// Moves each number of the first state to where the errors are least, one after the other (a parabola through three
/// points, which is exact where the season is additive).
fn better_start(series: &[f64], first: State, by: Smoothing, season: Season, scale: f64) -> Option<State> {
    let mut x: Vec<f64> = [first.level, first.trend].into_iter().chain(first.season).collect();
    let state = |x: &[f64]| {
        let (level, trend) = (*x.first()?, *x.get(1)?);
        Some(State { level, trend, season: x.get(2..)?.to_vec() })
    };
    let sse =
        |x: &[f64]| state(x).and_then(|first| smooth(series, &first, by, season)).map_or(f64::INFINITY, |s| s.sse);
    let mut least = sse(&x);
    for _ in 0..30 {
        let before = least;
        for at in 0..x.len() {
            let width = if season == Season::Multiplicative && at >= 2 { 1e-3 } else { 1e-3 * scale };
            let moved = |by: f64| -> Vec<f64> {
                x.iter().enumerate().map(|(each, value)| if each == at { value + by } else { *value }).collect()
            };
            let (low, high) = (sse(&moved(-width)), sse(&moved(width)));
            let Some(shift) = crate::engine::stat::quotient(width * (low - high), 2.0 * (low - 2.0 * least + high))
            else {
                continue;
            };
            let candidate = moved(shift);
            let found = sse(&candidate);
            if found < least {
                (x, least) = (candidate, found);
            }
        }
        if before - least <= 1e-6 * before {
            break;
        }
    }
    state(&x)
}
