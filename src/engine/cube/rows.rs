//! The rows behind a figure, and what becomes of all others.
//!
//! Every row of the facts is used or left out for one reason, the first of [`Exclusion`] that applies: what is used and
//! what is left out add up to all rows. A row is used by the same rules by which [`group`](super::group::group) adds
//! it up.

use super::group::{Lack, Selection, lacks};
use super::latest::{counts_latest, superseded};
use super::question::Question;
use super::scan::Scan;
use super::totals::{Known, Part};
use super::window::Window;
use crate::engine::day::Day;
use crate::engine::facts::Facts;
use crate::engine::facts::block::Block;
use crate::engine::facts::column::{ABSENT, Column};
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::feed::package::Grain;
use crate::engine::feed::problem::{ProblemKind, Problems};
use crate::engine::quantity::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// Which rows are meant.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    pub selection: &'a Selection,
    /// What is grouped by: a table without it takes no part.
    pub dimension: Option<&'a Dimension>,
    /// Only rows of these tables that know exactly these measures; `None`: whatever they know.
    pub basis: Option<BTreeSet<(usize, Known)>>,
}

/// Why a row is not used, in the order in which reasons are looked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exclusion {
    /// Left out while the feed was read, so that it is not among the facts: see [`LEFT_OUT_WHILE_READING`].
    Unread(ProblemKind),
    /// Its table lacks what is filtered or grouped by.
    Lacking(Dimension),
    /// A period is asked for, and the row, or all of its table, has no date.
    WithoutDate,
    /// It begins after today, and the period does not reach it.
    AfterToday,
    OutsidePeriod,
    /// Its value of the dimension is not among those that are filtered for; of several filters, the first that says so.
    Filtered(Dimension),
    /// It does not know what the figure is made of.
    Unknown,
    /// The person has answered the same question again, and the latest answer counts.
    Superseded,
}

/// The problems for which a row is left out while the feed is read.
pub const LEFT_OUT_WHILE_READING: [ProblemKind; 4] =
    [ProblemKind::KindUnknown, ProblemKind::DuplicateRow, ProblemKind::TotalsRow, ProblemKind::RepeatedHeader];

/// How many rows are used, and how many are left out for which reason.
///
/// Rows are those of tables: one that an unpivot takes apart counts once for each that is made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accounts {
    pub n_used: u64,
    /// Never 0.
    pub left_out: BTreeMap<Exclusion, u64>,
}

impl Accounts {
    /// Returns how many rows there are, used or not.
    pub fn n_rows(&self) -> u64 {
        self.n_used + self.n_left_out()
    }

    pub fn n_left_out(&self) -> u64 {
        self.left_out.values().sum()
    }

    /// Adds the rows that were left out while the feed was read.
    #[must_use]
    pub fn with_reading(mut self, problems: &Problems) -> Self {
        for kind in LEFT_OUT_WHILE_READING {
            self.add(Exclusion::Unread(kind), problems.counts().get(&kind).copied().unwrap_or_default());
        }
        self
    }

    fn add(&mut self, why: Exclusion, n_rows: u64) {
        if n_rows > 0 {
            *self.left_out.entry(why).or_default() += n_rows;
        }
    }
}

/// One row as the facts have it.
#[derive(Debug, Clone)]
pub struct Row<'f> {
    pub table: &'f Table,
    /// The file that it stood in, as its place among the paths of the resource. Row numbers are not kept.
    pub file: usize,
    /// The days that it covers; `None`: it has no date.
    pub days: Option<Window>,
    /// The dimensions of its table and its value of each, empty where none is given.
    pub values: Vec<(&'f Dimension, &'f str)>,
    /// What it knows, of all of its days.
    pub known: Vec<(Measure, Quantity)>,
    /// Empty where it names nobody.
    pub person: &'f str,
}

/// The first rows that are used, in the order of tables and rows, and the accounts of all.
#[derive(Debug, Clone)]
pub struct Rows<'f> {
    pub first: Vec<Row<'f>>,
    pub accounts: Accounts,
}

/// Returns the rows that the parts of a total are made of, as [`Asked::basis`].
pub fn basis_of<'p>(parts: impl IntoIterator<Item = &'p Part>) -> BTreeSet<(usize, Known)> {
    let mut basis = BTreeSet::new();
    parts.into_iter().for_each(|part| {
        basis.insert((part.table, part.known));
    });
    basis
}

/// Returns how many rows are used and left out.
pub fn accounts(facts: &Facts, asked: &Asked<'_>) -> Accounts {
    rows(facts, asked, 0).accounts
}

