//! Rows by combination of codes and day.

use super::calendar::{Calendar, Lookup};
use crate::engine::cube::question::{Clause, Question, add_codes};
use crate::engine::cube::window::Window;
use crate::engine::facts::Facts;
use crate::engine::facts::block::Block;
use crate::engine::facts::column::ABSENT;
use crate::engine::facts::vocabulary::Dimension;

/// How many combinations there may be.
const MAX_COMBINATIONS: usize = 1 << 20;

/// A place for each combination of codes and day, those of a combination side by side: one a day from the first that
/// it may have rows on to the last, then one for its rows without a date.
#[derive(Debug, Clone)]
pub struct Places {
    /// Each dimension with its number of codes; the first varies fastest.
    axes: Vec<(Dimension, usize)>,
    calendar: Calendar,
    /// By combination.
    runs: Vec<Run>,
    n: usize,
}

/// The places of one combination.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub at: u32,
    first_slot: u32,
    pub n_days: u32,
}

/// What is needed to find the places of rows, a block at a time.
pub struct Finder<'p> {
    places: &'p Places,
    applied: &'p [&'p Clause<'p>],
    lookup: Lookup,
    /// By row of the block that was found last.
    pub cells: Vec<u32>,
    pub values: Vec<i64>,
}

impl Places {
    /// Looks at the days and codes of blocks; `None`: there would be more than `max` places. Past `max_loose` of them,
    /// those before the first and after the last row of a combination are left out.
    pub fn new<'b>(
        facts: &Facts,
        blocks: impl Iterator<Item = &'b Block> + Clone,
        kept: &[Dimension],
        applied: &[&Clause<'_>],
        (max, max_loose): (usize, usize),
    ) -> Option<Self> {
        let axes: Vec<_> = kept.iter().map(|dimension| (dimension.clone(), facts.n_codes(dimension))).collect();
        let n_combinations = axes.iter().try_fold(1_usize, |n, (_, n_codes)| n.checked_mul(*n_codes))?;
        if n_combinations > MAX_COMBINATIONS {
            return None;
        }
        let calendar = Calendar::new(blocks.clone());
        let n_slots = u32::try_from(calendar.n_slots()).ok()?;
        let all = Run { at: 0, first_slot: 0, n_days: n_slots };
        let mut places = Self { axes, calendar, runs: vec![all; n_combinations], n: 0 };
        if n_combinations.checked_mul(n_slots as usize + 1)? > max_loose {
            places.look_closer(blocks, applied);
        }
        let mut n = 0_u32;
        for run in &mut places.runs {
            run.at = n;
            n = n.checked_add(run.n_days)?.checked_add(1)?;
        }
        places.n = n as usize;
        (places.n <= max).then_some(places)
    }

    /// Finds the first and the last day of each combination.
    fn look_closer<'b>(&mut self, blocks: impl Iterator<Item = &'b Block>, applied: &[&Clause<'_>]) {
        let mut ends = vec![(u32::MAX, 0); self.runs.len()];
        let mut finder = self.finder(applied);
        for block in blocks {
            let Some(days) = block.days() else { continue };
            finder.find_combinations(block);
            days.unpack_into(&mut finder.values);
            for (cell, day) in finder.cells.iter().zip(&finder.values) {
                if let (Some(ends), Some(slot)) = (ends.get_mut(*cell as usize), finder.lookup.slot(*day)) {
                    *ends = (ends.0.min(slot), ends.1.max(slot + 1));
                }
            }
        }
        for (run, (first_slot, end)) in self.runs.iter_mut().zip(ends) {
            *run = Run { at: 0, first_slot, n_days: end.saturating_sub(first_slot) };
        }
    }

    pub const fn n(&self) -> usize {
        self.n
    }

    pub const fn n_combinations(&self) -> usize {
        self.runs.len()
    }

    pub fn runs(&self) -> impl Iterator<Item = Run> {
        self.runs.iter().copied()
    }

    pub fn finder<'p>(&'p self, applied: &'p [&'p Clause<'p>]) -> Finder<'p> {
        Finder { places: self, applied, lookup: self.calendar.lookup(), cells: Vec::new(), values: Vec::new() }
    }

    /// Tells what a question needs of each run: its cell for the first step, the step, and the run's days of that
    /// step, the first and the one after the last.
    pub fn tell(&self, question: &Question<'_>, mut told: impl FnMut(usize, Run, u32, u32)) {
        // The codes that are asked for, by combination.
        let mut admitted = vec![(0, 0)];
        let mut stride = 1;
        for (axis, n_codes) in &self.axes {
            let clause = question.clauses.iter().find(|clause| clause.dimension == axis);
            let admits = |code: &usize| clause.is_none_or(|clause| clause.admits.get(*code) == Some(&true));
            let is_asked = question.dimension == Some(axis);
            let before = std::mem::take(&mut admitted);
            for code in (0..*n_codes).filter(admits) {
                let of_code = |(at, asked): &(usize, usize)| (at + code * stride, if is_asked { code } else { *asked });
                admitted.extend(before.iter().map(of_code));
            }
            stride *= n_codes;
        }
        let slots = |window: &Window| self.calendar.slots_of(*window);
        let mut steps: Vec<(usize, usize)> = question.steps.iter().map(slots).collect();
        if steps.is_empty() {
            steps.push((0, self.calendar.n_slots()));
        }
        for (at, code) in admitted {
            let Some(run) = self.runs.get(at) else { continue };
            for (step, (from, to)) in steps.iter().enumerate() {
                told(code * question.n_steps + step, *run, run.before(*from), run.before(*to));
            }
        }
    }

    pub const fn n_bytes(&self) -> usize {
        self.runs.capacity() * size_of::<Run>() + self.calendar.n_bytes()
    }
}

impl Run {
    /// Returns how many of its days lie before a slot.
    fn before(self, slot: usize) -> u32 {
        u32::try_from(slot).unwrap_or(u32::MAX).saturating_sub(self.first_slot).min(self.n_days)
    }
}

impl Finder<'_> {
    /// Finds each row's combination, none where a clause does not admit it.
    fn find_combinations(&mut self, block: &Block) {
        let Self { places, applied, cells, values, .. } = self;
        cells.clear();
        cells.resize(block.n_rows(), 0);
        let mut stride = 1;
        for (axis, n_codes) in &places.axes {
            add_codes(block, axis, stride, cells, values);
            stride *= n_codes;
        }
        applied.iter().for_each(|clause| clause.leave_out(block, cells, values));
    }

    /// Finds each row's place, none where a clause does not admit it.
    pub fn find(&mut self, block: &Block) {
        self.find_combinations(block);
        let Self { places, lookup, cells, values, .. } = self;
        match block.days() {
            Some(days) => days.unpack_into(values),
            None => {
                values.clear();
                values.resize(cells.len(), ABSENT);
            }
        }
        for (cell, day) in cells.iter_mut().zip(values.iter()) {
            if let Some(run) = places.runs.get(*cell as usize) {
                *cell = run.at + lookup.slot(*day).map_or(run.n_days, |slot| slot.saturating_sub(run.first_slot));
            }
        }
    }
}
