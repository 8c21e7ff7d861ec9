//! Some ten thousand rows of a table: what is read, sent and added up at once.

use super::batch::AfterToday;
use super::column::Column;
use super::vocabulary::{Dimension, Measure};
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::quantity::Quantity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Columns of equal length. What a table has and a block lacks is «not given» or unknown in all its rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Block {
    pub(super) n_rows: usize,
    /// Day numbers.
    pub(super) days: Option<Column>,
    pub(super) dimensions: BTreeMap<Dimension, Column>,
    pub(super) measures: BTreeMap<Measure, Column>,
    pub(super) persons: Option<Column>,
    /// The orders that rows belong to, by their codes, once all are there: of tables alone where an order may be several rows.
    pub(super) orders: Option<Column>,
    /// What only reading needs, until all of a table is there.
    pub(super) pending: Pending,
    pub(super) spans: Spans,
}

/// What is decided when all rows of a table have come.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Pending {
    /// The file, as its place among the resource's paths.
    pub(super) file: usize,
    /// The rows' numbers, where a problem may still be found in them.
    pub(super) rows: Option<Column>,
    /// The days if the month comes first, where `days` are those if the day does.
    pub(super) month_first: Option<Column>,
    /// The orders that rows belong to, by their codes.
    pub(super) orders: Option<Column>,
    /// What amounts are in, by codes; `None`: all in the reporting currency.
    pub(super) currencies: Option<Column>,
    /// Of a table of rates: what a unit of the currency is worth, in trillionths.
    pub(super) rates: Option<Column>,
    /// The declared key, as 128 bits of a hash.
    pub(super) key: Option<[Column; 2]>,
}

/// What the dates of a block reach over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Spans {
    /// First and last day of all, and of those up to today.
    dated: Option<(i64, i64)>,
    covered: Option<(i64, i64)>,
    /// First and last day after today, and how many rows have such.
    after: Option<(i64, i64)>,
    n_after: u64,
    /// The first day that a value of the measure is known for.
    first_known: BTreeMap<Measure, i64>,
}

/// A day of a column.
pub(super) fn day_from(number: i64) -> Day {
    Day::EPOCH.plus_days(i32::try_from(number).unwrap_or_default())
}

impl Block {
    pub const fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Returns the file that its rows stood in, as its place among the resource's paths.
    pub const fn file(&self) -> usize {
        self.pending.file
    }

    pub const fn days(&self) -> Option<&Column> {
        self.days.as_ref()
    }

    /// Returns the column of codes, or `None` where all rows have «not given».
    pub fn dimension(&self, dimension: &Dimension) -> Option<&Column> {
        self.dimensions.get(dimension)
    }

    /// Returns the column of millionths, or `None` where no row knows the measure.
    pub fn measure(&self, measure: Measure) -> Option<&Column> {
        self.measures.get(&measure)
    }

    /// Returns the columns of all measures, in the order of [`Measure::ALL`].
    pub fn measures(&self) -> impl Iterator<Item = (Measure, &Column)> {
        self.measures.iter().map(|(measure, column)| (*measure, column))
    }

    /// Returns the row's date; `None` where the table or the row has none.
    pub fn day(&self, row: usize) -> Option<Day> {
        self.days.as_ref()?.get(row).map(day_from)
    }

    /// Returns the row's code, 0 for «not given».
    pub fn code(&self, dimension: &Dimension, row: usize) -> u32 {
        code_in(self.dimensions.get(dimension), row)
    }

    /// Returns the row's person, 0 where there is none.
    pub fn person(&self, row: usize) -> u32 {
        code_in(self.persons.as_ref(), row)
    }

    /// Returns the code of the row's order, 0 where there is none, until the feed is complete.
    pub(super) fn order(&self, row: usize) -> usize {
        code_in(self.pending.orders.as_ref(), row) as usize
    }

    /// Returns the column of orders, 0 for none, or `None` where every order is one row.
    pub const fn orders(&self) -> Option<&Column> {
        self.orders.as_ref()
    }

