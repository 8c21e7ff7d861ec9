//! What became of a feed: every address that was asked, every file, every problem.

use super::manner::Manner;
use super::problem::Problems;
use crate::engine::cube::window::Window;
use crate::engine::facts::batch::{AfterToday, RowCounts};

/// How loading went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The manifest's address.
    pub manifest: String,
    /// Every address that was asked, in order.
    pub requests: Vec<String>,
    pub tables: Vec<TableReport>,
    pub problems: Problems,
}

/// How one resource went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableReport {
    pub files: Vec<FileReport>,
    pub counts: RowCounts,
    pub covers: Option<Window>,
    /// Rows that are dated after today: they count only in a period that reaches them.
    pub after_today: Option<AfterToday>,
    pub n_problems: u64,
    /// Where its dates did not say whether day or month comes first: what was taken.
    pub is_day_first: Option<bool>,
}

/// How one file went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileReport {
    /// The path, as the manifest writes it.
    pub path: String,
    pub address: String,
    /// Bytes as they came.
    pub n_bytes: u64,
    pub manner: Option<Manner>,
    /// When it was fetched, in milliseconds since 1970; `None`: it could not be read.
    pub fetched_ms: Option<u64>,
    pub redirected_to: Option<String>,
}

impl TableReport {
    /// Whether at least one of its files could be read.
    pub fn is_read(&self) -> bool {
        self.files.iter().any(|file| file.fetched_ms.is_some())
    }
}
