//! Cells become rows: finds the header, names the columns, and tells the sink.

use super::value::{Held, Value, hold};
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::engine::feed::{Cell, MAX_COLUMNS, RowSink, emptied};

use std::collections::{HashMap, HashSet};

/// How many rows with something in them are looked at before it is said which of them is the header.
const N_LOOKED_AT: usize = 40;

/// How many bytes of text those rows may hold: a row of a sheet can be 16,384 columns of 32,767 characters.
const N_BYTES_LOOKED_AT: usize = 16 << 20;

/// One row's cells, those that hold something.
#[derive(Debug, Default, Clone)]
struct Row {
    /// As the sheet numbers it, from 1.
    number: u64,
    /// What texts and numbers are slices of.
    text: String,
    /// Column and what it holds, in the order of the columns.
    cells: Vec<(usize, Held)>,
}

impl Row {
    fn clear(&mut self, number: u64) {
        self.number = number;
        self.text.clear();
        self.cells.clear();
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether everything in it is text, as the names of columns are.
    fn is_text(&self) -> bool {
        self.cells.iter().all(|(_, held)| matches!(held, Held::Text { .. }))
    }

    fn first_column(&self) -> Option<usize> {
        self.cells.first().map(|(column, _)| *column)
    }
}

/// What was found around the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Found {
    pub header: Option<u64>,
    pub n_rows: u64,
}

