//! Sums from each combination's first day on, so that those of any window are a difference.

use super::places::Places;
use crate::engine::cube::cache::Limits;
use crate::engine::cube::question::{Clause, NO_CELL, Question};
use crate::engine::cube::totals::{Known, Totals};
use crate::engine::facts::Facts;
use crate::engine::facts::column::ABSENT;
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::quantity::{Quantity, Sum};

/// The sums of one table. They are kept apart by what rows know, as totals are: each such layer has all places.
#[derive(Debug, Clone)]
pub struct SumIndex {
    places: Places,
    layers: Vec<Known>,
    n_rows: Vec<u32>,
    measures: Vec<Measure>,
    /// By measure; in millionths.
    sums: Vec<Vec<i64>>,
    max_bytes: usize,
}

impl SumIndex {
    /// Adds up a table, its rows lying on one day each or on none; `None`: sums might be beyond 64 bits, or the index
    /// would be too large.
    pub fn new(
        facts: &Facts,
        table: &Table,
        kept: &[Dimension],
        applied: &[&Clause<'_>],
        limits: Limits,
    ) -> Option<Self> {
        u32::try_from(table.n_rows()).ok()?;
        let measures: Vec<Measure> = table.measures().collect();
        let max_bytes = limits.max_bytes_of_one;
        let max_places = max_bytes / bytes_of_place(measures.len());
        let places = Places::new(facts, table.blocks().iter(), kept, applied, (max_places, limits.max_loose))?;
        let sums = vec![Vec::new(); measures.len()];
        let mut index = Self { places, layers: Vec::new(), n_rows: Vec::new(), measures, sums, max_bytes };
        index.fill(table, applied)?;
        index.accumulate();
        Some(index)
    }

    fn fill(&mut self, table: &Table, applied: &[&Clause<'_>]) -> Option<()> {
        // What the amounts of each measure add up to at most, whatever rows are taken.
        let mut most = vec![0_u64; self.measures.len()];
        let mut known: Vec<Known> = Vec::new();
        let places = self.places.clone();
        let mut finder = places.finder(applied);
        for block in table.blocks() {
            finder.find(block);
            let columns: Vec<_> = block.measures().filter(|(_, column)| !column.is_unknown()).collect();
            let certain = columns.iter().filter(|(_, column)| !column.has_absent());
            let certain = certain.fold(Known::default(), |known, (measure, _)| known.with(*measure));
            known.clear();
            known.resize(block.n_rows(), certain);
            for (measure, column) in columns.iter().filter(|(_, column)| column.has_absent()) {
                column.unpack_into(&mut finder.values);
                for (known, value) in known.iter_mut().zip(&finder.values) {
                    if *value != ABSENT {
                        *known = known.with(*measure);
                    }
                }
            }
            let mut layer = (certain, self.layer(certain)?);
            for (cell, known) in finder.cells.iter_mut().zip(&known).filter(|(cell, _)| **cell != NO_CELL) {
                if *known != layer.0 {
                    layer = (*known, self.layer(*known)?);
                }
                *cell += layer.1;
                if let Some(n_rows) = self.n_rows.get_mut(*cell as usize) {
                    *n_rows += 1;
                }
            }
            for (measure, column) in columns {
                column.unpack_into(&mut finder.values);
                let Some(at) = self.measures.iter().position(|each| *each == measure) else { continue };
                let (Some(sums), Some(most)) = (self.sums.get_mut(at), most.get_mut(at)) else { continue };
                for (cell, value) in finder.cells.iter().zip(&finder.values) {
                    if let Some(sum) = sums.get_mut(*cell as usize)
                        && *value != ABSENT
                    {
                        *sum = sum.wrapping_add(*value);
                        *most = most.saturating_add(value.unsigned_abs());
                    }
                }
            }
        }
        most.iter().all(|most| i64::try_from(*most).is_ok()).then_some(())
    }

    /// Returns where the places of rows that know just this begin.
    fn layer(&mut self, known: Known) -> Option<u32> {
        let at = self.layers.iter().position(|each| *each == known);
        let at = at.unwrap_or_else(|| {
            self.layers.push(known);
            self.layers.len() - 1
        });
        let n = self.layers.len() * self.places.n();
        if n.saturating_mul(bytes_of_place(self.measures.len())) > self.max_bytes {
            return None;
        }
        self.n_rows.resize(n, 0);
        self.sums.iter_mut().for_each(|sums| sums.resize(n, 0));
        u32::try_from(at * self.places.n()).ok()
    }

    /// Makes a day's sum that of all days up to it.
    fn accumulate(&mut self) {
        for layer in 0..self.layers.len() {
            for run in self.places.runs() {
                let at = layer * self.places.n() + run.at as usize;
                let n_days = run.n_days as usize;
                accumulate(&mut self.n_rows, at, n_days, u32::wrapping_add);
                self.sums.iter_mut().for_each(|sums| accumulate(sums, at, n_days, i64::wrapping_add));
            }
        }
    }

    /// Adds what is asked for to the cells of the answer.
    pub fn add(&self, question: &Question<'_>, table: usize, cells: &mut [Totals]) {
        self.places.tell(question, |cell, run, from, to| {
            let Some(cell) = cells.get_mut(cell) else { return };
            for (layer, known) in self.layers.iter().enumerate() {
                let at = layer * self.places.n() + run.at as usize;
                let day = |n_days: u32| (n_days > 0).then(|| at + n_days as usize - 1);
                let undated = question.takes_undated.then_some(at + run.n_days as usize);
                let ends = [day(to), undated, day(from)];
                let n_rows = ends.map(|place| value_at(&self.n_rows, place));
                let n_rows = n_rows[0] + n_rows[1] - n_rows[2];
                if n_rows == 0 {
                    continue;
                }
                let sums = self.measures.iter().zip(&self.sums).filter(|(measure, _)| known.has(**measure));
                let sums = sums.map(|(measure, sums)| {
                    let [to, undated, from] = ends.map(|place| value_at(sums, place));
                    (*measure, Sum::from(Quantity::from_parts(to.wrapping_add(undated).wrapping_sub(from))))
                });
                cell.add_sums(table, u64::from(n_rows), sums);
            }
        });
    }

    pub const fn n_combinations(&self) -> usize {
        self.places.n_combinations()
    }

    pub fn n_bytes(&self) -> usize {
        self.n_rows.len() * bytes_of_place(self.measures.len()) + self.places.n_bytes()
    }
}

const fn bytes_of_place(n_measures: usize) -> usize {
    size_of::<u32>() + n_measures * size_of::<i64>()
}

fn value_at<T: Copy + Default>(values: &[T], place: Option<usize>) -> T {
    place.and_then(|place| values.get(place)).copied().unwrap_or_default()
}

fn accumulate<T: Copy + Default>(values: &mut [T], at: usize, n_days: usize, add: fn(T, T) -> T) {
    let mut sum = T::default();
    for value in values.iter_mut().skip(at).take(n_days) {
        sum = add(sum, *value);
        *value = sum;
    }
}
