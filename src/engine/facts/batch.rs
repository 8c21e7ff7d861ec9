//! What one segment of a file gives: blocks with codes of its own, and what was wrong.
//!
//! Segments are read in any order, by any worker; [`super::assembly`] joins batches in the order of their
//! segments, so that the result depends on neither.

use super::block::Block;
use super::dictionary::TextList;
use super::peers::PeerRow;
use super::targets::TargetRow;
use super::vocabulary::Dimension;
use crate::engine::cube::window::Window;
use crate::engine::feed::problem::{Problem, Problems};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The rows of one segment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Batch {
    pub(super) parts: Vec<(Shape, Block)>,
    /// Of a table of peers.
    pub(super) peers: Vec<PeerRow>,
    /// Of a table of targets.
    pub(super) targets: Vec<TargetRow>,
    /// The texts of the codes in `parts`, by code; the first is the empty text.
    pub(super) dictionaries: BTreeMap<Dimension, TextList>,
    pub(super) persons: TextList,
    pub(super) orders: TextList,
    pub(super) currencies: TextList,
    /// Columns that the map does not name, and whether they may still be dimensions.
    pub(super) own: BTreeMap<Dimension, bool>,
    /// Columns that the map names and the segment lacks; `None`: nothing is known of its columns.
    pub(super) missing: Option<Vec<String>>,
    pub(super) dates: DateOrder,
    /// Rows are counted within the segment.
    pub(super) problems: Problems,
    pub(super) counts: RowCounts,
}

/// Which table of a resource rows belong to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Shape {
    /// Measures that stand in columns of their own, without the dimension that an unpivot adds.
    Wide,
    /// What the unpivot makes.
    Long,
    /// Costs, one table for each set of dimensions that rows give: a salary without a channel must not
    /// count as a cost of the channel «not given».
    Costs(Vec<Dimension>),
}

/// How many dates tell whether the day or the month comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct DateOrder {
    pub(super) n_only_day_first: u64,
    pub(super) n_only_month_first: u64,
    pub(super) n_either: u64,
}

/// What became of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowCounts {
    /// Rows of the source, before anything was made of them.
    pub n_read: u64,
    /// Rows of which something could not be read; the rest of them counts.
    pub n_repaired: u64,
    /// Rows that were left out.
    pub n_refused: u64,
}

/// Rows that are dated after the day on which they were read: mistakes, bookings, plans. They count in periods that
/// reach their days, and in no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterToday {
    pub n_rows: u64,
    /// The first and the last of their days.
    pub days: Window,
}

impl AfterToday {
    /// Adds up two sets of rows.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let days = Window { from: self.days.from.min(other.days.from), to: self.days.to.max(other.days.to) };
        Self { n_rows: self.n_rows + other.n_rows, days }
    }
}

impl DateOrder {
    pub(super) fn add(&mut self, other: Self) {
        self.n_only_day_first += other.n_only_day_first;
        self.n_only_month_first += other.n_only_month_first;
        self.n_either += other.n_either;
    }
}

impl RowCounts {
    pub fn add(&mut self, other: Self) {
        self.n_read += other.n_read;
        self.n_repaired += other.n_repaired;
        self.n_refused += other.n_refused;
    }
}

impl Batch {
    /// Makes a batch of nothing but a problem.
    pub fn of_problem(problem: Problem) -> Self {
        let mut batch = Self::default();
        batch.problems.add(problem);
        batch
    }

    pub const fn counts(&self) -> RowCounts {
        self.counts
    }

    pub const fn problems(&self) -> &Problems {
        &self.problems
    }

    /// Returns how many bytes of memory its rows and their texts take.
    pub fn n_bytes(&self) -> usize {
        let texts =
            self.dictionaries.values().chain([&self.persons, &self.orders, &self.currencies]).map(TextList::n_bytes);
        let blocks = self.parts.iter().map(|(_, block)| block.n_bytes()).sum::<usize>();
        blocks + texts.sum::<usize>() + self.peers.len() * PeerRow::N_BYTES + self.targets.len() * TargetRow::N_BYTES
    }
}
