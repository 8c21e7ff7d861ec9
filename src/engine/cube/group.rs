//! Which rows are added up, and how they are grouped.
//!
//! A table that lacks what the selection or the grouping asks for takes no part: a cost without a
//! channel is in no channel's total. [`Reach`] says what is left out by that.

use super::cache::Cache;
use super::latest::{add_latest, counts_latest};
use super::question::Question;
use super::scan::Scan;
use super::totals::Totals;
use super::window::Window;
use crate::engine::facts::Facts;
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::{Dimension, Measure};
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
pub fn total(facts: &Facts, cache: &Cache, selection: &Selection) -> Totals {
    let steps: Vec<Window> = selection.window.into_iter().collect();
    group(facts, cache, selection, &steps, None).cell(0, 0).clone()
}

/// Adds up what is selected, by the values of a dimension.
pub fn by_value(facts: &Facts, cache: &Cache, selection: &Selection, dimension: &Dimension) -> Vec<(u32, Totals)> {
    let steps: Vec<Window> = selection.window.into_iter().collect();
    let grid = group(facts, cache, selection, &steps, Some(dimension));
    grid.codes.iter().enumerate().map(|(place, code)| (*code, grid.cell(0, place).clone())).collect()
}

/// Adds up what is selected, by step and, where `dimension` is given, by value.
///
/// `steps` follow each other without a gap and replace the selection's window; without any, there
/// is one step that takes all rows. `cache` is that of these facts.
pub fn group(
    facts: &Facts,
    cache: &Cache,
    selection: &Selection,
    steps: &[Window],
    dimension: Option<&Dimension>,
) -> Grid {
    let question = Question::new(facts, selection, steps, dimension);
    let (n_codes, n_steps) = (question.n_codes, question.n_steps);
    let mut cells = vec![Totals::default(); question.n_cells()];
    let mut scan = Scan::new(&question);
    for (at, table) in question.tables() {
        if counts_latest(&scan, table) {
            let make = |found: &mut [Totals]| add_latest(&mut scan, at, table, found);
            for (cell, found) in cache.latest(&question, at, table, make).iter() {
                cells.get_mut(*cell).into_iter().for_each(|totals| totals.merge(found));
            }
            continue;
        }
        match cache.sums(&question, at, table) {
            Some(index) => index.add(&question, at, &mut cells),
            None => scan.add(at, table, &mut cells),
        }
    }
    let is_used = |code: &usize| cells.iter().skip(code * n_steps).take(n_steps).any(|cell| !cell.is_empty());
    let used: Vec<usize> = (0..n_codes).filter(|code| dimension.is_none() || is_used(code)).collect();
    let cells = used.iter().flat_map(|code| cells.iter().skip(code * n_steps).take(n_steps).cloned()).collect();
    Grid { codes: used.into_iter().filter_map(|code| u32::try_from(code).ok()).collect(), n_steps, cells }
}

/// What a table lacks to take part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    Dates,
    Dimension(Dimension),
}

pub(super) fn lacks(
    table: &Table,
    selection: &Selection,
    dimension: Option<&Dimension>,
    n_steps: usize,
) -> Option<Lack> {
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
    /// Whether one order may be in several of the values that are asked for: orders do not add up, and at its first line
    /// alone it is counted.
    pub splits_orders: bool,
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
        let mut asked = dimension.into_iter().chain(selection.clauses.keys());
        let splits_orders = asked.any(|asked| facts.splits_orders(asked));
        Self { supplies: Measure::ALL.into_iter().map(supply).collect(), splits_orders }
    }

    pub fn of(&self, measure: Measure) -> &Supply {
        self.supplies.get(measure.index()).unwrap_or(&Supply::None)
    }
}
