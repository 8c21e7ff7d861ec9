//! Proposes how a table that nobody has described is to be read: what a row is, what each column means, and why.
//!
//! Names are looked up in a closed dictionary, values are looked at, and both have to agree. What cannot be added up is
//! left out and said. Nothing here is certain for the reader: every choice can be made otherwise ([`choices`]).

pub mod choices;
mod date;
mod decide;
mod dictionary;
mod looks;
mod name;
pub mod reason;
mod table;

use super::encoding::Encoding;
use super::package::write::ColumnType;
use super::package::{Dialect, Field, Format, Grain};
use crate::engine::day::Day;
use crate::engine::facts::vocabulary::TableKind;
use looks::Mark;
use reason::{Confidence, GrainReason, Reason, TableReason};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many rows are looked at; more change no proposal.
pub const MAX_ROWS: usize = 1_000;

/// How many columns are looked at. A file with more is wide, and what it is a person has to say.
pub const MAX_COLUMNS: usize = 400;

/// How many texts a column may have to be worth a filter of its own; as the loader has it.
const MAX_OWN_TEXTS: usize = 60;

/// The beginning of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample<'a> {
    /// The file's name, without folders.
    pub file_name: &'a str,
    /// As the bytes say.
    pub format: Option<Format>,
    pub encoding: Option<Encoding>,
    pub dialect: Dialect,
    pub columns: &'a [String],
    /// The first rows as text ([`super::Kept`]); at most [`MAX_ROWS`] are looked at.
    pub rows: &'a [Vec<Option<String>>],
}

/// What a file may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub file_name: String,
    pub format: Option<Format>,
    pub encoding: Option<Encoding>,
    pub dialect: Dialect,
    pub table: TableKind,
    pub table_reason: TableReason,
    pub grain: Grain,
    pub grain_reason: GrainReason,
    pub currency: Option<String>,
    /// One a column of the file, in its order.
    pub columns: Vec<ColumnProposal>,
    /// Canonical fields that are the same in every row.
    pub constants: BTreeMap<String, String>,
    /// Texts that stand for «no value», the empty text among them.
    pub missing_values: Vec<String>,
    /// How many of the rows looked at are the same, value for value, as one before them.
    pub n_repeated: usize,
}

/// What a column may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnProposal {
    pub name: String,
    /// A canonical field of the table; `None`: it is not read.
    pub field: Option<String>,
    pub reason: Reason,
    pub confidence: Confidence,
    /// The first values that differ.
    pub samples: Vec<String>,
    /// How its numbers are written, where that is not plain.
    pub numbers: Option<Field>,
    /// How its dates are written, where it has some.
    pub dates: Option<Dates>,
    /// What its values are replaced by, if it says a kind.
    pub values: BTreeMap<String, String>,
    /// What it would be in each kind of table.
    pub in_tables: BTreeMap<TableKind, String>,
}

/// How a column writes dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// A strptime pattern; `None`: ISO 8601.
    pub format: Option<String>,
    /// The other order of day and month, where it fits as well.
    pub other: Option<String>,
    pub kind: ColumnType,
    /// The first and the last day of the rows looked at.
    pub span: (Day, Day),
}

/// Proposes how a file is to be read. `today` tells which order of day and month would lie in the future.
pub fn propose(sample: &Sample<'_>, today: Day) -> Proposal {
    let values = |index: usize| {
        sample.rows.iter().take(MAX_ROWS).map(move |row| row.get(index).and_then(|value| value.as_deref()))
    };
    let n_looked = sample.columns.len().min(MAX_COLUMNS);
    let mut looks: Vec<looks::Looks> = (0..n_looked).map(|index| looks::looks(values(index), today)).collect();
    let mark = mark_of_file(sample, &looks);
    for (index, looks) in looks.iter_mut().enumerate().filter(|(_, looks)| looks.number.mark == Mark::Unclear) {
        looks.number.mark = mark;
        let filled = values(index).flatten().map(str::trim).filter(|text| !looks::MISSING.contains(text));
        looks::settle(&mut looks.number, filled, None);
    }
    let drafts = decide::drafts(sample.columns, &looks);
    let (table, table_reason) = table::kind(sample.file_name, &drafts, &looks);
    let mut columns = decide::columns(sample.columns, &looks, &drafts, table);
    for other in TableKind::ALL {
        let in_other = decide::columns(sample.columns, &looks, &drafts, other);
        for (column, other_column) in columns.iter_mut().zip(in_other) {
            column.in_tables.extend(other_column.field.map(|field| (other, field)));
        }
    }
    let (grain, grain_reason) = table::grain(table, &columns, &looks);
    let currency = currency(&columns, &looks);
    let constants = table::constants(sample.file_name, table, &columns);
    let missing: BTreeSet<&str> = columns
        .iter()
        .zip(&looks)
        .filter(|(column, _)| column.field.is_some())
        .flat_map(|(_, looks)| looks.missing.iter().copied())
        .collect();
    Proposal {
        file_name: sample.file_name.to_owned(),
        format: sample.format,
        encoding: sample.encoding,
        dialect: sample.dialect.clone(),
        table,
        table_reason,
        grain,
        grain_reason,
        currency,
        columns,
        constants,
        missing_values: std::iter::once("").chain(missing).map(str::to_owned).collect(),
        n_repeated: n_repeated(sample.rows),
    }
}

/// Counts the rows that are the same, value for value, as one before them; empty rows are like no other.
fn n_repeated(rows: &[Vec<Option<String>>]) -> usize {
    let is_filled = |row: &&Vec<Option<String>>| row.iter().flatten().any(|text| !text.trim().is_empty());
    let mut seen = BTreeSet::new();
    rows.iter().take(MAX_ROWS).filter(is_filled).filter(|row| !seen.insert(*row)).count()
}

/// Returns the decimal mark of columns that do not tell theirs: that of the others.
fn mark_of_file(sample: &Sample<'_>, looks: &[looks::Looks]) -> Mark {
    let n_with = |mark: Mark| looks.iter().filter(|looks| looks.number.mark == mark && looks.are_numbers(50)).count();
    let (point, comma) = (n_with(Mark::Point), n_with(Mark::Comma));
    // Who separates by semicolons does so because the comma is taken.
    let is_comma = comma > point || comma == point && sample.dialect.delimiter == Some(b';');
    if is_comma { Mark::Comma } else { Mark::Point }
}

/// Returns the currency that columns of money say; `None` where they say none or two.
fn currency(columns: &[ColumnProposal], looks: &[looks::Looks]) -> Option<String> {
    let is_money = |field: &str| {
        matches!(field, "amount" | "value" | "revenue" | "refunds" | "cost" | "people_cost" | "overhead_cost")
    };
    let of_money = columns
        .iter()
        .zip(looks)
        .filter(|(column, _)| column.field.as_deref().is_some_and(is_money))
        .filter_map(|(column, looks)| name::currency(&column.name).or(looks.currency));
    let is_named = |name: &str| matches!(name::folded(name).as_str(), "currency" | "currency code" | "العمله" | "عمله");
    let of_column = columns.iter().zip(looks).filter(|(column, _)| is_named(&column.name)).filter_map(|(_, looks)| {
        let [code] = looks.texts.as_slice() else { return None };
        name::currency_of_value(code)
    });
    let found: BTreeSet<&str> = of_money.chain(of_column).collect();
    match found.len() {
        1 => found.first().map(|code| (*code).to_owned()),
        _ => None,
    }
}
