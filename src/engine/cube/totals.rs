//! What rows add up to.

use crate::engine::facts::vocabulary::Measure;
use crate::engine::quantity::{Quantity, Sum};

/// Which measures a row knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Known(u64);

impl Known {
    pub const fn with(self, measure: Measure) -> Self {
        Self(self.0 | 1 << measure.index())
    }

    pub const fn has(self, measure: Measure) -> bool {
        self.0 & 1 << measure.index() != 0
    }

    /// Returns how many measures of lower index are known: where the measure stands among those that are.
    const fn place(self, measure: Measure) -> usize {
        (self.0 & ((1 << measure.index()) - 1)).count_ones() as usize
    }
}

/// The sum of the rows of one table that know the same measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Position of the table in the facts.
    pub table: usize,
    pub known: Known,
    pub n_rows: u64,
    /// One a measure that is known, in the order of [`Measure::ALL`]: most rows know few.
    sums: Vec<Sum>,
}

impl Part {
    /// Returns the sum, zero where its rows do not know the measure.
    pub fn sum(&self, measure: Measure) -> Sum {
        if self.known.has(measure) {
            self.sums.get(self.known.place(measure)).copied().unwrap_or_default()
        } else {
            Sum::ZERO
        }
    }
}

/// What the rows of a group add up to. Totals of two groups add to the totals of both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    parts: Vec<Part>,
}

impl Totals {
    pub const NOTHING: Self = Self { parts: Vec::new() };

    /// Adds what one row knows. `counts_row` is false for the later slices of a row that is
    /// spread over several groups.
    pub fn add(&mut self, table: usize, row: &[(Measure, Quantity)], counts_row: bool) {
        let known = row.iter().fold(Known::default(), |known, (measure, _)| known.with(*measure));
        let part = self.part(table, known);
        part.n_rows += u64::from(counts_row);
        for (measure, quantity) in row {
            if let Some(sum) = part.sums.get_mut(known.place(*measure)) {
                *sum += *quantity;
            }
        }
    }

    /// Adds the sums of several rows that know the same measures.
    pub fn add_sums(&mut self, table: usize, n_rows: u64, sums: impl Iterator<Item = (Measure, Sum)> + Clone) {
        let known = sums.clone().fold(Known::default(), |known, (measure, _)| known.with(measure));
        let part = self.part(table, known);
        part.n_rows += n_rows;
        for (measure, sum) in sums {
            if let Some(total) = part.sums.get_mut(known.place(measure)) {
                *total += sum;
            }
        }
    }

    /// Adds another group's totals.
    pub fn merge(&mut self, other: &Self) {
        for theirs in &other.parts {
            let part = self.part(theirs.table, theirs.known);
            part.n_rows += theirs.n_rows;
            for (sum, other) in part.sums.iter_mut().zip(&theirs.sums) {
                *sum += *other;
            }
        }
    }

    #[allow(clippy::indexing_slicing)] // the place was just found or made
    fn part(&mut self, table: usize, known: Known) -> &mut Part {
        // Parts stay sorted, so that the order in which rows come does not show.
        let place = self.parts.binary_search_by_key(&(table, known), |part| (part.table, part.known));
        let at = match place {
            Ok(at) => at,
            Err(at) => {
                let sums = vec![Sum::ZERO; known.0.count_ones() as usize];
                self.parts.insert(at, Part { table, known, n_rows: 0, sums });
                at
            }
        };
        &mut self.parts[at]
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub fn n_rows(&self) -> u64 {
        self.parts.iter().map(|part| part.n_rows).sum()
    }

    /// Returns the sum over all rows that know the measure, or `None` where none does.
    pub fn sum(&self, measure: Measure) -> Option<Sum> {
        self.parts.iter().filter(|part| part.known.has(measure)).map(|part| part.sum(measure)).reduce(|a, b| a + b)
    }
}
