//! Reads exchange rates, of which more decimals count than of amounts.

use super::{Bare, Field, NotAQuantity, decimal_from, is_plain, signed, without_accounting};
use crate::engine::rate::Rate;

/// Reads a rate, written as [`super::read_number`] says; `Ok(None)`: a number that is zero or less.
///
/// # Errors
///
/// [`NotAQuantity::NotANumber`] for anything else, a share in per cent too; [`NotAQuantity::TooLarge`] past 9.2 × 10⁶.
pub fn read_rate(text: &str, field: Option<&Field>) -> Result<Option<Rate>, NotAQuantity> {
    let text = text.trim();
    let Some(field) = field.filter(|field| !is_plain(field)) else {
        let (is_negative, text) = without_accounting(text);
        return Rate::from_decimal(&signed(is_negative, decimal_from(text, '.', None)?)?);
    };
    let decimal_char = field.decimal_char.unwrap_or('.');
    if field.bare_number {
        return Rate::from_decimal(&decimal_from(text, decimal_char, field.group_char)?);
    }
    let bare = Bare::from_text(text)?;
    if bare.is_per_cent {
        return Err(NotAQuantity::NotANumber);
    }
    Rate::from_decimal(&signed(bare.is_negative, decimal_from(bare.number, decimal_char, field.group_char)?)?)
}
