//! Turns cells into codes, remembering what each text became.

use super::dictionary::Dictionary;
use super::plan::{Origin, replaced};
use crate::engine::feed::Cell;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Returns a cell's text, trimmed; `None` where it is absent or stands for «missing».
pub(super) fn text_of<'c>(cell: Option<&Cell<'c>>, missing: &[String]) -> Option<Cow<'c, str>> {
    let text = match cell? {
        Cell::Null => return None,
        Cell::Text(text) | Cell::Number(text) => Cow::Borrowed(trimmed(text)),
        Cell::Bool(true) => Cow::Borrowed("true"),
        Cell::Bool(false) => Cow::Borrowed("false"),
        Cell::Quantity(quantity) => Cow::Owned(quantity.to_decimal()),
        Cell::Day(day) => Cow::Owned(day.to_string()),
    };
    (!text.is_empty() && !missing.iter().any(|missing| *missing == text)).then_some(text)
}

/// Trims a text; one with nothing to be trimmed, as most are, is told by its ends.
fn trimmed(text: &str) -> &str {
    let is_mark = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_mark(bytes.first()) && is_mark(bytes.last()) { text } else { text.trim() }
}

/// Codes of one column.
#[derive(Debug, Default)]
pub(super) struct Coder {
    /// Texts as the file writes them, each with the code of what it means.
    written: Dictionary,
    meant: Vec<u32>,
    pub(super) values: Dictionary,
    recent: Recent,
}

impl Coder {
    /// Returns the code of what stands in a row.
    pub(super) fn code(&mut self, from: &Origin, cells: &[Cell<'_>], missing: &[String]) -> u32 {
        let (column, values) = match from {
            Origin::Constant(text) => return self.values.insert(text),
            Origin::Column(column, values) => (*column, values),
        };
        let cell = cells.get(column);
        if let Some(Cell::Text(text)) = cell {
            let bits = Bits::of(text);
            if let Some(code) = bits.and_then(|bits| self.recent.code(bits)) {
                return code;
            }
            let code = match values.is_empty() {
                true => self.values.insert(&text_of(cell, missing).unwrap_or_default()),
                false => self.code_of_written(text, values, missing),
            };
            if let Some(bits) = bits {
                self.recent.remember(bits, code);
            }
            return code;
        }
        let text = text_of(cell, missing).unwrap_or_default();
        self.values.insert(replaced(&text, values))
    }

    /// Looks a text up as it is written, so that what it is replaced by is looked for once.
    fn code_of_written(&mut self, text: &str, values: &BTreeMap<String, String>, missing: &[String]) -> u32 {
        let at = self.written.insert(text) as usize;
        // Codes come one by one, so a new text's place is the end; the empty text's comes first.
        while self.meant.len() <= at {
            let written = self.written.value(u32::try_from(self.meant.len()).unwrap_or_default());
            let meant = text_of(Some(&Cell::Text(written)), missing).unwrap_or_default();
            self.meant.push(self.values.insert(replaced(&meant, values)));
        }
        self.meant.get(at).copied().unwrap_or_default()
    }
}

/// A text of at most 16 bytes, as three numbers that no other text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Bits {
    len: usize,
    first: u64,
    last: u64,
}

impl Bits {
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (first, last) = match bytes {
            // The two parts overlap, so that nothing has to be copied byte by byte.
            [_, _, _, _, _, _, _, _, ..] if bytes.len() <= 16 => {
                (u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?))
            }
            [_, _, _, _, ..] if bytes.len() < 8 => {
                let (first, last) =
                    (u32::from_le_bytes(*bytes.first_chunk()?), u32::from_le_bytes(*bytes.last_chunk()?));
                (first.into(), last.into())
            }
            [] => (0, 0),
            [one] => (u64::from(*one), 0),
            [one, two] => (u64::from(*one), u64::from(*two)),
            [one, two, three] => (u64::from(*one), u64::from(*two) | u64::from(*three) << 8),
            _ => return None,
        };
        Some(Self { len: bytes.len(), first, last })
    }

    /// Returns a number below [`N_RECENT`], by multiplying (Knuth, The Art of Computer Programming, 6.4).
    fn place(self) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed >> (u64::BITS - N_RECENT.ilog2())).unwrap_or(0)
    }
}

/// How many short texts are remembered: a dimension worth showing has fewer, and they stay in the nearest cache.
const N_RECENT: usize = 64;

/// Codes of short texts that came of late: looking one up compares numbers, where a dictionary hashes and compares texts.
#[derive(Debug, Default)]
struct Recent {
    /// Empty before the first.
    codes: Vec<Option<(Bits, u32)>>,
}

impl Recent {
    fn code(&self, bits: Bits) -> Option<u32> {
        let (known, code) = (*self.codes.get(bits.place())?)?;
        (known == bits).then_some(code)
    }

    fn remember(&mut self, bits: Bits, code: u32) {
        self.codes.resize(N_RECENT, None);
        if let Some(place) = self.codes.get_mut(bits.place()) {
            *place = Some((bits, code));
        }
    }
}