/// Returns the first rows that are used, `most` at most, and the accounts of all rows.
pub fn rows<'f>(facts: &'f Facts, asked: &Asked<'_>, most: usize) -> Rows<'f> {
    let Asked { selection, dimension, basis } = asked;
    let question = Question::new(facts, selection, &[], *dimension);
    let mut sorting = Sorting::new(&question, basis.as_ref());
    let steps: Vec<Window> = selection.window.into_iter().collect();
    let counted = Question::new(facts, selection, &steps, *dimension);
    let mut scan = Scan::new(&counted);
    let mut found = Rows { first: Vec::new(), accounts: Accounts::default() };
    for (at, table) in facts.tables.iter().enumerate() {
        let n_steps = usize::from(selection.window.is_some());
        if let Some(lack) = lacks(table, selection, *dimension, n_steps) {
            let why = match lack {
                Lack::Dates => Exclusion::WithoutDate,
                Lack::Dimension(dimension) => Exclusion::Lacking(dimension),
            };
            found.accounts.add(why, table.n_rows() as u64);
            continue;
        }
        let superseded = if counts_latest(&scan, table) { superseded(&mut scan, table) } else { Vec::new() };
        for block in table.blocks() {
            if sorting.is_outside(table, block) {
                found.accounts.add(Exclusion::OutsidePeriod, block.n_rows() as u64);
                continue;
            }
            let later = superseded.iter().find(|(other, _)| std::ptr::eq(*other, block));
            sorting.sort(at, table, block, later.map_or(&[], |(_, rows)| rows));
            let used = sorting.fates.iter().enumerate().filter(|(_, fate)| **fate == Fate::Used);
            let room = most.saturating_sub(found.first.len());
            found.first.extend(used.take(room).map(|(row, _)| row_of(facts, table, block, row)));
        }
    }
    sorting.settle(&mut found.accounts);
    found
}

fn row_of<'f>(facts: &'f Facts, table: &'f Table, block: &'f Block, row: usize) -> Row<'f> {
    let value = |dimension: &'f Dimension| (dimension, facts.value(dimension, block.code(dimension, row)));
    Row {
        table,
        file: block.file(),
        days: block.day(row).map(|day| Window { from: day, to: table.last_day_of_row(day) }),
        values: table.dimensions().map(value).collect(),
        known: table.measures().filter_map(|measure| Some((measure, block.quantity(measure, row)?))).collect(),
        person: facts.person(block.person(row)),
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Used,
    WithoutDate,
    AfterToday,
    OutsidePeriod,
    Unknown,
    Superseded,
    /// By the clause of this place.
    Filtered(u32),
}

/// Sorts the rows of one block after the other, column by column.
struct Sorting<'q> {
    question: &'q Question<'q>,
    basis: Option<&'q BTreeSet<(usize, Known)>>,
    today: i64,
    /// How many rows have come to each fate; those that clauses leave out by the clause.
    n_used: u64,
    n_without_date: u64,
    n_after_today: u64,
    n_outside: u64,
    n_unknown: u64,
    n_superseded: u64,
    n_filtered: Vec<u64>,
    /// By row of a block, kept for their allocation.
    fates: Vec<Fate>,
    values: Vec<i64>,
}

