//! Reads a number, as a Table Schema says it is written, or as its column turned out to write it.
//!
//! What a column does is [`infer`]red from a sample of it; `affix` takes off what stands beside a number.

mod affix;
mod infer;
mod rate;

pub use infer::{NumberGuess, infer, infer_with};
pub use rate::read_rate;

use super::package::Field;
use crate::engine::quantity::{NotAQuantity, Quantity};
use affix::Bare;
pub(super) use affix::is_direction_mark;

/// The decimal mark of Arabic digits. It has no other use, so it is understood whatever a field says.
const ARABIC_DECIMAL: char = '٫';

/// The grouping mark of Arabic digits, likewise.
const ARABIC_GROUP: char = '٬';

/// Reads one value of a column; white space around it is passed over. `field` says how the column writes its numbers;
/// `None`: digits, a point, perhaps a sign and an exponent.
///
/// Arabic and Persian digits and their own marks (`٫ ٬`) are understood everywhere. Grouping marks must stand between
/// groups of three digits (of two as well, where not the last: `1,00,000`) and before the decimal mark; any kind of space
/// counts as the space that is declared. With `bare_number` false, a currency's sign or code is passed over on either
/// side, a sign of the number may stand on either side of it, and a per cent sign divides by 100. There, and without a
/// field, a minus may follow the number and brackets make it negative: `5-`, `(5)`. A number that is shortened (`5k`)
/// is none.
///
/// # Errors
///
/// [`NotAQuantity::NotANumber`] for anything else, the empty text too; [`NotAQuantity::TooLarge`] past ±9.2 × 10¹².
pub fn read_number(text: &str, field: Option<&Field>) -> Result<Quantity, NotAQuantity> {
    if let Some(field) = field.filter(|field| !is_plain(field)) {
        return read_marked(text.trim(), field);
    }
    if let Some(quantity) = short_decimal(text.as_bytes()) {
        return Ok(quantity);
    }
    let text = text.trim();
    match Quantity::from_decimal(text) {
        Err(NotAQuantity::NotANumber) => {
            let (is_negative, text) = if field.is_none() { without_accounting(text) } else { (false, text) };
            let decimal = decimal_from(text, '.', None)?;
            Quantity::from_decimal(&signed(is_negative, decimal)?)
        }
        read => read,
    }
}

fn is_plain(field: &Field) -> bool {
    field.bare_number && field.group_char.is_none() && matches!(field.decimal_char, None | Some('.'))
}

/// Returns the value of a digit, whether 0–9, Arabic or Persian.
pub(super) fn digit(char: char) -> Option<u32> {
    match char {
        '0'..='9' => char.to_digit(10),
        '٠'..='٩' => Some(u32::from(char) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(char) - u32::from('۰')),
        _ => None,
    }
}

/// Reads what nearly every value is, at most 12 digits before the point and 6 after it, in 64 bits: several times
/// faster than [`Quantity::from_decimal`], which has room for more. Returns `None` for everything else.
fn short_decimal(text: &[u8]) -> Option<Quantity> {
    let (is_negative, text) = match text {
        [b'-', text @ ..] => (true, text),
        text => (false, text),
    };
    let (whole, n_whole) = digits(text, 0);
    let (mut parts, mut n_decimals) = (whole, 0);
    match text.get(n_whole..)? {
        [] => {}
        [b'.', decimals @ ..] => {
            (parts, n_decimals) = digits(decimals, whole);
            if n_decimals < decimals.len() {
                return None;
            }
        }
        _ => return None,
    }
    if n_whole > 12 || n_decimals > 6 || n_whole + n_decimals == 0 {
        return None;
    }
    let parts = parts.wrapping_mul(*[1_000_000, 100_000, 10_000, 1_000, 100, 10, 1].get(n_decimals)?);
    Some(Quantity::from_parts(if is_negative { -parts } else { parts }))
}

/// Reads the digits that a text begins with, after those of `before`; returns how many there are, too. Past 18 the
/// number is a wrong one.
fn digits(text: &[u8], before: i64) -> (i64, usize) {
    let mut value = before;
    let mut n_digits = 0;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
        n_digits += 1;
    }
    (value, n_digits)
}

/// Reads a value whose marks are not the plain ones, or that something stands beside.
fn read_marked(text: &str, field: &Field) -> Result<Quantity, NotAQuantity> {
    let decimal_char = field.decimal_char.unwrap_or('.');
    if field.bare_number {
        return Quantity::from_decimal(&decimal_from(text, decimal_char, field.group_char)?);
    }
    let bare = Bare::from_text(text)?;
    let mut decimal = signed(bare.is_negative, decimal_from(bare.number, decimal_char, field.group_char)?)?;
    if bare.is_per_cent {
        // A number that has an exponent already then has two, and is refused.
        decimal.push_str("e-2");
    }
    Quantity::from_decimal(&decimal)
}

/// Takes off what book-keeping writes for a minus, and marks that only steer the direction of writing.
fn without_accounting(text: &str) -> (bool, &str) {
    let text = text.trim_matches(|char: char| is_direction_mark(char) || char.is_whitespace());
    let in_brackets = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    match in_brackets.or_else(|| text.strip_suffix('-')) {
        Some(text) => (true, text.trim()),
        None => (false, text),
    }
}

