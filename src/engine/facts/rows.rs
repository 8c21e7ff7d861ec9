//! Rows on their way into a block.

use super::block::{Block, Pending, Spans};
use super::coder::text_of;
use super::column::{ABSENT, Column};
use super::vocabulary::{Dimension, Measure};
use crate::engine::day::Day;
use crate::engine::feed::Cell;
use crate::engine::gather::gathered;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The day of a row.
#[derive(Clone, Copy, Default)]
pub(super) struct Dated {
    pub(super) day: i64,
    pub(super) month_first: i64,
}

impl Dated {
    /// Whether the row has a date, and lies before a day whichever way its date is read.
    pub(super) fn is_before(self, day: Day) -> bool {
        let is_before = |number: i64| number == ABSENT || number < i64::from(day.number());
        self.day.max(self.month_first) != ABSENT && is_before(self.day) && is_before(self.month_first)
    }
}

pub(super) const UNDATED: Dated = Dated { day: ABSENT, month_first: ABSENT };

/// Rows on their way into a [`Block`]: one vector a column, [`ABSENT`] for unknown.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) n_rows: usize,
    pub(super) days: Option<Vec<i64>>,
    pub(super) dimensions: Vec<(Dimension, Vec<i64>)>,
    pub(super) measures: Vec<(Measure, Vec<i64>)>,
    pub(super) persons: Option<Vec<i64>>,
    pub(super) rows: Vec<i64>,
    pub(super) month_first: Vec<i64>,
    pub(super) orders: Option<Vec<i64>>,
    /// Codes of what the amounts are in.
    pub(super) currencies: Option<Vec<i64>>,
    /// What a unit of the currency is worth, in trillionths.
    pub(super) rates: Option<Vec<i64>>,
    pub(super) key: Option<[Vec<i64>; 2]>,
    /// Whether any row of `month_first` differs from its day.
    pub(super) has_two_readings: bool,
}

impl Rows {
    /// Adds a measure that the rows so far do not know.
    pub(super) fn measure(&mut self, measure: Measure) -> &mut Vec<i64> {
        let at = match self.measures.iter().position(|(known, _)| *known == measure) {
            Some(at) => at,
            None => {
                self.measures.push((measure, vec![ABSENT; self.n_rows]));
                self.measures.len() - 1
            }
        };
        #[allow(clippy::indexing_slicing)] // found or pushed above
        &mut self.measures[at].1
    }

    /// Packs the rows. Row numbers are kept where they may be wanted.
    pub(super) fn pack(self, today: Day) -> Block {
        let needs_rows = self.has_two_readings || self.key.is_some() || self.currencies.is_some();
        let pending = Pending {
            file: 0,
            rows: needs_rows.then(|| Column::pack(&self.rows)),
            month_first: self.has_two_readings.then(|| Column::pack(&self.month_first)),
            orders: self.orders.as_deref().map(Column::pack),
            currencies: self.currencies.as_deref().map(Column::pack),
            rates: self.rates.as_deref().map(Column::pack),
            key: self.key.as_ref().map(|key| key.each_ref().map(|half| Column::pack(half))),
        };
        let mut block = Block {
            n_rows: self.n_rows,
            days: self.days.as_deref().map(Column::pack),
            dimensions: gathered(self.dimensions.into_iter().map(|(name, codes)| (name, Column::pack(&codes)))),
            measures: gathered(self.measures.into_iter().map(|(measure, values)| (measure, Column::pack(&values)))),
            persons: self.persons.as_deref().map(Column::pack),
            orders: None,
            pending,
            spans: Spans::default(),
        };
        block.survey(today);
        block
    }

    /// Adds a row's codes; `along` is the value that an unpivot gives it.
    pub(super) fn push_codes(&mut self, codes: &[u32], along: Option<u32>) {
        for ((_, column), code) in self.dimensions.iter_mut().zip(codes) {
            column.push(i64::from(*code));
        }
        if let (Some(code), Some((_, column))) = (along, self.dimensions.last_mut()) {
            column.push(i64::from(code));
        }
    }

    /// Hashes the cells of the key to 128 bits: among ten million rows, two keys meet by chance once in 10²⁴ feeds.
    /// `nth` tells rows apart that are made of one; a row without any of the key is like no other.
    pub(super) fn push_key(&mut self, nth: usize, columns: &[usize], cells: &[Cell<'_>], missing: &[String]) {
        let Some(halves) = &mut self.key else { return };
        let is_given = columns.iter().any(|column| text_of(cells.get(*column), missing).is_some());
        for (half, salt) in halves.iter_mut().zip([1_u8, 2]) {
            let mut hasher = DefaultHasher::new();
            (salt, nth).hash(&mut hasher);
            for column in columns {
                text_of(cells.get(*column), missing).hash(&mut hasher);
            }
            let hash = hasher.finish().cast_signed();
            half.push(match is_given {
                true if hash == ABSENT => 0,
                true => hash,
                false => ABSENT,
            });
        }
    }

    /// Ends a row: columns that were not told of it do not know it.
    pub(super) fn end_row(&mut self, row: u64, dated: Dated) {
        self.n_rows += 1;
        if let Some(days) = &mut self.days {
            days.push(dated.day);
            self.month_first.push(dated.month_first);
            self.has_two_readings |= dated.day != dated.month_first;
        }
        self.rows.push(i64::try_from(row).unwrap_or_default());
        for (_, column) in &mut self.measures {
            column.resize(self.n_rows, ABSENT);
        }
    }
}
