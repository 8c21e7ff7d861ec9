//! How one file is written: what its resource declares, and for the rest what its first bytes say.

use super::encoding::Encoding;
use super::package::{Dialect, Field, Format};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that must be known to read a file's rows. [`super::sniff`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manner {
    pub format: Format,
    pub encoding: Encoding,
    /// Its delimiter is always known.
    pub dialect: Dialect,
    /// How many rows, as a spreadsheet counts them, stand above the header and are none of the table: blank ones and
    /// comments are counted, a title of several lines is one.
    pub n_preamble: u64,
    /// By column: what is declared, and what columns of numbers were found to need.
    pub fields: BTreeMap<String, Field>,
    /// What was found out, to be shown.
    pub inferred: Vec<Inferred>,
}

/// Something that a column's values show and nobody declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inferred {
    pub column: String,
    pub what: Trait,
    /// A value that shows it.
    pub example: String,
    /// That value as it is read: a plain decimal, or a date as ISO 8601 writes it.
    pub reading: String,
}

/// What a column's values show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Trait {
    /// How numbers are written.
    Number,
    /// How numbers are written, though the example can be read in another way too (`1,234`).
    NumberUnclear,
    /// `29/02/2024`.
    DayFirst,
    /// `02/29/2024`.
    MonthFirst,
    /// Both orders are among the values, or none is shown by any; the example is read with the day first.
    DateOrderUnclear,
}
