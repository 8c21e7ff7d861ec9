//! Why a file could not be fetched: each cause apart, because each has a remedy of its own.

use super::retry;
use crate::engine::feed::problem::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};

/// Why a file could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FetchFault {
    /// The server wants to know who asks, or knows it and refuses: 401, 403.
    SignInNeeded(u16),
    /// 404, 410.
    NotFound(u16),
    /// 429. Another origin's `Retry-After` is read only where that origin exposes it.
    TooManyRequests { retry_after_s: Option<u32> },
    /// 5xx.
    Server { status: u16, retry_after_s: Option<u32> },
    /// Any other status that is no success.
    Status(u16),
    /// No answer began in time.
    TimedOut { after_s: u32 },
    /// Bytes came, yet so slowly that waiting for the rest was given up.
    TooSlow { n_bytes: u64 },
    /// The connection broke off after so many bytes, and trying again did not help.
    Lost { n_bytes: u64 },
    /// The server answers, yet does not let this page read (CORS). `header` is what it would have to send.
    Blocked { header: String },
    /// An `http:` address under an `https:` page.
    MixedContent,
    /// The server sends on, and private headers go nowhere but to the origin that they were given for.
    /// A browser does not always say where to: then `host` is empty.
    Redirected { host: String },
    /// The browser itself says that it has no network.
    Offline,
    /// No answer; the browser tells nobody why (no such host, refused, a bad certificate).
    Unreachable,
}

impl FetchFault {
    /// Reads a status that is no success. `retry_after` is the header of that name, `now_s` are seconds since 1970.
    pub fn from_status(status: u16, retry_after: Option<&str>, now_s: u64) -> Self {
        let retry_after_s = retry_after.and_then(|text| retry::retry_after_s(text, now_s));
        match status {
            401 | 403 => Self::SignInNeeded(status),
            404 | 410 => Self::NotFound(status),
            429 => Self::TooManyRequests { retry_after_s },
            500..=599 => Self::Server { status, retry_after_s },
            _ => Self::Status(status),
        }
    }

    /// Tells whether asking again at once may help. What a person must mend, and what has already been waited
    /// for long, is not asked for again before the next refresh.
    pub const fn is_worth_retrying(&self) -> bool {
        match self {
            Self::TooManyRequests { .. } | Self::Lost { .. } | Self::Unreachable => true,
            // 501 and 505 say that the server never will.
            Self::Server { status, .. } => matches!(status, 500 | 502..=504 | 506..=599),
            // Request Timeout and Too Early ask for the same once more.
            Self::Status(status) => matches!(status, 408 | 425),
            Self::SignInNeeded(_)
            | Self::NotFound(_)
            | Self::TimedOut { .. }
            | Self::TooSlow { .. }
            | Self::Blocked { .. }
            | Self::MixedContent
            | Self::Redirected { .. }
            | Self::Offline => false,
        }
    }

    /// Returns how many seconds the server asks to be left alone.
    pub const fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::TooManyRequests { retry_after_s } | Self::Server { retry_after_s, .. } => *retry_after_s,
            _ => None,
        }
    }

    /// Says it as a problem of a file. Numbers are plain digits, sizes are in bytes.
    pub fn problem(&self, file: &str) -> Problem {
        let of = |kind| Problem::of_file(kind, file);
        match self {
            Self::SignInNeeded(status) => of(ProblemKind::SignInNeeded).quoting(&status.to_string()),
            Self::NotFound(status) => of(ProblemKind::NotFound).quoting(&status.to_string()),
            Self::TooManyRequests { .. } => of(ProblemKind::TooManyRequests).quoting("429"),
            Self::Server { status, .. } => of(ProblemKind::ServerFault).quoting(&status.to_string()),
            Self::Status(status) => of(ProblemKind::HttpStatus).quoting(&status.to_string()),
            Self::TimedOut { after_s } => of(ProblemKind::TimedOut).quoting(&after_s.to_string()),
            Self::TooSlow { n_bytes } => of(ProblemKind::TooSlow).quoting(&n_bytes.to_string()),
            Self::Lost { n_bytes } => of(ProblemKind::ConnectionLost).quoting(&n_bytes.to_string()),
            Self::Blocked { header } => of(ProblemKind::BlockedByCors).quoting(header),
            Self::MixedContent => of(ProblemKind::MixedContent),
            Self::Redirected { host } => {
                of(ProblemKind::Redirected).quoting(if host.is_empty() { "?" } else { host.as_str() })
            }
            Self::Offline => of(ProblemKind::Offline),
            Self::Unreachable => of(ProblemKind::Unreachable),
        }
    }
}

/// Tells whether a page may not read an address because it is not as safe as the page itself. `protocol` and
/// `hostname` are those of a parsed address, `http:` and `[::1]`. This very machine counts as safe
/// (W3C Secure Contexts, 3.1).
pub fn is_mixed_content(page_origin: &str, protocol: &str, hostname: &str) -> bool {
    let is_this_machine = hostname == "localhost"
        || hostname.ends_with(".localhost")
        || hostname == "[::1]"
        // Digits and dots alone, so that `127.example.com` is none.
        || hostname.strip_prefix("127.").is_some_and(|rest| rest.bytes().all(|b| b == b'.' || b.is_ascii_digit()));
    page_origin.starts_with("https:") && protocol == "http:" && !is_this_machine
}
