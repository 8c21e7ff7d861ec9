//! The manifest of a feed: a Data Package (version 2 of the standard) with our part under `miyar`.
//!
//! What a manifest may say of us is described for machines in `public/schema/miyar-1.json`.
//! Reading never fails: what is wrong becomes a problem, with the place as a JSON pointer (`/resources/0/path`).
//! Left out is the smallest thing that can be: an entry of a map or of the schema, or the resource where nothing
//! of it could be read rightly without what is wrong. A resource without `miyar` is a table of somebody else's.

mod about;
mod file;
mod mapping;
mod place;
mod resource;
mod schema;
mod since;
pub mod write;

use super::encoding::Encoding;
use super::problem::{Problem, ProblemKind, Problems};
use super::without_byte_order_mark;
use crate::engine::day::WeekStart;
use crate::engine::facts::vocabulary::TableKind;
use place::Notes;
use serde::{Deserialize, Serialize};
use serde_json::Value;
pub use since::Since;
use std::collections::BTreeMap;

/// Text in several languages, by language code (`en`, `ar` …).
pub type Texts = BTreeMap<String, String>;

/// What tells of peers in words.
pub const PEER_TEXTS: [&str; 11] =
    ["metric", "peer", "period", "channel", "segment", "region", "industry", "size", "currency", "source", "url"];

/// What tells of targets in words, beside dimensions.
pub const TARGET_TEXTS: [&str; 7] = ["metric", "period", "from", "to", "unit", "currency", "note"];

/// The quantiles that a table of peers may have, by their fields, in per cent.
pub const PEER_QUANTILES: [(&str, u8); 5] = [("p10", 10), ("p25", 25), ("p50", 50), ("p75", 75), ("p90", 90)];

/// Whose feed it is, to be told from peers and set against those of the kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// What a table of peers calls it, so that it is not its own peer.
    pub peer: Option<String>,
    pub industry: Option<String>,
    pub size: Option<String>,
    pub region: Option<String>,
}

/// A manifest, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    pub name: String,
    pub title: Texts,
    /// What the reader must know of the data as a whole («invented», «sample»).
    pub notice: Texts,
    /// ISO 4217 code, three capital letters; `None`: amounts are shown without a currency.
    pub currency: Option<String>,
    /// IANA name. Dates without a time are local dates in it.
    pub time_zone: Option<String>,
    pub week_start: WeekStart,
    /// A period as the link writes it (`last-30-days`, `all`, `2025-01-01..2025-03-31` …).
    pub default_period: Option<String>,
    /// How often the feed is asked for anew, in seconds; `None`: when the page is opened.
    pub refresh_s: Option<u32>,
    pub company: Company,
    /// Names of dimension values: dimension id → value → texts.
    pub labels: BTreeMap<String, BTreeMap<String, Texts>>,
    pub resources: Vec<Resource>,
}

/// One file, or one table spread over several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    pub name: String,
    /// Relative to the manifest's folder, or whole web addresses; at least one.
    pub paths: Vec<String>,
    /// `None`: what the bytes say.
    pub format: Option<Format>,
    /// `None`: what the bytes say.
    pub encoding: Option<Encoding>,
    pub dialect: Dialect,
    /// Fields of the Table Schema, by column name; columns without one are read as their use wants.
    pub fields: BTreeMap<String, Field>,
    /// The columns that together tell a row from all others (Table Schema `primaryKey`); empty: no two rows are alike.
    pub key: Vec<String>,
    /// Texts that mean «no value». Table Schema's default is the empty text alone.
    pub missing_values: Vec<String>,
    pub table: TableKind,
    pub grain: Grain,
    /// The first day that is read; rows before it are passed over, and of Parquet not even fetched.
    pub from: Option<Since>,
    /// Canonical field → where it comes from. Canonical fields are `date`, the ids of dimensions
    /// and measures, and by table: `person` (performance); `person`, `kind`, `value`, `order` (events); `kind`, `amount` (costs);
    /// `currency` and `rate` alone (rates); [`PEER_TEXTS`], `n`, [`PEER_QUANTILES`], `value` and measures (peers); [`TARGET_TEXTS`] and `value` (targets). `currency`, of tables with amounts, is what they are in.
    pub map: BTreeMap<String, Source>,
    pub unpivot: Option<Unpivot>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// Delimited text, whatever the delimiter.
    Csv,
    /// An array of objects or an object of arrays.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A sheet of XLSX, XLS or ODS.
    Sheet,
    Parquet,
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Csv, Self::Json, Self::Ndjson, Self::Sheet, Self::Parquet];

    /// Returns its name in manifests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Sheet => "xlsx",
            Self::Parquet => "parquet",
        }
    }

    /// Finds the format of a name, an extension or a media type, in small letters.
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "csv" | "tsv" | "tab" | "text/csv" | "text/tab-separated-values" => Some(Self::Csv),
            "json" | "application/json" => Some(Self::Json),
            "ndjson" | "jsonl" | "application/x-ndjson" | "application/jsonl" => Some(Self::Ndjson),
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some(Self::Sheet),
            "application/vnd.ms-excel"
            | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            | "application/vnd.oasis.opendocument.spreadsheet" => Some(Self::Sheet),
            "parquet" | "application/vnd.apache.parquet" => Some(Self::Parquet),
            _ => None,
        }
    }
}

