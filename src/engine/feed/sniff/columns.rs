//! Finds how the columns of a file write their values.

use crate::engine::day::Day;
use crate::engine::facts::vocabulary::Measure;
use crate::engine::feed::date::{Found, find};
use crate::engine::feed::manner::{Inferred, Manner, Trait};
use crate::engine::feed::number::{NumberGuess, infer, infer_with};
use crate::engine::feed::package::{Dialect, Field, Format, Resource, Source};
use crate::engine::feed::problem::Problem;
use crate::engine::feed::{Cell, RowSink, csv, json};

use std::collections::BTreeSet;

/// How many values of a column are looked at: as many as a page of preview, so that what the page says can be seen.
const MAX_VALUES: usize = 1_000;

/// Adds what the columns show to the manner: fields of numbers, and the order of dates.
pub(super) fn infer_into(manner: &mut Manner, resource: &Resource, head: &str, is_whole: bool) {
    let mut sample = Sample { resource, columns: Vec::new() };
    // A last line that is cut would show half a value.
    let whole_lines = head.rfind('\n').and_then(|end| head.get(..=end)).filter(|_| !is_whole).unwrap_or(head);
    match manner.format {
        Format::Csv => {
            let header = csv::Header::After(manner.n_preamble);
            csv::read_segment(whole_lines.as_bytes(), "", &manner.dialect, header, &mut sample);
        }
        Format::Json => json::read(head.as_bytes(), "", &manner.dialect, &mut sample),
        Format::Ndjson => json::read(whole_lines.as_bytes(), "", &manner.dialect, &mut sample),
        Format::Sheet | Format::Parquet => return,
    }
    let columns = sample.columns;
    let guesses = guess_numbers(&columns, &manner.dialect);
    for (column, guess) in columns.iter().zip(guesses) {
        if let Some(guess) = guess {
            let is_plain = guess.field == Field::default();
            if !is_plain || !guess.is_clear || column.is_proposed {
                let what = if guess.is_clear { Trait::Number } else { Trait::NumberUnclear };
                let (example, reading) = (guess.example, guess.reading);
                manner.inferred.push(Inferred { column: column.name.clone(), what, example, reading });
            }
            if !is_plain {
                manner.fields.insert(column.name.clone(), guess.field);
            }
        } else if column.may_be_date {
            manner.inferred.extend(date_order(column));
        }
    }
}

/// A column that is looked at.
struct Column {
    name: String,
    index: usize,
    may_be_number: bool,
    may_be_date: bool,
    /// Whether nobody has said what the column is.
    is_proposed: bool,
    values: Vec<String>,
}

impl Column {
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(String::as_str)
    }
}

/// Keeps the first values of columns that nobody has declared.
struct Sample<'r> {
    resource: &'r Resource,
    columns: Vec<Column>,
}

impl RowSink for Sample<'_> {
    fn columns(&mut self, names: &[String]) {
        let is_proposed = self.resource.map.is_empty() && self.resource.unpivot.is_none();
        let (numbers, dates) = uses(self.resource);
        let mut seen = BTreeSet::new();
        for (index, name) in names.iter().enumerate() {
            let is_declared = self.resource.fields.contains_key(name);
            let may_be_number = is_proposed || numbers.contains(name.as_str());
            let may_be_date = is_proposed || dates.contains(name.as_str());
            if !is_declared && (may_be_number || may_be_date) && !name.is_empty() && seen.insert(name) {
                let (name, values) = (name.clone(), Vec::new());
                self.columns.push(Column { name, index, may_be_number, may_be_date, is_proposed, values });
            }
        }
    }

    fn row(&mut self, _: u64, cells: &[Cell<'_>]) {
        for column in &mut self.columns {
            if column.values.len() < MAX_VALUES
                && let Some(Cell::Text(text)) = cells.get(column.index)
                && !self.resource.missing_values.iter().any(|missing| missing == text.trim())
            {
                column.values.push((*text).to_owned());
            }
        }
    }

    fn problem(&mut self, _: Problem) {}
}

/// Returns the columns that a resource takes numbers and days from.
fn uses(resource: &Resource) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut numbers, mut dates) = (BTreeSet::new(), BTreeSet::new());
    for (field, source) in &resource.map {
        let Source::Column { column, .. } = source else { continue };
        if field == "date" {
            dates.insert(column.as_str());
        } else if Measure::from_id(field).is_some() || matches!(field.as_str(), "value" | "amount" | "rate") {
            numbers.insert(column.as_str());
        }
    }
    numbers.extend(resource.unpivot.iter().flat_map(|unpivot| unpivot.columns.keys()).map(String::as_str));
    (numbers, dates)
}

/// Guesses each column; what one leaves open, a decimal mark that others agree on decides, and where no other shows
/// one, a semicolon between the values: who has it there has the comma within them.
fn guess_numbers(columns: &[Column], dialect: &Dialect) -> Vec<Option<NumberGuess>> {
    let mut guesses: Vec<Option<NumberGuess>> = Vec::new();
    for column in columns {
        guesses.push(if column.may_be_number { infer(column.texts()) } else { None });
    }
    let mut marks = BTreeSet::new();
    for guess in guesses.iter().flatten().filter(|guess| guess.is_clear) {
        let has_marks = guess.field.group_char.is_some() || guess.example.contains(['.', ',', '،']);
        marks.extend(has_marks.then(|| guess.field.decimal_char.unwrap_or('.')));
    }
    if marks.is_empty() && dialect.delimiter == Some(b';') {
        marks.insert(',');
    }
    if let (Some(mark), 1) = (marks.first(), marks.len()) {
        for (column, guess) in columns.iter().zip(&mut guesses) {
            if guess.as_ref().is_some_and(|guess| !guess.is_clear) {
                *guess = infer_with(column.texts(), Some(*mark));
            }
        }
    }
    guesses
}

/// Tells the order of day and month where the column's dates depend on one.
fn date_order(column: &Column) -> Option<Inferred> {
    let (mut open, mut day_first, mut month_first) = (None, None, None);
    let (mut n_values, mut n_dates) = (0_usize, 0_usize);
    for value in column.values.iter().filter(|value| !value.trim().is_empty()) {
        n_values += 1;
        let found = find(value, None);
        n_dates += usize::from(found.is_some());
        match found {
            Some(Found::Either { day_first: Some(day), month_first: Some(_) }) => open = open.or(Some((value, day))),
            Some(Found::Either { day_first: Some(day), .. }) => day_first = day_first.or(Some((value, day))),
            Some(Found::Either { month_first: Some(day), .. }) => month_first = month_first.or(Some((value, day))),
            _ => {}
        }
    }
    if n_dates * 2 < n_values {
        return None;
    }
    let (what, (example, day)): (Trait, (&String, Day)) = match (day_first, month_first, open) {
        (Some(shown), None, _) => (Trait::DayFirst, shown),
        (None, Some(shown), _) => (Trait::MonthFirst, shown),
        (Some(shown), Some(_), _) | (None, None, Some(shown)) => (Trait::DateOrderUnclear, shown),
        (None, None, None) => return None,
    };
    Some(Inferred { column: column.name.clone(), what, example: example.clone(), reading: day.to_string() })
}