/// Puts a minus before a decimal, which then must not have a sign of its own.
fn signed(is_negative: bool, mut decimal: String) -> Result<String, NotAQuantity> {
    if is_negative {
        if decimal.starts_with(['+', '-']) {
            return Err(NotAQuantity::NotANumber);
        }
        decimal.insert(0, '-');
    }
    Ok(decimal)
}

/// Rewrites a number as a plain decimal; refuses marks where they cannot stand.
fn decimal_from(text: &str, decimal_char: char, group_char: Option<char>) -> Result<String, NotAQuantity> {
    let mut decimal = String::with_capacity(text.len() + 4);
    let mut n_digits = 0;
    let mut is_whole = true;
    let mut is_grouped = false;
    for char in text.chars() {
        if let Some(digit) = digit(char).and_then(|digit| char::from_digit(digit, 10)) {
            decimal.push(digit);
            n_digits += 1;
            continue;
        }
        let is_decimal = char == decimal_char || char == ARABIC_DECIMAL;
        let is_group =
            !is_decimal && (char == ARABIC_GROUP || group_char.is_some_and(|group| is_same_mark(group, char)));
        let is_right = match (is_group, is_grouped) {
            (true, false) => is_whole && matches!(n_digits, 1..=3),
            (true, true) => is_whole && matches!(n_digits, 2 | 3),
            (false, is_grouped) => (is_decimal || char != '.') && !(is_whole && is_grouped && n_digits != 3),
        };
        if !is_right {
            return Err(NotAQuantity::NotANumber);
        }
        if is_group {
            is_grouped = true;
        } else {
            // A sign at the start leaves the whole part to come.
            is_whole = decimal.is_empty() && !is_decimal;
            decimal.push(match char {
                _ if is_decimal => '.',
                '−' => '-',
                char => char,
            });
        }
        n_digits = 0;
    }
    let is_closed = !(is_whole && is_grouped) || n_digits == 3;
    if is_closed { Ok(decimal) } else { Err(NotAQuantity::NotANumber) }
}

/// Whether a character is the mark that is meant: any space for a space, both forms of the apostrophe.
fn is_same_mark(group: char, char: char) -> bool {
    let is_apostrophe = |char: char| matches!(char, '\'' | '’');
    group == char || (group.is_whitespace() && char.is_whitespace()) || (is_apostrophe(group) && is_apostrophe(char))
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
        let swiss = field('.', Some('\''), true);
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
            (&money, "(5)", Some(-5_000_000)),
            (&money, "(1,234.50)", Some(-1_234_500_000)),
            (&money, "($5)", Some(-5_000_000)),
            (&money, "$(5)", Some(-5_000_000)),
            (&money, "(5) SAR", Some(-5_000_000)),
            (&money, "(5%)", Some(-50_000)),
            (&money, "(-5)", None),
            (&money, "(5", None),
            (&money, "5)", None),
            (&money, "((5))", None),
            (&money, ")5(", None),
            (&money, "$5-", Some(-5_000_000)),
            (&money, "-5-", None),
            (&money, "−5", Some(-5_000_000)),
            (&money, "٥٬٠٠٠٫٥ ر.س.", Some(5_000_500_000)),
            (&money, "۱۲٪", Some(120_000)),
            (&german, "٥٫٥", Some(5_500_000)),
            (&german, "1.23", None),
            (&german, "1234.567", None),
            (&german, "1.234.56", None),
            (&plain, "٥٬٠٠٠٫٥", Some(5_000_500_000)),
            (&plain, "(5)", None),
            (&plain, "5-", None),
            (&english, "12,5", None),
            (&english, "1,234e5", Some(123_400_000_000_000)),
            (&english, "-1,234.5e1", Some(-12_345_000_000)),
            (&swiss, "1’234.50", Some(1_234_500_000)),
            (&money, "$", None),
            (&money, "%", None),
            (&money, "5-", Some(-5_000_000)),
            (&money, "1 2", None),
        ] {
            let found = read_number(text, Some(field)).ok().map(Quantity::parts);
            assert_eq!(found, parts, "{text:?} by {field:?}");
        }
        for (text, parts) in [
            ("٥", Some(5_000_000)),
            ("-۱٬۲۳۴٫۵", Some(-1_234_500_000)),
            ("٠٫٥", Some(500_000)),
            ("٫٥", Some(500_000)),
            ("\u{200f}-٥\u{200f}", Some(-5_000_000)),
            ("(1234.5)", Some(-1_234_500_000)),
            ("(٥)", Some(-5_000_000)),
            ("5-", Some(-5_000_000)),
            ("٥-", Some(-5_000_000)),
            ("-5-", None),
            ("(-5)", None),
            ("()", None),
            ("-", None),
            ("1,234", None),
            ("١٬٢٣", None),
            ("5 SAR", None),
            ("٢٠٢٤-٠١-٠١", None),
        ] {
            assert_eq!(read_number(text, None).ok().map(Quantity::parts), parts, "{text:?}");
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
