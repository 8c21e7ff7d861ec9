//! What the desk has readers do, and what they say.
//!
//! A reader fetches one file, takes it apart into segments of whole records and reads them; segments may be given to
//! other readers. Whoever reads a segment, its [`Parcel`] is the same.

use crate::engine::day::Day;
use crate::engine::facts::batch::Batch;
use crate::engine::feed::manner::Manner;
use crate::engine::feed::package::Resource;
use crate::engine::feed::problem::Problem;
use crate::engine::feed::split::Shape;
use crate::engine::zone::Zone;
use crate::work::fault::FetchFault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub number: u32,
    /// An absolute address, or [`LOCAL`] and the name of a file that the person has given.
    pub address: String,
    /// Headers that only this address's origin may see.
    pub headers: Vec<Header>,
    pub copy: CopyUse,
    /// The file's path as the manifest writes it, for problems.
    pub path: String,
    /// The resources that are made of the file; how it is written is the same for all.
    pub resources: Vec<Resource>,
    pub today: Day,
    pub zone: Option<Zone>,
    /// How many bytes its rows may take in memory.
    pub room: u64,
}

/// What stands before the name of a file from the reader's own computer.
pub const LOCAL: &str = "local:";

/// What a reader does with the copy that the browser keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyUse {
    /// Reads the copy and nothing else.
    Only,
    /// Asks the server and keeps a copy.
    Renew,
    /// Asks the server and keeps nothing.
    None,
}

/// A header of a private feed. Its value is written nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    pub name: String,
    pub value: String,
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: (private)", self.name)
    }
}

/// Everything that reading one segment takes besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub order: u32,
    pub attempt: u32,
    pub segment: u32,
    pub shape: Shape,
    pub path: String,
    /// The resources, with what was found of how the file is written.
    pub resources: Vec<Resource>,
    /// Names of the columns; `None`: the segment has them, or needs none.
    pub columns: Option<Vec<String>>,
    /// How many rows stand above the header, where the segment has it.
    pub n_preamble: u64,
    pub today: Day,
    pub zone: Option<Zone>,
}

/// What one segment gave: a batch a resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    pub order: u32,
    /// Which try at the file it belongs to: what an earlier one gave is forgotten.
    pub attempt: u32,
    /// The segment's place in the file.
    pub segment: u32,
    pub batches: Vec<Batch>,
    /// How many rows of a spreadsheet the segment takes.
    pub n_passed: u64,
}

/// From a reader to the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// How far it has come.
    Progress {
        order: u32,
        n_bytes: u64,
        total: Option<u64>,
    },
    /// How the file is written.
    Manner {
        order: u32,
        manner: Box<Manner>,
    },
    Parcel(Box<Parcel>),
    /// Something of the file as a whole is to be known.
    Noted {
        order: u32,
        problem: Box<Problem>,
    },
    /// The file is read to its end.
    Ended {
        order: u32,
        n_segments: u32,
        receipt: Receipt,
    },
    /// The file cannot be read to its end: nothing of it counts.
    Failed {
        order: u32,
        why: Unread,
    },
    /// The connection was lost and the file begins anew: what came of it is to be forgotten.
    Restarted {
        order: u32,
        attempt: u32,
    },
    /// This reader does not know the format; another is to be asked.
    Needs {
        order: u32,
        kind: ReaderKind,
    },
}

/// Which binary reads a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReaderKind {
    /// Text, in the worker's own binary.
    Text,
    /// Workbooks and archives.
    Sheet,
    Parquet,
}

/// What became of a fetch that went well.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Receipt {
    /// Bytes as they came, before they were unpacked.
    pub n_bytes: u64,
    /// What tells this content from another: an ETag, or a date of change.
    pub validator: Option<String>,
    /// The media type that the server gave it.
    pub content_type: Option<String>,
    /// When the content was fetched, in milliseconds since 1970.
    pub fetched_ms: u64,
    /// The host that the server sent on to.
    pub redirected_to: Option<String>,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Unread {
    Fetch(FetchFault),
    File(Problem),
    /// The copy that was asked for is not there.
    NoCopy,
}

impl Unread {
    /// Says it as a problem of a file. That there is no copy is none.
    pub fn problem(&self, file: &str) -> Option<Problem> {
        match self {
            Self::Fetch(fault) => Some(fault.problem(file)),
            Self::File(problem) => Some(problem.clone()),
            Self::NoCopy => None,
        }
    }
}

/// From the desk's worker to a reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// Read a file; up to `n_out` of its segments may be with other readers at a time. The file itself comes
    /// along where it is the person's own.
    Read { order: Box<Order>, n_out: u32 },
    /// Read one segment, whose bytes come along.
    Segment(Box<Slip>),
    /// The desk has taken a parcel: of a segment that was given to another reader, or not.
    Taken { order: u32, was_given: bool },
}

/// From a reader to the desk's worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Word {
    /// It listens. Said once, before anything else: what is posted earlier would be lost.
    Ready,
    Said(Said),
    /// A segment that another may read; its bytes come along.
    Segment(Box<Slip>),
    /// A segment of another reader's file has been read.
    Read(Box<Parcel>),
    /// The copy of a file that has been read stands, or will not: the reader has nothing more to do with it.
    Kept {
        order: u32,
    },
}
