//! What is asked of every table: a selection, its steps and its grouping, resolved to codes.

use super::group::{Selection, lacks};
use super::window::Window;
use crate::engine::facts::Facts;
use crate::engine::facts::block::Block;
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::Dimension;

/// The cell of a row that is not selected.
pub(super) const NO_CELL: u32 = u32::MAX;

pub(super) struct Question<'q> {
    pub(super) facts: &'q Facts,
    pub(super) selection: &'q Selection,
    /// None: all rows, whatever their date, are of one step.
    pub(super) steps: &'q [Window],
    pub(super) dimension: Option<&'q Dimension>,
    /// At least 1.
    pub(super) n_steps: usize,
    /// At least 1.
    pub(super) n_codes: usize,
    /// Whether rows without a date go into the one step.
    pub(super) takes_undated: bool,
    pub(super) clauses: Vec<Clause<'q>>,
}

/// The codes of a dimension that are selected.
pub(super) struct Clause<'q> {
    pub(super) dimension: &'q Dimension,
    pub(super) values: &'q [String],
    /// By code.
    pub(super) admits: Vec<bool>,
}

impl<'q> Question<'q> {
    pub(super) fn new(
        facts: &'q Facts,
        selection: &'q Selection,
        steps: &'q [Window],
        dimension: Option<&'q Dimension>,
    ) -> Self {
        let clause = |(dimension, values): (&'q Dimension, &'q Vec<String>)| {
            let mut admits = vec![false; facts.n_codes(dimension)];
            for code in values.iter().filter_map(|value| facts.code(dimension, value)) {
                if let Some(admits) = admits.get_mut(code as usize) {
                    *admits = true;
                }
            }
            Clause { dimension, values, admits }
        };
        Self {
            facts,
            selection,
            steps,
            dimension,
            n_steps: steps.len().max(1),
            n_codes: dimension.map_or(1, |dimension| facts.n_codes(dimension)),
            takes_undated: steps.is_empty() || selection.takes_undated && steps.len() == 1,
            clauses: selection.clauses.iter().map(clause).collect(),
        }
    }

    /// Returns how many cells the answer has: `code * n_steps + step` is one's place.
    pub(super) const fn n_cells(&self) -> usize {
        self.n_codes * self.n_steps
    }

    /// Returns the tables that take part, with their places.
    pub(super) fn tables(&self) -> impl Iterator<Item = (usize, &'q Table)> {
        self.tables_with_dates(self.steps.len())
    }

    /// Returns the tables that have the dimensions and, where they are to be told apart by steps, dates.
    pub(super) fn tables_with_dates(&self, n_steps: usize) -> impl Iterator<Item = (usize, &'q Table)> {
        let takes_part =
            move |(_, table): &(usize, &Table)| lacks(table, self.selection, self.dimension, n_steps).is_none();
        self.facts.tables.iter().enumerate().filter(takes_part)
    }
}

impl Clause<'_> {
    /// Takes away the rows of a block that the clause does not admit.
    pub(super) fn leave_out(&self, block: &Block, cells: &mut [u32], values: &mut Vec<i64>) {
        match block.dimension(self.dimension) {
            Some(column) => column.unpack_into(values),
            // Without the column all rows have «not given».
            None => {
                values.clear();
                values.resize(cells.len(), 0);
            }
        }
        for (cell, code) in cells.iter_mut().zip(values.iter()) {
            let code = usize::try_from(*code).unwrap_or(0);
            if !self.admits.get(code).is_some_and(|admits| *admits) {
                *cell = NO_CELL;
            }
        }
    }
}

/// Adds each row's code, times `stride`, to its cell.
pub(super) fn add_codes(block: &Block, dimension: &Dimension, stride: usize, cells: &mut [u32], values: &mut Vec<i64>) {
    let Some(column) = block.dimension(dimension) else { return };
    column.unpack_into(values);
    let stride = u32::try_from(stride).unwrap_or(u32::MAX);
    for (cell, code) in cells.iter_mut().zip(values.iter()) {
        if *cell != NO_CELL {
            *cell = u32::try_from(*code).unwrap_or(0).saturating_mul(stride).saturating_add(*cell);
        }
    }
}
