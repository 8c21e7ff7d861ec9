//! Where a value stands among others.

/// Which of the others count as below a value that ties with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// Half of the ties are below: the mid-rank, which is the one shown.
    Middle,
    /// Only what is less counts.
    Strict,
    /// Ties count as below.
    Weak,
    /// The mean of the percentages of the tied positions.
    Average,
}

/// Returns the percentile rank of `value` among `others`, 0..=100; the value itself must not be one of them.
///
/// Mid-rank: 100·(#less + ½·#equal)/#. `None` with no others, or where anything is NaN.
pub fn percentile_rank(others: &[f64], value: f64, ties: Ties) -> Option<f64> {
    if value.is_nan() || others.iter().any(|other| other.is_nan()) {
        return None;
    }
    let less = others.iter().filter(|other| **other < value).count() as f64;
    let equal = others.iter().filter(|other| **other == value).count() as f64;
    let below = match ties {
        Ties::Middle => less + equal / 2.0,
        Ties::Strict => less,
        Ties::Weak => less + equal,
        Ties::Average => less + if equal > 0.0 { f64::midpoint(equal, 1.0) } else { 0.0 },
    };
    super::quotient(100.0 * below, others.len() as f64)
}

/// Returns the rank of each value, 1 = least, with the mean rank for ties; in the order given.
///
/// NaN ranks after everything, so that the result has a rank for each value.
pub fn average_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().enumerate().map(|(at, value)| (value, at)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut ranks: Vec<(usize, f64)> = Vec::with_capacity(values.len());
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let first = ranks.len() as f64 + 1.0;
        let mean = first + (tied.len() as f64 - 1.0) / 2.0;
        ranks.extend(tied.iter().map(|(_, at)| (*at, mean)));
    }
    ranks.sort_by_key(|(at, _)| *at);
    ranks.into_iter().map(|(_, rank)| rank).collect()
}
