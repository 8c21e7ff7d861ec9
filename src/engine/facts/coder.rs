//! Turns cells into codes, remembering what each text became.

use super::dictionary::Dictionary;
use super::plan::{Origin, replaced};
use crate::engine::feed::Cell;
use std::borrow::Cow;

/// Returns a cell's text, trimmed; `None` where it is absent or stands for «missing».
pub(super) fn text_of<'c>(cell: Option<&Cell<'c>>, missing: &[String]) -> Option<Cow<'c, str>> {
    let text = match cell? {
        Cell::Null => return None,
        Cell::Text(text) | Cell::Number(text) => Cow::Borrowed(text.trim()),
        Cell::Bool(true) => Cow::Borrowed("true"),
        Cell::Bool(false) => Cow::Borrowed("false"),
        Cell::Quantity(quantity) => Cow::Owned(quantity.to_decimal()),
        Cell::Day(day) => Cow::Owned(day.to_string()),
    };
    (!text.is_empty() && !missing.iter().any(|missing| *missing == text)).then_some(text)
}

/// Codes of one column.
#[derive(Debug, Default)]
pub(super) struct Coder {
    /// Texts as the file writes them, each with the code of what it means.
    written: Dictionary,
    meant: Vec<u32>,
    pub(super) values: Dictionary,
    /// Most rows say what the row before said.
    last: u32,
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
            if self.written.value(self.last) != *text {
                self.last = self.written.insert(text);
            }
            if let Some(code) = self.meant.get(self.last as usize) {
                return *code;
            }
            // Codes come one by one, so this text's place is the end; the empty text's comes first.
            while self.meant.len() <= self.last as usize {
                let written = self.written.value(u32::try_from(self.meant.len()).unwrap_or_default());
                let meant = text_of(Some(&Cell::Text(written)), missing).unwrap_or_default();
                self.meant.push(self.values.insert(replaced(&meant, values)));
            }
            return self.meant.get(self.last as usize).copied().unwrap_or_default();
        }
        let text = text_of(cell, missing).unwrap_or_default();
        self.values.insert(replaced(&text, values))
    }
}
