//! Finds the delimiter of a text and the line of its header.

use super::without_preamble;
use crate::engine::feed::package::Dialect;
use crate::engine::gather::gathered;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What may separate values; where several do equally well, the first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many records are looked at: twenty rows, and before them as long a preamble as any export has.
const MAX_RECORDS: usize = 50;

/// How many values of a record are looked at, so that a line of separators alone costs little.
const MAX_FIELDS: usize = 2_000;

/// How many blank lines may stand above `sep=;`.
const MAX_BLANKS: u64 = 20;

/// What was found of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) delimiter: u8,
    /// How many lines stand above the header.
    pub(super) n_preamble: u64,
}

/// A record, cut by one of the delimiters.
struct Record<'a> {
    /// How many lines stand above it.
    n_above: u64,
    fields: Vec<Cow<'a, str>>,
    is_comment: bool,
}

/// Finds delimiter and header; a delimiter that is declared stays.
///
/// Names of columns that are known decide. Without them, the delimiter is the one that cuts most records into as many
/// values, at least two, without the first of them having to be a title, then the one that makes more values; and above the header stand comments (`#`, `"#`) and lines
/// that have far fewer values than the rows. A line `sep=;`, which Excel writes, is believed.
pub(super) fn find(head: &str, is_whole: bool, dialect: &Dialect, wanted: &BTreeSet<&str>) -> Found {
    let said = excel_separator(head);
    let chosen = dialect.delimiter.or(said.map(|said| said.delimiter));
    let mut best: Option<(Score, Found)> = None;
    for delimiter in
        DELIMITERS.into_iter().chain(chosen).filter(|delimiter| chosen.is_none_or(|only| only == *delimiter))
    {
        let mut records = records(head, is_whole, delimiter, dialect);
        if said.is_some() {
            records.retain(|record| Some(record.n_above) >= said.map(|said| said.n_preamble));
        }
        let (score, n_preamble) = judge(&records, wanted);
        if best.is_none_or(|(best, _)| score > best) {
            best = Some((score, Found { delimiter, n_preamble }));
        }
    }
    best.map_or(Found { delimiter: dialect.separator(), n_preamble: 0 }, |(_, found)| found)
}

/// How well a delimiter explains the records, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// How many names are found in the header.
    n_named: usize,
    /// Which part of the records has the common width.
    quarters: usize,
    /// Whether the header is the first line that is no comment.
    begins_at_once: bool,
    n_of_width: usize,
    width: usize,
}

/// Judges records that a delimiter makes, and returns how many lines stand above the header.
fn judge(records: &[Record<'_>], wanted: &BTreeSet<&str>) -> (Score, u64) {
    let n_named = |record: &Record<'_>| {
        let names: BTreeSet<&str> = gathered(record.fields.iter().map(|field| field.trim()));
        names.intersection(wanted).count()
    };
    let mut named: Option<(usize, &Record<'_>)> = None;
    for record in records {
        let count = n_named(record);
        if count > named.map_or(0, |(count, _)| count) {
            named = Some((count, record));
        }
    }
    let (width, n_of_width) = common_width(records);
    let header = named.map_or_else(|| first_of_table(records, width), |(_, record)| Some(record));
    let n_rows = records.iter().filter(|record| !record.is_comment).count();
    let begins_at_once = records.iter().find(|record| !record.is_comment).map(|record| record.n_above)
        == header.map(|record| record.n_above);
    let score = Score {
        n_named: named.map_or(0, |(count, _)| count),
        // In quarters: a few ragged rows weigh less than a header that would have to be taken for a title.
        quarters: (n_of_width * 4).checked_div(n_rows).unwrap_or(0),
        begins_at_once,
        n_of_width,
        width,
    };
    (score, header.map_or(0, |record| record.n_above))
}

/// Returns how many values most records have, and how many records that are; one value where two of three have
/// no more.
fn common_width(records: &[Record<'_>]) -> (usize, usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let rows = || records.iter().filter(|record| !record.is_comment);
    for record in rows().filter(|record| record.fields.len() > 1) {
        *counts.entry(record.fields.len()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(width, count)| (*count, *width));
    // Titles above a short table are many beside its rows.
    let n_single = rows().filter(|record| record.fields.len() == 1).count();
    match most {
        Some((width, count)) if count * 2 > n_single && (count > 1 || n_single == 0) => (width, count),
        _ => (1, 0),
    }
}

fn first_of_table<'r, 'a>(records: &'r [Record<'a>], width: usize) -> Option<&'r Record<'a>> {
    let n_filled = |record: &Record<'_>| record.fields.iter().filter(|field| !field.trim().is_empty()).count();
    // A title stands in the first cell. (A header whose first name is empty is that of a row's number.)
    let begins = |record: &Record<'_>| record.fields.first().is_some_and(|field| !field.trim().is_empty());
    let is_narrow = |record: &Record<'_>| n_filled(record) <= (width / 2).max(1);
    let is_title = |record: &Record<'_>| width > 1 && begins(record) && is_narrow(record);
    let mut titles = records.iter().enumerate().skip_while(|(index, record)| {
        let next = records.get(index + 1);
        // A header may begin with `#` where it has as many values as the rows.
        let is_header = record.fields.len() == width && width > 1 && next.is_some_and(|next| !next.is_comment);
        (record.is_comment && !is_header) || (!record.is_comment && is_title(record))
    });
    // Where nothing is wide enough, the first line that is no comment is the header.
    let first = titles.next().map(|(_, record)| record);
    first.or_else(|| records.iter().find(|record| !record.is_comment)).or_else(|| records.first())
}

/// Reads the line `sep=;` that tells Excel the delimiter.
fn excel_separator(head: &str) -> Option<Found> {
    let mut rest = head;
    for n_above in 1..=MAX_BLANKS {
        let line = rest.split(['\r', '\n']).next().unwrap_or_default();
        rest = without_preamble(rest, 1);
        if line.is_empty() {
            continue;
        }
        let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
        let (word, separator) = line.split_at_checked(4)?;
        let is_said = word.eq_ignore_ascii_case("sep=");
        return match separator.as_bytes() {
            [delimiter] if is_said && !delimiter.is_ascii_alphanumeric() && *delimiter != b'"' => {
                Some(Found { delimiter: *delimiter, n_preamble: n_above })
            }
            _ => None,
        };
    }
    None
}

/// Cuts the first records, blank lines passed over. The last is dropped where it may be cut, unless it is the only one.
fn records<'a>(head: &'a str, is_whole: bool, delimiter: u8, dialect: &Dialect) -> Vec<Record<'a>> {
    let mut records = Vec::new();
    let mut cutter = Cutter { text: head, at: 0, n_lines: 0, delimiter, dialect, has_open_quote: false };
    while records.len() < MAX_RECORDS
        && let Some(record) = cutter.next_record()
    {
        let is_cut = cutter.at >= head.len() && !is_whole && !records.is_empty();
        let is_blank = matches!(record.fields.as_slice(), [only] if only.trim().is_empty());
        if !is_cut && !is_blank {
            records.push(record);
        }
    }
    records
}

