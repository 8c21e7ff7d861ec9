//! Many tests at once: which of them to believe.

/// Returns for each p-value whether it is a discovery at false discovery rate `rate`, in the order given.
///
/// Benjamini & Hochberg 1995 (J. R. Stat. Soc. B 57:289): the largest i with p₍ᵢ₎ ≤ rate·i/m and all before it.
/// A p-value that is NaN is none, and still counts as a test.
pub fn benjamini_hochberg(p_values: &[f64], rate: f64) -> Vec<bool> {
    let m = p_values.len() as f64;
    let mut sorted: Vec<f64> = p_values.iter().copied().filter(|p| !p.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let passing = sorted.iter().enumerate().filter(|(at, p)| **p <= rate * (*at as f64 + 1.0) / m);
    let limit = passing.map(|(_, p)| *p).next_back();
    p_values.iter().map(|p| limit.is_some_and(|limit| *p <= limit)).collect()
}