    /// Returns the column of persons, or `None` where no row names one.
    pub const fn persons(&self) -> Option<&Column> {
        self.persons.as_ref()
    }

    /// Returns the row's value, or `None` where it is unknown.
    pub fn quantity(&self, measure: Measure, row: usize) -> Option<Quantity> {
        self.measures.get(&measure)?.get(row).map(Quantity::from_parts)
    }

    /// Keeps the rows that `is_kept` is true for.
    pub(super) fn retain(&mut self, is_kept: &[bool]) {
        let kept = |column: &mut Column| {
            let values = column.unpack();
            let values = values.iter().zip(is_kept).filter(|(_, is_kept)| **is_kept).map(|(value, _)| *value);
            *column = Column::pack(&values.collect::<Vec<_>>());
        };
        self.n_rows = is_kept.iter().filter(|is_kept| **is_kept).count();
        let pending = &mut self.pending;
        let key = pending.key.iter_mut().flatten();
        let others = [&mut self.days, &mut self.persons, &mut self.orders, &mut pending.rows, &mut pending.month_first];
        let money = pending.currencies.iter_mut().chain(&mut pending.rates);
        others.into_iter().flatten().chain(&mut pending.orders).chain(money).chain(key).for_each(kept);
        self.dimensions.values_mut().for_each(kept);
        self.measures.values_mut().for_each(kept);
    }

    /// Looks at the dates: to be called when a block is complete, and when its dates or measures have changed.
    /// Dates after `today` are mistakes, and do not stretch what is covered.
    pub(super) fn survey(&mut self, today: Day) {
        let mut spans = Spans::default();
        if let Some(days) = &self.days {
            let today = i64::from(today.number());
            let stretch = |span: &mut Option<(i64, i64)>, day: i64| {
                *span = Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            };
            for day in (0..self.n_rows).filter_map(|row| days.get(row)) {
                stretch(&mut spans.dated, day);
                if day <= today {
                    stretch(&mut spans.covered, day);
                } else {
                    stretch(&mut spans.after, day);
                    spans.n_after += 1;
                }
            }
            for (measure, column) in self.measures.iter().filter(|(_, column)| !column.is_unknown()) {
                let first = if column.has_absent() {
                    (0..self.n_rows).filter(|row| column.get(*row).is_some()).filter_map(|row| days.get(row)).min()
                } else {
                    spans.dated.map(|(first, _)| first)
                };
                spans.first_known.extend(first.map(|first| (*measure, first)));
            }
        }
        self.spans = spans;
    }

    /// Returns the numbers of the first and the last day of its rows; `None` where none has a date.
    pub const fn dated(&self) -> Option<(i64, i64)> {
        self.spans.dated
    }

    /// Returns the rows that are dated after today; `None` where there are none.
    pub(super) fn after_today(&self) -> Option<AfterToday> {
        let (from, to) = self.spans.after?;
        Some(AfterToday { n_rows: self.spans.n_after, days: Window { from: day_from(from), to: day_from(to) } })
    }

    pub(super) const fn covered(&self) -> Option<(i64, i64)> {
        self.spans.covered
    }

    pub(super) fn first_known(&self, measure: Measure) -> Option<i64> {
        self.spans.first_known.get(&measure).copied()
    }

    /// Returns how many bytes of memory it takes.
    pub fn n_bytes(&self) -> usize {
        let pending = &self.pending;
        let own = [&self.days, &self.persons, &self.orders, &pending.rows, &pending.month_first, &pending.orders];
        let own = own.into_iter().chain([&pending.currencies, &pending.rates]);
        let columns = own.flatten().chain(self.dimensions.values()).chain(self.measures.values());
        columns.chain(pending.key.iter().flatten()).map(Column::n_bytes).sum()
    }
}

fn code_in(column: Option<&Column>, row: usize) -> u32 {
    column.and_then(|column| column.get(row)).and_then(|code| u32::try_from(code).ok()).unwrap_or(0)
}
