//! What the next unit of spend brings, from how results have followed spend week by week.
//!
//! Results are taken to follow a·x^b of the same week's spend x, with b between 0 and 1: the more is spent, the less the
//! next unit brings. b is the slope of the weekly changes of ln(results) on those of ln(spend), by least squares, beside
//! the changes of what all the others had, which take out the season that moves everybody (Frisch & Waugh 1933,
//! Econometrica 1:387). Then the marginal result is b·results/spend, and the marginal cost the average cost over b
//! (Hanssens, Parsons & Schultz 2001, ch. 3). What was spent because more was expected looks like what spending brought:
//! it is a correlation, and whoever shows it says so.

use crate::engine::stat::difference::of_estimates;
use crate::engine::stat::distribution::two_sided_t;
use crate::engine::stat::{Interval, average, finite, quotient};

/// One week of a channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Week {
    pub spend: f64,
    pub results: f64,
    /// The results of all the others; 0 where there are none.
    pub others: f64,
}

/// By how many per cent results grow with one per cent more spend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Elasticity {
    /// Unbounded, as it was estimated.
    pub estimate: f64,
    pub interval: Interval,
    /// The standard error of the estimate, and the degrees of freedom of Student's distribution that it follows.
    pub error: f64,
    pub freedom: f64,
    /// How many changes from week to week it rests on.
    pub n_changes: usize,
}

impl Elasticity {
    /// Returns the same estimate with an interval of another confidence, 0..1; `None` where that is not finite.
    pub fn at(self, confidence: f64) -> Option<Self> {
        let interval = Interval::around(self.estimate, two_sided_t(confidence, self.freedom)? * self.error)?;
        Some(Self { interval, ..self })
    }
}

/// Returns the confidence that each comparison of two among `n` needs, so that all of them together have `confidence`
/// (Bonferroni; Dunn 1961, J. Amer. Statist. Assoc. 56:52).
pub fn of_each_pair(confidence: f64, n: usize) -> f64 {
    let n_pairs = (n * n.saturating_sub(1) / 2).max(1);
    1.0 - (1.0 - confidence) / n_pairs as f64
}

/// Why nothing can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoElasticity {
    /// Fewer than [`LEAST_CHANGES`] changes from week to week.
    TooFewWeeks,
    /// The spend hardly moved by itself.
    TooSteady,
}

/// With fewer changes Student's interval of a slope is wider than the whole range 0..=1 in all but contrived data.
pub const LEAST_CHANGES: usize = 12;

/// Spend that moves by less than a twentieth a week (root mean square), others taken into account, tells nothing: it is
/// the rounding of invoices and the last days of weeks.
pub const LEAST_MOVE: f64 = 0.05;

/// Returns residuals of `y` on the columns of `x` that went before, each already centred and orthogonal to the others.
fn residual(y: &[f64], x: &[f64]) -> Vec<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let slope = quotient(dot(x, y), dot(x, x)).unwrap_or(0.0);
    y.iter().zip(x).map(|(y, x)| y - slope * x).collect()
}

fn centred(values: &[f64]) -> Vec<f64> {
    let mean = average(values).unwrap_or(0.0);
    values.iter().map(|value| value - mean).collect()
}

