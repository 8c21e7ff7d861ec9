//! Reads where a resource's files lie and how they are written: `path`, `format`, `encoding`, `dialect`.

use super::place::{Notes, Place, is_filled, property};
use super::{Dialect, Format};
use crate::engine::feed::problem::ProblemKind;

use serde_json::{Map, Value};

/// Tells whether a value is the default of its property.
type IsDefault = fn(&Value) -> bool;

/// Properties of a Table Dialect that change how rows are found and are not read, each with the test for the
/// value that may stand there all the same.
const FIXED_DIALECT: [(&str, IsDefault); 6] = [
    ("header", |value| value.as_bool() == Some(true)),
    ("headerRows", |value| value.as_array().is_some_and(|rows| matches!(&rows[..], [row] if row.as_u64() == Some(1)))),
    ("commentRows", |value| value.as_array().is_some_and(Vec::is_empty)),
    ("commentChar", Value::is_null),
    ("nullSequence", Value::is_null),
    ("skipInitialSpace", |value| value.as_bool() == Some(false)),
];

pub(super) fn read_paths(place: &Place<'_>, notes: &mut Notes<'_>) -> Option<Vec<String>> {
    let each: Vec<Place<'_>> = match place.value {
        Value::Array(paths) => {
            let place_of = |(index, value)| Place { value, path: format!("{}/{index}", place.path) };
            paths.iter().enumerate().map(place_of).collect()
        }
        _ => vec![place.clone()],
    };
    if each.is_empty() {
        place.invalid(notes);
        return None;
    }
    let mut paths = Vec::new();
    let mut are_right = true;
    for path in each {
        match path.value.as_str() {
            Some(text) if is_safe_path(text) => paths.push(text.to_owned()),
            Some(text) => {
                notes.wrong(ProblemKind::PathRefused, &path.path, text);
                are_right = false;
            }
            None => {
                path.invalid(notes);
                are_right = false;
            }
        }
    }
    // A table without one of its files would look whole.
    are_right.then_some(paths)
}

/// Whether a path stays in the manifest's folder, or is a whole web address without a password.
///
/// What a browser does to an address before it asks for it is minded: `%2e` is a point, a backslash is
/// a slash, line ends and white space around it are dropped.
fn is_safe_path(path: &str) -> bool {
    let is_clean = !path.is_empty() && path.trim() == path && !path.contains(|c: char| c == '\\' || c.is_control());
    let before = |text: &str, ends: &[char]| text.split(ends).next().unwrap_or_default().to_owned();
    let scheme = path.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    let is_safe = match scheme {
        Some("http" | "https") => {
            let host = path.split_once("://").map(|(_, rest)| before(rest, &['/', '?', '#'])).unwrap_or_default();
            !host.is_empty() && !host.contains(|c: char| c == '@' || c.is_whitespace())
        }
        Some(_) => false,
        None => {
            let folders = before(path, &['?', '#']).to_ascii_lowercase().replace("%2e", ".");
            !path.starts_with('/') && folders.split('/').all(|folder| folder != "..")
        }
    };
    is_clean && is_safe
}

/// What a name says of a file: `None` where the bytes decide.
#[derive(Clone, Copy, Default)]
pub(super) struct Written {
    pub(super) format: Option<Format>,
    pub(super) delimiter: Option<u8>,
}

/// Reads the format from `format`, else `mediatype`, else how the first path ends. Only a format that is
/// declared and not known is refused.
pub(super) fn read_format(
    object: &Map<String, Value>,
    place: &Place<'_>,
    paths: &[String],
    notes: &mut Notes<'_>,
) -> Option<Written> {
    let declared = property(object, &place.path, "format").or_else(|| property(object, &place.path, "mediatype"));
    let said = match &declared {
        Some(declared) => declared.text(|_| true, notes)?.to_owned(),
        None => paths.first().map(|path| extension(path)).unwrap_or_default(),
    };
    let id = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let format = Format::from_id(&id);
    if let (Some(declared), None) = (&declared, format) {
        notes.wrong(ProblemKind::FormatUnknown, &declared.path, &said);
        return None;
    }
    let is_tabbed = matches!(id.as_str(), "tsv" | "tab" | "text/tab-separated-values");
    Some(Written { format, delimiter: is_tabbed.then_some(b'\t') })
}

/// Returns how a path's file ends, in small letters; what it is packed in (`.csv.gz`) is passed over.
fn extension(path: &str) -> String {
    let file = path.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let file = file.to_ascii_lowercase();
    let file = [".gz", ".zip"].iter().find_map(|packed| file.strip_suffix(packed)).unwrap_or(&file);
    file.rsplit_once('.').map(|(_, extension)| extension.to_owned()).unwrap_or_default()
}

pub(super) fn read_dialect(place: &Place<'_>, default: Dialect, notes: &mut Notes<'_>) -> Option<Dialect> {
    let object = place.object(notes)?;
    let mut is_right = true;
    for (name, is_default) in FIXED_DIALECT {
        if let Some(place) = property(object, &place.path, name).filter(|place| !is_default(place.value)) {
            place.invalid(notes);
            is_right = false;
        }
    }
    let mut byte = |name: &str| {
        property(object, &place.path, name).map(|place| {
            let byte = place.parsed(one_byte, notes);
            is_right &= byte.is_some();
            byte.unwrap_or_default()
        })
    };
    let delimiter = byte("delimiter").or(default.delimiter);
    let quote = byte("quoteChar").or(default.quote).filter(|_| object.get("quoteChar") != Some(&Value::Null));
    let escape = byte("escapeChar");
    let double_quote = match property(object, &place.path, "doubleQuote") {
        Some(flag) => flag.flag(notes)?,
        None => default.double_quote,
    };
    let sheet = match property(object, &place.path, "sheetName") {
        Some(sheet) => Some(sheet.text(is_filled, notes)?.to_owned()),
        None => None,
    };
    let property = match property(object, &place.path, "property") {
        Some(property) => Some(property.text(is_filled, notes)?.to_owned()),
        None => None,
    };
    if is_right && delimiter.is_some() && (quote == delimiter || escape == delimiter) {
        place.invalid(notes);
        is_right = false;
    }
    is_right.then_some(Dialect { delimiter, quote, double_quote, escape, property, sheet })
}

/// Returns the one byte that a text is, if it can separate or quote: no letter, digit or line end.
fn one_byte(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [byte] if !byte.is_ascii_alphanumeric() && !matches!(byte, b'\r' | b'\n' | 0) => Some(*byte),
        _ => None,
    }
}
