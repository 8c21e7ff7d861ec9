//! Takes off what stands beside a number: currency, per cent sign, what book-keeping writes for a minus.

use super::{ARABIC_DECIMAL, digit};
use crate::engine::quantity::NotAQuantity;

/// How many letters a currency's code or sign has at most before or after a number (`SAR`, `US$`, `درهم`).
/// Without a limit «Campaign 5» would be an amount.
const CURRENCY_LETTERS: usize = 4;

/// What makes a number a thousand times larger or more where it stands behind it (`5k`, `1.2M`, `3 bn`): no
/// currency's sign, so such a value is refused and not read a thousand times too small. In small letters.
const MAGNITUDES: [&str; 14] = ["k", "m", "mm", "mn", "mln", "mio", "b", "bn", "mrd", "t", "tn", "ألف", "الف", "آلاف"];

/// A number, and what stood beside it.
pub(super) struct Bare<'a> {
    pub(super) is_negative: bool,
    pub(super) is_per_cent: bool,
    pub(super) number: &'a str,
    /// What was passed over.
    pub(super) before: &'a str,
    pub(super) after: &'a str,
}

/// What is counted while passing over.
#[derive(Default)]
struct Passed {
    is_minus: bool,
    n_signs: usize,
    n_opened: usize,
    n_closed: usize,
    n_letters: usize,
    n_per_cent: usize,
}

impl<'a> Bare<'a> {
    pub(super) fn from_text(text: &'a str) -> Result<Self, NotAQuantity> {
        let mut passed = Passed::default();
        let mut after_letter = false;
        let mut n_before = text.len();
        for (index, char) in text.char_indices() {
            match char {
                // The point of an abbreviation (`Rs.500`), not of a number.
                '.' if after_letter => after_letter = false,
                '+' => passed.n_signs += 1,
                '(' => passed.n_opened += 1,
                char if digit(char).is_some() || matches!(char, '.' | ',' | ARABIC_DECIMAL) => {
                    n_before = index;
                    break;
                }
                char => after_letter = passed.take(char)?,
            }
        }
        let (before, rest) = text.split_at_checked(n_before).unwrap_or((text, ""));
        let last_digit = rest.char_indices().rev().find(|(_, char)| digit(*char).is_some());
        let n_number = last_digit.map_or(0, |(index, char)| index + char.len_utf8());
        let (number, after) = rest.split_at_checked(n_number).unwrap_or((rest, ""));
        let is_magnitude = |word: &str| MAGNITUDES.contains(&word.to_lowercase().as_str());
        if after.split(|char: char| !char.is_alphabetic()).any(is_magnitude) {
            return Err(NotAQuantity::NotANumber);
        }
        passed.n_letters = 0;
        // The point that ends a number (`5.`) says nothing, that of an abbreviation neither.
        let mut may_be_point = true;
        for char in after.chars() {
            may_be_point = match char {
                '.' if may_be_point => false,
                ')' => {
                    passed.n_closed += 1;
                    false
                }
                char => passed.take(char)?,
            };
        }
        let has_brackets = passed.n_opened == 1;
        let is_right = passed.n_opened == passed.n_closed
            && passed.n_opened <= 1
            && passed.n_per_cent <= 1
            && passed.n_signs + passed.n_opened <= 1;
        let is_negative = passed.is_minus || has_brackets;
        let bare = Self { is_negative, is_per_cent: passed.n_per_cent == 1, number, before, after };
        if is_right { Ok(bare) } else { Err(NotAQuantity::NotANumber) }
    }
}

impl Passed {
    /// Passes over a character on either side of a number; returns whether it is a letter.
    fn take(&mut self, char: char) -> Result<bool, NotAQuantity> {
        match char {
            '-' | '−' => {
                self.n_signs += 1;
                self.is_minus = true;
            }
            '%' | '٪' => self.n_per_cent += 1,
            char if char.is_alphabetic() && self.n_letters < CURRENCY_LETTERS => {
                self.n_letters += 1;
                return Ok(true);
            }
            char if is_currency_sign(char) || char.is_whitespace() || is_direction_mark(char) => {}
            _ => return Err(NotAQuantity::NotANumber),
        }
        Ok(false)
    }
}

/// Whether Unicode says that it is a currency's sign (general category Sc), as far as such are in use.
pub(super) const fn is_currency_sign(char: char) -> bool {
    matches!(char, '$' | '¢'..='¥' | '֏' | '؋' | '৲' | '৳' | '৻' | '૱' | '௹' | '฿' | '៛' | '\u{20A0}'..='\u{20CF}')
        || matches!(char, '\u{FDFC}' | '\u{FE69}' | '\u{FF04}' | '\u{FFE0}' | '\u{FFE1}' | '\u{FFE5}' | '\u{FFE6}')
}

/// Whether it only steers the direction of writing: Arabic exports put such around amounts.
pub(in crate::engine::feed) const fn is_direction_mark(char: char) -> bool {
    matches!(char, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
