//! Whole numbers of one block, in as few bytes as they need.
//!
//! A value is `base + stored × scale`: `base` is the least of them and `scale` the largest power of ten that all
//! share, so that counts (millions of millionths) and prices (ten thousands of them) take one to four bytes.
//! The stored number with all bits set stands for «unknown».

use serde::{Deserialize, Serialize};

/// Stands for «unknown» among values that are not packed yet: no quantity, day or code is this.
pub const ABSENT: i64 = i64::MIN;

/// A power of ten, up to that of whole units among millionths, and how to divide by it without a division, which
/// takes a processor ten times as long (Warren, Hacker's Delight, chapter 10-17).
#[derive(Debug, Clone, Copy)]
struct Scale {
    power: u32,
    /// What 5^power has to be multiplied by, modulo 2^64, to make 1.
    inverse: u64,
    /// The largest quotient that there is.
    most: u64,
}

impl Scale {
    const LARGEST: Self = Self { power: 6, inverse: 0x790f_b656_68c2_6139, most: u64::MAX / 1_000_000 };

    const fn number(self) -> i64 {
        10_i64.pow(self.power)
    }

    const fn smaller(self) -> Self {
        let power = self.power.saturating_sub(1);
        Self { power, inverse: self.inverse.wrapping_mul(5), most: u64::MAX / 10_u64.pow(power) }
    }

    /// Returns a multiple of the scale, divided by it.
    const fn quotient(self, multiple: u64) -> u64 {
        (multiple >> self.power).wrapping_mul(self.inverse)
    }

    const fn divides(self, value: i64) -> bool {
        value.unsigned_abs().wrapping_mul(self.inverse).rotate_right(self.power) <= self.most
    }
}

/// How many bytes a stored number takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Width {
    /// All values are alike: the base, or unknown where there is none.
    Nothing,
    One,
    Two,
    Four,
    Eight,
}

/// Packed values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    n_rows: usize,
    /// `None`: all values are unknown.
    base: Option<i64>,
    scale: i64,
    width: Width,
    has_absent: bool,
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
}

