//! The days that rows have, numbered without gaps: one mistyped year must not make an index large.

use crate::engine::cube::window::Window;
use crate::engine::facts::block::Block;
use crate::engine::facts::column::ABSENT;

/// Numbers of days in ascending order; a day's place among them is its slot.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    days: Vec<i64>,
}

/// Finds slots by looking them up: needed while an index is made only.
pub struct Lookup {
    first: i64,
    slots: Vec<u32>,
}

impl Calendar {
    /// Finds the days of all rows of the blocks. Where days follow each other closely, those between are taken too.
    pub fn new<'b>(blocks: impl Iterator<Item = &'b Block> + Clone) -> Self {
        let spans = blocks.clone().filter_map(Block::dated);
        let Some((first, last)) = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return Self::default() };
        let offset = |day: i64| usize::try_from(day - first).unwrap_or(usize::MAX);
        let mut is_there = vec![false; offset(last) + 1];
        let mut values = Vec::new();
        for block in blocks {
            let (Some((from, to)), Some(days)) = (block.dated(), block.days()) else { continue };
            if offset(to) - offset(from) <= block.n_rows() {
                is_there.iter_mut().take(offset(to) + 1).skip(offset(from)).for_each(|is_there| *is_there = true);
                continue;
            }
            days.unpack_into(&mut values);
            for day in values.iter().filter(|day| **day != ABSENT) {
                is_there.get_mut(offset(*day)).into_iter().for_each(|is_there| *is_there = true);
            }
        }
        let days = is_there.into_iter().zip(first..).filter(|(is_there, _)| *is_there).map(|(_, day)| day);
        Self { days: days.collect() }
    }

    pub const fn n_slots(&self) -> usize {
        self.days.len()
    }

    /// Returns the slots of a window: the first, and the one after the last.
    pub fn slots_of(&self, window: Window) -> (usize, usize) {
        let from = i64::from(window.from.number());
        let before = |day: i64| self.days.partition_point(|each| *each < day);
        (before(from), before(from + i64::from(window.n_days())))
    }

    pub fn lookup(&self) -> Lookup {
        let first = self.days.first().copied().unwrap_or(0);
        let mut slots = Vec::new();
        for (slot, day) in (0..).zip(&self.days) {
            slots.resize(usize::try_from(day - first).unwrap_or(0), slot);
            slots.push(slot);
        }
        Lookup { first, slots }
    }

    pub const fn n_bytes(&self) -> usize {
        self.days.capacity() * size_of::<i64>()
    }
}

impl Lookup {
    /// Returns a day's slot; `None` for [`ABSENT`].
    pub fn slot(&self, day: i64) -> Option<u32> {
        self.slots.get(usize::try_from(day.wrapping_sub(self.first)).ok()?).copied()
    }
}