struct Cutter<'a, 'd> {
    text: &'a str,
    at: usize,
    n_lines: u64,
    delimiter: u8,
    dialect: &'d Dialect,
    /// Whether a quote has been met that nothing closes. Looking for the end of each such would take quadratic time.
    has_open_quote: bool,
}

impl<'a> Cutter<'a, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next_record(&mut self) -> Option<Record<'a>> {
        self.peek()?;
        let n_above = self.n_lines;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_comment = rest.trim_start_matches(' ').trim_start_matches('"').starts_with('#');
        let mut fields = Vec::new();
        loop {
            let field = self.next_field();
            if fields.len() < MAX_FIELDS {
                fields.push(field);
            }
            match self.peek() {
                Some(byte) if byte == self.delimiter => self.at += 1,
                _ => break,
            }
        }
        self.take_line_end();
        Some(Record { n_above, fields, is_comment })
    }

    fn take_line_end(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        self.n_lines += 1;
    }

    /// Takes a value up to its delimiter or line end. A quote opens at its start only; one that nothing closes is a
    /// character like others.
    fn next_field(&mut self) -> Cow<'a, str> {
        let start = self.at;
        let mut quoted = None;
        if self.peek().is_some() && self.peek() == self.dialect.quote && !self.has_open_quote {
            quoted = self.quoted();
            self.has_open_quote = quoted.is_none();
        }
        let after = self.at;
        while self.peek().is_some_and(|byte| byte != self.delimiter && !matches!(byte, b'\r' | b'\n')) {
            self.at += 1;
        }
        let rest = || self.text.get(after..self.at).unwrap_or_default();
        match quoted {
            Some(text) if after == self.at => text,
            Some(text) => Cow::Owned(text.into_owned() + rest()),
            None => Cow::Borrowed(self.text.get(start..self.at).unwrap_or_default()),
        }
    }

    /// Takes what stands in quotes, if they are closed.
    fn quoted(&mut self) -> Option<Cow<'a, str>> {
        let quote = self.dialect.quote?;
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        let mut has_doubled = false;
        loop {
            match bytes.get(at)? {
                byte if Some(*byte) == self.dialect.escape => at += 1,
                byte if *byte == quote && self.dialect.double_quote && bytes.get(at + 1) == Some(&quote) => {
                    has_doubled = true;
                    at += 1;
                }
                byte if *byte == quote => break,
                _ => {}
            }
            at += 1;
        }
        let text = self.text.get(self.at + 1..at)?;
        self.at = at + 1;
        let quote = char::from(quote).to_string();
        Some(if has_doubled { text.replace(&quote.repeat(2), &quote).into() } else { text.into() })
    }
}
