//! Periods that cross others, found without setting each against each.

use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use std::ops::Range;

/// Returns the numbers of the periods that cross, or are, one with a lower number that is kept itself. `periods` are of one
/// thing, by their first days, the longer first, of equal ones that with the lower number first.
pub(super) fn crossing(periods: &[(usize, Window)]) -> Vec<usize> {
    let mut ends: Vec<i32> = periods.iter().map(|(_, period)| period.to.number()).collect();
    ends.sort_unstable();
    let n_begun = |day: Day| periods.partition_point(|(_, period)| period.from <= day);
    let n_over = |day: Day| ends.partition_point(|end| *end < day.number());
    // Of those kept: the last day, by the place of the first; the first day, turned round, by the place of the last.
    let (mut latest, mut earliest) = (Largest::new(periods.len()), Largest::new(periods.len()));
    let mut by_number: Vec<(usize, usize)> =
        periods.iter().enumerate().map(|(at, (number, _))| (*number, at)).collect();
    by_number.sort_unstable();
    let mut found = Vec::new();
    for (number, at) in by_number {
        let Some((_, period)) = periods.get(at) else { continue };
        let Window { from, to } = *period;
        let is_told =
            at.checked_sub(1).and_then(|before| periods.get(before)).is_some_and(|(_, before)| before == period);
        let begins_within = latest.of(n_begun(from)..n_begun(to)) > to.number();
        let ends_within = earliest.of(n_over(from)..n_over(to)) > -from.number();
        if is_told || begins_within || ends_within {
            found.push(number);
        } else {
            latest.raise(at, to.number());
            earliest.raise(n_over(to), -from.number());
        }
    }
    found
}

/// The largest of numbers at any run of places, in logarithmic time: a tree whose nodes have the larger of their two.
struct Largest {
    n: usize,
    tree: Vec<i32>,
}

impl Largest {
    fn new(n: usize) -> Self {
        Self { n, tree: vec![i32::MIN; 2 * n] }
    }

    fn raise(&mut self, at: usize, number: i32) {
        let mut at = at + self.n;
        while let Some(largest) = self.tree.get_mut(at).filter(|_| at > 0) {
            *largest = (*largest).max(number);
            at /= 2;
        }
    }

    fn of(&self, places: Range<usize>) -> i32 {
        let (mut from, mut to) = (places.start + self.n, places.end + self.n);
        let mut largest = i32::MIN;
        while from < to {
            for at in [(from % 2 == 1).then_some(from), (to % 2 == 1).then(|| to - 1)].into_iter().flatten() {
                largest = largest.max(self.tree.get(at).copied().unwrap_or(i32::MIN));
            }
            (from, to) = (from.div_ceil(2), to / 2);
        }
        largest
    }
}
