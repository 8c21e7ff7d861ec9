//! What customers answer: CSAT, NPS, customer effort.
//!
//! Answers are pooled, never averaged over segments. An answer that is off its scale is no answer.

use crate::engine::stat::distribution::two_sided_z;
use crate::engine::stat::mean::Mean;
use crate::engine::stat::proportion::Proportion;
use crate::engine::stat::{Interval, quotient};

/// Answers 0..=10 to «how likely are you to recommend us» (Reichheld 2003, HBR 81:46).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Nps {
    /// 9 and 10.
    pub promoters: u64,
    /// 7 and 8.
    pub passives: u64,
    /// 0 to 6.
    pub detractors: u64,
}

impl Nps {
    /// Counts whole answers 0..=10; any other is left out.
    pub fn of(answers: impl IntoIterator<Item = f64>) -> Self {
        let mut nps = Self::default();
        for answer in answers.into_iter().filter(|answer| answer.fract() == 0.0) {
            match answer {
                a if (9.0..=10.0).contains(&a) => nps.promoters += 1,
                a if (7.0..9.0).contains(&a) => nps.passives += 1,
                a if (0.0..7.0).contains(&a) => nps.detractors += 1,
                _ => {}
            }
        }
        nps
    }

    pub const fn n(self) -> u64 {
        self.promoters.saturating_add(self.passives).saturating_add(self.detractors)
    }

    /// Returns 100·(promoters − detractors)/n, −100..=100 points; `None` without answers. It is not a percentage.
    pub fn score(self) -> Option<f64> {
        quotient(100.0 * (self.promoters as f64 - self.detractors as f64), self.n() as f64)
    }

    /// Returns p + d − (p − d)², the variance of one answer counted as +1, 0 or −1.
    pub fn variance(self) -> Option<f64> {
        Some(variance(self.share(self.promoters)?, self.share(self.detractors)?))
    }

    /// Returns √(variance/n) in points.
    pub fn standard_error(self) -> Option<f64> {
        Some(100.0 * (self.variance()? / self.n() as f64).sqrt())
    }

    /// Returns score ± z·se: too narrow for few answers, a point where all agree.
    pub fn wald(self, confidence: f64) -> Option<Interval> {
        Interval::around(self.score()?, two_sided_z(confidence)? * self.standard_error()?)
    }

    /// Returns the adjusted Wald interval in points: ¾ promoter, ¾ detractor and 1½ passives more (Rocks 2016, Am. Stat.
    /// 70:365; Lewis & Sauro 2021). It may reach past ±100.
    pub fn interval(self, confidence: f64) -> Option<Interval> {
        self.score()?;
        let n = self.n() as f64 + 3.0;
        let (p, d) = ((self.promoters as f64 + 0.75) / n, (self.detractors as f64 + 0.75) / n);
        let half = two_sided_z(confidence)? * (variance(p, d) / n).sqrt();
        Some(Interval::around(p - d, half)?.scaled(100.0))
    }

    /// Returns the interval of this score less another's: ± z·√(se₁² + se₂²), in points.
    pub fn difference(self, other: Self, confidence: f64) -> Option<Interval> {
        let se = libm::hypot(self.standard_error()?, other.standard_error()?);
        Interval::around(self.score()? - other.score()?, two_sided_z(confidence)? * se)
    }

    fn share(self, count: u64) -> Option<f64> {
        quotient(count as f64, self.n() as f64)
    }
}

fn variance(p: f64, d: f64) -> f64 {
    p + d - (p - d) * (p - d)
}

/// A scale that answers are given on, and where its top begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub least: f64,
    pub greatest: f64,
    /// Answers from here up count as satisfied.
    pub top_from: f64,
}

/// Satisfaction 1..=5, satisfied from 4: «top two boxes» (ISO 10004:2018).
pub const CSAT_5: Scale = Scale { least: 1.0, greatest: 5.0, top_from: 4.0 };
/// Satisfaction 1..=10, satisfied from 9.
pub const CSAT_10: Scale = Scale { least: 1.0, greatest: 10.0, top_from: 9.0 };
/// «Made it easy» 1..=7, agreeing from 5: CES 2.0 (Dixon, Freeman & Toman 2010; CEB 2013). Higher is better.
pub const CES_7: Scale = Scale { least: 1.0, greatest: 7.0, top_from: 5.0 };

/// Answers on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    valid: Vec<f64>,
    top: Proportion,
    /// Answers off the scale; not in any denominator.
    pub n_invalid: usize,
}

impl Answers {
    pub fn of(answers: &[f64], scale: Scale) -> Self {
        let valid: Vec<f64> =
            answers.iter().copied().filter(|answer| (scale.least..=scale.greatest).contains(answer)).collect();
        let k = valid.iter().filter(|answer| **answer >= scale.top_from).count() as u64;
        let n_invalid = answers.len() - valid.len();
        Self { top: Proportion { k, n: valid.len() as u64 }, n_invalid, valid }
    }

    /// Returns how many answered within the top of the scale, of how many; its interval is Wilson's.
    pub const fn top(&self) -> Proportion {
        self.top
    }

    /// Returns the mean of the valid answers with its t interval, or `None` without any.
    pub fn mean(&self) -> Option<Mean> {
        Mean::of(&self.valid)
    }
}
