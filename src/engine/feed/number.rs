//! Reads a number, as a Table Schema says it is written.

use super::package::Field;
use crate::engine::quantity::{NotAQuantity, Quantity};

/// How many letters a currency's code or sign has at most before or after a number (`SAR`, `US$`, `درهم`).
/// Without a limit «Campaign 5» would be an amount.
const CURRENCY_LETTERS: usize = 4;

/// What makes a number a thousand times larger or more where it stands behind it (`5k`, `1.2M`, `3 bn`): no
/// currency's sign, so such a value is refused and not read a thousand times too small. In small letters.
const MAGNITUDES: [&str; 14] = ["k", "m", "mm", "mn", "mln", "mio", "b", "bn", "mrd", "t", "tn", "ألف", "الف", "آلاف"];

/// Reads one value of a column; white space around it is passed over. `field` says how the column writes its numbers;
/// `None`: digits 0–9, a point, perhaps a sign and an exponent.
///
/// Grouping marks must stand between digits and before the decimal mark; any kind of space counts as the
/// space that is declared. With `bare_number` false, a currency's sign or code is passed over on either side, a sign of
/// the number may stand on either side of it, and a per cent sign divides by 100. A number that is shortened (`5k`) is
/// none.
///
/// # Errors
///
/// [`NotAQuantity::NotANumber`] for anything else, the empty text too; [`NotAQuantity::TooLarge`] past ±9.2 × 10¹².
pub fn read_number(text: &str, field: Option<&Field>) -> Result<Quantity, NotAQuantity> {
    let text = text.trim();
    match field {
        Some(field) if !is_plain(field) => Quantity::from_decimal(&decimal_from(text, field)?),
        _ => match short_decimal(text.as_bytes()) {
            Some(quantity) => Ok(quantity),
            None => Quantity::from_decimal(text),
        },
    }
}

fn is_plain(field: &Field) -> bool {
    field.bare_number && field.group_char.is_none() && matches!(field.decimal_char, None | Some('.'))
}

/// Reads what nearly every value is, at most 12 digits before the point and 6 after it, in 64 bits: several times
/// faster than [`Quantity::from_decimal`], which has room for more. Returns `None` for everything else.
fn short_decimal(text: &[u8]) -> Option<Quantity> {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let mut parts: i64 = 0;
    let mut n_whole = 0;
    let mut n_decimals = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                match &mut n_decimals {
                    None => n_whole += 1,
                    Some(count) => *count += 1,
                }
                if n_whole > 12 || n_decimals > Some(6) {
                    return None;
                }
                parts = parts * 10 + i64::from(byte - b'0');
            }
            b'.' if n_decimals.is_none() => n_decimals = Some(0),
            _ => return None,
        }
    }
    let n_decimals: u32 = n_decimals.unwrap_or(0);
    if n_whole == 0 && n_decimals == 0 {
        return None;
    }
    parts *= 10_i64.pow(6 - n_decimals);
    Some(Quantity::from_parts(if is_negative { -parts } else { parts }))
}

/// Rewrites a value as a plain decimal.
fn decimal_from(text: &str, field: &Field) -> Result<String, NotAQuantity> {
    let mut decimal = String::with_capacity(text.len() + 3);
    let mut text = text;
    let mut is_per_cent = false;
    if !field.bare_number {
        let (sign, bare, per_cent) = without_currency(text)?;
        decimal.push_str(sign);
        (text, is_per_cent) = (bare, per_cent);
    }
    let decimal_char = field.decimal_char.unwrap_or('.');
    let mut before = None;
    let mut is_whole = true;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if char == decimal_char {
            is_whole = false;
            decimal.push('.');
        } else if field.group_char.is_some_and(|group| is_same_mark(group, char)) {
            let is_between = before.is_some_and(is_digit) && chars.peek().copied().is_some_and(is_digit);
            if !is_between || !is_whole {
                return Err(NotAQuantity::NotANumber);
            }
        } else if char == '.' {
            return Err(NotAQuantity::NotANumber);
        } else {
            decimal.push(char);
        }
        before = Some(char);
    }
    if is_per_cent {
        // A number that has an exponent already then has two, and is refused.
        decimal.push_str("e-2");
    }
    Ok(decimal)
}

const fn is_digit(char: char) -> bool {
    char.is_ascii_digit()
}

fn is_same_mark(group: char, char: char) -> bool {
    group == char || (group.is_whitespace() && char.is_whitespace())
}

/// Takes sign, currency and per cent sign off. Returns the sign, the rest, and whether there was a per cent sign.
fn without_currency(text: &str) -> Result<(&'static str, &str, bool), NotAQuantity> {
    let starts_number = |char: char| char.is_ascii_digit() || matches!(char, '.' | ',' | '+' | '-');
    let mut sign = "";
    let mut rest = text;
    let mut n_letters = 0;
    let mut n_per_cent = 0;
    let mut after_letter = false;
    while let Some(char) = rest.chars().next() {
        match char {
            // The point of an abbreviation (`Rs.500`), not of a number.
            '.' if after_letter => after_letter = false,
            '-' if sign.is_empty() => sign = "-",
            '+' if sign.is_empty() => sign = "+",
            char if starts_number(char) => break,
            char => after_letter = count(char, &mut n_letters, &mut n_per_cent)?,
        }
        rest = rest.get(char.len_utf8()..).unwrap_or_default();
    }
    let n_number = rest.rfind(|char: char| char.is_ascii_digit()).map_or(0, |last| last + 1);
    let (number, suffix) = rest.split_at_checked(n_number).unwrap_or((rest, ""));
    let is_magnitude = |word: &str| MAGNITUDES.contains(&word.to_lowercase().as_str());
    if suffix.split(|char: char| !char.is_alphabetic()).any(is_magnitude) {
        return Err(NotAQuantity::NotANumber);
    }
    n_letters = 0;
    // The point that ends a number (`5.`) says nothing, that of an abbreviation neither.
    let mut may_be_point = true;
    for char in suffix.chars() {
        may_be_point = if char == '.' && may_be_point { false } else { count(char, &mut n_letters, &mut n_per_cent)? };
    }
    if n_per_cent > 1 { Err(NotAQuantity::NotANumber) } else { Ok((sign, number, n_per_cent == 1)) }
}

