//! Views that show one selection side by side: what a filter or a brush changes in all of them at once.

use super::cache::Cache;
use super::group::{Grid, Selection, group};
use super::people::{People, distinct_people};
use super::window::{Step, Window};
use crate::engine::facts::Facts;
use crate::engine::facts::vocabulary::Dimension;

/// What a view groups by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    Nothing,
    Value(Dimension),
    /// The calendar's steps within the selection's window; one step where it has none.
    Step(Step),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    pub by: By,
    /// Whether distinct people are counted, too.
    pub counts_people: bool,
}

/// What one view shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The windows of the grid's steps: empty where there is one that takes all rows.
    pub steps: Vec<Window>,
    pub grid: Grid,
    people: Option<People>,
}

impl Linked {
    /// Returns how many people one step and the value at `place` in the grid's codes have, 0 where it was not asked.
    pub fn people(&self, step: usize, place: usize) -> u64 {
        let code = self.grid.codes.get(place).copied();
        self.people.as_ref().zip(code).map_or(0, |(people, code)| people.count(step, code))
    }
}

/// Answers all views of a selection, in their order.
pub fn linked(facts: &Facts, cache: &Cache, selection: &Selection, groupings: &[Grouping]) -> Vec<Linked> {
    let answer = |grouping: &Grouping| {
        let (dimension, steps) = match (&grouping.by, selection.window) {
            (By::Step(step), Some(window)) => (None, window.steps(*step)),
            (By::Nothing | By::Step(_), window) => (None, window.into_iter().collect()),
            (By::Value(dimension), window) => (Some(dimension), window.into_iter().collect()),
        };
        let grid = group(facts, cache, selection, &steps, dimension);
        let people = grouping.counts_people.then(|| distinct_people(facts, cache, selection, &steps, dimension));
        Linked { steps, grid, people }
    };
    groupings.iter().map(answer).collect()
}
