//! Quantiles after Hyndman & Fan 1996 (Am. Stat. 50:361), the median, and spreads that outliers do not move.

use super::finite;

/// How a quantile is read off between values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Type {
    /// Inverse of the empirical distribution function.
    InvertedCdf,
    /// As the first, averaged where it jumps.
    AveragedInvertedCdf,
    /// The nearest value; the even position at a tie.
    ClosestObservation,
    InterpolatedInvertedCdf,
    Hazen,
    Weibull,
    /// The default of numpy, R and Excel, and ours.
    #[default]
    Linear,
    MedianUnbiased,
    NormalUnbiased,
}

impl Type {
    /// Types 1 to 9 in the order of the paper.
    pub const ALL: [Self; 9] = [
        Self::InvertedCdf,
        Self::AveragedInvertedCdf,
        Self::ClosestObservation,
        Self::InterpolatedInvertedCdf,
        Self::Hazen,
        Self::Weibull,
        Self::Linear,
        Self::MedianUnbiased,
        Self::NormalUnbiased,
    ];
}

/// Values in ascending order, all finite; what is not finite was left out and counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sorted {
    values: Vec<f64>,
    n_left_out: usize,
}

impl Sorted {
    pub fn from_values(values: &[f64]) -> Self {
        let mut kept: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        kept.sort_by(f64::total_cmp);
        let n_left_out = values.len() - kept.len();
        Self { values: kept, n_left_out }
    }

    pub fn values(&self) -> &[f64] {
        &self.values
    }

    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns how many values were NaN or infinite.
    pub const fn n_left_out(&self) -> usize {
        self.n_left_out
    }

    /// Returns the quantile of type 7, in the values' unit; `None` for no values or q outside 0..=1.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        self.quantile_of(q, Type::Linear)
    }

    /// Returns the quantile at share `q`; with one value that value.
    pub fn quantile_of(&self, q: f64, kind: Type) -> Option<f64> {
        if !(0.0..=1.0).contains(&q) {
            return None;
        }
        let n = self.values.len() as f64;
        // Where the quantile lies among positions 1..=n; whole for the first three types.
        let position = match kind {
            Type::InvertedCdf => (n * q).ceil(),
            Type::AveragedInvertedCdf => {
                let at = n * q;
                return if at == at.floor() { self.between(at, 0.5) } else { self.between(at.ceil(), 0.0) };
            }
            Type::ClosestObservation => libm::rint(n * q),
            Type::InterpolatedInvertedCdf => n * q,
            Type::Hazen => n * q + 0.5,
            Type::Weibull => (n + 1.0) * q,
            Type::Linear => (n - 1.0) * q + 1.0,
            Type::MedianUnbiased => (n + 1.0 / 3.0) * q + 1.0 / 3.0,
            Type::NormalUnbiased => (n + 0.25) * q + 0.375,
        };
        let below = position.floor();
        self.between(below, position - below)
    }

    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// Returns the third quartile less the first, type 7.
    pub fn interquartile_range(&self) -> Option<f64> {
        Some(self.quantile(0.75)? - self.quantile(0.25)?)
    }

    /// Returns the median of |x − median|, not scaled.
    pub fn median_absolute_deviation(&self) -> Option<f64> {
        let median = self.median()?;
        let away: Vec<f64> = self.values.iter().map(|value| (value - median).abs()).collect();
        Self::from_values(&away).median()
    }

    /// Interpolates from position `below` (1..=n) to the next; positions outside are held within.
    fn between(&self, below: f64, fraction: f64) -> Option<f64> {
        let last = self.values.len().checked_sub(1)?;
        let at = |position: f64| self.values.get((position.max(1.0) as usize - 1).min(last)).copied();
        let (low, high) = (at(below)?, at(below + 1.0)?);
        if below < 1.0 {
            return Some(low);
        }
        finite(low + (high - low) * fraction)
    }
}

/// What the median absolute deviation is multiplied with to estimate a normal standard deviation: 1/Φ⁻¹(¾).
pub const NORMAL_MAD: f64 = 1.482_602_218_505_602;
