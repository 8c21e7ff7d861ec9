//! Why a part of a file cannot be read, on its way to becoming a problem.

use crate::engine::feed::problem::{Problem, ProblemKind};
use parquet::errors::ParquetError;
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// What the parser found.
    Broken(String),
    /// It ends before it should.
    CutShort,
    /// It is encrypted.
    Locked,
    /// It becomes larger than any honest page; how large.
    TooLarge(String),
}

impl Fault {
    pub fn broken(found: impl fmt::Display) -> Self {
        Self::Broken(found.to_string())
    }

    pub fn into_problem(self, file: &str) -> Problem {
        let of = |kind| Problem::of_file(kind, file);
        match self {
            Self::Broken(found) => of(ProblemKind::FileBroken).quoting(&found),
            Self::CutShort => of(ProblemKind::FileCutShort),
            Self::Locked => of(ProblemKind::FileLocked),
            Self::TooLarge(size) => of(ProblemKind::UnpacksTooLarge).quoting(&size),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

/// Pages are asked for by the crate, whose errors a fault must pass through.
impl From<Fault> for ParquetError {
    fn from(fault: Fault) -> Self {
        Self::External(Box::new(fault))
    }
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(inner) => match inner.downcast::<Self>() {
                Ok(fault) => *fault,
                Err(other) => Self::broken(other),
            },
            ParquetError::General(found) | ParquetError::EOF(found) => Self::Broken(found),
            other => Self::broken(other),
        }
    }
}
