//! Finds how a file is written from its first bytes. What its resource declares is kept, whatever the bytes say.

mod columns;
mod table;

use super::encoding::{self, Decoder, Encoding};
use super::manner::Manner;
use super::package::{Format, Resource, Source};
use crate::engine::gather::gathered;

use serde::de::IgnoredAny;
use std::collections::BTreeSet;

/// How much of a file is worth looking at, in bytes: thousands of rows, and read in no time.
pub const HEAD_BYTES: usize = 256 * 1024;

/// Finds how the file is written that begins with `head`, as its bytes came (unpacked).
///
/// A byte order mark is believed before what is declared, as browsers do: what is declared is often only a default.
pub fn manner_of_bytes(resource: &Resource, head: &[u8], is_whole: bool) -> Manner {
    let guess = encoding::sniff(head);
    let declared = resource.encoding.filter(|_| guess.n_mark == 0);
    let encoding = declared.unwrap_or(guess.encoding);
    let mut text = Vec::new();
    let mut decoder = Decoder::new(encoding);
    decoder.push(head.get(..HEAD_BYTES).unwrap_or(head), &mut text);
    if is_whole {
        decoder.end(&mut text);
    }
    manner(resource, encoding, &String::from_utf8_lossy(&text), is_whole && head.len() <= HEAD_BYTES)
}

/// Finds how the file is written whose text begins with `head`, and came in `encoding`.
///
/// Where the resource maps columns, only those are looked at; where it maps none (it is to be proposed), all are.
pub fn manner(resource: &Resource, encoding: Encoding, head: &str, is_whole: bool) -> Manner {
    let head = head.trim_start_matches('\u{feff}');
    let format = resource.format.unwrap_or_else(|| format_of(head));
    let mut dialect = resource.dialect.clone();
    let mut n_preamble = 0;
    match format {
        Format::Csv => {
            let found = table::find(head, is_whole, &dialect, &wanted(resource));
            dialect.delimiter = Some(found.delimiter);
            n_preamble = found.n_preamble;
        }
        Format::Json | Format::Ndjson | Format::Sheet | Format::Parquet => {
            dialect.delimiter = Some(dialect.separator());
        }
    }
    let mut manner =
        Manner { format, encoding, dialect, n_preamble, fields: resource.fields.clone(), inferred: Vec::new() };
    columns::infer_into(&mut manner, resource, head, is_whole);
    manner
}

/// Tells JSON, JSON by lines and delimited text apart.
///
/// JSON begins with a bracket and what may stand in it: a header may begin with a bracket too. By lines it is where
/// something else follows an object that is whole on the first line.
pub fn format_of(head: &str) -> Format {
    let head = head.trim_start();
    let within = head.get(1..).unwrap_or_default().trim_start();
    match head.bytes().next() {
        Some(b'{') if within.is_empty() || within.starts_with(['"', '}']) => {
            let (line, rest) = head.split_once('\n').unwrap_or((head, ""));
            let is_object = serde_json::from_str::<IgnoredAny>(line.trim_end()).is_ok();
            if is_object && rest.trim_start().starts_with('{') { Format::Ndjson } else { Format::Json }
        }
        Some(b'[') if within.is_empty() || within.starts_with(['{', '[', ']', '"']) => Format::Json,
        _ => Format::Csv,
    }
}

/// Skips the lines above a header.
pub fn without_preamble(text: &str, n_preamble: u64) -> &str {
    let mut rest = text;
    for _ in 0..n_preamble {
        let n_line = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let after = rest.get(n_line..).unwrap_or_default();
        rest = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default();
    }
    rest
}

/// Returns the names of columns that the resource speaks of: a header has them.
fn wanted(resource: &Resource) -> BTreeSet<&str> {
    let mapped = resource.map.values().filter_map(|source| match source {
        Source::Column { column, .. } => Some(column.as_str()),
        Source::Constant(_) => None,
    });
    let unpivoted = resource.unpivot.iter().flat_map(|unpivot| unpivot.columns.keys());
    let declared = resource.fields.keys().chain(&resource.key).chain(unpivoted).map(String::as_str);
    gathered(mapped.chain(declared))
}
