//! Gauss' hypergeometric function, for models of repeat purchase.

/// Enough for an argument of 0.9999 with parameters of this size.
const MAX_TERMS: u32 = 500_000;

/// Returns ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c > 0, by its series (Abramowitz & Stegun 15.1.1).
///
/// Where that converges slowly, by Euler's transformation (15.3.3), whose terms are smaller. `None` outside the domain,
/// or where it does not converge.
pub fn gauss(a: f64, b: f64, c: f64, z: f64) -> Option<f64> {
    if !((0.0..1.0).contains(&z) && c > 0.0 && a.is_finite() && b.is_finite()) {
        return None;
    }
    if z > 0.5 && c < a + b {
        return Some(libm::pow(1.0 - z, c - a - b) * series(c - a, c - b, c, z)?).filter(|value| value.is_finite());
    }
    series(a, b, c, z)
}

fn series(a: f64, b: f64, c: f64, z: f64) -> Option<f64> {
    let (mut term, mut sum) = (1.0_f64, 1.0_f64);
    for n in 0..MAX_TERMS {
        let n = f64::from(n);
        term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        sum += term;
        if !sum.is_finite() {
            return None;
        }
        if term.abs() <= 1e-17 * sum.abs() && n > a.abs() + b.abs() {
            return Some(sum);
        }
    }
    None
}
