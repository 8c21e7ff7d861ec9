//! One table of a feed, column by column. All columns have `n_rows` values.

use super::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::feed::package::Grain;
use crate::engine::quantity::Quantity;
use std::collections::BTreeMap;

/// Stands for «unknown» in a column of quantities: past what [`Quantity::from_decimal`] gives.
const ABSENT: Quantity = Quantity::from_parts(i64::MIN);

/// Columns of equal length.
#[derive(Debug, Clone)]
pub struct Table {
    /// The resource's name in the manifest.
    pub resource: String,
    pub kind: TableKind,
    pub grain: Grain,
    n_rows: usize,
    days: Option<Vec<Option<Day>>>,
    dimensions: BTreeMap<Dimension, Vec<u32>>,
    measures: BTreeMap<Measure, Vec<Quantity>>,
    persons: Option<Vec<u32>>,
    /// The reader's day: later dates are mistakes, and do not stretch what the table covers.
    today: Day,
    /// First and last day up to today, and of all.
    covered: Option<(Day, Day)>,
    dated: Option<(Day, Day)>,
    /// The first day that a value of the measure is known for.
    first_known: BTreeMap<Measure, Day>,
}

/// One row on its way into a [`Table`]; what is not named is «not given» or unknown.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub day: Option<Day>,
    pub dimensions: Vec<(Dimension, u32)>,
    pub measures: Vec<(Measure, Quantity)>,
    pub person: u32,
}

impl Table {
    /// Makes a table without rows.
    pub fn new(resource: &str, kind: TableKind, grain: Grain, today: Day) -> Self {
        Self {
            resource: resource.into(),
            kind,
            grain,
            n_rows: 0,
            days: None,
            dimensions: BTreeMap::new(),
            measures: BTreeMap::new(),
            persons: None,
            today,
            covered: None,
            dated: None,
            first_known: BTreeMap::new(),
        }
    }

    /// Adds a date column; rows that are there have no date.
    pub fn add_days(&mut self) {
        self.days.get_or_insert_with(|| vec![None; self.n_rows]);
    }

    /// Adds a column of persons; rows that are there have none.
    pub fn add_persons(&mut self) {
        self.persons.get_or_insert_with(|| vec![0; self.n_rows]);
    }

    /// Adds a column; rows that are there have «not given».
    pub fn add_dimension(&mut self, dimension: Dimension) {
        self.dimensions.entry(dimension).or_insert_with(|| vec![0; self.n_rows]);
    }

    /// Adds a column; rows that are there have «unknown».
    pub fn add_measure(&mut self, measure: Measure) {
        self.measures.entry(measure).or_insert_with(|| vec![ABSENT; self.n_rows]);
    }

    /// Takes a column away, as it turned out not to be a dimension.
    pub fn drop_dimension(&mut self, dimension: &Dimension) {
        self.dimensions.remove(dimension);
    }

    /// Adds a row. What it names but the table has no column for is not kept.
    pub fn push(&mut self, row: &Row) {
        self.n_rows += 1;
        if let Some(days) = &mut self.days {
            days.push(row.day);
        }
        if let Some(day) = row.day {
            let stretch = |span: Option<(Day, Day)>| {
                Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
            };
            self.dated = stretch(self.dated);
            if day <= self.today {
                self.covered = stretch(self.covered);
            }
            for (measure, _) in &row.measures {
                self.first_known.entry(*measure).and_modify(|first| *first = day.min(*first)).or_insert(day);
            }
        }
        if let Some(persons) = &mut self.persons {
            persons.push(row.person);
        }
        for column in self.dimensions.values_mut() {
            column.push(0);
        }
        for (dimension, code) in &row.dimensions {
            if let Some(last) = self.dimensions.get_mut(dimension).and_then(|column| column.last_mut()) {
                *last = *code;
            }
        }
        for column in self.measures.values_mut() {
            column.push(ABSENT);
        }
        for (measure, quantity) in &row.measures {
            if let Some(last) = self.measures.get_mut(measure).and_then(|column| column.last_mut()) {
                *last = *quantity;
            }
        }
    }

    pub const fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Whether its rows have dates.
    pub const fn is_dated(&self) -> bool {
        self.days.is_some()
    }

    /// Returns the row's date; `None` where the table or the row has none.
    pub fn day(&self, row: usize) -> Option<Day> {
        self.days.as_ref()?.get(row).copied().flatten()
    }

    pub fn dimensions(&self) -> impl Iterator<Item = &Dimension> {
        self.dimensions.keys()
    }

    /// Returns the column of codes, or `None` where the table cannot be cut by it.
    pub fn dimension(&self, dimension: &Dimension) -> Option<&[u32]> {
        self.dimensions.get(dimension).map(Vec::as_slice)
    }

    /// Changes a row's value of a dimension that the table has.
    pub fn set_dimension(&mut self, dimension: &Dimension, row: usize, code: u32) {
        if let Some(value) = self.dimensions.get_mut(dimension).and_then(|column| column.get_mut(row)) {
            *value = code;
        }
    }

    pub fn measures(&self) -> impl Iterator<Item = Measure> {
        self.measures.keys().copied()
    }

    pub fn has_measure(&self, measure: Measure) -> bool {
        self.measures.contains_key(&measure)
    }

    /// Returns the row's value, or `None` where it is unknown.
    pub fn quantity(&self, measure: Measure, row: usize) -> Option<Quantity> {
        self.measures.get(&measure)?.get(row).copied().filter(|quantity| *quantity != ABSENT)
    }

    /// Returns what the row knows, in the order of [`Measure::ALL`].
    pub fn quantities(&self, row: usize) -> impl Iterator<Item = (Measure, Quantity)> {
        self.measures.iter().filter_map(move |(measure, column)| {
            column.get(row).copied().filter(|quantity| *quantity != ABSENT).map(|quantity| (*measure, quantity))
        })
    }

    /// Sets a row's value of a measure that the table has.
    pub fn set_quantity(&mut self, measure: Measure, row: usize, quantity: Quantity) {
        if let Some(value) = self.measures.get_mut(&measure).and_then(|column| column.get_mut(row)) {
            *value = quantity;
        }
    }

    /// Returns the row's person, 0 where there is none.
    pub fn person(&self, row: usize) -> u32 {
        self.persons.as_ref().and_then(|persons| persons.get(row)).copied().unwrap_or(0)
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
        let (from, to) = self.covered.or(self.dated)?;
        Some(Window { from, to: self.last_day_of_row(to) })
    }

    /// Returns the first day that a value of the measure is known for.
    pub fn first_known(&self, measure: Measure) -> Option<Day> {
        self.first_known.get(&measure).copied()
    }
}
