//! Intervals and tests of means of independent values.

use super::distribution::{t_two_sided, two_sided_t};
use super::{Interval, average, finite, quotient};

/// A mean with the spread that its interval rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    pub n: usize,
    pub mean: f64,
    /// Σ(x−mean)²/(n−1), in squared units; 0 at n = 1.
    pub variance: f64,
}

impl Mean {
    /// Returns mean and sample variance (two passes), or `None` for no values or any that is not finite.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mean = average(values)?;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let variance = quotient(squares, values.len() as f64 - 1.0).unwrap_or(0.0);
        finite(squares)?;
        Some(Self { n: values.len(), mean, variance })
    }

    /// Returns s/√n, or `None` below two values.
    pub fn standard_error(&self) -> Option<f64> {
        (self.n > 1).then(|| (self.variance / self.n as f64).sqrt())
    }

    /// Returns mean ± t(n−1)·s/√n, or `None` below two values.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        let se = self.standard_error()?;
        Interval::around(self.mean, two_sided_t(confidence, self.n as f64 - 1.0)? * se)
    }
}

/// Two means set against each other without supposing equal variances (Welch 1947, Biometrika 34:28).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Welch {
    pub difference: f64,
    pub t: f64,
    /// Degrees of freedom after Welch and Satterthwaite; not whole.
    pub df: f64,
    /// Two-sided.
    pub p_value: f64,
    pub interval: Interval,
}

/// Compares the means of `a` and `b`; `None` below two values a side or where neither varies.
pub fn welch(a: &Mean, b: &Mean, confidence: f64) -> Option<Welch> {
    let (va, vb) = (a.standard_error()?, b.standard_error()?);
    let (va, vb) = (va * va, vb * vb);
    let se = (va + vb).sqrt();
    let difference = a.mean - b.mean;
    let t = quotient(difference, se)?;
    let df = quotient((va + vb) * (va + vb), va * va / (a.n as f64 - 1.0) + vb * vb / (b.n as f64 - 1.0))?;
    let interval = Interval::around(difference, two_sided_t(confidence, df)? * se)?;
    Some(Welch { difference, t, df, p_value: t_two_sided(t, df)?, interval })
}