/// Counts what may be passed over beside a number, and returns whether it is a letter.
fn count(char: char, n_letters: &mut usize, n_per_cent: &mut usize) -> Result<bool, NotAQuantity> {
    match char {
        '%' | '٪' => *n_per_cent += 1,
        char if char.is_alphabetic() && *n_letters < CURRENCY_LETTERS => {
            *n_letters += 1;
            return Ok(true);
        }
        char if is_currency_sign(char) || char.is_whitespace() || is_direction_mark(char) => {}
        _ => return Err(NotAQuantity::NotANumber),
    }
    Ok(false)
}

/// Whether Unicode says that it is a currency's sign (general category Sc), as far as such are in use.
const fn is_currency_sign(char: char) -> bool {
    matches!(char, '$' | '¢'..='¥' | '֏' | '؋' | '৲' | '৳' | '৻' | '૱' | '௹' | '฿' | '៛' | '\u{20A0}'..='\u{20CF}')
        || matches!(char, '\u{FDFC}' | '\u{FE69}' | '\u{FF04}' | '\u{FFE0}' | '\u{FFE1}' | '\u{FFE5}' | '\u{FFE6}')
}

/// Whether it only steers the direction of writing: Arabic exports put such around amounts.
const fn is_direction_mark(char: char) -> bool {
    matches!(char, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(decimal: char, group: Option<char>, bare_number: bool) -> Field {
        Field { decimal_char: Some(decimal), group_char: group, bare_number, ..Field::default() }
    }

    #[test]
    fn a_number_is_read_as_its_field_says() {
        let plain = field('.', None, true);
        let german = field(',', Some('.'), true);
        let french = field(',', Some(' '), true);
        let english = field('.', Some(','), true);
        let money = field('.', Some(','), false);
        for (field, text, parts) in [
            (&plain, " 12.5 ", Some(12_500_000)),
            (&plain, "1e3", Some(1_000_000_000)),
            (&plain, "$5", None),
            (&plain, "5%", None),
            (&plain, "1,000", None),
            (&plain, "", None),
            (&german, "-1.234,5", Some(-1_234_500_000)),
            (&german, "1,5", Some(1_500_000)),
            (&german, "1,5.0", None),
            (&french, "1 234\u{202f}567,25", Some(1_234_567_250_000)),
            (&french, "1.5", None),
            (&english, "1,00,000", Some(100_000_000_000)),
            (&english, ",5", None),
            (&english, "5,", None),
            (&english, "1,,000", None),
            (&english, "1.000,0", None),
            (&money, "$1,234.50", Some(1_234_500_000)),
            (&money, "-$5", Some(-5_000_000)),
            (&money, "$-5", Some(-5_000_000)),
            (&money, "--5", None),
            (&money, "$.50", Some(500_000)),
            (&money, "US$ 5", Some(5_000_000)),
            (&money, "Rs.500", Some(500_000_000)),
            (&money, "5 SAR", Some(5_000_000)),
            (&money, "\u{200f}1,200.00 ر.س.\u{200f}", Some(1_200_000_000)),
            (&money, "SAR 5", Some(5_000_000)),
            (&money, "€5", Some(5_000_000)),
            (&money, "5 kr", Some(5_000_000)),
            (&money, "5 د.م.", Some(5_000_000)),
            (&money, "$5k", None),
            (&money, "1.2M", None),
            (&money, "1.2M€", None),
            (&money, "5M SAR", None),
            (&money, "3bn", None),
            (&money, "3 Mln.", None),
            (&money, "5 ألف", None),
            (&money, "٪5", Some(50_000)),
            (&money, "12.5 %", Some(125_000)),
            (&money, "0.00001%", Some(0)),
            (&money, "5%%", None),
            (&money, "1e3%", None),
            (&money, "Campaign 5", None),
            (&money, "(5)", None),
            (&money, "$", None),
            (&money, "%", None),
            (&money, "5-", None),
            (&money, "1 2", None),
        ] {
            let found = read_number(text, Some(field)).ok().map(Quantity::parts);
            assert_eq!(found, parts, "{text:?} by {field:?}");
        }
        assert_eq!(read_number("9300000000000", None), Err(NotAQuantity::TooLarge));
    }

    proptest! {
        #[test]
        fn the_short_way_agrees_with_the_general_one(text in "[+-]?[0-9]{0,14}(\\.[0-9]{0,8})?(e[0-9])?") {
            prop_assert_eq!(read_number(&text, None), Quantity::from_decimal(&text));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in any::<String>(), decimal in any::<char>(), group in any::<char>()) {
            let _ = read_number(&text, Some(&field(decimal, Some(group), false)));
        }

        #[test]
        fn what_is_short_is_read_the_short_way(whole in 0_u64..1_000_000_000_000, decimals in "[0-9]{0,6}") {
            let text = format!("{whole}.{decimals}");
            prop_assert!(short_decimal(text.as_bytes()).is_some());
        }
    }
}