/// Estimates the elasticity of weeks that follow each other.
///
/// A week without spend or results has no logarithm: the changes to it and from it do not count.
///
/// # Errors
/// There are too few changes, or the spend hardly moved.
pub fn elasticity(weeks: &[Week], confidence: f64) -> Result<Elasticity, NoElasticity> {
    let is_told = |week: &Week| {
        [week.spend, week.results].iter().all(|value| *value > 0.0 && value.is_finite()) && week.others.is_finite()
    };
    let pairs: Vec<(Week, Week)> = weeks
        .iter()
        .zip(weeks.iter().skip(1))
        .filter(|(before, after)| is_told(before) && is_told(after))
        .map(|(before, after)| (*before, *after))
        .collect();
    if pairs.len() < LEAST_CHANGES {
        return Err(NoElasticity::TooFewWeeks);
    }
    let change = |of: fn(&Week) -> f64| -> Vec<f64> {
        centred(&pairs.iter().map(|(before, after)| libm::log(of(after)) - libm::log(of(before))).collect::<Vec<_>>())
    };
    let has_others = pairs.iter().all(|(before, after)| before.others > 0.0 && after.others > 0.0);
    let (mut x, mut y) = (change(|week| week.spend), change(|week| week.results));
    let n_columns = if has_others {
        let z = change(|week| week.others);
        (x, y) = (residual(&x, &z), residual(&y, &z));
        3.0
    } else {
        2.0
    };
    let n = pairs.len() as f64;
    let of_spend: f64 = x.iter().map(|x| x * x).sum();
    let told = || {
        let slope = quotient(x.iter().zip(&y).map(|(x, y)| x * y).sum(), of_spend)?;
        let left: f64 = residual(&y, &x).iter().map(|left| left * left).sum();
        let freedom = n - n_columns;
        let error = finite(quotient(left, freedom)? / of_spend)?.sqrt();
        let interval = Interval::around(slope, two_sided_t(confidence, freedom)? * error)?;
        Some(Elasticity { estimate: slope, interval, error, freedom, n_changes: pairs.len() })
    };
    let has_moved = (of_spend / n).sqrt() >= LEAST_MOVE;
    has_moved.then(told).flatten().ok_or(NoElasticity::TooSteady)
}

/// What one more unit of spend brings, and what one more result costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marginal {
    /// Results a unit of spend.
    pub results: f64,
    pub results_interval: Interval,
    /// Spend a result; `None`: nothing that the data can show comes of more spend.
    pub cost: Option<f64>,
    /// The least that it may cost; `None` as for `cost`.
    pub least_cost: Option<f64>,
    /// The most; `None`: without bound.
    pub most_cost: Option<f64>,
}

/// Makes the marginal result of a spend, both of a period, from its elasticity, held to 0..=1: a curve that rises and
/// flattens. An estimate above 1 is held to 1, and is no surer for it: it may be as much less as it might before. `None` where spend or results are not above 0.
pub fn marginal(spend: f64, results: f64, elasticity: &Elasticity) -> Option<Marginal> {
    if !(spend > 0.0 && results > 0.0) {
        return None;
    }
    let each = finite(results / spend)?;
    let Elasticity { estimate, interval, .. } = *elasticity;
    let excess = (estimate - 1.0).max(0.0);
    let interval = Interval { low: interval.low - excess, ..interval }.clamped(0.0, 1.0);
    let estimate = estimate.clamp(0.0, 1.0);
    Some(Marginal {
        results: each * estimate,
        results_interval: interval.scaled(each),
        cost: quotient(1.0, each * estimate),
        least_cost: quotient(1.0, each * interval.high),
        most_cost: quotient(1.0, each * interval.low),
    })
}

/// Some money moved from one channel to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// Positions among those given.
    pub from: usize,
    pub to: usize,
    pub amount: f64,
    /// Results more, with the interval of the difference.
    pub gain: f64,
    pub interval: Interval,
}

/// Of what is spent on a channel so much may be taken, and so much added: further off nothing has been seen.
const MOST_TAKEN: f64 = 0.1;
const MOST_ADDED: f64 = 0.2;

/// Returns the shift that brings most, of those whose gain is more than chance; `None`: there is none.
///
/// `channels` have spend and marginal result; `None` where that is not known. The marginal results are taken as they are
/// now, which is right for small amounts: the best division of all money is [`super::budget::allocate`]'s.
pub fn best_shift(channels: &[Option<(f64, Marginal)>]) -> Option<Shift> {
    let known = || channels.iter().enumerate().filter_map(|(at, channel)| Some((at, (*channel)?)));
    let shift = |(from, (had, loses)): (usize, (f64, Marginal)), (to, (has, wins)): (usize, (f64, Marginal))| {
        let amount = (had * MOST_TAKEN).min(has * MOST_ADDED);
        let each = of_estimates((wins.results, wins.results_interval), (loses.results, loses.results_interval))?;
        let gain = (wins.results - loses.results) * amount;
        (from != to && each.low > 0.0).then(|| Shift { from, to, amount, gain, interval: each.scaled(amount) })
    };
    let all = known().flat_map(|from| known().filter_map(move |to| shift(from, to)));
    all.reduce(|a, b| if b.gain > a.gain { b } else { a })
}
