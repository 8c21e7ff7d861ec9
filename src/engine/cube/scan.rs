//! Answers a question by going through the rows, column by column.

use super::people::keep_people;
use super::question::{NO_CELL, Question, add_codes};
use super::totals::Totals;
use super::window::Window;
use crate::engine::facts::block::Block;
use crate::engine::facts::column::{ABSENT, Column};
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::Measure;
use crate::engine::feed::package::Grain;
use crate::engine::quantity::{Quantity, Sum};

/// Past this many sums (8 MB) a block's rows are added one by one.
const MAX_DENSE: usize = 500_000;

pub(super) struct Scan<'q> {
    question: &'q Question<'q>,
    steps: Option<StepOfDay>,
    /// By row of a block, kept for their allocation.
    cells: Vec<u32>,
    values: Vec<i64>,
}

/// Sums of rows that all know the same measures, side by side: for each measure, those of all cells.
#[derive(Default)]
struct Sums {
    measures: Vec<Measure>,
    n_rows: Vec<u64>,
    sums: Vec<Vec<Sum>>,
}

impl Sums {
    /// Adds what has come to the totals, and forgets it.
    fn flush(&mut self, table: usize, totals: &mut [Totals]) {
        let Self { measures, n_rows, sums } = std::mem::take(self);
        for (cell, n_rows) in n_rows.into_iter().enumerate().filter(|(_, n_rows)| *n_rows > 0) {
            let sum_of = |sums: &Vec<Sum>| sums.get(cell).copied().unwrap_or_default();
            if let Some(totals) = totals.get_mut(cell) {
                totals.add_sums(table, n_rows, measures.iter().copied().zip(sums.iter().map(sum_of)));
            }
        }
    }
}

impl<'q> Scan<'q> {
    pub(super) fn new(question: &'q Question<'q>) -> Self {
        Self { question, steps: StepOfDay::new(question.steps), cells: Vec::new(), values: Vec::new() }
    }

    /// Adds the rows of a table.
    pub(super) fn add(&mut self, at: usize, table: &Table, totals: &mut [Totals]) {
        let mut sums = Sums::default();
        for block in self.blocks(table) {
            if self.spreads(table) {
                self.add_spans(at, table, block, totals);
            } else {
                self.add_days(at, block, &mut sums, totals);
            }
        }
        sums.flush(at, totals);
    }

    /// Tells a cell and a person for every row of a table that counts one, once for each step that it lies in.
    pub(super) fn tell_people(&mut self, table: &Table, told: &mut Vec<(u32, u32)>) {
        let spreads = self.spreads(table);
        let n_steps = u32::try_from(self.question.n_steps).unwrap_or(u32::MAX);
        for block in self.blocks(table) {
            self.find_cells(block, !spreads);
            keep_people(table, block, &mut self.cells, &mut self.values);
            let named = self.cells.iter().zip(&self.values).enumerate().filter(|(_, (cell, _))| **cell != NO_CELL);
            for (row, (cell, person)) in named {
                let person = u32::try_from(*person).unwrap_or(0);
                if !spreads {
                    told.push((*cell, person));
                } else if let Some(day) = block.day(row) {
                    let span = Window { from: day, to: table.last_day_of_row(day) };
                    let steps = self.question.steps.iter().zip(0_u32..);
                    let reached = steps.filter(|(window, _)| window.overlap(span).is_some());
                    told.extend(reached.map(|(_, step)| (cell * n_steps + step, person)));
                } else if self.question.takes_undated {
                    told.push((*cell, person));
                }
            }
        }
    }

    /// Tells the cell of every row, by the day that it begins on, until that is enough; rows of [`NO_CELL`] are not
    /// selected.
    pub(super) fn tell_cells<'t>(&mut self, table: &'t Table, tell: &mut dyn FnMut(&'t Block, &[u32]) -> bool) {
        for block in self.blocks(table) {
            self.find_cells(block, true);
            if !tell(block, &self.cells) {
                break;
            }
        }
    }