/// How a CSV file is written (Data Package «Table Dialect», the part that is read).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// `None`: what the first lines say.
    pub delimiter: Option<u8>,
    pub quote: Option<u8>,
    /// Whether `""` inside quotes is one quote.
    pub double_quote: bool,
    pub escape: Option<u8>,
    /// JSON: the property that holds the rows, perhaps within others (`data.rows`); `None`: the document is the array.
    pub property: Option<String>,
    /// The sheet of a workbook by its name; `None`: the first that has rows.
    pub sheet: Option<String>,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { delimiter: None, quote: Some(b'"'), double_quote: true, escape: None, property: None, sheet: None }
    }
}

impl Resource {
    /// Returns the columns that it names: of its map, its unpivot and its key.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let mapped = self.map.values().filter_map(|source| match source {
            Source::Column { column, .. } => Some(column.as_str()),
            Source::Constant(_) => None,
        });
        let unpivoted = self.unpivot.iter().flat_map(|unpivot| unpivot.columns.keys().map(String::as_str));
        mapped.chain(unpivoted).chain(self.key.iter().map(String::as_str))
    }
}

impl Dialect {
    /// Returns the delimiter, a comma where none is declared.
    pub fn separator(&self) -> u8 {
        self.delimiter.unwrap_or(b',')
    }
}

/// A field of a Table Schema, the part that changes how a value is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// strptime pattern of a date or datetime (`%m/%d/%Y %H:%M`); `None`: ISO 8601.
    pub date_format: Option<String>,
    /// Decimal mark; the standard's default is `.`.
    pub decimal_char: Option<char>,
    /// Grouping mark; the standard's default is none.
    pub group_char: Option<char>,
    /// Whether a bare number is all that stands there; `false`: currency and per cent signs are passed over.
    pub bare_number: bool,
}

impl Default for Field {
    fn default() -> Self {
        Self { date_format: None, decimal_char: None, group_char: None, bare_number: true }
    }
}

/// How long a time one row of a table covers, beginning with its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Grain {
    #[default]
    Day,
    Week,
    Month,
}

impl Grain {
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// Returns its name in manifests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grain| grain.id() == id)
    }
}

/// Where a canonical field comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A column; its values are replaced as `values` says, others stay as they are.
    Column { column: String, values: BTreeMap<String, String> },
    /// The same value in every row: of a dimension, or `person`, `kind`, `order`.
    Constant(String),
}

/// A wide file made long: each of `columns` becomes a row of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unpivot {
    /// The measure that the columns' values become.
    pub into: String,
    /// The dimension that the columns' names become.
    pub along: String,
    /// Column → value of the dimension.
    pub columns: BTreeMap<String, String>,
}

/// Returns the day that weeks begin with where a manifest leaves it open: Sunday, the first working day, where money is
/// that of Saudi Arabia, Kuwait, Bahrain, Qatar or Oman; else Monday (ISO 8601), as in the Emirates since 2022.
pub fn usual_week_start(currency: Option<&str>) -> WeekStart {
    match currency {
        Some("SAR" | "KWD" | "BHD" | "QAR" | "OMR") => WeekStart::Sunday,
        Some(_) | None => WeekStart::Monday,
    }
}

/// Reads a manifest. `file` is its address, for problems.
///
/// Returns `None` only where there is no object to read: an empty file, a web page, text that is not JSON, JSON
/// that is not an object. A package without a usable resource is `Some` with none, and problems that say why.
pub fn read(bytes: &[u8], file: &str) -> (Option<Package>, Problems) {
    let mut notes = Notes::new(file);
    if let Some(kind) = super::wrong_from_the_start(bytes) {
        return (None, notes.with(Problem::of_file(kind, file)));
    }
    let text = String::from_utf8_lossy(without_byte_order_mark(bytes));
    if text.contains('\u{FFFD}') && std::str::from_utf8(bytes).is_err() {
        notes.add(Problem::of_file(ProblemKind::NotUtf8, file));
    }
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => {
            let mut package = about::read(&object, &mut notes);
            package.resources = resource::read_all(&object, &mut notes);
            if package.currency.is_none() && package.resources.iter().any(|of| of.table == TableKind::Rates) {
                notes.missing("/miyar/currency");
            }
            (Some(package), notes.into_problems())
        }
        Ok(other) => {
            let problem = Problem::of_file(ProblemKind::ManifestMalformed, file).quoting(&other.to_string());
            (None, notes.with(problem))
        }
        Err(error) => {
            let problem = Problem::of_file(ProblemKind::ManifestMalformed, file).quoting(&error.to_string());
            (None, notes.with(problem))
        }
    }
}
