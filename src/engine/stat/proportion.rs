//! Intervals of a proportion: k of n. Wilson's is the one that is shown.
//!
//! All are `None` where n = 0, k > n (an error in the data), or the confidence is not within 0..1.
//! Sources: Wilson 1927; Clopper & Pearson 1934; Brown, Cai & DasGupta 2001, Stat. Sci. 16:101.

use super::Interval;
use super::distribution::{beta_quantile, confidence_tail, two_sided_z};

/// A ratio of two counts of which the first is a part of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    pub k: u64,
    pub n: u64,
}

impl Proportion {
    /// Returns k/n, or `None` where n = 0 or k > n.
    pub fn share(self) -> Option<f64> {
        (self.n > 0 && self.k <= self.n).then(|| self.k as f64 / self.n as f64)
    }

    /// Returns Wilson's score interval, (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
    ///
    /// The ends are exactly 0 at k = 0 and exactly 1 at k = n.
    pub fn wilson(self, confidence: f64) -> Option<Interval> {
        let (p, n, z) = (self.share()?, self.n as f64, two_sided_z(confidence)?);
        let scale = 1.0 + z * z / n;
        let centre = (p + z * z / (2.0 * n)) / scale;
        let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / scale;
        self.closed(centre - half, centre + half)
    }

    /// Returns Wilson's interval with continuity correction (Newcombe 1998, Stat. Med. 17:857, method 4).
    pub fn wilson_corrected(self, confidence: f64) -> Option<Interval> {
        let (p, n, z) = (self.share()?, self.n as f64, two_sided_z(confidence)?);
        let q = 1.0 - p;
        let scale = 2.0 * (n + z * z);
        let centre = 2.0 * n * p + z * z;
        let low = centre - 1.0 - z * (z * z - 2.0 - 1.0 / n + 4.0 * p * (n * q + 1.0)).max(0.0).sqrt();
        let high = centre + 1.0 + z * (z * z + 2.0 - 1.0 / n + 4.0 * p * (n * q - 1.0)).max(0.0).sqrt();
        self.closed(low / scale, high / scale)
    }

    /// Returns the interval of Agresti & Coull 1998: Wald's about Wilson's centre, with n + z² in place of n.
    pub fn agresti_coull(self, confidence: f64) -> Option<Interval> {
        self.share()?;
        let z = two_sided_z(confidence)?;
        let n = self.n as f64 + z * z;
        let p = (self.k as f64 + z * z / 2.0) / n;
        Some(Interval::around(p, z * (p * (1.0 - p) / n).sqrt())?.clamped(0.0, 1.0))
    }

    /// Returns the exact interval of Clopper & Pearson, which is conservative.
    pub fn clopper_pearson(self, confidence: f64) -> Option<Interval> {
        self.share()?;
        let (tail, k, n) = (confidence_tail(confidence)?, self.k as f64, self.n as f64);
        let low = if self.k == 0 { 0.0 } else { beta_quantile(tail, k, n - k + 1.0)? };
        let high = if self.k == self.n { 1.0 } else { beta_quantile(1.0 - tail, k + 1.0, n - k)? };
        Interval::from_ends(low, high)
    }

    /// Returns the interval of Jeffreys' prior: quantiles of Beta(k+½, n−k+½).
    pub fn jeffreys(self, confidence: f64) -> Option<Interval> {
        self.share()?;
        let (tail, k, n) = (confidence_tail(confidence)?, self.k as f64, self.n as f64);
        let at = |p| beta_quantile(p, k + 0.5, n - k + 0.5);
        Interval::from_ends(at(tail)?, at(1.0 - tail)?)
    }

    /// Returns Wald's interval p ± z·√(p(1−p)/n), held within 0..1: for comparison only, it is too narrow.
    pub fn wald(self, confidence: f64) -> Option<Interval> {
        let (p, z) = (self.share()?, two_sided_z(confidence)?);
        Some(Interval::around(p, z * (p * (1.0 - p) / self.n as f64).sqrt())?.clamped(0.0, 1.0))
    }

    fn closed(self, low: f64, high: f64) -> Option<Interval> {
        let low = if self.k == 0 { 0.0 } else { low };
        let high = if self.k == self.n { 1.0 } else { high };
        Some(Interval::from_ends(low, high)?.clamped(0.0, 1.0))
    }
}
