//! When each person was there before: who is counted once in a window is there with no day before in it.
//!
//! Of the rows of a combination, in the order of their days, a window's distinct people are as many as its rows whose
//! person was last there before the window began.

use super::places::{Places, Run};
use super::wavelet::Wavelet;
use crate::engine::cube::cache::Limits;
use crate::engine::cube::people::{keep_people, names_people};
use crate::engine::cube::question::{Clause, NO_CELL, Question};
use crate::engine::facts::Facts;
use crate::engine::facts::block::Block;
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::Dimension;

/// The people of several tables.
#[derive(Debug, Clone)]
pub struct PeopleIndex {
    places: Places,
    /// By place and once more: how many visits lie before.
    starts: Vec<u32>,
    /// Of each visit (a person in a combination on a day), one more than the day of the run on which the person was
    /// there before, 0 where they were not.
    before: Wavelet,
    pub has_undated: bool,
}

impl PeopleIndex {
    /// Looks at the people of tables whose rows lie on one day each or on none; `None`: it would be too
    /// large.
    pub fn new(
        facts: &Facts,
        tables: &[&Table],
        kept: &[Dimension],
        applied: &[&Clause<'_>],
        limits: Limits,
    ) -> Option<Self> {
        let rows = tables.iter().flat_map(|table| table.blocks().iter().map(|block| (*table, block)));
        let rows = rows.filter(|(table, _)| names_people(table));
        // A visit takes as many bits as its day, and half as many more.
        let n_rows: usize = tables.iter().map(|table| table.n_rows()).sum();
        let left = limits.max_bytes_of_one.checked_sub(n_rows.checked_mul(2)?)?;
        let max = (left / size_of::<u32>(), limits.max_loose);
        let places = Places::new(facts, rows.clone().map(|(_, block)| block), kept, applied, max)?;
        if places.runs().any(|run| run.n_days >= u32::from(u16::MAX)) {
            return None;
        }
        // Each person's rows, sorted by place: counted first.
        let mut ends = vec![0_u32; places.n() + 1];
        let mut finder = places.finder(applied);
        let mut find = |table: &Table, block: &Block, told: &mut dyn FnMut(usize, i64)| {
            finder.find(block);
            keep_people(table, block, &mut finder.cells, &mut finder.values);
            let named = finder.cells.iter().zip(&finder.values).filter(|(cell, _)| **cell != NO_CELL);
            named.for_each(|(cell, person)| told(*cell as usize, *person));
        };
        for (table, block) in rows.clone() {
            find(table, block, &mut |place, _| ends.get_mut(place).into_iter().for_each(|n_rows| *n_rows += 1));
        }
        let mut n_rows = 0_u32;
        for end in &mut ends {
            let n_of_place = *end;
            *end = n_rows;
            n_rows = n_rows.checked_add(n_of_place)?;
        }
        let mut persons = vec![0_u32; n_rows as usize];
        for (table, block) in rows {
            find(table, block, &mut |place, person| {
                let Some(end) = ends.get_mut(place) else { return };
                if let Some(row) = persons.get_mut(*end as usize) {
                    *row = u32::try_from(person).unwrap_or(0);
                    *end += 1;
                }
            });
        }
        let index = Self { places, starts: Vec::new(), before: Wavelet::new(Vec::new()), has_undated: false };
        Some(index.with_visits(&ends, &persons, facts.n_persons()))
    }

    /// Finds when each person was there before; `ends` has where the rows of each place end.
    fn with_visits(mut self, ends: &[u32], persons: &[u32], n_persons: usize) -> Self {
        let mut before = Vec::with_capacity(persons.len());
        self.starts.reserve_exact(self.places.n() + 1);
        // By person, one more than the place of the last visit.
        let mut last = vec![0_u32; n_persons];
        let mut rows = persons.iter();
        let mut n_passed = 0;
        let mut next_place = 0;
        for run in self.places.runs() {
            for day in 0..=run.n_days {
                self.starts.push(u32::try_from(before.len()).unwrap_or(u32::MAX));
                let end = ends.get(next_place).copied().unwrap_or(n_passed);
                next_place += 1;
                let of_place = rows.by_ref().take((end - n_passed) as usize);
                n_passed = end;
                if day == run.n_days {
                    self.has_undated |= of_place.count() > 0;
                    continue;
                }
                for person in of_place {
                    let Some(last) = last.get_mut(*person as usize) else { continue };
                    // A place of an earlier run is no day of this one; a second visit on a day never counts.
                    let was_there = last.saturating_sub(run.at);
                    if was_there <= day {
                        before.push(u16::try_from(was_there).unwrap_or(u16::MAX));
                        *last = run.at + day + 1;
                    }
                }
            }
        }
        self.starts.push(u32::try_from(before.len()).unwrap_or(u32::MAX));
        self.before = Wavelet::new(before);
        self
    }

    /// Adds to each cell how many people it has. Every cell of the answer is of one combination at most.
    pub fn add(&self, question: &Question<'_>, cells: &mut [u64]) {
        let start = |run: Run, day: u32| self.starts.get((run.at + day) as usize).copied().unwrap_or(0);
        self.places.tell(question, |cell, run, from, to| {
            if let Some(cell) = cells.get_mut(cell) {
                *cell += u64::from(self.before.n_less(start(run, from), start(run, to), from + 1));
            }
        });
    }

    pub fn n_bytes(&self) -> usize {
        self.before.n_bytes() + self.starts.capacity() * size_of::<u32>() + self.places.n_bytes()
    }
}
