//! Cuts a date into numbers, words and marks.

use super::super::number::{digit, is_direction_mark};

/// How long a date may be, in bytes: longer than the longest of those that are read, which is JavaScript's own with the
/// zone's name in brackets.
const MAX_LEN: usize = 160;

/// How many parts a date may have, likewise.
pub(super) const MAX_TOKENS: usize = 32;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Number {
        value: u64,
        n_digits: u32,
    },
    Word(&'a str),
    Mark(char),
    /// Only after words have been looked up.
    Month(u32),
}

/// A few tokens, without an allocation: millions of dates are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens<'a> {
    list: [Token<'a>; MAX_TOKENS],
    n_tokens: usize,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new() -> Self {
        Self { list: [Token::Mark(' '); MAX_TOKENS], n_tokens: 0 }
    }

    pub(super) fn push(&mut self, token: Token<'a>) -> Option<()> {
        *self.list.get_mut(self.n_tokens)? = token;
        self.n_tokens += 1;
        Some(())
    }

    pub(super) fn as_slice(&self) -> &[Token<'a>] {
        self.list.get(..self.n_tokens).unwrap_or_default()
    }

    /// Cuts a text. White space separates and is dropped, as marks of direction are; digits may be Arabic or Persian.
    /// `None`: too long for a date.
    pub(super) fn from_text(text: &'a str) -> Option<Self> {
        if text.len() > MAX_LEN {
            return None;
        }
        let mut tokens = Self::new();
        let mut rest = text;
        while let Some(char) = rest.chars().next() {
            let n_read = if digit(char).is_some() {
                let (mut value, mut n_digits, mut n_read) = (0_u64, 0, 0);
                for char in rest.chars() {
                    let Some(digit) = digit(char) else { break };
                    value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
                    n_digits += 1;
                    n_read += char.len_utf8();
                }
                tokens.push(Token::Number { value, n_digits })?;
                n_read
            } else if is_letter(char) {
                let n_read = rest.find(|char| !is_letter(char)).unwrap_or(rest.len());
                tokens.push(Token::Word(rest.get(..n_read)?))?;
                n_read
            } else {
                if !char.is_whitespace() && !is_direction_mark(char) {
                    tokens.push(Token::Mark(plain_mark(char)))?;
                }
                char.len_utf8()
            };
            rest = rest.get(n_read..)?;
        }
        Some(tokens)
    }
}

fn is_letter(char: char) -> bool {
    char.is_alphabetic() || matches!(char, '\u{064B}'..='\u{0652}')
}

/// Returns the plain form of a mark: Arabic commas, the dashes and minus of typesetters.
const fn plain_mark(char: char) -> char {
    match char {
        '،' | '٫' => ',',
        '‐' | '‑' | '‒' | '–' | '−' => '-',
        '⁄' | '∕' => '/',
        char => char,
    }
}
