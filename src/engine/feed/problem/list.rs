//! Many problems: all counted, the first of them kept.

use super::{KEPT, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All problems of a feed: the first kept whole, all counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Problems {
    kept: Vec<Problem>,
    counts: BTreeMap<ProblemKind, u64>,
}

impl Problems {
    pub const fn new() -> Self {
        Self { kept: Vec::new(), counts: BTreeMap::new() }
    }

    pub fn add(&mut self, problem: Problem) {
        *self.counts.entry(problem.kind).or_default() += 1;
        if self.kept.len() < KEPT {
            self.kept.push(problem);
        }
    }

    /// Adds all of `others`, whose counts stay true even where not all of them were kept.
    pub fn append(&mut self, others: Self) {
        for (kind, count) in others.counts {
            *self.counts.entry(kind).or_default() += count;
        }
        let room = KEPT.saturating_sub(self.kept.len());
        self.kept.extend(others.kept.into_iter().take(room));
    }

    /// Counts rows from further down: a segment does not know how many stand before it.
    #[must_use]
    pub fn shifted(mut self, n_rows: u64) -> Self {
        for row in self.kept.iter_mut().filter_map(|problem| problem.row.as_mut()) {
            *row = row.saturating_add(n_rows);
        }
        self
    }

    /// Forgets the problems whose kind is not wanted; returns whether there were any.
    pub fn retain_kinds(&mut self, is_wanted: impl Fn(ProblemKind) -> bool) -> bool {
        let n_before = self.counts.len();
        self.counts.retain(|kind, _| is_wanted(*kind));
        self.kept.retain(|problem| is_wanted(problem.kind));
        self.counts.len() < n_before
    }

    /// Returns the first ones, at most [`KEPT`].
    pub fn kept(&self) -> &[Problem] {
        &self.kept
    }

    /// Returns how many there are of each kind.
    pub const fn counts(&self) -> &BTreeMap<ProblemKind, u64> {
        &self.counts
    }

    pub fn count(&self) -> u64 {
        self.counts.values().sum()
    }

    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}
