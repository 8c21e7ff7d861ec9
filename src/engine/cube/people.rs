//! How many people there are: counted anew for every cut, never added up.

use super::cache::Cache;
use super::group::Selection;
use super::question::{NO_CELL, Question};
use super::scan::Scan;
use super::window::Window;
use crate::engine::facts::Facts;
use crate::engine::facts::block::Block;
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::{Dimension, Measure, TableKind};

/// Distinct people by step and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    n_steps: usize,
    cells: Vec<u64>,
}

impl People {
    /// Returns how many people one step and one code have; the code is 0 where there is no grouping by value.
    pub fn count(&self, step: usize, code: u32) -> u64 {
        let is_step = step < self.n_steps;
        self.cells.get(code as usize * self.n_steps + step).copied().filter(|_| is_step).unwrap_or(0)
    }
}

/// Counts the distinct people of what is selected, by step and, where `dimension` is given, by value.
///
/// A row of a `performance` table counts where it names a person, a row of an `events` table where it also is (a line
/// of) an order. A person is the same in all tables. A row that is spread over a week or a month is in each step that
/// it reaches into. Rows that name nobody count for nobody; `steps` and `cache` are as in
/// [`group`](super::group::group).
pub fn distinct_people(
    facts: &Facts,
    cache: &Cache,
    selection: &Selection,
    steps: &[Window],
    dimension: Option<&Dimension>,
) -> People {
    let question = Question::new(facts, selection, steps, dimension);
    let mut cells = vec![0; question.n_cells()];
    match cache.people(&question) {
        Some(index) => index.add(&question, &mut cells),
        None => count_by_scan(&question, &mut cells),
    }
    People { n_steps: question.n_steps, cells }
}

/// Whether rows of the table may count people.
pub(super) fn names_people(table: &Table) -> bool {
    matches!(table.kind, TableKind::Performance | TableKind::Events)
        && table.blocks().iter().any(|block| block.persons().is_some())
}

/// Takes away the rows of a block that count nobody; `values` become the persons.
pub(super) fn keep_people(table: &Table, block: &Block, cells: &mut [u32], values: &mut Vec<i64>) {
    if table.kind == TableKind::Events {
        match block.measure(Measure::Orders) {
            Some(orders) if !orders.has_absent() => {}
            Some(orders) => {
                let others = cells.iter_mut().enumerate().filter(|(row, _)| orders.get(*row).is_none());
                others.for_each(|(_, cell)| *cell = NO_CELL);
            }
            None => cells.fill(NO_CELL),
        }
    }
    match block.persons() {
        Some(persons) => persons.unpack_into(values),
        None => cells.fill(NO_CELL),
    }
    for (cell, _) in cells.iter_mut().zip(values.iter()).filter(|(_, person)| **person <= 0) {
        *cell = NO_CELL;
    }
}

fn count_by_scan(question: &Question<'_>, cells: &mut [u64]) {
    let mut scan = Scan::new(question);
    let mut told: Vec<(u32, u32)> = Vec::new();
    for (_, table) in question.tables().filter(|(_, table)| names_people(table)) {
        scan.tell_people(table, &mut told);
    }
    // Sorted by cell, by counting: then each person's last cell tells whether they are new in it.
    let mut ends = vec![0_usize; cells.len()];
    for (cell, _) in &told {
        ends.get_mut(*cell as usize).into_iter().for_each(|end| *end += 1);
    }
    let mut n_rows = 0;
    for end in &mut ends {
        n_rows += std::mem::replace(end, n_rows);
    }
    let mut persons = vec![0_u32; told.len()];
    for (cell, person) in told {
        let Some(end) = ends.get_mut(cell as usize) else { continue };
        persons.get_mut(*end).into_iter().for_each(|row| *row = person);
        *end += 1;
    }
    let mut last = vec![0_u32; question.facts.n_persons()];
    let mut persons = persons.iter();
    let mut n_passed = 0;
    for ((count, end), cell) in cells.iter_mut().zip(ends).zip(1_u32..) {
        for person in persons.by_ref().take(end - n_passed) {
            if let Some(last) = last.get_mut(*person as usize)
                && *last != cell
            {
                *last = cell;
                *count += 1;
            }
        }
        n_passed = end;
    }
}
