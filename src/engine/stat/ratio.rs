//! A ratio of sums whose rows belong to units that repeat, such as orders to customers.
//!
//! Orders of one customer are alike, so that an interval over orders as if they were independent is too narrow:
//! what is drawn by chance is the customer.

use super::distribution::two_sided_t;
use super::{Interval, finite, quotient};

/// What one independent unit (a customer, else a day) adds to both sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    pub numerator: f64,
    pub denominator: f64,
}

/// R = Σ numerators / Σ denominators with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    pub estimate: f64,
    /// `None` with fewer than two units.
    pub standard_error: Option<f64>,
    pub n_units: usize,
}

impl Ratio {
    /// Returns the ratio and se = √(m/(m−1)·Σ(sᵢ−R·kᵢ)²) / Σkᵢ over m units (Deng, Knoblich & Lu 2018, KDD).
    ///
    /// `None` where the denominators add up to 0, or a value is not finite.
    pub fn of(units: &[Unit]) -> Option<Self> {
        let numerator: f64 = units.iter().map(|unit| unit.numerator).sum();
        let denominator: f64 = units.iter().map(|unit| unit.denominator).sum();
        let estimate = quotient(numerator, denominator)?;
        let m = units.len() as f64;
        let residual = |unit: &Unit| unit.numerator - estimate * unit.denominator;
        let squares: f64 = units.iter().map(|unit| residual(unit) * residual(unit)).sum();
        let variance = quotient(m * squares, m - 1.0);
        let standard_error = variance.and_then(|variance| finite(variance.sqrt() / denominator.abs()));
        Some(Self { estimate, standard_error, n_units: units.len() })
    }

    /// Returns estimate ± t(m−1)·se, or `None` with fewer than two units.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        let t = two_sided_t(confidence, self.n_units as f64 - 1.0)?;
        Interval::around(self.estimate, t * self.standard_error?)
    }
}