/// Takes cells in the order of rows, and tells rows.
pub(super) struct Table<'a> {
    file: &'a str,
    sink: &'a mut dyn RowSink,
    /// Rows that came before it was clear which is the header.
    waiting: Vec<Row>,
    n_bytes_waiting: usize,
    row: Row,
    names: Vec<String>,
    /// The column of the sheet that the first name stands in.
    first: usize,
    found: Found,
    /// The last column that is past those that are read.
    past_columns: usize,
    /// Empty between rows; kept for its allocation.
    cells: Vec<Cell<'static>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(file: &'a str, sink: &'a mut dyn RowSink) -> Self {
        Self {
            file,
            sink,
            waiting: Vec::new(),
            n_bytes_waiting: 0,
            row: Row::default(),
            names: Vec::new(),
            first: 0,
            found: Found::default(),
            past_columns: 0,
            cells: Vec::new(),
        }
    }

    /// Is told a cell; rows and columns count from 0.
    pub(super) fn cell(&mut self, row: u32, column: u32, value: Value<'_>) {
        let number = u64::from(row) + 1;
        if number != self.row.number {
            self.end_of_row();
            self.row.clear(number);
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let Some(held) = hold(value, &mut self.row.text) else { return };
        if column >= MAX_COLUMNS {
            self.past_columns = self.past_columns.max(column);
            return;
        }
        // Cells come in order, save in a file that a program wrote carelessly.
        match self.row.cells.last() {
            Some((last, _)) if *last >= column => match self.row.cells.binary_search_by_key(&column, |(at, _)| *at) {
                Ok(at) => {
                    if let Some(cell) = self.row.cells.get_mut(at) {
                        cell.1 = held;
                    }
                }
                Err(at) => self.row.cells.insert(at, (column, held)),
            },
            _ => self.row.cells.push((column, held)),
        }
    }

    /// Is told that there are no more cells.
    pub(super) fn finish(mut self) -> Found {
        self.end_of_row();
        self.settle();
        if self.past_columns > 0 {
            let value = format!("{}/{MAX_COLUMNS}", self.past_columns.saturating_add(1));
            self.sink.problem(Problem::of_file(ProblemKind::TooManyColumns, self.file).quoting(&value));
        }
        self.found
    }

    fn end_of_row(&mut self) {
        if self.row.cells.is_empty() {
            return;
        }
        let row = std::mem::take(&mut self.row);
        if self.found.header.is_some() {
            self.tell(&row);
            // The allocations are used again.
            self.row = row;
            self.row.clear(0);
            return;
        }
        self.n_bytes_waiting = self.n_bytes_waiting.saturating_add(row.text.len());
        self.waiting.push(row);
        if self.waiting.len() >= N_LOOKED_AT || self.n_bytes_waiting > N_BYTES_LOOKED_AT {
            self.settle();
        }
    }

    /// Says which of the rows is the header, and tells those after it.
    fn settle(&mut self) {
        if self.found.header.is_some() {
            return;
        }
        let waiting = std::mem::take(&mut self.waiting);
        let Some(at) = header_among(&waiting) else { return };
        let rows = waiting.get(at..).unwrap_or_default();
        let Some((header, rows)) = rows.split_first() else { return };
        self.first = rows.iter().chain([header]).filter_map(Row::first_column).min().unwrap_or(0);
        self.header(header);
        for row in rows {
            self.tell(row);
        }
    }

    fn header(&mut self, header: &Row) {
        self.found.header = Some(header.number);
        let last = header.cells.last().map_or(self.first, |(column, _)| *column);
        self.names = vec![String::new(); last.saturating_sub(self.first).saturating_add(1)];
        let mut seen = HashSet::new();
        let mut numbers: HashMap<String, u64> = HashMap::new();
        for (column, held) in &header.cells {
            let name = match *held {
                Held::Text { start, end } | Held::Number { start, end } => header.slice(start, end).trim().to_owned(),
                Held::Quantity(quantity) => quantity.to_decimal(),
                Held::Day(day) => day.to_string(),
                Held::Bool(value) => value.to_string(),
            };
            // A name of two lines is one line in every list.
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut unique = name.clone();
            let mut is_twice = false;
            while !name.is_empty() && !seen.insert(unique.clone()) {
                is_twice = true;
                let number = numbers.entry(name.clone()).or_insert(1);
                *number += 1;
                unique = format!("{name} ({number})");
            }
            if is_twice {
                let problem = Problem::of_file(ProblemKind::ColumnTwice, self.file).at_row(header.number);
                self.sink.problem(problem.in_column(&name));
            }
            if let Some(place) = self.names.get_mut(column.saturating_sub(self.first)) {
                *place = unique;
            }
        }
        self.sink.columns(&self.names);
    }

    fn tell(&mut self, row: &Row) {
        let mut cells = emptied(std::mem::take(&mut self.cells));
        let mut n_found = 0;
        for (column, held) in &row.cells {
            // Left of the header: a note in the margin, below the rows that were looked at.
            let Some(place) = column.checked_sub(self.first) else { continue };
            n_found = place + 1;
            if place >= self.names.len() {
                continue;
            }
            cells.resize(place, Cell::Null);
            cells.push(match *held {
                Held::Text { start, end } => Cell::Text(row.slice(start, end)),
                Held::Number { start, end } => Cell::Number(row.slice(start, end)),
                Held::Quantity(quantity) => Cell::Quantity(quantity),
                Held::Day(day) => Cell::Day(day),
                Held::Bool(value) => Cell::Bool(value),
            });
        }
        let is_blank = cells.is_empty();
        if n_found > self.names.len() {
            let problem = Problem::of_file(ProblemKind::RowRagged, self.file).at_row(row.number);
            self.sink.problem(problem.quoting(&format!("{n_found}/{}", self.names.len())));
        }
        if !is_blank {
            cells.resize(self.names.len(), Cell::Null);
            self.found.n_rows += 1;
            self.sink.row(row.number, &cells);
        }
        self.cells = emptied(cells);
    }
}

/// Finds the header: the first row that fills more than half as many columns as the widest of `rows`, so that titles
/// and notes above it, which fill one or two, are passed over. Where that row holds more than text (`From | 2025-01-01`),
/// a row of nothing but text that fills more columns is the header instead.
fn header_among(rows: &[Row]) -> Option<usize> {
    let n_widest = rows.iter().map(|row| row.cells.len()).max()?;
    let is_wide = |row: &Row| row.cells.len() * 2 > n_widest;
    let first = rows.iter().position(is_wide)?;
    let found = rows.get(first)?;
    if found.is_text() {
        return Some(first);
    }
    let is_better = |row: &Row| row.is_text() && row.cells.len() > found.cells.len();
    Some(rows.iter().position(is_better).unwrap_or(first))
}
