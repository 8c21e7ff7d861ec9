//! Values of a dimension as small numbers.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

/// Only looked up, never walked: its order reaches no output.
const HASH: FixedState = FixedState::with_seed(0x6D69_7961_7200);

/// Texts one after the other: a fraction of the memory that a `String` each would take.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextList {
    text: String,
    ends: Vec<usize>,
}

impl TextList {
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..*self.ends.get(index)?)
    }

    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns how many bytes of memory it takes.
    pub const fn n_bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<usize>()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}

/// Gives each distinct text a code, in the order they are first seen; the empty text is always 0.
#[derive(Debug, Clone)]
pub struct Dictionary {
    values: TextList,
    codes: HashTable<u32>,
}

impl Default for Dictionary {
    fn default() -> Self {
        let mut dictionary = Self { values: TextList::default(), codes: HashTable::new() };
        dictionary.insert("");
        dictionary
    }
}

impl Dictionary {
    /// The code of the empty text.
    pub const NOT_GIVEN: u32 = 0;

    /// Returns the text's code, a new one where it has none yet.
    pub fn insert(&mut self, value: &str) -> u32 {
        let hash = HASH.hash_one(value);
        let values = &self.values;
        if let Some(code) = self.codes.find(hash, |code| values.get(*code as usize) == Some(value)) {
            return *code;
        }
        let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value);
        let values = &self.values;
        self.codes.insert_unique(hash, code, |code| HASH.hash_one(values.get(*code as usize).unwrap_or_default()));
        code
    }

    pub fn code(&self, value: &str) -> Option<u32> {
        let is_it = |code: &u32| self.values.get(*code as usize) == Some(value);
        self.codes.find(HASH.hash_one(value), is_it).copied()
    }

    /// Returns the text of a code; empty for a code that was never given.
    pub fn value(&self, code: u32) -> &str {
        self.values.get(code as usize).unwrap_or_default()
    }

    /// Returns how many codes there are, the empty text's included.
    pub const fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns how many bytes of memory it takes.
    pub fn n_bytes(&self) -> usize {
        self.values.n_bytes() + self.codes.allocation_size()
    }

    /// Whether only the empty text has a code.
    pub const fn is_empty(&self) -> bool {
        self.values.len() == 1
    }

    /// Returns all texts by code, and forgets how to look them up.
    pub fn into_values(self) -> TextList {
        self.values
    }
}
