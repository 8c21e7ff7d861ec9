//! What is wrong with a feed, and where: data, not failure.
//!
//! Every problem has a kind and a place. All are counted; the first [`KEPT`] are kept whole.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many problems are kept with their place; past that only the counts grow.
pub const KEPT: usize = 1_000;

/// How many characters of a feed's text a problem quotes.
pub const QUOTED_CHARS: usize = 80;

/// How many characters of a file's or a column's name a problem keeps: an address of a common length is whole.
pub const NAMED_CHARS: usize = 240;

/// What kind of thing is wrong. Its words stand in the message files, one message a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProblemKind {
    // The network and the file as a whole.
    /// The server could not be reached, or does not let this page read it (CORS).
    Unreachable,
    /// The server answered with another status than success; `value` is the status.
    HttpStatus,
    /// Empty, or a header alone, where rows were due.
    EmptyFile,
    /// A web page where data was due.
    HtmlInstead,
    /// The bytes are not UTF-8; `row` is where it begins.
    NotUtf8,
    // The manifest.
    /// Not JSON, or not an object; `value` says what the parser found.
    ManifestMalformed,
    /// A property that is required is not there; `column` is its path in the manifest.
    ManifestMissing,
    /// A property has a value that is not allowed; `column` is its path, `value` what it says.
    ManifestInvalid,
    /// A path that leaves the feed's folder or is not a web address.
    PathRefused,
    /// A format that is not read (yet).
    FormatUnknown,
    // Rows and values.
    /// The map names a column that the file does not have.
    ColumnMissing,
    /// Two columns have one name; the first is used.
    ColumnTwice,
    /// A row has fewer or more values than the header; it is read as far as it goes. `value` is
    /// «found/expected».
    RowRagged,
    /// A quote is opened and never closed; from there to the end of that line it is read as a plain
    /// character, and the lines after it are rows again.
    QuoteUnclosed,
    /// JSON that is not an array of objects, or ends too early; the rows before count, `value` says what
    /// the parser found.
    JsonMalformed,
    /// A value that should be a number and is not; the row's other values count.
    NotANumber,
    /// A number past what is counted exactly (9.2 × 10¹²).
    NumberTooLarge,
    /// A value that should be a date and is not; the row counts only in the period «all».
    NotADate,
    /// A kind of event or cost that is not known; the row is left out.
    KindUnknown,
    /// A cost or a count below zero; it counts as it stands.
    Negative,
    /// A date that lies after the day the feed was read; it counts only in a period that reaches it.
    FutureDate,
}

impl ProblemKind {
    pub const ALL: [Self; 21] = [
        Self::Unreachable,
        Self::HttpStatus,
        Self::EmptyFile,
        Self::HtmlInstead,
        Self::NotUtf8,
        Self::ManifestMalformed,
        Self::ManifestMissing,
        Self::ManifestInvalid,
        Self::PathRefused,
        Self::FormatUnknown,
        Self::ColumnMissing,
        Self::ColumnTwice,
        Self::RowRagged,
        Self::QuoteUnclosed,
        Self::JsonMalformed,
        Self::NotANumber,
        Self::NumberTooLarge,
        Self::NotADate,
        Self::KindUnknown,
        Self::Negative,
        Self::FutureDate,
    ];

    /// Returns its name in message files: `problem-<id>`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::HttpStatus => "http-status",
            Self::EmptyFile => "empty-file",
            Self::HtmlInstead => "html-instead",
            Self::NotUtf8 => "not-utf8",
            Self::ManifestMalformed => "manifest-malformed",
            Self::ManifestMissing => "manifest-missing",
            Self::ManifestInvalid => "manifest-invalid",
            Self::PathRefused => "path-refused",
            Self::FormatUnknown => "format-unknown",
            Self::ColumnMissing => "column-missing",
            Self::ColumnTwice => "column-twice",
            Self::RowRagged => "row-ragged",
            Self::QuoteUnclosed => "quote-unclosed",
            Self::JsonMalformed => "json-malformed",
            Self::NotANumber => "not-a-number",
            Self::NumberTooLarge => "number-too-large",
            Self::NotADate => "not-a-date",
            Self::KindUnknown => "kind-unknown",
            Self::Negative => "negative",
            Self::FutureDate => "future-date",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub kind: ProblemKind,
    /// The file as the manifest names it, or the manifest's own address; at most [`NAMED_CHARS`] characters of it.
    pub file: String,
    /// The row as a person counts it in a spreadsheet: the header is row 1. `None`: the whole file.
    pub row: Option<u64>,
    /// The column's name in the file, or the property's path in a manifest; shortened as the file is.
    pub column: Option<String>,
    /// What stands there, at most [`QUOTED_CHARS`] characters of it.
    pub value: Option<String>,
}

impl Problem {
    /// Makes a problem of a whole file.
    pub fn of_file(kind: ProblemKind, file: &str) -> Self {
        Self { kind, file: shortened(file, NAMED_CHARS), row: None, column: None, value: None }
    }

    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(shortened(column, NAMED_CHARS));
        self
    }

    /// Quotes what stands there, shortened to [`QUOTED_CHARS`] characters.
    pub fn quoting(mut self, value: &str) -> Self {
        self.value = Some(shortened(value, QUOTED_CHARS));
        self
    }
}

fn shortened(text: &str, n_chars: usize) -> String {
    let mut short: String = text.chars().take(n_chars).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// All problems of a feed: the first kept whole, all counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Problems {
    kept: Vec<Problem>,
    counts: BTreeMap<ProblemKind, u64>,
}

impl Problems {
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