    /// Returns the blocks that may have rows of the steps.
    fn blocks<'t>(&self, table: &'t Table) -> impl Iterator<Item = &'t Block> + use<'t> {
        let takes_all = self.question.takes_undated || self.spreads(table);
        let span = self.steps.as_ref().filter(|_| !takes_all).map(StepOfDay::span);
        table.blocks().iter().filter(move |block| {
            span.is_none_or(|(first, last)| block.dated().is_some_and(|(from, to)| to >= first && from <= last))
        })
    }

    /// Whether a row of the table may lie in several steps.
    pub(super) fn spreads(&self, table: &Table) -> bool {
        table.grain != Grain::Day && self.steps.is_some()
    }

    /// Finds each row's cell, [`NO_CELL`] where it is not selected; where it is not asked for by step, cells are codes.
    fn find_cells(&mut self, block: &Block, by_step: bool) {
        let Self { question, steps, cells, values } = self;
        let steps = steps.as_ref().filter(|_| by_step);
        cells.clear();
        match (steps, block.days()) {
            (Some(steps), Some(days)) => {
                let undated = if question.takes_undated { 0 } else { NO_CELL };
                days.unpack_into(values);
                cells.extend(values.iter().map(|day| if *day == ABSENT { undated } else { steps.of(*day) }));
            }
            (Some(_), None) if !question.takes_undated => cells.resize(block.n_rows(), NO_CELL),
            _ => cells.resize(block.n_rows(), 0),
        }
        question.clauses.iter().for_each(|clause| clause.leave_out(block, cells, values));
        if let Some(dimension) = question.dimension {
            add_codes(block, dimension, if by_step { question.n_steps } else { 1 }, cells, values);
        }
    }

    /// Adds rows that lie on one day each, or on none that matters.
    fn add_days(&mut self, table: usize, block: &Block, sums: &mut Sums, totals: &mut [Totals]) {
        self.find_cells(block, true);
        let measures: Vec<_> = block.measures().filter(|(_, column)| !column.is_unknown()).collect();
        let n_cells = self.question.n_cells();
        let is_dense = measures.iter().all(|(_, column)| !column.has_absent());
        if !is_dense || n_cells.saturating_mul(measures.len()) > MAX_DENSE {
            let mut known: Vec<(Measure, Quantity)> = Vec::new();
            for (row, cell) in self.cells.iter().enumerate() {
                if let Some(cell) = totals.get_mut(*cell as usize) {
                    known.clear();
                    known.extend(quantities(&measures, row));
                    cell.add(table, &known, true);
                }
            }
            return;
        }
        if !sums.measures.iter().eq(measures.iter().map(|(measure, _)| measure)) || sums.n_rows.is_empty() {
            sums.flush(table, totals);
            sums.measures = measures.iter().map(|(measure, _)| *measure).collect();
            sums.n_rows = vec![0; n_cells];
            sums.sums = vec![vec![Sum::ZERO; n_cells]; measures.len()];
        }
        for cell in &self.cells {
            if let Some(n_rows) = sums.n_rows.get_mut(*cell as usize) {
                *n_rows += 1;
            }
        }
        for (sums, (_, column)) in sums.sums.iter_mut().zip(&measures) {
            column.unpack_into(&mut self.values);
            for (cell, value) in self.cells.iter().zip(&self.values) {
                if let Some(sum) = sums.get_mut(*cell as usize) {
                    *sum += Quantity::from_parts(*value);
                }
            }
        }
    }

    /// Adds rows that are spread over a week or a month each.
    fn add_spans(&mut self, at: usize, table: &Table, block: &Block, totals: &mut [Totals]) {
        self.find_cells(block, false);
        let measures: Vec<_> = block.measures().collect();
        for (row, code) in self.cells.iter().enumerate().filter(|(_, code)| **code != NO_CELL) {
            let known: Vec<(Measure, Quantity)> = quantities(&measures, row).collect();
            let mut put = |step: usize, part: &[(Measure, Quantity)], counts_row: bool| {
                if let Some(cell) = totals.get_mut(*code as usize * self.question.n_steps + step) {
                    cell.add(at, part, counts_row);
                }
            };
            let Some(day) = block.day(row) else {
                if self.question.takes_undated {
                    put(0, &known, true);
                }
                continue;
            };
            let span = Window { from: day, to: table.last_day_of_row(day) };
            let steps = self.question.steps.iter().enumerate();
            let overlaps = steps.filter_map(|(step, window)| Some((step, window.overlap(span)?)));
            for (nth, (step, overlap)) in overlaps.enumerate() {
                let slice: Vec<_> =
                    known.iter().map(|(measure, whole)| (*measure, slice_of(*whole, span, overlap))).collect();
                put(step, &slice, nth == 0);
            }
        }
    }
}

/// Returns what a row knows.
pub(super) fn quantities(measures: &[(Measure, &Column)], row: usize) -> impl Iterator<Item = (Measure, Quantity)> {
    measures.iter().filter_map(move |(measure, column)| Some((*measure, Quantity::from_parts(column.get(row)?))))
}

/// Returns the part of a row's amount that falls on some of its days, spread evenly.
///
/// Slices that follow each other add up to the whole exactly: each is the difference of two
/// cumulative amounts.
fn slice_of(whole: Quantity, span: Window, days: Window) -> Quantity {
    let until = |n_days: i32| {
        let parts = i128::from(whole.parts()) * i128::from(n_days);
        parts.div_euclid(i128::from(span.n_days()))
    };
    let slice = until(days.to.days_since(span.from) + 1) - until(days.from.days_since(span.from));
    Quantity::from_parts(i64::try_from(slice).unwrap_or_default())
}

/// Finds the step of a day, by its number, by looking it up.
struct StepOfDay {
    first: i64,
    steps: Vec<u32>,
}

impl StepOfDay {
    fn new(steps: &[Window]) -> Option<Self> {
        let first = i64::from(steps.first()?.from.number());
        let each = steps.iter().zip(0_u32..);
        let steps = each.flat_map(|(window, step)| std::iter::repeat_n(step, window.n_days().unsigned_abs() as usize));
        Some(Self { first, steps: steps.collect() })
    }

    /// Returns the step, [`NO_CELL`] where the day has none.
    fn of(&self, day: i64) -> u32 {
        let offset = usize::try_from(day.wrapping_sub(self.first)).unwrap_or(usize::MAX);
        self.steps.get(offset).copied().unwrap_or(NO_CELL)
    }

    /// Returns the first and the last day.
    fn span(&self) -> (i64, i64) {
        (self.first, self.first + i64::try_from(self.steps.len()).unwrap_or_default() - 1)
    }
}
