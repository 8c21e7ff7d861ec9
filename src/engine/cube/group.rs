//! Which rows are added up, and how they are grouped.
//!
//! A table that lacks what the selection or the grouping asks for takes no part: a cost without a
//! channel is in no channel's total. [`Reach`] says what is left out by that.

use super::totals::Totals;
use super::window::Window;
use crate::engine::facts::Facts;
use crate::engine::facts::block::Block;
use crate::engine::facts::column::Column;
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::feed::package::Grain;
use crate::engine::quantity::{Quantity, Sum};
use std::collections::BTreeMap;

/// Which rows are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// `None`: the feed has no dates.
    pub window: Option<Window>,
    /// Whether rows without a date are meant, too: the period «all» does. They are in a total, in no step.
    pub takes_undated: bool,
    /// Dimension → values, any of which a row must have. Every dimension must be met.
    pub clauses: BTreeMap<Dimension, Vec<String>>,
}

/// Totals by step and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The codes that rows were found for, ascending; one code 0 where there is no grouping by value.
    pub codes: Vec<u32>,
    n_steps: usize,
    cells: Vec<Totals>,
}

impl Grid {
    /// Returns the totals of one step and the value at `place` in [`Self::codes`].
    pub fn cell(&self, step: usize, place: usize) -> &Totals {
        static NOTHING: Totals = Totals::NOTHING;
        self.cells.get(place * self.n_steps + step).unwrap_or(&NOTHING)
    }

    pub const fn n_steps(&self) -> usize {
        self.n_steps
    }
}

/// Adds up everything that is selected.
pub fn total(facts: &Facts, selection: &Selection) -> Totals {
    let steps: Vec<Window> = selection.window.into_iter().collect();
    group(facts, selection, &steps, None).cell(0, 0).clone()
}

/// Adds up what is selected, by the values of a dimension.
pub fn by_value(facts: &Facts, selection: &Selection, dimension: &Dimension) -> Vec<(u32, Totals)> {
    let steps: Vec<Window> = selection.window.into_iter().collect();
    let grid = group(facts, selection, &steps, Some(dimension));
    grid.codes.iter().enumerate().map(|(place, code)| (*code, grid.cell(0, place).clone())).collect()
}

/// Adds up what is selected, by step and, where `dimension` is given, by value.
///
/// `steps` follow each other without a gap and replace the selection's window; without any, there
/// is one step that takes all rows.
pub fn group(facts: &Facts, selection: &Selection, steps: &[Window], dimension: Option<&Dimension>) -> Grid {
    let n_codes = dimension.map_or(1, |dimension| facts.n_codes(dimension));
    let n_steps = steps.len().max(1);
    let step_of_day = StepOfDay::new(steps);
    let mut cells = vec![Totals::default(); n_codes * n_steps];
    for (at, table) in facts.tables.iter().enumerate() {
        if lacks(table, selection, dimension, steps.len()).is_some() {
            continue;
        }
        let place = Place { n_steps, n_codes, takes_undated: selection.takes_undated && n_steps == 1 };
        let mut sums = Sums::default();
        for block in table.blocks() {
            let rows = Rows {
                block,
                clauses: Clauses::new(facts, block, selection),
                codes: dimension.and_then(|dimension| block.dimension(dimension)),
            };
            if table.grain == Grain::Day || step_of_day.is_none() {
                if step_of_day.as_ref().is_none_or(|steps| place.takes_undated || steps.reach(block)) {
                    rows.add_days(at, step_of_day.as_ref(), place, &mut sums, &mut cells);
                }
            } else {
                rows.add_spans(at, table, steps, place, &mut cells);
            }
        }
        sums.flush(at, &mut cells);
    }
    let is_used = |code: &usize| cells.iter().skip(code * n_steps).take(n_steps).any(|cell| !cell.is_empty());
    let used: Vec<usize> = (0..n_codes).filter(|code| dimension.is_none() || is_used(code)).collect();
    let cells = used.iter().flat_map(|code| cells.iter().skip(code * n_steps).take(n_steps).cloned()).collect();
    Grid { codes: used.into_iter().filter_map(|code| u32::try_from(code).ok()).collect(), n_steps, cells }
}

/// The rows of one block that may be selected.
struct Rows<'t> {
    block: &'t Block,
    clauses: Clauses<'t>,
    codes: Option<&'t Column>,
}

