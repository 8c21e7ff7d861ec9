//! Journeys as a Markov chain of first order: what would be lost without a channel.
//!
//! Exact, by solving linear equations: no simulation (Anderl, Becker, von Wangenheim & Schumann 2016, IJRM 33:457).
//! It needs the journeys that did not convert, and may credit a channel that none of the converted ones touched.

use super::path::{Credit, Path, total};
use crate::engine::stat::quotient;

/// Counted transitions between states: 0 = start, 1..=n the channels, n+1 = no conversion, n+2 = conversion.
#[derive(Debug, Clone, PartialEq)]
pub struct Transitions {
    n_channels: usize,
    counts: Vec<Vec<f64>>,
}

impl Transitions {
    /// Counts the steps of all journeys; `None` where a touch is of no known channel. Paths without touches are left out.
    pub fn of(paths: &[Path], n_channels: usize) -> Option<Self> {
        let n_states = n_channels + 3;
        let mut this = Self { n_channels, counts: vec![vec![0.0; n_states]; n_states] };
        for path in paths.iter().filter(|path| !path.touches.is_empty()) {
            if path.touches.iter().any(|channel| *channel >= n_channels) {
                return None;
            }
            let mut state = 0;
            for channel in &path.touches {
                this.count(state, channel + 1, path.conversions + path.not_converted);
                state = channel + 1;
            }
            this.count(state, n_channels + 1, path.not_converted);
            this.count(state, n_channels + 2, path.conversions);
        }
        Some(this)
    }

    fn count(&mut self, from: usize, to: usize, n: f64) {
        if let Some(cell) = self.counts.get_mut(from).and_then(|row| row.get_mut(to)) {
            *cell += n;
        }
    }

    /// Returns how often each state followed each, by row.
    pub fn counts(&self) -> &[Vec<f64>] {
        &self.counts
    }

    /// Returns the probability of each next state, by row; every row adds up to 1 but for those that nobody leaves.
    ///
    /// Both ends lead to themselves. Without self-transitions, a channel that follows itself is left out of its row.
    pub fn probabilities(&self, with_self: bool) -> Vec<Vec<f64>> {
        let ends = self.n_channels + 1;
        let row = |(from, row): (usize, &Vec<f64>)| -> Vec<f64> {
            let kept = |to: usize, n: f64| if with_self || to != from { n } else { 0.0 };
            let leaving: f64 = row.iter().enumerate().map(|(to, n)| kept(to, *n)).sum();
            let cell = |(to, n): (usize, &f64)| match from >= ends {
                true => f64::from(u8::from(to == from)),
                false => quotient(kept(to, *n), leaving).unwrap_or(0.0),
            };
            row.iter().enumerate().map(cell).collect()
        };
        self.counts.iter().enumerate().map(row).collect()
    }

    /// Returns the probability that a journey converts; it equals converted / all journeys.
    pub fn conversion_probability(&self) -> Option<f64> {
        self.absorbed(None)
    }

    /// Returns 1 − P(conversion | every way into the channel ends without one) / P(conversion), 0..=1.
    ///
    /// `None` where nothing converts.
    pub fn removal_effect(&self, channel: usize) -> Option<f64> {
        let without = quotient(self.absorbed(Some(channel))?, self.conversion_probability()?)?;
        Some((1.0 - without).clamp(0.0, 1.0))
    }

    /// Solves (I − Q)·x = r for the probability of conversion from each channel, with one of them set to 0.
    fn absorbed(&self, removed: Option<usize>) -> Option<f64> {
        let probabilities = self.probabilities(true);
        let start = probabilities.first()?;
        let kept: Vec<usize> = (0..self.n_channels).filter(|channel| Some(*channel) != removed).collect();
        let system = kept.iter().map(|from| {
            let row = probabilities.get(from + 1)?;
            let mut equation: Vec<f64> = kept
                .iter()
                .map(|to| Some(f64::from(u8::from(from == to)) - row.get(to + 1)?))
                .collect::<Option<_>>()?;
            equation.push(*row.get(self.n_channels + 2)?);
            Some(equation)
        });
        let from_channel = solve(system.collect::<Option<Vec<_>>>()?)?;
        let through = kept.iter().zip(&from_channel).map(|(channel, x)| start.get(channel + 1).map(|p| p * x));
        let direct = *start.get(self.n_channels + 2)?;
        Some(direct + through.collect::<Option<Vec<f64>>>()?.iter().sum::<f64>())
    }
}

/// Returns each channel's removal effect / Σ removal effects × all conversions, and of their value.
///
/// `None` where nothing converts or no removal has an effect.
pub fn credits(paths: &[Path], n_channels: usize) -> Option<Vec<Credit>> {
    let transitions = Transitions::of(paths, n_channels)?;
    let effects: Vec<f64> =
        (0..n_channels).map(|channel| transitions.removal_effect(channel)).collect::<Option<_>>()?;
    let sum: f64 = effects.iter().sum();
    let total = total(paths);
    let credit = |effect: &f64| {
        let share = quotient(*effect, sum)?;
        Some(Credit { conversions: share * total.conversions, value: share * total.value })
    };
    effects.iter().map(credit).collect()
}

/// Solves a square system by elimination with the largest pivot; each row ends with its right side.
fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let n = rows.len();
    for column in 0..n {
        let size = |row: &Vec<f64>| row.get(column).map_or(0.0, |cell| cell.abs());
        let below = rows.get(column..)?.iter().enumerate();
        let (offset, _) = below.max_by(|a, b| size(a.1).total_cmp(&size(b.1)))?;
        rows.swap(column, column + offset);
        let (done, rest) = rows.split_at_mut(column + 1);
        let pivot_row = done.last()?;
        let pivot = *pivot_row.get(column)?;
        for row in rest {
            let factor = quotient(*row.get(column)?, pivot)?;
            for (cell, above) in row.iter_mut().zip(pivot_row) {
                *cell -= factor * above;
            }
        }
    }
    let mut solution: Vec<f64> = Vec::with_capacity(n);
    for (at, row) in rows.iter().enumerate().rev() {
        // `solution` holds the later unknowns, the last first.
        let known: f64 = row.get(at + 1..n)?.iter().rev().zip(&solution).map(|(cell, x)| cell * x).sum();
        solution.push(quotient(row.get(n)? - known, *row.get(at)?)?);
    }
    solution.reverse();
    Some(solution)
}
