//! Why a rate changed: because its groups weigh otherwise, or because their own rates moved.
//!
//! Kitagawa 1955 (JASA 50:1168); Oaxaca 1973; Blinder 1973. The parts add up to the change exactly. A group with a
//! better rate than the whole makes the mix better by growing. A group that is in one period only has no rate in the
//! other: its whole effect is entry or exit, as is that of a numerator without any denominator, such as a cost that
//! belongs to no channel.

use crate::engine::stat::quotient;

/// Denominators and numerators of one group in two periods, such as sessions and conversions of a channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    pub n0: f64,
    pub k0: f64,
    pub n1: f64,
    pub k1: f64,
}

/// Parts of a change, in the rate's unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Parts {
    /// (w₁−w₀)·(r₀−R₀): the group weighs otherwise.
    pub mix: f64,
    /// w₀·(r₁−r₀): its rate moved.
    pub rate: f64,
    /// (w₁−w₀)·(r₁−r₀): both at once.
    pub interaction: f64,
    /// k₁/N₁ − k₀/N₀ − (w₁−w₀)·R₀ of a group without a rate in a period: w₁·(r₁−R₀) of a new one, −w₀·(r₀−R₀) of one
    /// that ended.
    pub entry_or_exit: f64,
    /// (w₁−w₀)·((r₀+r₁)/2 − (R₀+R₁)/2), of the two-part version, which favours neither period.
    pub symmetric_mix: f64,
    /// (w₀+w₁)/2·(r₁−r₀).
    pub symmetric_rate: f64,
}

/// The change of the whole rate, and what makes it up.
#[derive(Debug, Clone, PartialEq)]
pub struct MixShift {
    pub rate0: f64,
    pub rate1: f64,
    /// By group, in the order given.
    pub groups: Vec<Parts>,
    pub whole: Parts,
}

impl Parts {
    /// Returns what the group adds to the change: all but the symmetric parts, which are another way to say it.
    pub fn total(&self) -> f64 {
        self.mix + self.rate + self.interaction + self.entry_or_exit
    }
}

impl MixShift {
    /// Takes a change apart; `None` where a period has no denominator at all, or one is negative or not finite.
    pub fn of(groups: &[Group]) -> Option<Self> {
        let sum = |of: fn(&Group) -> f64| groups.iter().map(of).sum::<f64>();
        if groups.iter().any(|group| !(group.n0 >= 0.0 && group.n1 >= 0.0)) {
            return None;
        }
        let (n0, n1) = (sum(|group| group.n0), sum(|group| group.n1));
        let (rate0, rate1) = (quotient(sum(|group| group.k0), n0)?, quotient(sum(|group| group.k1), n1)?);
        let parts = |group: &Group| {
            let (w0, w1) = (group.n0 / n0, group.n1 / n1);
            match (quotient(group.k0, group.n0), quotient(group.k1, group.n1)) {
                (Some(r0), Some(r1)) => Parts {
                    mix: (w1 - w0) * (r0 - rate0),
                    rate: w0 * (r1 - r0),
                    interaction: (w1 - w0) * (r1 - r0),
                    entry_or_exit: 0.0,
                    symmetric_mix: (w1 - w0) * (f64::midpoint(r0, r1) - f64::midpoint(rate0, rate1)),
                    symmetric_rate: f64::midpoint(w0, w1) * (r1 - r0),
                },
                _ => Parts { entry_or_exit: group.k1 / n1 - group.k0 / n0 - (w1 - w0) * rate0, ..Parts::default() },
            }
        };
        let groups: Vec<Parts> = groups.iter().map(parts).collect();
        let whole = groups.iter().fold(Parts::default(), |sum, part| Parts {
            mix: sum.mix + part.mix,
            rate: sum.rate + part.rate,
            interaction: sum.interaction + part.interaction,
            entry_or_exit: sum.entry_or_exit + part.entry_or_exit,
            symmetric_mix: sum.symmetric_mix + part.symmetric_mix,
            symmetric_rate: sum.symmetric_rate + part.symmetric_rate,
        });
        Some(Self { rate0, rate1, groups, whole })
    }

    /// Returns rate₁ − rate₀, to which mix, rate, interaction and entry or exit add up.
    pub fn change(&self) -> f64 {
        self.rate1 - self.rate0
    }
}
