//! Indexes that were made for earlier questions, kept for later ones.

use super::group::Selection;
use super::index::people::PeopleIndex;
use super::index::sums::SumIndex;
use super::people::names_people;
use super::question::{Clause, Question};
use super::totals::Totals;
use super::window::Window;
use crate::engine::facts::Facts;
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::feed::package::Grain;
use crate::engine::gather::gathered;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What bounds the indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many rows a table must have: going through fewer is quick enough.
    pub min_rows: usize,
    /// How many bytes all indexes together may take.
    pub max_bytes: usize,
    /// How many bytes one index may take.
    pub max_bytes_of_one: usize,
    /// Past how many places those are left out that no row has.
    pub max_loose: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { min_rows: 20_000, max_bytes: 64 << 20, max_bytes_of_one: 24 << 20, max_loose: 1 << 18 }
    }
}

/// How many indexes, those that are none among them, are remembered.
const MAX_ENTRIES: usize = 100;

/// How many cells of answers are kept: some 8 MB.
const MAX_LATEST_CELLS: usize = 50_000;

/// A wider index answers too, as long as it has so many times the combinations at most.
const MAX_WIDER: usize = 16;

/// Indexes of one [`Facts`](crate::engine::facts::Facts): to be kept beside them and dropped with them.
///
/// What has not been asked for longest goes first when there are too many.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    limits: Limits,
    state: RefCell<State>,
}

#[derive(Debug, Clone, Default)]
struct State {
    /// The one that was used last is last.
    entries: Vec<Entry>,
    /// The one that was used last is last.
    latest: Vec<Latest>,
    n_built: usize,
    n_answered: usize,
}

/// What the latest answers of a table add up to, which is no sum of other cuts: kept for the very same question.
#[derive(Debug, Clone)]
struct Latest {
    table: usize,
    steps: Vec<Window>,
    selection: Selection,
    dimension: Option<Dimension>,
    found: Rc<Found>,
}

/// Cells that have rows, with their totals.
type Found = Vec<(usize, Totals)>;

#[derive(Debug, Clone)]
struct Entry {
    cut: Cut,
    index: Index,
}

#[derive(Debug, Clone)]
enum Index {
    Sums(Rc<SumIndex>),
    People(Rc<PeopleIndex>),
    /// It would be too large, or is none.
    Refused,
    /// It was asked for once.
    Awaited,
}

/// What an index tells apart.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cut {
    /// `None`: the people of all tables that take part.
    table: Option<usize>,
    /// The dimensions that it keeps, ascending.
    kept: Vec<Dimension>,
    /// The clauses that have been applied to its rows.
    applied: Vec<(Dimension, Vec<String>)>,
}

impl Cache {
    pub fn new(limits: Limits) -> Self {
        Self { limits, state: RefCell::default() }
    }

    /// Returns how many times an index has spared going through a table's rows.
    pub fn n_answered_by_index(&self) -> usize {
        self.state.borrow().n_answered
    }

    /// Returns how many indexes were made.
    pub fn n_built(&self) -> usize {
        self.state.borrow().n_built
    }

    /// Returns an index of the table that answers the question, a new one where there is none yet. `None`: the rows
    /// are to be gone through.
    pub(super) fn sums(&self, question: &Question<'_>, at: usize, table: &Table) -> Option<Rc<SumIndex>> {
        if table.grain != Grain::Day || table.n_rows() < self.limits.min_rows {
            return None;
        }
        let find = |state: &State, cut: &Cut| {
            let found = state.entries.iter().position(|entry| entry.cut == *cut);
            found.or_else(|| state.entries.iter().position(|entry| entry.is_wide_enough(cut, question.facts)))
        };
        let make = |kept: &[Dimension], applied: &[&Clause<'_>]| {
            let index = SumIndex::new(question.facts, table, kept, applied, self.limits);
            index.map_or(Index::Refused, |index| Index::Sums(Rc::new(index)))
        };
        match self.index(question, Some(at), question.clauses.iter().collect(), find, make)? {
            Index::Sums(index) => Some(index),
            Index::People(_) | Index::Refused | Index::Awaited => None,
        }
    }

