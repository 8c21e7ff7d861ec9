//! Keys that do something on every page.

use crate::view::route::Page;

/// A key as the browser says it (`KeyboardEvent`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    /// What it writes: `?`, `؟`, `z`.
    pub key: &'a str,
    /// Where it lies, named after the letter that a Latin keyboard has there: `KeyZ`.
    pub code: &'a str,
    pub has_shift: bool,
    /// Control, or Command on a Mac.
    pub has_command: bool,
    pub has_alt: bool,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    Help,
    Period,
    Compare,
    Filter,
    Earlier,
    Later,
    Undo,
    Redo,
    CopyLink,
    /// The page of this place in [`Page::LISTED`].
    Page(Page),
}

impl Shortcut {
    /// Those that are listed one by one; pages are listed together.
    pub const LISTED: [Self; 9] = [
        Self::Help,
        Self::Period,
        Self::Compare,
        Self::Filter,
        Self::Earlier,
        Self::Later,
        Self::CopyLink,
        Self::Undo,
        Self::Redo,
    ];

    /// Returns the keys as they are written on keyboards, one after another where several are held.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Help => &["?"],
            Self::Period => &["P"],
            Self::Compare => &["C"],
            Self::Filter => &["F"],
            Self::Earlier => &["["],
            Self::Later => &["]"],
            Self::CopyLink => &["L"],
            Self::Undo => &["Ctrl", "Z"],
            Self::Redo => &["Ctrl", "Shift", "Z"],
            Self::Page(_) => &["1", "2", "…"],
        }
    }

    /// Returns what a key does. `are_single_on`: whether keys without Control do anything, which a reader can switch off
    /// (WCAG 2.1.4). Letters go by their place, so that an Arabic keyboard has them too.
    pub fn of_key(key: Key<'_>, are_single_on: bool) -> Option<Self> {
        if key.has_alt {
            return None;
        }
        // Where Latin letters are written, what is written counts: German keyboards have Z where others have Y.
        let letter = match key.key.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => Some(letter.to_ascii_uppercase()),
            _ => key.code.strip_prefix("Key").and_then(|letter| letter.bytes().next()),
        };
        if key.has_command {
            return match (letter, key.has_shift) {
                (Some(b'Z'), false) => Some(Self::Undo),
                (Some(b'Z'), true) | (Some(b'Y'), false) => Some(Self::Redo),
                _ => None,
            };
        }
        if !are_single_on {
            return None;
        }
        match key.key {
            "?" | "؟" => return Some(Self::Help),
            "[" => return Some(Self::Earlier),
            "]" => return Some(Self::Later),
            _ if key.has_shift => return None,
            _ => {}
        }
        match letter {
            Some(b'P') => return Some(Self::Period),
            Some(b'C') => return Some(Self::Compare),
            Some(b'F') => return Some(Self::Filter),
            Some(b'L') => return Some(Self::CopyLink),
            _ => {}
        }
        match key.code {
            "BracketLeft" => Some(Self::Earlier),
            "BracketRight" => Some(Self::Later),
            code => {
                let number: usize = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad"))?.parse().ok()?;
                Page::LISTED.get(number.checked_sub(1)?).map(|page| Self::Page(*page))
            }
        }
    }
}