impl<'q> Sorting<'q> {
    fn new(question: &'q Question<'q>, basis: Option<&'q BTreeSet<(usize, Known)>>) -> Self {
        Self {
            question,
            basis,
            today: i64::from(question.facts.today().number()),
            n_used: 0,
            n_without_date: 0,
            n_after_today: 0,
            n_outside: 0,
            n_unknown: 0,
            n_superseded: 0,
            n_filtered: vec![0; question.clauses.len()],
            fates: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Whether all rows of a block are known to lie outside the period, by the ends of their dates.
    fn is_outside(&self, table: &Table, block: &Block) -> bool {
        let Some((window, days)) = self.question.selection.window.zip(block.days()) else { return false };
        let Some((first, last)) = block.dated().filter(|(_, last)| *last <= self.today) else { return false };
        let is_past = table.last_day_of_row(day_of(last)) < window.from;
        !days.has_absent() && (is_past || first > i64::from(window.to.number()))
    }

    /// Finds the fate of each row of a block, and counts it. `superseded` are rows whose answer is not the latest.
    fn sort(&mut self, at: usize, table: &Table, block: &Block, superseded: &[usize]) {
        self.fates.clear();
        self.fates.resize(block.n_rows(), Fate::Used);
        self.sort_by_date(table, block);
        self.sort_by_clauses(block);
        self.sort_by_basis(at, block);
        for row in superseded {
            self.fates
                .get_mut(*row)
                .filter(|fate| **fate == Fate::Used)
                .into_iter()
                .for_each(|fate| *fate = Fate::Superseded);
        }
        for fate in &self.fates {
            match fate {
                Fate::Used => self.n_used += 1,
                Fate::WithoutDate => self.n_without_date += 1,
                Fate::AfterToday => self.n_after_today += 1,
                Fate::OutsidePeriod => self.n_outside += 1,
                Fate::Unknown => self.n_unknown += 1,
                Fate::Superseded => self.n_superseded += 1,
                Fate::Filtered(nth) => self.n_filtered.get_mut(*nth as usize).into_iter().for_each(|n| *n += 1),
            }
        }
    }

    fn sort_by_date(&mut self, table: &Table, block: &Block) {
        let selection = self.question.selection;
        let Some(window) = selection.window else { return };
        let undated = if selection.takes_undated { Fate::Used } else { Fate::WithoutDate };
        let Some(days) = block.days() else { return self.fates.fill(undated) };
        days.unpack_into(&mut self.values);
        let (from, to) = (i64::from(window.from.number()), i64::from(window.to.number()));
        for (fate, day) in self.fates.iter_mut().zip(&self.values) {
            let last = match table.grain {
                Grain::Day => *day,
                Grain::Week | Grain::Month if *day == ABSENT => *day,
                Grain::Week | Grain::Month => i64::from(table.last_day_of_row(day_of(*day)).number()),
            };
            *fate = match *day {
                ABSENT => undated,
                day if day <= to && last >= from => Fate::Used,
                day if day > self.today => Fate::AfterToday,
                _ => Fate::OutsidePeriod,
            };
        }
    }

    fn sort_by_clauses(&mut self, block: &Block) {
        for (clause, nth) in self.question.clauses.iter().zip(0_u32..) {
            let is_admitted = |code: i64| {
                let code = usize::try_from(code).unwrap_or_default();
                clause.admits.get(code).is_some_and(|admits| *admits)
            };
            match block.dimension(clause.dimension) {
                Some(column) => column.unpack_into(&mut self.values),
                // Without the column all rows have «not given».
                None => {
                    self.values.clear();
                    self.values.resize(block.n_rows(), 0);
                }
            }
            for (fate, code) in self.fates.iter_mut().zip(&self.values) {
                if *fate == Fate::Used && !is_admitted(*code) {
                    *fate = Fate::Filtered(nth);
                }
            }
        }
    }

    fn sort_by_basis(&mut self, at: usize, block: &Block) {
        let Some(basis) = self.basis else { return };
        let columns: Vec<(Measure, &Column)> = block.measures().filter(|(_, column)| !column.is_unknown()).collect();
        let (gaps, whole): (Vec<_>, Vec<_>) = columns.into_iter().partition(|(_, column)| column.has_absent());
        let always = whole.iter().fold(Known::default(), |known, (measure, _)| known.with(*measure));
        let is_always_in = basis.contains(&(at, always));
        for (row, fate) in self.fates.iter_mut().enumerate().filter(|(_, fate)| **fate == Fate::Used) {
            let is_in = if gaps.is_empty() {
                is_always_in
            } else {
                let there = gaps.iter().filter(|(_, column)| column.get(row).is_some());
                basis.contains(&(at, there.fold(always, |known, (measure, _)| known.with(*measure))))
            };
            if !is_in {
                *fate = Fate::Unknown;
            }
        }
    }

    /// Writes down what has been counted.
    fn settle(self, accounts: &mut Accounts) {
        accounts.n_used += self.n_used;
        accounts.add(Exclusion::WithoutDate, self.n_without_date);
        accounts.add(Exclusion::AfterToday, self.n_after_today);
        accounts.add(Exclusion::OutsidePeriod, self.n_outside);
        accounts.add(Exclusion::Unknown, self.n_unknown);
        accounts.add(Exclusion::Superseded, self.n_superseded);
        for (clause, n_rows) in self.question.clauses.iter().zip(self.n_filtered) {
            accounts.add(Exclusion::Filtered(clause.dimension.clone()), n_rows);
        }
    }
}

/// A day of a column.
fn day_of(number: i64) -> Day {
    Day::EPOCH.plus_days(i32::try_from(number).unwrap_or_default())
}