    /// Returns an index that counts the people of the question's cells, or `None` where rows are to be gone through.
    pub(super) fn people(&self, question: &Question<'_>) -> Option<Rc<PeopleIndex>> {
        // Tables without dates, too: whether they take part is not the index's, but the question's.
        let tables = question.tables_with_dates(0).map(|(_, table)| table);
        let tables: Vec<&Table> = tables.filter(|table| names_people(table)).collect();
        let n_rows = tables.iter().map(|table| table.n_rows()).sum::<usize>();
        if tables.iter().any(|table| table.grain != Grain::Day) || n_rows < self.limits.min_rows.max(1) {
            return None;
        }
        // People of two combinations do not add up: a clause of several values is applied to the rows.
        let is_kept = |clause: &&Clause<'_>| {
            question.dimension == Some(clause.dimension) || clause.admits.iter().filter(|admits| **admits).count() <= 1
        };
        let find = |state: &State, cut: &Cut| state.entries.iter().position(|entry| entry.cut == *cut);
        let make = |kept: &[Dimension], applied: &[&Clause<'_>]| {
            let index = PeopleIndex::new(question.facts, &tables, kept, applied, self.limits);
            index.map_or(Index::Refused, |index| Index::People(Rc::new(index)))
        };
        match self.index(question, None, question.clauses.iter().filter(is_kept).collect(), find, make)? {
            Index::People(index) if !question.takes_undated || !index.has_undated => Some(index),
            Index::People(_) | Index::Sums(_) | Index::Refused | Index::Awaited => None,
        }
    }

    /// Returns what the latest answers of a table add up to, cell by cell: `make` goes through them where the same was
    /// not asked before.
    pub(super) fn latest(
        &self,
        question: &Question<'_>,
        at: usize,
        table: &Table,
        make: impl FnOnce(&mut [Totals]),
    ) -> Rc<Found> {
        let is_same = |latest: &Latest| {
            latest.table == at
                && latest.steps == question.steps
                && latest.selection == *question.selection
                && latest.dimension.as_ref() == question.dimension
        };
        let is_kept = table.n_rows() >= self.limits.min_rows;
        let mut state = self.state.try_borrow_mut().ok().filter(|_| is_kept);
        if let Some(state) = &mut state
            && let Some(known) = state.latest.iter().position(is_same)
        {
            let latest = state.latest.remove(known);
            let found = Rc::clone(&latest.found);
            state.latest.push(latest);
            state.n_answered += 1;
            return found;
        }
        let mut totals = vec![Totals::NOTHING; question.n_cells()];
        make(&mut totals);
        let found: Rc<Found> = Rc::new(totals.into_iter().enumerate().filter(|(_, found)| !found.is_empty()).collect());
        if let Some(state) = &mut state {
            state.latest.push(Latest {
                table: at,
                steps: question.steps.to_vec(),
                selection: question.selection.clone(),
                dimension: question.dimension.cloned(),
                found: Rc::clone(&found),
            });
            let mut n_cells = 0;
            let fits = |latest: &&Latest| {
                n_cells += latest.found.len();
                n_cells <= MAX_LATEST_CELLS
            };
            let n_kept = state.latest.iter().rev().take_while(fits).count().min(MAX_ENTRIES);
            let n_gone = state.latest.len() - n_kept;
            state.latest.drain(..n_gone);
        }
        found
    }

    /// Finds or makes an index that keeps the dimensions of `clauses`, as many of them as it can, and that of the
    /// grouping; the other clauses are applied to its rows.
    fn index(
        &self,
        question: &Question<'_>,
        table: Option<usize>,
        mut clauses: Vec<&Clause<'_>>,
        find: impl Fn(&State, &Cut) -> Option<usize>,
        make: impl Fn(&[Dimension], &[&Clause<'_>]) -> Index,
    ) -> Option<Index> {
        let mut state = self.state.try_borrow_mut().ok()?;
        loop {
            let kept: BTreeSet<&Dimension> =
                gathered(clauses.iter().map(|clause| clause.dimension).chain(question.dimension));
            let applied: Vec<&Clause<'_>> =
                question.clauses.iter().filter(|clause| !kept.contains(clause.dimension)).collect();
            let cut = Cut {
                table,
                kept: kept.into_iter().cloned().collect(),
                applied: applied.iter().map(|clause| (clause.dimension.clone(), clause.values.to_vec())).collect(),
            };
            // Of people whom clauses are applied to there is an index for just these clauses: that pays from the
            // second time on.
            let (mut entry, waits) = match find(&state, &cut) {
                Some(at) => (state.entries.remove(at), false),
                None => (Entry { cut, index: Index::Awaited }, table.is_none() && !applied.is_empty()),
            };
            if matches!(entry.index, Index::Awaited) && !waits {
                entry.index = make(&entry.cut.kept, &applied);
                state.n_built += usize::from(!matches!(entry.index, Index::Refused));
            }
            let index = entry.index.clone();
            state.entries.push(entry);
            state.forget(self.limits.max_bytes);
            match index {
                Index::Refused => {}
                Index::Awaited => return None,
                Index::Sums(_) | Index::People(_) => {
                    state.n_answered += 1;
                    return Some(index);
                }
            }
            // The dimension that has the most values is not kept, but for that of the grouping.
            let widest = clauses.iter().enumerate().filter(|(_, clause)| question.dimension != Some(clause.dimension));
            let (at, _) = widest.max_by_key(|(_, clause)| clause.admits.len())?;
            clauses.remove(at);
        }
    }
}

impl State {
    /// Forgets what was not used for longest, until the rest fits.
    fn forget(&mut self, max_bytes: usize) {
        let mut n_bytes = 0;
        let fits = |entry: &Entry| {
            n_bytes += entry.n_bytes();
            n_bytes <= max_bytes
        };
        let n_kept = self.entries.iter().rev().map(fits).take_while(|fits| *fits).count().min(MAX_ENTRIES);
        self.entries.drain(..self.entries.len() - n_kept);
    }
}

impl Entry {
    fn n_bytes(&self) -> usize {
        match &self.index {
            Index::Sums(index) => index.n_bytes(),
            Index::People(index) => index.n_bytes(),
            Index::Refused | Index::Awaited => 0,
        }
    }

    /// Whether it keeps all that the cut does, and not so much more that a narrower index would be quicker.
    fn is_wide_enough(&self, cut: &Cut, facts: &Facts) -> bool {
        let Index::Sums(index) = &self.index else { return false };
        let n_asked: usize = cut.kept.iter().map(|dimension| facts.n_codes(dimension)).product();
        let own = &self.cut;
        own.table == cut.table
            && own.applied == cut.applied
            && cut.kept.iter().all(|dimension| own.kept.contains(dimension))
            && index.n_combinations() <= n_asked.saturating_mul(MAX_WIDER)
    }
}
