//! Turns what a cell of a sheet holds into what a sink is told.

use crate::engine::day::Day;
use crate::engine::quantity::Quantity;

/// What a cell holds, whatever the workbook's format.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    /// Text, and what a formula that fails shows instead (`#N/A`): that becomes a problem where a number was due.
    Text(&'a str),
    Number(f64),
    /// A number that is shown as a date or a time of day.
    Serial(f64, Epoch),
    /// A number of days that is shown as hours, minutes and seconds.
    Duration(f64),
    /// A date as ISO 8601 writes it, perhaps with a time.
    Iso(&'a str),
    Bool(bool),
}

/// The day that serial numbers are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Epoch {
    /// 1 is 1900-01-01, and 60 is 1900-02-29, which never was: Lotus 1-2-3 took 1900 for a leap year.
    #[default]
    Of1900,
    /// 0 is 1904-01-01: Excel for Mac until 2011.
    Of1904,
}

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    #[default]
    Plain,
    Date,
    Duration,
}

impl Kind {
    pub(super) const fn value(self, number: f64, epoch: Epoch) -> Value<'static> {
        match self {
            Self::Plain => Value::Number(number),
            Self::Date => Value::Serial(number, epoch),
            Self::Duration => Value::Duration(number),
        }
    }

    /// Returns what the built-in formats of Excel are (ECMA-376 part 1, 18.8.30; 27 to 58 are those of East Asia).
    pub(super) const fn of_builtin(id: u32) -> Self {
        match id {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            46 => Self::Duration,
            _ => Self::Plain,
        }
    }

    /// Reads a format's code as Excel does: letters outside of quotes and brackets, in the part for positive numbers.
    pub(super) fn of_code(code: &str) -> Self {
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c.to_ascii_lowercase() {
                '\\' | '_' | '*' => drop(chars.next()),
                '"' => drop(chars.find(|c| *c == '"')),
                '[' => {
                    let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    let is_span = ['h', 'm', 's']
                        .iter()
                        .any(|letter| !inner.is_empty() && inner.chars().all(|c| c.to_ascii_lowercase() == *letter));
                    if is_span {
                        return Self::Duration;
                    }
                }
                ';' => return Self::Plain,
                'd' | 'm' | 'y' | 'h' | 's' => return Self::Date,
                // «General» has letters that are none of a date's, and so has an exponent: E+00.
                _ => {}
            }
        }
        Self::Plain
    }
}

/// A value that outlives its cell; texts stand in the row's own text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Held {
    Text { start: usize, end: usize },
    Number { start: usize, end: usize },
    Quantity(Quantity),
    Day(Day),
    Bool(bool),
}

/// Keeps `value`, its words at the end of `text`; `None`: there is nothing in the cell.
pub(super) fn hold(value: Value<'_>, text: &mut String) -> Option<Held> {
    let start = text.len();
    let held = |text: &mut String, words: &str| {
        text.push_str(words);
        Held::Text { start, end: text.len() }
    };
    Some(match value {
        Value::Text("") | Value::Iso("") => return None,
        Value::Text(words) => held(text, words),
        Value::Bool(value) => Held::Bool(value),
        Value::Number(number) => hold_number(number, text),
        Value::Serial(serial, epoch) => match day_from_serial(serial, epoch) {
            Some(day) => Held::Day(day),
            // The day that never was is quoted as Excel shows it; what has no day is a time of day.
            None if serial.floor() == 60.0 && epoch == Epoch::Of1900 => held(text, "1900-02-29"),
            None if (0.0..1.0).contains(&serial) => held(text, &time_from_days(serial)),
            None => hold_number(serial, text),
        },
        Value::Duration(days) if days.is_finite() && days.abs() < 1e9 => held(text, &time_from_days(days)),
        Value::Duration(days) => hold_number(days, text),
        Value::Iso(iso) => match iso.get(..10).and_then(Day::from_iso) {
            Some(day) if matches!(iso.as_bytes().get(10), None | Some(b'T' | b' ')) => Held::Day(day),
            _ => held(text, iso),
        },
    })
}

/// Keeps a number as it was typed: sheets store binary fractions and show 15 digits of them, so that 0.1 + 0.2 is 0.3.
fn hold_number(number: f64, text: &mut String) -> Held {
    // The nearest binary fraction of so many millionths is this number: then that is what was typed.
    let parts = (number * 1e6).round();
    if parts.abs() < 9e15 && parts / 1e6 == number {
        // Within ±9 × 10¹⁵, as was just asked; not a NaN.
        #[allow(clippy::cast_possible_truncation)]
        return Held::Quantity(Quantity::from_parts(parts as i64));
    }
    let start = text.len();
    let decimal = if number.is_finite() { decimal_of_15_digits(number) } else { number.to_string() };
    match Quantity::from_decimal(&decimal) {
        Ok(quantity) if quantity.to_decimal() == decimal => Held::Quantity(quantity),
        _ => {
            text.push_str(&decimal);
            Held::Number { start, end: text.len() }
        }
    }
}

/// Writes `number` rounded to 15 digits, without an exponent where that is short.
fn decimal_of_15_digits(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    let rounded: f64 = scientific.parse().unwrap_or(number);
    if (1e-7..1e21).contains(&rounded.abs()) { rounded.to_string() } else { format!("{rounded:e}") }
}

/// Returns the day of a serial number; `None` where it is none: negative, a time of day, past the year 9999.
fn day_from_serial(serial: f64, epoch: Epoch) -> Option<Day> {
    // Below 1 stands a time of day; that 0 is 1904-01-01 can be meant only where it stands alone.
    if !(0.0..3e6).contains(&serial) || (serial > 0.0 && serial < 1.0) {
        return None;
    }
    // A time that is half a millisecond or less before midnight is midnight, as in Excel.
    let days = ((serial * 86_400_000.0).round() / 86_400_000.0).floor();
    // Below three million, as was just asked.
    #[allow(clippy::cast_possible_truncation)]
    let days = days as i32;
    let first = match epoch {
        Epoch::Of1904 => Day::from_ymd(1904, 1, 1)?,
        Epoch::Of1900 if days == 0 || days == 60 => return None,
        Epoch::Of1900 if days < 60 => Day::from_ymd(1899, 12, 31)?,
        Epoch::Of1900 => Day::from_ymd(1899, 12, 30)?,
    };
    (days <= Day::MAX.days_since(first)).then(|| first.plus_days(days))
}

/// Writes a part of a day, or several days, as hours, minutes and seconds.
fn time_from_days(days: f64) -> String {
    // A billion days are 9 × 10¹³ seconds.
    #[allow(clippy::cast_possible_truncation)]
    let seconds = (days.abs() * 86_400.0).round() as i64;
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
