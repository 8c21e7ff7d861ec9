//! The test of Mann & Whitney: whether values of one group tend to be larger, whatever their distribution.

use super::distribution::normal_two_sided;
use super::quotient;
use super::rank::average_ranks;

/// U of the first group and the two-sided p-value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankSum {
    /// How many pairs the first group wins; a tie counts half.
    pub u: f64,
    pub p_value: f64,
}

/// Compares `a` with `b` by the normal approximation with correction for ties and continuity.
///
/// Mann & Whitney 1947. Good from about ten values a group; `None` where a group is empty, a value is not finite, or
/// all values are equal.
pub fn mann_whitney(a: &[f64], b: &[f64]) -> Option<RankSum> {
    let all: Vec<f64> = a.iter().chain(b).copied().collect();
    if a.is_empty() || b.is_empty() || all.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let (na, nb, n) = (a.len() as f64, b.len() as f64, all.len() as f64);
    let of_a: f64 = average_ranks(&all).iter().take(a.len()).sum();
    let u = of_a - na * (na + 1.0) / 2.0;
    let mut sorted = all;
    sorted.sort_by(f64::total_cmp);
    let tied = sorted.chunk_by(|x, y| x == y).map(|run| run.len() as f64);
    let ties: f64 = tied.map(|t| t * t * t - t).sum();
    let variance = na * nb / 12.0 * (n + 1.0 - quotient(ties, n * (n - 1.0))?);
    let larger = u.max(na * nb - u);
    let z = quotient(larger - na * nb / 2.0 - 0.5, variance.sqrt())?;
    let p_value = if z < 0.0 { 1.0 } else { normal_two_sided(z) };
    Some(RankSum { u, p_value })
}
