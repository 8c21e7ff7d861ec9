//! Which numbers are dates: the formats that a workbook's cells name.

use super::value::Kind;

use std::collections::HashMap;

/// How many styles of cells are kept: four times as many as Excel allows.
const MAX_STYLES: usize = 1 << 18;

/// What the styles of a workbook make of numbers.
#[derive(Debug, Default)]
pub(super) struct NumberFormats {
    /// The workbook's own formats, by their number.
    own: HashMap<u32, Kind>,
    styles: Vec<Kind>,
}

impl NumberFormats {
    pub(super) fn add_format(&mut self, id: u32, code: &str) {
        if self.own.len() < MAX_STYLES {
            self.own.insert(id, Kind::of_code(code));
        }
    }

    /// Adds a style by the number of its format. Formats may stand after styles: call [`Self::add_format`] before.
    pub(super) fn add_style(&mut self, id: u32) {
        if self.styles.len() < MAX_STYLES {
            self.styles.push(self.own.get(&id).copied().unwrap_or(Kind::of_builtin(id)));
        }
    }

    pub(super) fn kind(&self, style: usize) -> Kind {
        self.styles.get(style).copied().unwrap_or_default()
    }
}
