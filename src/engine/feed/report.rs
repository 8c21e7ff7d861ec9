//! What became of a feed: every address that was asked, every file, every problem.

use super::problem::Problems;
use crate::engine::cube::window::Window;

/// How loading went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The manifest's address.
    pub manifest: String,
    /// Every address that was asked, in order.
    pub requests: Vec<String>,
    pub files: Vec<FileReport>,
    pub problems: Problems,
}

/// How one resource went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileReport {
    /// Position of the resource in the package.
    pub resource: usize,
    pub addresses: Vec<String>,
    pub n_bytes: u64,
    /// Rows of the source, before anything was made of them.
    pub n_rows: u64,
    pub covers: Option<Window>,
    pub n_problems: u64,
    /// Whether at least one of its files could be fetched.
    pub is_read: bool,
}
