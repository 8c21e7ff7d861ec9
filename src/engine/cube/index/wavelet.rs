//! Counts how many numbers of any part of a list are less than another, in as many steps as they have bits.
//!
//! A wavelet matrix (Claude, Navarro and Ordóñez, The wavelet matrix, 2015): the highest bit of all numbers, then the
//! next highest with those numbers first that had 0 in the bit before, and so on.

#[derive(Debug, Clone)]
pub struct Wavelet {
    n: usize,
    /// Highest bit first.
    levels: Vec<Level>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    words: Vec<u64>,
    /// How many bits are set before each word.
    n_ones: Vec<u32>,
    n_zeros: u32,
}

impl Wavelet {
    pub fn new(mut values: Vec<u16>) -> Self {
        let most = values.iter().copied().max().unwrap_or(0);
        let n_bits = u16::BITS - most.leading_zeros();
        let mut ones = Vec::new();
        let mut level = |bit: u32| {
            let mut level = Level { words: Vec::with_capacity(values.len() / 64 + 1), ..Level::default() };
            level.n_ones.reserve_exact(values.len() / 64 + 1);
            ones.clear();
            let mut n_zeros = 0;
            // What stays is moved forward in its place, what goes is kept aside.
            for start in (0..values.len()).step_by(64) {
                let mut word = 0_u64;
                level.n_ones.push(u32::try_from(ones.len()).unwrap_or(u32::MAX));
                for at in start..values.len().min(start + 64) {
                    let Some(value) = values.get(at).copied() else { break };
                    let is_one = value >> bit & 1 == 1;
                    word |= u64::from(is_one) << (at - start);
                    if is_one {
                        ones.push(value);
                    } else if let Some(place) = values.get_mut(n_zeros) {
                        *place = value;
                        n_zeros += 1;
                    }
                }
                level.words.push(word);
            }
            values.truncate(n_zeros);
            values.extend_from_slice(&ones);
            level.n_zeros = u32::try_from(n_zeros).unwrap_or(u32::MAX);
            level
        };
        let levels = (0..n_bits).rev().map(&mut level).collect();
        Self { n: values.len(), levels }
    }

    /// Returns how many of the numbers at `from..to` are less than `than`.
    pub fn n_less(&self, from: u32, to: u32, than: u32) -> u32 {
        let n_bits = self.levels.len();
        if than >> n_bits != 0 {
            return to.saturating_sub(from);
        }
        let (mut from, mut to, mut n_less) = (from, to, 0);
        for (level, bit) in self.levels.iter().zip((0..n_bits).rev()) {
            let (ones_from, ones_to) = (level.n_ones_before(from), level.n_ones_before(to));
            let (zeros_from, zeros_to) = (from - ones_from, to - ones_to);
            if than >> bit & 1 == 1 {
                n_less += zeros_to - zeros_from;
                (from, to) = (level.n_zeros + ones_from, level.n_zeros + ones_to);
            } else {
                (from, to) = (zeros_from, zeros_to);
            }
        }
        n_less
    }

    pub fn n_bytes(&self) -> usize {
        self.levels.len() * (self.n / 64 + 1) * (size_of::<u64>() + size_of::<u32>())
    }
}

impl Level {
    fn n_ones_before(&self, at: u32) -> u32 {
        let (word, bit) = (at as usize / 64, at % 64);
        match (self.words.get(word), self.n_ones.get(word)) {
            (Some(word), Some(before)) => before + (word & ((1 << bit) - 1)).count_ones(),
            // Just behind the last.
            _ => {
                let last = self.words.last().map_or(0, |word| word.count_ones());
                self.n_ones.last().copied().unwrap_or(0) + last
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_less_is_counted_as_one_by_one(
            values in proptest::collection::vec(0..700_u16, 0..400),
            ends in (0..400_usize, 0..400_usize), than in 0..1_100_u32,
        ) {
            let (from, to) = (ends.0.min(ends.1).min(values.len()), ends.0.max(ends.1).min(values.len()));
            let slow = values[from..to].iter().filter(|value| u32::from(**value) < than).count();
            let fast = Wavelet::new(values).n_less(from as u32, to as u32, than);
            prop_assert_eq!(fast as usize, slow);
        }
    }
}
