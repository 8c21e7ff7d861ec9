//! What is wrong with a feed, and where: data, not failure.
//!
//! Every problem has a kind and a place. All are counted; the first [`KEPT`] are kept whole.

mod list;

pub use list::Problems;
use serde::{Deserialize, Serialize};

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
    /// The server wants to know who asks (401, 403); `value` is the status.
    SignInNeeded,
    /// Nothing stands at the address (404, 410); `value` is the status.
    NotFound,
    /// The server asks for patience (429).
    TooManyRequests,
    /// The server has a fault of its own (5xx); `value` is the status.
    ServerFault,
    /// No answer came in time; `value` is the number of seconds.
    TimedOut,
    /// Bytes came so slowly that waiting was given up; `value` is how many had come.
    TooSlow,
    /// The connection broke off half-way and could not be taken up again; `value` is how many bytes had come.
    ConnectionLost,
    /// The server answers, yet does not let this page read (CORS); `value` is the header that it would have to send.
    BlockedByCors,
    /// A page that came by https may not read by http.
    MixedContent,
    /// The server sends on to another host; `value` names it. With private headers that is not followed.
    Redirected,
    /// The last good copy is shown because the new one could not be had.
    StaleCopy,
    /// The person stopped the loading before the file had come.
    Cancelled,
    /// Empty, or a header alone, where rows were due.
    EmptyFile,
    /// A web page where data was due.
    HtmlInstead,
    /// The file is of another format than the manifest or its name says; it is read as `value`.
    FormatDiffers,
    /// The file cannot be read as what it is; `value` says what the parser found.
    FileBroken,
    /// The file ends in the midst of it: packed bytes, a Parquet footer. Nothing of it counts.
    FileCutShort,
    /// The file is protected by a password.
    FileLocked,
    /// What is packed becomes far larger than any honest file (a bomb); `value` says how large.
    UnpacksTooLarge,
    /// The file would not fit into the memory that a tab may use; `value` says how much it would take.
    TooLarge,
    /// A line is longer than any row can be; it is passed over. `value` is the limit.
    LineTooLong,
    /// There are more columns than a sheet can have; the first are read. `value` is «found/read».
    TooManyColumns,
    /// A column holds lists or records instead of values; it is not read.
    ColumnNested,
    /// An archive has further files, which are not read; `value` names them.
    ArchiveOthers,
    /// The bytes are not UTF-8; `row` is where it begins.
    NotUtf8,
    /// The device has no network.
    Offline,
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
    /// The file is of a kind that holds no table (a PDF, a picture, a program); `value` names it.
    NoTable,
    /// The manifest names itself as a file of data.
    ManifestLoop,
    // Rows and values.
    /// The map names a column that the file does not have.
    ColumnMissing,
    /// Two columns have one name; the first is used.
    ColumnTwice,
    /// A row has fewer or more values than the header, «found/expected»; it is read as far as it goes.
    RowRagged,
    /// A quote is opened and never closed; from there to the end of that line it is read as a plain
    /// character, and the lines after it are rows again.
    QuoteUnclosed,
    /// JSON that is no object where a row was due, or is broken or cut short, as `value` says; rows that are whole count.
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
    /// Rows are dated after the day the feed was read; they count only in a period that reaches them. One a file:
    /// `value` is «rows/first day/last day».
    FutureDate,
    /// The key that the manifest declares has come before; the row is left out.
    DuplicateRow,
    /// A row of totals among the data; it is left out.
    TotalsRow,
    /// The header stands once more among the data; it is left out.
    RepeatedHeader,
    /// All dates of the column can be read as day/month and as month/day; `value` is how they are read.
    DateOrderUnclear,
    /// The marks of a column of numbers can be read in two ways; `value` shows how they are.
    NumberUnclear,
    /// An amount whose currency has no rate on its day, at most 31 days old; it is unknown. `value` is «currency day».
    RateMissing,
    /// No code of three letters (ISO 4217): the row's amounts are unknown, a row of rates is left out.
    CurrencyUnknown,
    /// A rate of zero or less, or one of the reporting currency that is not 1; the row is left out.
    RateInvalid,
    /// An answer that is not on the scale of its question; it does not count. `value` is the answer.
    ScoreOffScale,
    /// A currency has another rate on the same day; the first counts. `value` is «currency day».
    RateTwice,
    // Peers and targets.
    /// A metric that is not known, or of peers an amount, which depends on how large a company is; the row is left out.
    MetricUnknown,
    /// A period that cannot be read; the row is left out.
    PeriodUnclear,
    /// A row that has neither quantiles in order with the number of peers nor a figure of a peer; it is left out.
    PeerIncomplete,
    /// A target without a value or without a period; it is left out.
    TargetIncomplete,
    /// A target in a unit that its metric is not measured in; it is left out. `value` is the unit.
    UnitUnknown,
    /// A target that its metric cannot reach: below zero, a share above one; it is left out.
    TargetImpossible,
    /// A target for days of which another target of the same thing holds some, and neither period is within the other;
    /// the first counts.
    TargetOverlaps,
}