impl Column {
    /// Packs values; [`ABSENT`] is unknown.
    pub fn pack(values: &[i64]) -> Self {
        let mut least = i64::MAX;
        let mut most = i64::MIN;
        let mut has_absent = false;
        let mut scale = Scale::LARGEST;
        for &value in values {
            if value == ABSENT {
                has_absent = true;
                continue;
            }
            least = least.min(value);
            most = most.max(value);
            while !scale.divides(value) {
                scale = scale.smaller();
            }
        }
        if most < least {
            return Self::alike(values.len(), None);
        }
        if most == least && !has_absent {
            return Self::alike(values.len(), Some(least));
        }
        let span = scale.quotient(most.wrapping_sub(least).cast_unsigned());
        // Strictly below: all bits set is «unknown».
        let width = match span {
            ..0xFF => Width::One,
            0xFF..0xFFFF => Width::Two,
            0xFFFF..0xFFFF_FFFF => Width::Four,
            _ => Width::Eight,
        };
        let stored = values.iter().map(|&value| match value {
            ABSENT => u64::MAX,
            value => scale.quotient(value.wrapping_sub(least).cast_unsigned()),
        });
        let mut bytes = Vec::with_capacity(values.len() * width.n_bytes());
        match width {
            Width::Nothing => {}
            Width::One => bytes.extend(stored.map(|value| value.to_le_bytes()[0])),
            Width::Two => stored.for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()[..2])),
            Width::Four => stored.for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()[..4])),
            Width::Eight => stored.for_each(|value| bytes.extend_from_slice(&value.to_le_bytes())),
        }
        Self { n_rows: values.len(), base: Some(least), scale: scale.number(), width, has_absent, bytes }
    }

    /// Makes a column whose values are all the same; `None`: all unknown.
    pub const fn alike(n_rows: usize, value: Option<i64>) -> Self {
        Self {
            n_rows,
            base: value,
            scale: 1,
            width: Width::Nothing,
            has_absent: value.is_none() && n_rows > 0,
            bytes: Vec::new(),
        }
    }

    pub const fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Whether any value is unknown.
    pub const fn has_absent(&self) -> bool {
        self.has_absent
    }

    /// Whether no value is known.
    pub const fn is_unknown(&self) -> bool {
        self.base.is_none()
    }

    /// Returns a row's value; `None` where it is unknown or there is no such row.
    #[inline]
    pub fn get(&self, row: usize) -> Option<i64> {
        let stored = match self.width {
            Width::Nothing => return if row < self.n_rows { self.base } else { None },
            Width::One => u64::from(*self.bytes.get(row)?),
            Width::Two => u64::from(u16::from_le_bytes(self.at(row)?)),
            Width::Four => u64::from(u32::from_le_bytes(self.at(row)?)),
            Width::Eight => u64::from_le_bytes(self.at(row)?),
        };
        let is_unknown = self.has_absent && stored == self.width.unknown();
        (!is_unknown).then(|| self.base.unwrap_or(0).wrapping_add(stored.cast_signed().wrapping_mul(self.scale)))
    }

    #[inline]
    fn at<const N: usize>(&self, row: usize) -> Option<[u8; N]> {
        self.bytes.get(row * N..row * N + N)?.try_into().ok()
    }

    /// Returns all values, [`ABSENT`] where unknown.
    pub fn unpack(&self) -> Vec<i64> {
        let mut values = Vec::new();
        self.unpack_into(&mut values);
        values
    }

    /// Puts all values in the place of what `values` had, [`ABSENT`] where unknown: much quicker than asking for one
    /// after the other.
    pub fn unpack_into(&self, values: &mut Vec<i64>) {
        values.clear();
        let (base, unknown) = (self.base.unwrap_or(0), if self.has_absent { self.width.unknown() } else { u64::MAX });
        let value = |stored: u64| match stored == unknown {
            true => ABSENT,
            false => base.wrapping_add(stored.cast_signed().wrapping_mul(self.scale)),
        };
        match self.width {
            Width::Nothing => values.resize(self.n_rows, self.base.unwrap_or(ABSENT)),
            Width::One => values.extend(self.bytes.iter().map(|byte| value(u64::from(*byte)))),
            Width::Two => {
                values.extend(self.bytes.as_chunks().0.iter().map(|pair| value(u64::from(u16::from_le_bytes(*pair)))));
            }
            Width::Four => {
                values.extend(self.bytes.as_chunks().0.iter().map(|four| value(u64::from(u32::from_le_bytes(*four)))));
            }
            Width::Eight => {
                values.extend(self.bytes.as_chunks().0.iter().map(|eight| value(u64::from_le_bytes(*eight))))
            }
        }
    }

    /// Puts another value, as `of` says, in the place of each; what is unknown is [`ABSENT`] to it.
    pub fn replace(&mut self, of: impl Fn(i64) -> i64) {
        *self = match self.replaced_bytes(&of) {
            Some(replaced) => replaced,
            None => Self::pack(&self.unpack().into_iter().map(of).collect::<Vec<_>>()),
        };
    }

    /// Does so byte by byte, where a value is a byte before and after. How values are packed depends on which there
    /// are, not on how often.
    fn replaced_bytes(&self, of: &impl Fn(i64) -> i64) -> Option<Self> {
        if self.width != Width::One {
            return None;
        }
        let mut is_there = [false; 256];
        for byte in &self.bytes {
            *is_there.get_mut(usize::from(*byte))? = true;
        }
        let there: Vec<u8> =
            (0..=u8::MAX).zip(is_there).filter_map(|(byte, is_there)| is_there.then_some(byte)).collect();
        let before = Self { n_rows: there.len(), bytes: there.clone(), ..*self };
        let after = Self::pack(&before.unpack().into_iter().map(of).collect::<Vec<_>>());
        let bytes = match after.width {
            Width::Nothing => Vec::new(),
            Width::One => {
                let mut byte_of = [0; 256];
                for (before, after) in there.iter().zip(&after.bytes) {
                    *byte_of.get_mut(usize::from(*before))? = *after;
                }
                self.bytes.iter().map(|byte| byte_of.get(usize::from(*byte)).copied().unwrap_or_default()).collect()
            }
            Width::Two | Width::Four | Width::Eight => return None,
        };
        Some(Self { n_rows: self.n_rows, bytes, ..after })
    }

    /// Adds the same to every value that is known.
    pub fn shift(&mut self, by: i64) {
        self.base = self.base.map(|base| base.wrapping_add(by));
    }

    /// Returns the least and the largest value, or `None` where none is known.
    pub fn ends(&self) -> Option<(i64, i64)> {
        let known = (0..self.n_rows).filter_map(|row| self.get(row));
        known.map(|value| (value, value)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// Returns how many bytes of memory it takes.
    pub fn n_bytes(&self) -> usize {
        self.bytes.capacity() + size_of::<Self>()
    }
}

impl Width {
    const fn n_bytes(self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::One => 1,
            Self::Two => 2,
            Self::Four => 4,
            Self::Eight => 8,
        }
    }

    const fn unknown(self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::One => 0xFF,
            Self::Two => 0xFFFF,
            Self::Four => 0xFFFF_FFFF,
            Self::Eight => u64::MAX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values() -> impl Strategy<Value = Vec<i64>> {
        let small = prop::collection::vec(prop_oneof![9 => -200_i64..200, 1 => Just(ABSENT)], 0..60);
        static EDGES: [i64; 12] =
            [ABSENT, i64::MIN + 1, i64::MAX, 0, 1, -1, 254, 255, 256, 65_534, 65_535, 4_294_967_295];
        (small, prop::collection::vec(prop::sample::select(&EDGES[..]), 0..4), 0_u32..8).prop_map(
            |(small, edges, power)| {
                let scaled = small.iter().map(|&value| match value {
                    ABSENT => ABSENT,
                    value => value * 10_i64.pow(power),
                });
                scaled.chain(edges).collect()
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(values in values()) {
            let column = Column::pack(&values);
            prop_assert_eq!(column.unpack(), values.clone());
            prop_assert_eq!(column.has_absent(), values.contains(&ABSENT));
            prop_assert_eq!(column.get(values.len()), None);
            let one_by_one: Vec<i64> = (0..values.len()).map(|row| column.get(row).unwrap_or(ABSENT)).collect();
            prop_assert_eq!(one_by_one, values);
        }

        #[test]
        fn replacing_is_the_same_as_packing_anew(values in values(), by in 1_i64..300, shift in -300_i64..300) {
            let of = |value: i64| match value.wrapping_add(shift) % by {
                0 => ABSENT,
                rest => rest,
            };
            let mut column = Column::pack(&values);
            column.replace(of);
            prop_assert_eq!(column, Column::pack(&values.into_iter().map(of).collect::<Vec<_>>()));
        }
    }

    #[test]
    fn a_value_takes_as_few_bytes_as_it_can() {
        for (values, n_bytes) in [
            (vec![5; 100], 0),
            (vec![ABSENT; 100], 0),
            ((0..100).map(|n| n * 1_000_000).collect(), 100),
            ((0..100).map(|n| n * 3 * 1_000_000).collect(), 200),
            ((0..100).map(|n| 7_000_000_000 + n * 10_000).collect(), 100),
            ((0..100).map(|n| n * 123_450_000).collect(), 400),
        ] {
            assert_eq!(Column::pack(&values).bytes.len(), n_bytes, "{:?}", values.get(..3));
        }
    }
}
