//! Two proportions set against each other: their difference, their ratio, and how many would be needed.
//!
//! `a` is the one of interest (treatment, this period), `b` what it is set against. «Changed» is said only where the
//! interval of the difference excludes 0. All are `None` where a group is empty or has k > n.

use super::Interval;
use super::distribution::{normal_cdf, normal_quantile, normal_two_sided, two_sided_z};
use super::proportion::Proportion;

/// Returns p_a − p_b.
pub fn difference(a: Proportion, b: Proportion) -> Option<f64> {
    Some(a.share()? - b.share()?)
}

/// Returns p_a / p_b − 1, or `None` where p_b = 0.
pub fn relative(a: Proportion, b: Proportion) -> Option<f64> {
    super::quotient(a.share()?, b.share()?).map(|ratio| ratio - 1.0)
}

/// Returns Newcombe's interval of p_a − p_b, made of both Wilson intervals (Stat. Med. 1998, 17:873, method 10).
pub fn newcombe(a: Proportion, b: Proportion, confidence: f64) -> Option<Interval> {
    of_estimates((a.share()?, a.wilson(confidence)?), (b.share()?, b.wilson(confidence)?))
}

/// Returns the interval of a − b, made of the intervals of two independent estimates (Zou & Donner 2008, Stat. Med.
/// 27:1693): a − b − √((a−lₐ)² + (u_b−b)²) to a − b + √((uₐ−a)² + (b−l_b)²), at the confidence that both have.
///
/// Of two Wilson intervals it is Newcombe's; of two symmetric ones half the width is √(hₐ² + h_b²).
pub fn of_estimates((a, of_a): (f64, Interval), (b, of_b): (f64, Interval)) -> Option<Interval> {
    let down = libm::hypot(a - of_a.low, of_b.high - b);
    let up = libm::hypot(of_a.high - a, b - of_b.low);
    Interval::from_ends(a - b - down, a - b + up)
}

/// Returns Wald's interval of p_a − p_b: for comparison only.
pub fn wald(a: Proportion, b: Proportion, confidence: f64) -> Option<Interval> {
    let (pa, pb) = (a.share()?, b.share()?);
    let variance = pa * (1.0 - pa) / a.n as f64 + pb * (1.0 - pb) / b.n as f64;
    Interval::around(pa - pb, two_sided_z(confidence)? * variance.sqrt())
}

/// Returns the interval of Agresti & Caffo 2000: Wald's after one more of each kind in each group.
pub fn agresti_caffo(a: Proportion, b: Proportion, confidence: f64) -> Option<Interval> {
    difference(a, b)?;
    let more = |p: Proportion| (p.k as f64 + 1.0, p.n as f64 + 2.0);
    let ((ka, na), (kb, nb)) = (more(a), more(b));
    let (pa, pb) = (ka / na, kb / nb);
    let variance = pa * (1.0 - pa) / na + pb * (1.0 - pb) / nb;
    Interval::around(pa - pb, two_sided_z(confidence)? * variance.sqrt())
}

/// Returns the interval of p_a / p_b on the scale of logarithms (Katz et al. 1978), or `None` where either k is 0.
pub fn ratio_interval(a: Proportion, b: Proportion, confidence: f64) -> Option<Interval> {
    let (pa, pb) = (a.share()?, b.share()?);
    if a.k == 0 || b.k == 0 {
        return None;
    }
    let se = ((1.0 - pa) / a.k as f64 + (1.0 - pb) / b.k as f64).sqrt();
    let centre = libm::log(pa / pb);
    let half = two_sided_z(confidence)? * se;
    Interval::from_ends(libm::exp(centre - half), libm::exp(centre + half))
}

/// Returns z and the two-sided p-value of the test with pooled variance, or `None` where all or none succeed.
pub fn z_test(a: Proportion, b: Proportion) -> Option<(f64, f64)> {
    let difference = difference(a, b)?;
    let (na, nb) = (a.n as f64, b.n as f64);
    let pooled = (a.k as f64 + b.k as f64) / (na + nb);
    let z = super::quotient(difference, (pooled * (1.0 - pooled) * (1.0 / na + 1.0 / nb)).sqrt())?;
    Some((z, normal_two_sided(z)))
}

/// Returns Cohen's effect size h = 2·asin √p_a − 2·asin √p_b of two shares within 0..=1 (Cohen 1988, ch. 6).
pub fn cohen_h(pa: f64, pb: f64) -> Option<f64> {
    let angle = |p: f64| (0.0..=1.0).contains(&p).then(|| 2.0 * libm::asin(p.sqrt()));
    Some(angle(pa)? - angle(pb)?)
}

/// Returns how many units each of two equal groups needs to tell `pa` from `pb`, not rounded.
///
/// Two-sided test at `alpha` with the chance `power` to find the difference, on Cohen's h. Both tails of the power
/// are counted. `None` where the shares are equal or an argument is not within 0..1.
pub fn sample_size(pa: f64, pb: f64, alpha: f64, power: f64) -> Option<f64> {
    let effect = cohen_h(pa, pb)?.abs();
    let critical = two_sided_z(1.0 - alpha)?;
    let start = super::quotient(critical + normal_quantile(power)?, effect)?;
    if power <= alpha {
        return None;
    }
    // √(n/2)·h shifts the test; the far tail moves the root by less than one step of Newton's.
    let mut shift = start * effect;
    for _ in 0..20 {
        let reached = normal_cdf(shift - critical) + normal_cdf(-shift - critical);
        let density = |z: f64| libm::exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
        let slope = density(shift - critical) - density(shift + critical);
        shift -= super::quotient(reached - power, slope)?;
    }
    super::finite(2.0 * (shift / effect) * (shift / effect))
}