impl ProblemKind {
    pub const ALL: [Self; 63] = [
        Self::Unreachable,
        Self::HttpStatus,
        Self::SignInNeeded,
        Self::NotFound,
        Self::TooManyRequests,
        Self::ServerFault,
        Self::TimedOut,
        Self::TooSlow,
        Self::ConnectionLost,
        Self::BlockedByCors,
        Self::MixedContent,
        Self::Redirected,
        Self::StaleCopy,
        Self::Cancelled,
        Self::EmptyFile,
        Self::HtmlInstead,
        Self::FormatDiffers,
        Self::FileBroken,
        Self::FileCutShort,
        Self::FileLocked,
        Self::UnpacksTooLarge,
        Self::TooLarge,
        Self::LineTooLong,
        Self::TooManyColumns,
        Self::ColumnNested,
        Self::ArchiveOthers,
        Self::NotUtf8,
        Self::Offline,
        Self::ManifestMalformed,
        Self::ManifestMissing,
        Self::ManifestInvalid,
        Self::PathRefused,
        Self::FormatUnknown,
        Self::NoTable,
        Self::ManifestLoop,
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
        Self::DuplicateRow,
        Self::TotalsRow,
        Self::RepeatedHeader,
        Self::DateOrderUnclear,
        Self::NumberUnclear,
        Self::RateMissing,
        Self::CurrencyUnknown,
        Self::RateInvalid,
        Self::ScoreOffScale,
        Self::RateTwice,
        Self::MetricUnknown,
        Self::PeriodUnclear,
        Self::PeerIncomplete,
        Self::TargetIncomplete,
        Self::UnitUnknown,
        Self::TargetImpossible,
        Self::TargetOverlaps,
    ];

    /// Returns its name in message files: `problem-<id>`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::HttpStatus => "http-status",
            Self::SignInNeeded => "sign-in-needed",
            Self::NotFound => "not-found",
            Self::TooManyRequests => "too-many-requests",
            Self::ServerFault => "server-fault",
            Self::TimedOut => "timed-out",
            Self::TooSlow => "too-slow",
            Self::ConnectionLost => "connection-lost",
            Self::BlockedByCors => "blocked-by-cors",
            Self::MixedContent => "mixed-content",
            Self::Redirected => "redirected",
            Self::StaleCopy => "stale-copy",
            Self::Cancelled => "cancelled",
            Self::EmptyFile => "empty-file",
            Self::HtmlInstead => "html-instead",
            Self::FormatDiffers => "format-differs",
            Self::FileBroken => "file-broken",
            Self::FileCutShort => "file-cut-short",
            Self::FileLocked => "file-locked",
            Self::UnpacksTooLarge => "unpacks-too-large",
            Self::TooLarge => "too-large",
            Self::LineTooLong => "line-too-long",
            Self::TooManyColumns => "too-many-columns",
            Self::ColumnNested => "column-nested",
            Self::ArchiveOthers => "archive-others",
            Self::NotUtf8 => "not-utf8",
            Self::Offline => "offline",
            Self::ManifestMalformed => "manifest-malformed",
            Self::ManifestMissing => "manifest-missing",
            Self::ManifestInvalid => "manifest-invalid",
            Self::PathRefused => "path-refused",
            Self::FormatUnknown => "format-unknown",
            Self::NoTable => "no-table",
            Self::ManifestLoop => "manifest-loop",
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
            Self::DuplicateRow => "duplicate-row",
            Self::TotalsRow => "totals-row",
            Self::RepeatedHeader => "repeated-header",
            Self::DateOrderUnclear => "date-order-unclear",
            Self::NumberUnclear => "number-unclear",
            Self::RateMissing => "rate-missing",
            Self::CurrencyUnknown => "currency-unknown",
            Self::RateInvalid => "rate-invalid",
            Self::ScoreOffScale => "score-off-scale",
            Self::RateTwice => "rate-twice",
            Self::MetricUnknown => "metric-unknown",
            Self::PeriodUnclear => "period-unclear",
            Self::PeerIncomplete => "peer-incomplete",
            Self::TargetIncomplete => "target-incomplete",
            Self::UnitUnknown => "unit-unknown",
            Self::TargetImpossible => "target-impossible",
            Self::TargetOverlaps => "target-overlaps",
        }
    }
}

impl ProblemKind {
    /// Whether a file that has it cannot be read to its end.
    pub const fn ends_reading(self) -> bool {
        matches!(
            self,
            Self::FileBroken | Self::FileCutShort | Self::FileLocked | Self::UnpacksTooLarge | Self::TooLarge
        )
    }

    /// Whether it is of the network, and gone when that is.
    pub const fn is_of_network(self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::HttpStatus
                | Self::SignInNeeded
                | Self::NotFound
                | Self::TooManyRequests
                | Self::ServerFault
                | Self::TimedOut
                | Self::TooSlow
                | Self::ConnectionLost
                | Self::BlockedByCors
                | Self::MixedContent
                | Self::Redirected
                | Self::Offline
                | Self::StaleCopy
        )
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
