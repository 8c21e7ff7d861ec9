//! The messages between page and worker, as bytes (postcard): no float is rounded on the way.

use crate::engine::day::Day;
use crate::view::number::Digits;
use crate::view::page::PageModel;
use crate::view::query::Query;
use crate::view::text::Lang;
use serde::{Deserialize, Serialize};

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Load the feed whose manifest stands at this absolute address; forget the one before.
    Open { manifest: String, today: Day },
    /// Compute what the query asks for. A newer ticket covers an older one.
    Show { ticket: u32, query: Query, reader: Reader },
}

/// Who reads: nothing of it changes a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reader {
    pub lang: Lang,
    pub digits: Digits,
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Tell {
    /// The worker listens. Said once, before anything else: what is posted earlier would be lost.
    Ready,
    /// How far the loading has come.
    Loading { files_done: u32, files: u32 },
    /// The feed is loaded as far as it can be: ask again for what is shown.
    Loaded,
    /// The answer to `Show`.
    Page { ticket: u32, model: Box<PageModel> },
    /// Nothing of the feed can be shown; the reasons, in the order they were found.
    Failed { ticket: u32, failure: Failure },
}

/// Why there is nothing to show, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub headline: String,
    /// One sentence a problem: what, where, what to do.
    pub reasons: Vec<String>,
}

/// What the worker is to fetch for the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    pub number: u32,
    /// An absolute address.
    pub address: String,
}

/// How an errand ended.
pub type Fetched = Result<Vec<u8>, FetchFault>;

/// Why a file could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchFault {
    /// No answer, or none that this page may read.
    Unreachable,
    /// An answer with a status that is no success.
    Status(u16),
}

/// What the desk wants done after it has been told something.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    Tell(Tell),
    Fetch(Errand),
}

/// Turns a message into bytes.
///
/// # Errors
/// Never for the types of this module; the serializer's own error otherwise.
pub fn to_bytes<T: Serialize>(message: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_allocvec(message)
}

/// Turns bytes back into a message.
///
/// # Errors
/// The bytes are not of this version's messages.
pub fn from_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}
