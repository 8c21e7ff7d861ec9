//! What each part adds to the change of a whole: in whole numbers where the whole is a sum, by mix and rate where it is a
//! ratio of sums.
//!
//! What the whole has and no part has (a cost without a channel) is a part of its own, the last: with it the parts add up.

use super::mix_shift::{Group, MixShift};
use crate::engine::quantity::Sum;

/// Both sides of a ratio; a sum has nothing below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amounts {
    pub above: Sum,
    pub below: Sum,
}

/// A whole or a part in two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pair {
    pub then: Amounts,
    pub now: Amounts,
}

/// Returns the parts, and after them what is left of the whole.
pub fn with_rest(whole: Pair, parts: &[Pair]) -> Vec<Pair> {
    let less = |a: Amounts, b: Amounts| Amounts { above: a.above - b.above, below: a.below - b.below };
    let rest =
        parts.iter().fold(whole, |rest, part| Pair { then: less(rest.then, part.then), now: less(rest.now, part.now) });
    parts.iter().copied().chain([rest]).collect()
}

/// Returns what each part adds to the change of a sum: its own change, exact.
pub fn of_sum(parts: &[Pair]) -> Vec<Sum> {
    parts.iter().map(|part| part.now.above - part.then.above).collect()
}

/// Takes the change of a ratio of sums apart; `None` where [`MixShift::of`] has none.
pub fn of_ratio(parts: &[Pair]) -> Option<MixShift> {
    let group = |part: &Pair| Group {
        n0: part.then.below.to_f64(),
        k0: part.then.above.to_f64(),
        n1: part.now.below.to_f64(),
        k1: part.now.above.to_f64(),
    };
    MixShift::of(&parts.iter().map(group).collect::<Vec<_>>())
}