#[derive(Clone, Copy)]
struct Place {
    n_steps: usize,
    n_codes: usize,
    /// Whether rows without a date go into the one step.
    takes_undated: bool,
}

/// Past this many sums (8 MB) a block's rows are added one by one.
const MAX_DENSE: usize = 500_000;

/// The cell of a row that is not selected.
const NO_CELL: usize = usize::MAX;

/// Sums of rows that all know the same measures, side by side: for each measure, those of all cells.
#[derive(Default)]
struct Sums {
    measures: Vec<Measure>,
    n_rows: Vec<u64>,
    sums: Vec<Vec<Sum>>,
}

impl Sums {
    /// Adds what has come to the totals, and forgets it.
    fn flush(&mut self, table: usize, cells: &mut [Totals]) {
        let Self { measures, n_rows, sums } = std::mem::take(self);
        for (cell, n_rows) in n_rows.into_iter().enumerate().filter(|(_, n_rows)| *n_rows > 0) {
            let sum_of = |sums: &Vec<Sum>| sums.get(cell).copied().unwrap_or_default();
            if let Some(totals) = cells.get_mut(cell) {
                totals.add_sums(table, n_rows, measures.iter().copied().zip(sums.iter().map(sum_of)));
            }
        }
    }
}

impl Rows<'_> {
    fn code(&self, row: usize) -> usize {
        self.codes.and_then(|codes| codes.get(row)).and_then(|code| usize::try_from(code).ok()).unwrap_or(0)
    }

    /// Returns each row's cell, [`NO_CELL`] where it is not selected.
    fn cells(&self, steps: Option<&StepOfDay>, place: Place) -> Vec<usize> {
        let undated = if steps.is_none() || place.takes_undated { 0 } else { NO_CELL };
        let mut cells = vec![undated; self.block.n_rows()];
        if let (Some(steps), Some(days)) = (steps, self.block.days()) {
            days.for_each(|row, day| {
                if let Some(cell) = cells.get_mut(row) {
                    *cell = steps.of(day).unwrap_or(NO_CELL);
                }
            });
        }
        if !self.clauses.columns.is_empty() {
            let others = cells.iter_mut().enumerate().filter(|(row, _)| !self.clauses.admit(*row));
            others.for_each(|(_, cell)| *cell = NO_CELL);
        }
        if let Some(codes) = self.codes {
            codes.for_each(|row, code| {
                if let Some(cell) = cells.get_mut(row).filter(|cell| **cell != NO_CELL) {
                    *cell += usize::try_from(code).unwrap_or(0) * place.n_steps;
                }
            });
        }
        cells
    }

    /// Adds rows that lie on one day each, or on none that matters.
    fn add_days(&self, table: usize, steps: Option<&StepOfDay>, place: Place, sums: &mut Sums, totals: &mut [Totals]) {
        let measures: Vec<_> = self.block.measures().filter(|(_, column)| !column.is_unknown()).collect();
        let cells = self.cells(steps, place);
        let n_cells = place.n_codes * place.n_steps;
        let is_dense = measures.iter().all(|(_, column)| !column.has_absent());
        if !is_dense || n_cells.saturating_mul(measures.len()) > MAX_DENSE {
            let mut known: Vec<(Measure, Quantity)> = Vec::new();
            for (row, cell) in cells.into_iter().enumerate() {
                if let Some(cell) = totals.get_mut(cell) {
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
        for cell in &cells {
            if let Some(n_rows) = sums.n_rows.get_mut(*cell) {
                *n_rows += 1;
            }
        }
        for (sums, (_, column)) in sums.sums.iter_mut().zip(&measures) {
            column.for_each(|row, value| {
                if let Some(sum) = cells.get(row).and_then(|cell| sums.get_mut(*cell)) {
                    *sum += Quantity::from_parts(value);
                }
            });
        }
    }

    /// Adds rows that are spread over a week or a month each.
    fn add_spans(&self, at: usize, table: &Table, steps: &[Window], place: Place, cells: &mut [Totals]) {
        let measures: Vec<_> = self.block.measures().collect();
        for row in (0..self.block.n_rows()).filter(|row| self.clauses.admit(*row)) {
            let code = self.code(row);
            let known: Vec<(Measure, Quantity)> = quantities(&measures, row).collect();
            let mut put = |step: usize, part: &[(Measure, Quantity)], counts_row: bool| {
                if let Some(cell) = cells.get_mut(code * place.n_steps + step) {
                    cell.add(at, part, counts_row);
                }
            };
            let Some(day) = self.block.day(row) else {
                if place.takes_undated {
                    put(0, &known, true);
                }
                continue;
            };
            let span = Window { from: day, to: table.last_day_of_row(day) };
            let overlaps = steps.iter().enumerate().filter_map(|(step, window)| Some((step, window.overlap(span)?)));
            for (nth, (step, overlap)) in overlaps.enumerate() {
                let slice: Vec<_> =
                    known.iter().map(|(measure, whole)| (*measure, slice_of(*whole, span, overlap))).collect();
                put(step, &slice, nth == 0);
            }
        }
    }
}

/// Returns what a row knows.
fn quantities(measures: &[(Measure, &Column)], row: usize) -> impl Iterator<Item = (Measure, Quantity)> {
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

    fn of(&self, day: i64) -> Option<usize> {
        let offset = usize::try_from(day.checked_sub(self.first)?).ok()?;
        self.steps.get(offset).map(|step| *step as usize)
    }

    /// Whether any day of a block may have a step.
    fn reach(&self, block: &Block) -> bool {
        block.dated().is_some_and(|(from, to)| {
            to >= self.first && usize::try_from(from.saturating_sub(self.first)).unwrap_or(0) < self.steps.len()
        })
    }
}

/// The clauses of a selection, as codes of one table.
struct Clauses<'t> {
    /// A block without the column has «not given» in all its rows.
    columns: Vec<(Option<&'t Column>, Vec<bool>)>,
}

impl<'t> Clauses<'t> {
    fn new(facts: &Facts, block: &'t Block, selection: &Selection) -> Self {
        let columns = selection.clauses.iter().map(|(dimension, values)| {
            let mut admitted = vec![false; facts.n_codes(dimension)];
            for code in values.iter().filter_map(|value| facts.code(dimension, value)) {
                if let Some(admits) = admitted.get_mut(code as usize) {
                    *admits = true;
                }
            }
            (block.dimension(dimension), admitted)
        });
        Self { columns: columns.collect() }
    }

    fn admit(&self, row: usize) -> bool {
        self.columns.iter().all(|(codes, admitted)| {
            let code = codes.and_then(|codes| codes.get(row)).and_then(|code| usize::try_from(code).ok()).unwrap_or(0);
            admitted.get(code).copied().unwrap_or(false)
        })
    }
}

/// What a table lacks to take part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    Dates,
    Dimension(Dimension),
}

fn lacks(table: &Table, selection: &Selection, dimension: Option<&Dimension>, n_steps: usize) -> Option<Lack> {
    let needs_dates = n_steps > 1 || n_steps == 1 && !selection.takes_undated;
    if needs_dates && !table.is_dated() {
        return Some(Lack::Dates);
    }
    let asked = dimension.into_iter().chain(selection.clauses.keys());
    asked.into_iter().find(|asked| !table.has_dimension(asked)).map(|lacking| Lack::Dimension(lacking.clone()))
}

/// What a measure is to a selection and a grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Supply {
    /// All tables that have the measure take part.
    Full,
    /// Some of its tables take part, others lack something.
    Partial(Lack),
    /// All of its tables lack something.
    Lacking(Lack),
    /// No table has it.
    None,
}

/// Which measures a selection and a grouping reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    supplies: Vec<Supply>,
}

impl Reach {
    pub fn new(facts: &Facts, selection: &Selection, dimension: Option<&Dimension>) -> Self {
        let supply = |measure: Measure| {
            let mut takes_part = false;
            let mut lack = None;
            for table in facts.tables.iter().filter(|table| table.has_measure(measure)) {
                match lacks(table, selection, dimension, usize::from(selection.window.is_some())) {
                    None => takes_part = true,
                    Some(what) => lack = Some(lack.map_or(what.clone(), |other: Lack| other.min(what))),
                }
            }
            match (takes_part, lack) {
                (true, None) => Supply::Full,
                (true, Some(lack)) => Supply::Partial(lack),
                (false, Some(lack)) => Supply::Lacking(lack),
                (false, None) => Supply::None,
            }
        };
        Self { supplies: Measure::ALL.into_iter().map(supply).collect() }
    }

    pub fn of(&self, measure: Measure) -> &Supply {
        self.supplies.get(measure.index()).unwrap_or(&Supply::None)
    }
}
