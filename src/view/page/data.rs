//! Data: can I trust it?

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataPage {
    /// The manifest's address.
    pub manifest: String,
    /// «Your data stays in this browser …».
    pub privacy: String,
    pub files: Vec<FileRow>,
    /// Every address that was asked, in order.
    pub requests: Vec<String>,
    /// One line a kind: «7 × not a number».
    pub counts: Vec<ProblemCount>,
    /// The first problems, a sentence each with file, row, column, value and what to do.
    pub problems: Vec<ProblemRow>,
    /// «and 2,345 more»; `None` where all are listed.
    pub more: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    pub name: String,
    pub address: String,
    /// «performance · CSV · one row a day».
    pub about: String,
    /// «28,431 rows».
    pub rows: String,
    pub size: String,
    /// «1 Sep 2024 – 31 Oct 2026», or «no dates».
    pub covers: String,
    /// «no problems», «7 problems», «could not be read».
    pub state: String,
    pub is_good: bool,
    /// «date ← Date», one a field.
    pub mapping: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemCount {
    pub count: String,
    pub kind: String,
    /// What to do about it.
    pub advice: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRow {
    /// «performance.csv, row 17, column cost».
    pub place: String,
    pub what: String,
}
