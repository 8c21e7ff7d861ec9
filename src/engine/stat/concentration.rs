//! How much of a total lies with few: of revenue with channels or customers.
//!
//! Amounts are at least 0: an entity with a negative amount is left out by [`Concentration::of`], which counts it.

use super::{finite, quotient};

/// Amounts of entities in descending order.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    amounts: Vec<f64>,
    total: f64,
    /// Entities whose amount is negative or not finite.
    pub n_left_out: usize,
}

impl Concentration {
    /// Takes amounts in any order; `None` where nothing positive remains.
    pub fn of(amounts: &[f64]) -> Option<Self> {
        let mut kept: Vec<f64> =
            amounts.iter().copied().filter(|amount| amount.is_finite() && *amount >= 0.0).collect();
        kept.sort_by(|a, b| b.total_cmp(a));
        let total = finite(kept.iter().sum())?;
        let n_left_out = amounts.len() - kept.len();
        (total > 0.0).then_some(Self { amounts: kept, total, n_left_out })
    }

    pub fn n(&self) -> usize {
        self.amounts.len()
    }

    fn shares(&self) -> impl Iterator<Item = f64> {
        self.amounts.iter().map(|amount| amount / self.total)
    }

    /// Returns the Herfindahl–Hirschman index Σ share², 1/n..=1 (Rhoades 1993); times 10,000 as authorities write it.
    pub fn hhi(&self) -> f64 {
        self.shares().map(|share| share * share).sum()
    }

    /// Returns 1/HHI: as many entities of equal size would be as concentrated (Hannah & Kay 1977).
    pub fn effective_number(&self) -> f64 {
        1.0 / self.hhi()
    }

    /// Returns Shannon's entropy −Σ share·ln share, in nats; 0 for one entity.
    pub fn entropy(&self) -> f64 {
        self.shares().filter(|share| *share > 0.0).map(|share| -share * libm::log(share)).sum()
    }

    /// Returns Gini's coefficient Σ(2i−n−1)·xᵢ / (n·Σx) over ascending x; 0 is equal, (n−1)/n is all with one.
    pub fn gini(&self) -> f64 {
        let n = self.amounts.len() as f64;
        let ascending = self.amounts.iter().rev().map(|amount| amount / self.total).enumerate();
        ascending.map(|(at, share)| (2.0 * (at as f64 + 1.0) - n - 1.0) * share).sum::<f64>() / n
    }

    /// Returns Theil's T, the mean of x/μ·ln(x/μ), with 0 for an amount of 0.
    pub fn theil(&self) -> f64 {
        let n = self.amounts.len() as f64;
        let terms = self.shares().map(|share| share * n).filter(|ratio| *ratio > 0.0);
        terms.map(|ratio| ratio * libm::log(ratio)).sum::<f64>() / n
    }

    /// Returns the share of the total that the largest ⌈share·n⌉ entities hold; `None` outside 0..=1.
    pub fn top_share(&self, share: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        let top = (share * self.amounts.len() as f64).ceil() as usize;
        quotient(self.amounts.iter().take(top).sum(), self.total)
    }

    /// Returns how many of the largest entities hold at least `share` of the total; `None` outside 0..=1.
    pub fn n_for_share(&self, share: f64) -> Option<usize> {
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        let due = share * self.total;
        let mut held = 0.0;
        let before = self.amounts.iter().take_while(|amount| {
            held += **amount;
            held < due
        });
        Some((before.count() + 1).min(self.amounts.len()))
    }
}
