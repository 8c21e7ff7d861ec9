//! The messages between page and worker, as bytes (postcard): no float is rounded on the way.

use crate::engine::day::Day;
use crate::view::number::Digits;
use crate::view::page::PageModel;
use crate::view::page::rows::RowsSheet;
use crate::view::page::values::ValueList;
use crate::view::query::Query;
use crate::view::text::Lang;
use crate::work::order::{CopyUse, Header, Order, Receipt, Unread};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Load a feed; forget the one before. The person's own files come along.
    Open(Box<Visit>),
    /// Compute what the query asks for. A newer ticket covers an older one.
    Show { ticket: u32, query: Query, reader: Reader },
    /// Ask whether the feed has changed, and load it anew where it has.
    Refresh { today: Day },
    /// Stop loading.
    Cancel,
    /// Give the problems as a file.
    SaveProblems { reader: Reader },
    /// List the rows behind a metric's figure of what the query selects.
    Rows { ticket: u32, query: Query, metric: String, reader: Reader },
    /// Give them as a file.
    SaveRows { query: Query, metric: String, reader: Reader },
    /// Hand over what an export is made of: the page that the query asks for, or the rows behind a metric's figure.
    HandOver { number: u32, query: Query, rows_of: Option<String>, reader: Reader },
    /// List the values of a dimension whose names have all words of `wanted`.
    Values { ticket: u32, query: Query, dimension: String, wanted: String, reader: Reader },
}

/// A feed that a person wants to see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The absolute address of the manifest.
    pub manifest: String,
    /// The manifest of files of the person's own, which stands at no address.
    pub own: Option<String>,
    pub today: Day,
    /// The origin that the page came from: what it names has been chosen by whoever put it there.
    pub page_origin: String,
    /// Origins that the person has allowed to be asked.
    pub allowed: Vec<String>,
    /// Headers of private feeds, each for one origin.
    pub headers: Vec<(String, Header)>,
    /// Whether the browser may keep a copy for the next visit.
    pub keeps_copies: bool,
    /// The absolute address of published figures; `None`: there are none.
    pub references: Option<String>,
    /// How many bytes of memory rows may take.
    pub room: u64,
}

impl Visit {
    /// Makes a visit to a feed that needs nothing but its address.
    pub fn to(manifest: &str, today: Day) -> Self {
        Self {
            manifest: manifest.into(),
            own: None,
            today,
            page_origin: super::place::origin_of(manifest).unwrap_or_default().into(),
            allowed: Vec::new(),
            headers: Vec::new(),
            keeps_copies: false,
            references: None,
            room: u64::MAX,
        }
    }
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
    Loading(Progress),
    /// The feed names files of hosts that nobody has allowed yet: open it again with them, or do not.
    AsksFor { hosts: Vec<String> },
    /// How old the figures are.
    Fresh(Freshness),
    /// A file to be saved.
    Save(Box<SavedFile>),
    /// The feed is loaded as far as it can be: ask again for what is shown.
    Loaded,
    /// The answer to `Show`.
    Page { ticket: u32, model: Box<PageModel> },
    /// The answer to `Rows`.
    Rows { ticket: u32, model: Box<RowsSheet> },
    /// The answer to `Values`.
    Values { ticket: u32, model: Box<ValueList> },
    /// The answer to `HandOver`: the bytes of a [`super::export::Content`], for the worker of exports.
    Handed {
        number: u32,
        #[serde(with = "serde_bytes")]
        content: Vec<u8>,
    },
    /// Nothing of the feed can be shown; the reasons, in the order they were found.
    Failed { ticket: u32, failure: Failure },
}

/// What a worker tells whoever started it.
pub trait Told: DeserializeOwned + 'static {
    /// Whether the worker says that it listens.
    fn is_ready(&self) -> bool;
}

impl Told for Tell {
    fn is_ready(&self) -> bool {
        *self == Self::Ready
    }
}

/// Why there is nothing to show, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub headline: String,
    /// One sentence a problem: what, where, what to do.
    pub reasons: Vec<String>,
}

/// How far the loading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    pub files_done: u32,
    pub files: u32,
    pub n_bytes: u64,
    /// `None`: not all servers say how long their files are.
    pub n_bytes_due: Option<u64>,
    pub n_rows: u64,
}

/// How old the figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Freshness {
    /// When the oldest of the files was fetched or found unchanged, in milliseconds since 1970.
    pub fetched_ms: u64,
    /// Whether copies are shown because a server cannot be read now.
    pub is_stale: bool,
    /// Whether servers are being asked now.
    pub is_checking: bool,
    /// How often the manifest wants the feed to be asked for, in seconds.
    pub refresh_s: Option<u32>,
    /// How long a server asks to be left alone, in seconds.
    pub retry_after_s: Option<u32>,
}

/// A file made for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFile {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// A small file, the manifest, that the worker is to fetch whole for the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    pub number: u32,
    /// An absolute address.
    pub address: String,
    pub headers: Vec<Header>,
    pub copy: CopyUse,
}

/// How an errand ended.
pub type Fetched = Result<(Vec<u8>, Receipt), Unread>;

/// What the desk wants done after it has been told something.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    Tell(Tell),
    /// Fetch a file whole and say it by `Desk::fetched`.
    Fetch(Errand),
    /// Ask whether a file is still what `validator` says, and say it by `Desk::checked`.
    Check {
        errand: Errand,
        validator: String,
    },
    /// Have a file read; what readers say goes to `Desk::heard`.
    Read(Box<Order>),
    /// Stop all reading and fetching.
    Stop,
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
