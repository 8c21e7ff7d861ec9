//! Values of a dimension as small numbers.

use std::collections::HashMap;

/// Gives each distinct text a code, in the order they are first seen; the empty text is always 0.
#[derive(Debug, Clone)]
pub struct Dictionary {
    values: Vec<Box<str>>,
    /// Only looked up, never walked: its order must reach no output.
    codes: HashMap<Box<str>, u32>,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self { values: vec!["".into()], codes: HashMap::from([("".into(), Self::NOT_GIVEN)]) }
    }
}

impl Dictionary {
    /// The code of the empty text.
    pub const NOT_GIVEN: u32 = 0;

    /// Returns the text's code, a new one where it has none yet.
    pub fn insert(&mut self, value: &str) -> u32 {
        if let Some(&code) = self.codes.get(value) {
            return code;
        }
        let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value.into());
        self.codes.insert(value.into(), code);
        code
    }

    pub fn code(&self, value: &str) -> Option<u32> {
        self.codes.get(value).copied()
    }

    /// Returns the text of a code; empty for a code that was never given.
    pub fn value(&self, code: u32) -> &str {
        self.values.get(code as usize).map_or("", |value| value)
    }

    /// Returns how many codes there are, the empty text's included.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether only the empty text has a code.
    pub fn is_empty(&self) -> bool {
        self.values.len() == 1
    }
}
