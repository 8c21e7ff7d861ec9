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

    /// Whether a text is the one that is meant, without looking for where characters begin.
    fn is(&self, index: usize, text: &str) -> bool {
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before),
            None => Some(&0),
        };
        let ends = start.zip(self.ends.get(index));
        ends.and_then(|(start, end)| self.text.as_bytes().get(*start..*end))
            .is_some_and(|known| is_same(known, text.as_bytes()))
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}

/// Compares eight bytes at a time: texts are so short that a call to compare memory would take longer.
fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let is_same_word = |(a, b): (&[u8; 8], &[u8; 8])| u64::from_le_bytes(*a) == u64::from_le_bytes(*b);
    a.iter().zip(b).all(is_same_word) && a_rest.iter().zip(b_rest).all(|(a, b)| a == b)
}

/// A code in the table, with the hash of its text: a table that grows need not look at the texts, nor one that
/// is searched at those of other hashes.
#[derive(Debug, Clone, Copy)]
struct Entry {
    hash: u32,
    code: u32,
}

impl Entry {
    /// Returns the hash of a text in 32 bits, of which a table of 2³² rows has enough.
    #[allow(clippy::cast_possible_truncation)] // the lower half
    fn hash_of(text: &str) -> u32 {
        HASH.hash_one(text) as u32
    }

    /// Spreads it over 64 bits: a table takes a text's place from the lowest and its mark from the highest.
    fn spread(hash: u32) -> u64 {
        u64::from(hash) << 32 | u64::from(hash)
    }
}

/// Gives each distinct text a code, in the order they are first seen; the empty text is always 0.
#[derive(Debug, Clone)]
pub struct Dictionary {
    values: TextList,
    codes: HashTable<Entry>,
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
        let hash = Entry::hash_of(value);
        if let Some(code) = self.find(hash, value) {
            return code;
        }
        let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value);
        self.codes.insert_unique(Entry::spread(hash), Entry { hash, code }, |entry| Entry::spread(entry.hash));
        code
    }

    fn find(&self, hash: u32, value: &str) -> Option<u32> {
        let is_it = |entry: &Entry| entry.hash == hash && self.values.is(entry.code as usize, value);
        self.codes.find(Entry::spread(hash), is_it).map(|entry| entry.code)
    }

    pub fn code(&self, value: &str) -> Option<u32> {
        self.find(Entry::hash_of(value), value)
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
