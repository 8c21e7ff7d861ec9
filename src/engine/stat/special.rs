//! The incomplete gamma and beta functions, from which distributions are made.
//!
//! The factors before series and continued fractions are written with Loader's deviance, so that they keep their
//! digits where `exp(lnΓ − lnΓ …)` would cancel (C. Loader, «Fast and Accurate Computation of Binomial
//! Probabilities», 2000). Series and fractions: Abramowitz & Stegun 6.5.29, 6.5.31, 26.5.8; evaluated after Lentz.

use std::f64::consts::PI;

/// Shapes past this are no counts that data has, and the continued fractions need about √max(a, b) terms.
const MAX_SHAPE: f64 = 1e9;
/// Past so many terms the result is as good as it gets.
const MAX_TERMS: u32 = 200_000;
/// Stands for zero in Lentz's method, where a zero would be divided by.
const TINY: f64 = 1e-300;

/// Returns ln Γ(n+1) − (n+½)·ln n + n − ½·ln 2π, the error of Stirling's formula, for n > 0.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - 0.5 * libm::log(2.0 * PI);
    }
    // Abramowitz & Stegun 6.1.41.
    let n2 = n * n;
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - (1.0 / 1188.0 - 691.0 / 360_360.0 / n2) / n2) / n2) / n2) / n2)
        / n
}

/// Returns x·ln(x/m) + m − x for positive x and m, without cancelling where they are near each other.
fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() > 0.1 * (x + m) {
        return x * libm::log(x / m) + m - x;
    }
    // With v = (x−m)/(x+m): ln(x/m) = 2·artanh v.
    let v = difference / (x + m);
    let mut power = 2.0 * x * v;
    let mut sum = difference * v;
    for j in 1..1000_u32 {
        power *= v * v;
        let next = sum + power / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// Returns x^a·e^−x / Γ(a+1) for positive a and x.
fn gamma_factor(a: f64, x: f64) -> f64 {
    libm::exp(-stirling_error(a) - deviance(a, x)) / (2.0 * PI * a).sqrt()
}

/// Returns both tails of the regularised incomplete gamma function, `(P(a, x), Q(a, x))`, for a > 0 and x ≥ 0.
///
/// Each tail is computed by itself or is 1 less the smaller one. `None` outside the domain, and for a > 10⁹.
pub fn gamma_tails(a: f64, x: f64) -> Option<(f64, f64)> {
    if !(a > 0.0 && a <= MAX_SHAPE && x >= 0.0) {
        return None;
    }
    if x == 0.0 {
        return Some((0.0, 1.0));
    }
    if x.is_infinite() {
        return Some((1.0, 0.0));
    }
    let factor = gamma_factor(a, x);
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0, 1.0, a);
        for _ in 0..MAX_TERMS {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        return tails(factor * sum);
    }
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..MAX_TERMS {
        let i = f64::from(i);
        let numerator = -i * (i - a);
        b += 2.0;
        d = away_from_zero(numerator * d + b).recip();
        c = away_from_zero(b + numerator / c);
        let step = c * d;
        h *= step;
        if (step - 1.0).abs() < 1e-15 || !h.is_finite() {
            break;
        }
    }
    // Γ(a) is Γ(a+1)/a.
    tails(factor * a * h).map(|(q, p)| (p, q))
}

/// Returns x^a·y^b / B(a, b) for positive a, b and x + y = 1.
pub fn beta_factor(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let log = stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
    libm::exp(log) * (a * b / (2.0 * PI * n)).sqrt()
}

/// Returns both tails of the regularised incomplete beta function, `(I_x(a, b), 1 − I_x(a, b))`, with `y` = 1 − x.
///
/// `y` is asked for because its digits are lost where x is near 1. `None` outside 0 < a, b ≤ 10⁹ and 0 ≤ x ≤ 1.
pub fn beta_tails(a: f64, b: f64, x: f64, y: f64) -> Option<(f64, f64)> {
    let is_shape = |s: f64| s > 0.0 && s <= MAX_SHAPE;
    if !(is_shape(a) && is_shape(b) && (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)) {
        return None;
    }
    if x == 0.0 {
        return Some((0.0, 1.0));
    }
    if y == 0.0 {
        return Some((1.0, 0.0));
    }
    if x * (a + b + 2.0) < a + 1.0 {
        tails(beta_factor(a, b, x, y) * beta_fraction(a, b, x) / a)
    } else {
        tails(beta_factor(b, a, y, x) * beta_fraction(b, a, y) / b).map(|(upper, lower)| (lower, upper))
    }
}

/// Abramowitz & Stegun 26.5.8, two steps at a time.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = away_from_zero(1.0 - (a + b) * x / (a + 1.0)).recip();
    let mut h = d;
    for m in 1..MAX_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = away_from_zero(1.0 + even * d).recip();
        c = away_from_zero(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = away_from_zero(1.0 + odd * d).recip();
        c = away_from_zero(1.0 + odd / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-15 || !h.is_finite() {
            break;
        }
    }
    h
}

/// Returns a tail and the other one, or `None` where the shapes are past what numbers can hold.
fn tails(one: f64) -> Option<(f64, f64)> {
    let one = super::finite(one)?.clamp(0.0, 1.0);
    Some((one, 1.0 - one))
}

fn away_from_zero(value: f64) -> f64 {
    if value.abs() < TINY { TINY } else { value }
}
