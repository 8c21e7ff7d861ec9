//! One table of a feed: blocks of rows, one after the other.

use super::block::{Block, day_from};
use super::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::feed::package::{Grain, Resource};
use std::collections::BTreeSet;

/// Rows of one kind. A column is the table's where any of its blocks has it.
#[derive(Debug, Clone)]
pub struct Table {
    /// The resource's name in the manifest.
    pub resource: String,
    pub kind: TableKind,
    pub grain: Grain,
    pub(super) is_dated: bool,
    pub(super) blocks: Vec<Block>,
    pub(super) dimensions: BTreeSet<Dimension>,
    pub(super) measures: BTreeSet<Measure>,
}

impl Table {
    /// Makes a table without rows.
    pub(super) fn new(resource: &Resource) -> Self {
        Self {
            resource: resource.name.clone(),
            kind: resource.table,
            grain: resource.grain,
            is_dated: false,
            blocks: Vec::new(),
            dimensions: BTreeSet::new(),
            measures: BTreeSet::new(),
        }
    }

    /// Adds rows after those that are there.
    pub(super) fn push(&mut self, block: Block) {
        self.is_dated |= block.days.is_some();
        self.dimensions.extend(block.dimensions.keys().cloned());
        self.measures.extend(block.measures.keys().copied());
        if block.n_rows > 0 {
            self.blocks.push(block);
        }
    }

    /// Finds the table's columns anew, as blocks have been taken away.
    pub(super) fn look_again(&mut self) {
        self.is_dated = self.blocks.iter().any(|block| block.days.is_some());
        self.dimensions = self.blocks.iter().flat_map(|block| block.dimensions.keys().cloned()).collect();
        self.measures = self.blocks.iter().flat_map(|block| block.measures.keys().copied()).collect();
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub fn n_rows(&self) -> usize {
        self.blocks.iter().map(Block::n_rows).sum()
    }

    /// Whether its rows have dates.
    pub const fn is_dated(&self) -> bool {
        self.is_dated
    }

    pub fn dimensions(&self) -> impl Iterator<Item = &Dimension> {
        self.dimensions.iter()
    }

    /// Whether the table can be cut by it.
    pub fn has_dimension(&self, dimension: &Dimension) -> bool {
        self.dimensions.contains(dimension)
    }

    pub fn measures(&self) -> impl Iterator<Item = Measure> {
        self.measures.iter().copied()
    }

    pub fn has_measure(&self, measure: Measure) -> bool {
        self.measures.contains(&measure)
    }

    /// Takes a column away, as it turned out not to be a dimension.
    pub(super) fn drop_dimension(&mut self, dimension: &Dimension) {
        self.dimensions.remove(dimension);
        for block in &mut self.blocks {
            block.dimensions.remove(dimension);
        }
    }

    /// Returns the last day that a row beginning on `day` covers.
    pub fn last_day_of_row(&self, day: Day) -> Day {
        match self.grain {
            Grain::Day => day,
            Grain::Week => day.plus_days(6),
            Grain::Month => day.plus_months(1).plus_days(-1),
        }
    }

    /// Returns the first and last day that rows cover, or `None` where no row has a date. Days after
    /// today count only where there are no others: one mistyped year must not hide the rest.
    pub fn extent(&self) -> Option<Window> {
        let span = |of: fn(&Block) -> Option<(i64, i64)>| {
            self.blocks.iter().filter_map(of).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        };
        let (from, to) = span(Block::covered).or_else(|| span(Block::dated))?;
        Some(Window { from: day_from(from), to: self.last_day_of_row(day_from(to)) })
    }

    /// Returns the first day that a value of the measure is known for.
    pub fn first_known(&self, measure: Measure) -> Option<Day> {
        self.blocks.iter().filter_map(|block| block.first_known(measure)).min().map(day_from)
    }

    /// Returns how many bytes of memory it takes.
    pub fn n_bytes(&self) -> usize {
        self.blocks.iter().map(Block::n_bytes).sum()
    }
}
