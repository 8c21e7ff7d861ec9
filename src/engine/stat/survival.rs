//! Time until something happens, with those kept in to whom it has not happened yet (Kaplan & Meier 1958).

use super::Interval;
use super::distribution::{chi_squared_upper, two_sided_z};
use super::quotient;

/// How long one unit was watched, in any unit of time, and whether the event ended it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duration {
    pub length: f64,
    /// False: still waiting when the data ended (censored).
    pub has_event: bool,
}

/// One step of the curve: what holds from `time` until the next step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    pub time: f64,
    pub n_at_risk: usize,
    pub n_events: usize,
    /// Share without the event, 0..=1.
    pub survival: f64,
    /// Greenwood's Σ d/(n(n−d)), by which the variance of ln S is estimated; infinite once S is 0.
    pub greenwood: f64,
}

/// The share to whom the event has not happened, over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Survival {
    pub steps: Vec<Step>,
    pub n: usize,
    pub n_events: usize,
    /// The longest time that anyone was watched; nothing is known beyond it.
    pub watched: f64,
}

impl Survival {
    /// Estimates the curve; durations that are negative or not finite are left out.
    pub fn of(durations: &[Duration]) -> Self {
        let sorted = sorted(durations);
        let mut curve = Self { n: sorted.len(), ..Self::default() };
        let (mut survival, mut greenwood, mut n_at_risk) = (1.0, 0.0, sorted.len());
        for same in sorted.chunk_by(|a, b| a.length == b.length) {
            let n_events = same.iter().filter(|duration| duration.has_event).count();
            let (d, n) = (n_events as f64, n_at_risk as f64);
            if n_events > 0 {
                survival *= 1.0 - d / n;
                greenwood += d / (n * (n - d));
                let time = same.first().map_or(0.0, |duration| duration.length);
                curve.steps.push(Step { time, n_at_risk, n_events, survival, greenwood });
                curve.n_events += n_events;
            }
            n_at_risk -= same.len();
        }
        curve.watched = sorted.last().map_or(0.0, |duration| duration.length);
        curve
    }

    /// Returns S(t), 1 before the first event; past [`Self::watched`] the last value is held. `None` for no data or NaN.
    pub fn at(&self, time: f64) -> Option<f64> {
        if self.n == 0 || time.is_nan() {
            return None;
        }
        Some(self.step(time).map_or(1.0, |step| step.survival))
    }

    /// Returns the interval of S(t) on the scale ln(−ln S), which stays within 0..1 (Kalbfleisch & Prentice 1980).
    ///
    /// Before the first event, and once S is 0, it is a point: nothing is known of the spread.
    pub fn interval(&self, time: f64, confidence: f64) -> Option<Interval> {
        let survival = self.at(time)?;
        let Some(step) = self.step(time).filter(|step| step.survival > 0.0 && step.survival < 1.0) else {
            return Interval::from_ends(survival, survival);
        };
        let log = libm::log(survival);
        let half = two_sided_z(confidence)? * step.greenwood.sqrt() / log;
        let end = |shift: f64| libm::exp(-libm::exp(libm::log(-log) + shift));
        Interval::from_ends(end(-half), end(half))
    }

    /// Returns the first time at which S is below 1 − `share` (the median at ½: fewer than half are still waiting).
    ///
    /// `None` where that was not reached.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        // Just half is not below it, whatever the last bits of the product.
        self.steps.iter().find(|step| step.survival < 1.0 - share - 1e-12).map(|step| step.time)
    }

    /// Returns ∫₀^τ S(t) dt, the mean time within τ, or `None` where τ is past what was watched.
    pub fn restricted_mean(&self, tau: f64) -> Option<f64> {
        if tau.is_nan() || tau > self.watched {
            return None;
        }
        let (mut area, mut from, mut survival) = (0.0, 0.0, 1.0);
        for step in self.steps.iter().take_while(|step| step.time < tau) {
            area += survival * (step.time - from);
            (from, survival) = (step.time, step.survival);
        }
        super::finite(area + survival * (tau - from))
    }

    fn step(&self, time: f64) -> Option<&Step> {
        self.steps.get(self.steps.partition_point(|step| step.time <= time).checked_sub(1)?)
    }
}

fn sorted(durations: &[Duration]) -> Vec<Duration> {
    let mut kept: Vec<Duration> =
        durations.iter().copied().filter(|d| d.length.is_finite() && d.length >= 0.0).collect();
    kept.sort_by(|a, b| a.length.total_cmp(&b.length));
    kept
}

/// Returns χ² (one degree of freedom) and the p-value of the log-rank test of two groups (Mantel 1966).
///
/// `None` where no event happens while both groups are watched.
pub fn log_rank(a: &[Duration], b: &[Duration]) -> Option<(f64, f64)> {
    let tag = |durations: &[Duration], is_a: bool| -> Vec<(Duration, bool)> {
        sorted(durations).into_iter().map(|duration| (duration, is_a)).collect()
    };
    let mut all = tag(a, true);
    all.extend(tag(b, false));
    all.sort_by(|x, y| x.0.length.total_cmp(&y.0.length));
    let mut n = all.len() as f64;
    let mut n_a = all.iter().filter(|(_, is_a)| *is_a).count() as f64;
    let (mut surplus, mut variance) = (0.0, 0.0);
    for same in all.chunk_by(|x, y| x.0.length == y.0.length) {
        let count = |of: fn(&(Duration, bool)) -> bool| same.iter().filter(|each| of(each)).count() as f64;
        let events = count(|(duration, _)| duration.has_event);
        if events > 0.0 {
            surplus += count(|(duration, is_a)| duration.has_event && *is_a) - events * n_a / n;
            let share = n_a / n;
            variance += quotient(events * share * (1.0 - share) * (n - events), n - 1.0).unwrap_or(0.0);
        }
        n_a -= count(|(_, is_a)| *is_a);
        n -= same.len() as f64;
    }
    let chi_squared = quotient(surplus * surplus, variance)?;
    Some((chi_squared, chi_squared_upper(chi_squared, 1.0)?))
}
