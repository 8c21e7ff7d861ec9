//! What a server said of a file, and what follows from it: whether the file came whole, and whether a broken
//! connection can be taken up where it broke.

use serde::{Deserialize, Serialize};

/// What a server said of a file, and how much of it has come.
///
/// Of another origin a browser shows few headers, unless that origin exposes more: `Content-Length`,
/// `Content-Type` and `Last-Modified` are shown; `ETag`, `Content-Range` and `Content-Encoding` are not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answer {
    /// How many bytes have come, unpacked where the server had packed them for the way.
    pub n_bytes: u64,
    /// False where the caller did not want the rest. Half a file that nobody stopped is a fault instead.
    pub is_whole: bool,
    pub content_type: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// The other host that the server sent on to, and where the file came from.
    pub redirected_to: Option<String>,
    /// How many bytes there are in all, where the server says so. Where `is_length_exact` is false this may be
    /// their number as packed for the way: good for showing progress only.
    pub length: Option<u64>,
    pub is_length_exact: bool,
}

/// What an answer to a request for a part says of that part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartHead {
    /// `Content-Length`: how long the part is.
    pub n_bytes: Option<u64>,
    /// `Content-Range`, where it can be read.
    pub content_range: Option<ContentRange>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// `bytes 200-999/1000`: where a part lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentRange {
    pub first: u64,
    /// The last byte of the part itself.
    pub last: u64,
    /// The length of the whole; `None` is `*`.
    pub length: Option<u64>,
}

impl ContentRange {
    pub fn parse(text: &str) -> Option<Self> {
        let (unit, rest) = text.trim().split_once(' ')?;
        if !unit.eq_ignore_ascii_case("bytes") {
            return None;
        }
        let (range, length) = rest.trim().split_once('/')?;
        let (first, last) = range.split_once('-')?;
        let (first, last) = (number(first)?, number(last)?);
        let length = if length == "*" { None } else { Some(number(length)?) };
        (first <= last && length.is_none_or(|length| last < length)).then_some(Self { first, last, length })
    }
}

/// Reads a number as headers have it: digits alone.
pub fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

impl Answer {
    /// Tells whether what has come is all there is, the stream having ended without an error.
    ///
    /// Browsers differ in whether they call a body broken that is shorter than announced. Where the length may be
    /// that of the packed bytes, only a gap is proof that packing cannot explain: gzip makes nothing longer by
    /// more than its header and 5 bytes in 16 KiB.
    ///
    /// A body that the server itself packed and cut short, with the length of what is left, is not seen here:
    /// Chromium unpacks what there is and reports no error.
    pub fn has_all(&self) -> bool {
        let Some(length) = self.length else { return true };
        if self.is_length_exact {
            return self.n_bytes == length;
        }
        length.saturating_sub(self.n_bytes) <= 1_024 + self.n_bytes / 1_000
    }

    /// Returns what proves to a server that the file is still the one whose beginning has come: a strong tag, else
    /// the date.
    pub fn validator(&self) -> Option<&str> {
        let strong = self.etag.as_deref().filter(|tag| !tag.starts_with("W/"));
        strong.or(self.last_modified.as_deref())
    }

    /// Tells whether the rest can be asked for: something has come, and a part could be checked to be of the same
    /// file. Parts count bytes as they are stored, so bytes that were packed for the way cannot be continued.
    pub fn can_continue(&self) -> bool {
        self.n_bytes > 0 && self.validator().is_some() && self.length.is_some_and(|length| length > self.n_bytes)
    }

    /// Tells whether a part (206) is exactly what is missing, of the same version.
    ///
    /// A browser asks for parts unpacked. So where the first answer was packed and nobody said so, the length that
    /// the part leads to is not the length that was announced, and this is false.
    pub fn is_continued_by(&self, part: &PartHead) -> bool {
        let is_same = match self.validator() {
            Some(validator) if self.etag.as_deref() == Some(validator) => part.etag.as_deref() == Some(validator),
            Some(validator) => part.last_modified.as_deref() == Some(validator),
            None => false,
        };
        let Some(length) = self.length else { return false };
        let fits = match (part.content_range, part.n_bytes) {
            (Some(range), _) => {
                range.first == self.n_bytes && range.last.checked_add(1) == Some(length) && range.length == Some(length)
            }
            (None, Some(n_bytes)) => self.n_bytes.checked_add(n_bytes) == Some(length),
            (None, None) => false,
        };
        self.can_continue() && is_same && fits
    }

    /// Tells whether two answers are certainly of different versions of a file.
    pub fn differs_from(&self, other: &Self) -> bool {
        let differ = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
        differ(&self.etag, &other.etag) || differ(&self.last_modified, &other.last_modified)
    }
}
