//! One value, from what the file has in binary to what a row tells.

use super::kind::Kind;
use super::plan::day_from_number;
use crate::engine::day::Day;
use crate::engine::quantity::Quantity;
use std::fmt::Write;
use std::ops::Range;

/// Returns the day of an instant, given in seconds since 1970-01-01 in UTC.
pub type Zone<'z> = &'z dyn Fn(i64) -> Day;

/// One value of a batch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Quantity(Quantity),
    Day(Day),
    /// A number past what a quantity holds exactly, as a decimal: where it stands in the batch's text.
    Number(Span),
    /// Where it stands in the batch's text.
    Text(Span),
    /// The number of an entry in the dictionary.
    Entry(u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

/// The texts of a batch, one after the other.
#[derive(Debug, Default)]
pub struct Texts(String);

impl Texts {
    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn get(&self, span: Span) -> &str {
        let range = usize::try_from(span.start).ok().zip(usize::try_from(span.end).ok());
        range.and_then(|(start, end)| self.0.get(start..end)).unwrap_or_default()
    }

    /// Returns `None` where there is more text than is ever in a batch.
    pub fn push(&mut self, text: &str) -> Option<Span> {
        let start = u32::try_from(self.0.len()).ok()?;
        let end = start.checked_add(u32::try_from(text.len()).ok()?)?;
        self.0.push_str(text);
        Some(Span { start, end })
    }
}

/// Makes values; keeps what they need.
pub struct Making<'z> {
    pub kind: Kind,
    pub zone: Option<Zone<'z>>,
    pub texts: Texts,
}

impl Making<'_> {
    /// Makes the value of a whole number, whatever it stands for. `bits` is the number of bits it has in the file.
    pub fn of_whole(&mut self, whole: i64, bits: u32) -> Option<Value> {
        match self.kind {
            Kind::Number { scale, is_signed } => {
                let whole = match (is_signed, bits) {
                    (true, _) => i128::from(whole),
                    (false, 32) => i128::from(whole & 0xffff_ffff),
                    (false, _) => i128::from(whole.cast_unsigned()),
                };
                self.of_decimal(whole, scale)
            }
            Kind::Date => self.of_day(day_from_number(whole), whole),
            Kind::Timestamp { per_second, is_utc } => {
                let second = whole.div_euclid(per_second);
                let day = day_from_number(second.div_euclid(86_400));
                match (day, self.zone) {
                    (Some(_), Some(zone)) if is_utc => Some(Value::Day(zone(second))),
                    (day, _) => self.of_day(day, whole),
                }
            }
            Kind::Time { per_second } => self.of_time(whole, per_second),
            _ => self.text(&whole.to_string()),
        }
    }

    /// Makes a day; a number past the calendar stays as it is, and is no date.
    fn of_day(&mut self, day: Option<Day>, written: i64) -> Option<Value> {
        match day {
            Some(day) => Some(Value::Day(day)),
            None => self.text(&written.to_string()),
        }
    }

    /// Makes the day of a Julian day number; 2,440,588 is 1970-01-01.
    pub fn of_julian_day(&mut self, number: u32) -> Option<Value> {
        let number = i64::from(number);
        self.of_day(day_from_number(number - 2_440_588), number)
    }

    fn of_time(&mut self, time: i64, per_second: i64) -> Option<Value> {
        let (second, part) = (time.div_euclid(per_second), time.rem_euclid(per_second));
        let mut text = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
        if part > 0 {
            let n_digits = usize::try_from(per_second.ilog10()).ok()?;
            write!(text, ".{part:0n_digits$}").ok()?;
        }
        self.text(&text)
    }

    /// Makes the value of `digits` with the point before the last `scale` of them.
    pub fn of_decimal(&mut self, digits: i128, scale: u32) -> Option<Value> {
        match quantity_from_digits(digits, scale) {
            Some(quantity) => Some(Value::Quantity(quantity)),
            None => self.number(&with_point(digits.is_negative(), &digits.unsigned_abs().to_string(), scale)),
        }
    }

    /// Makes the value of a decimal that is kept as a big-endian whole number of any length.
    pub fn of_decimal_bytes(&mut self, bytes: &[u8], scale: u32) -> Option<Value> {
        /// The longest that any system writes has 32 bytes.
        const MAX_BYTES: usize = 64;
        let is_negative = bytes.first().is_some_and(|byte| byte.cast_signed() < 0);
        let fill = if is_negative { 0xff } else { 0 };
        if let Some((n_empty, rest)) = 16_usize.checked_sub(bytes.len()).map(|n| (n, bytes)) {
            let mut whole = [fill; 16];
            if let Some(end) = whole.get_mut(n_empty..) {
                end.copy_from_slice(rest);
            }
            return self.of_decimal(i128::from_be_bytes(whole), scale);
        }
        if bytes.len() > MAX_BYTES {
            return self.text(&format!("decimal of {} bytes", bytes.len()));
        }
        let digits = digits_from_bytes(bytes, is_negative);
        self.number(&with_point(is_negative, &digits, scale))
    }

    /// Makes the value of a fraction: of the shortest decimal that reads back as it, so that 23.1 is 23.1.
    pub fn of_double(&mut self, number: f64) -> Option<Value> {
        /// Below this a number of millionths has 15 digits at most, and of those no two are the same double.
        const EXACT: f64 = 1e9;
        if number.abs() < EXACT {
            let millionths = (number * 1e6).round_ties_even();
            // Both are exact, so the division gives the double nearest to that decimal.
            if millionths / 1e6 == number {
                #[allow(clippy::cast_possible_truncation)]
                return Some(Value::Quantity(Quantity::from_parts(millionths as i64)));
            }
        }
        self.of_shortest(number.is_finite(), number.abs(), &number)
    }

    pub fn of_float(&mut self, number: f32) -> Option<Value> {
        self.of_shortest(number.is_finite(), f64::from(number.abs()), &number)
    }

    fn of_shortest(
        &mut self,
        is_finite: bool,
        size: f64,
        number: &(impl std::fmt::Display + std::fmt::LowerExp),
    ) -> Option<Value> {
        if !is_finite {
            return self.text(&number.to_string());
        }
        let text = if (1e-7..1e21).contains(&size) { number.to_string() } else { format!("{number:e}") };
        match Quantity::from_decimal(&text) {
            Ok(quantity) => Some(Value::Quantity(quantity)),
            Err(_) => self.number(&text),
        }
    }

    /// Makes the value of a float of 16 bits (IEEE 754 binary16): all of them are floats of 32 bits too.
    pub fn of_half(&mut self, bits: u16) -> Option<Value> {
        let (sign, exponent, fraction) = (bits >> 15, bits >> 10 & 0x1f, f32::from(bits & 0x3ff) / 1024.0);
        let size = match exponent {
            0 => fraction * 2_f32.powi(-14),
            0x1f if fraction == 0.0 => f32::INFINITY,
            0x1f => f32::NAN,
            exponent => (1.0 + fraction) * 2_f32.powi(i32::from(exponent) - 15),
        };
        // Eleven bits are three digits: what is shortest among halves is not asked.
        self.of_float(if sign == 1 { -size } else { size })
    }

    pub fn of_uuid(&mut self, bytes: &[u8]) -> Option<Value> {
        let mut text = String::with_capacity(36);
        for (index, byte) in bytes.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            write!(text, "{byte:02x}").ok()?;
        }
        self.text(&text)
    }

    pub fn text(&mut self, text: &str) -> Option<Value> {
        self.texts.push(text).map(Value::Text)
    }

    fn number(&mut self, text: &str) -> Option<Value> {
        self.texts.push(text).map(Value::Number)
    }
}

/// Returns the exact quantity, or `None` where it is too large or has more than six decimals.
fn quantity_from_digits(digits: i128, scale: u32) -> Option<Quantity> {
    let parts = match scale.checked_sub(6) {
        None | Some(0) => digits.checked_mul(10_i128.checked_pow(6 - scale)?)?,
        Some(n_more) => {
            let divisor = 10_i128.checked_pow(n_more)?;
            (digits % divisor == 0).then(|| digits / divisor)?
        }
    };
    // The least of `i64` is left to columns, where it stands for «unknown».
    i64::try_from(parts).ok().filter(|parts| *parts != i64::MIN).map(Quantity::from_parts)
}

fn with_point(is_negative: bool, digits: &str, scale: u32) -> String {
    // No writer has a scale past 76 digits; a footer may say anything.
    let scale = usize::try_from(scale.min(1_000)).unwrap_or(0);
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let sign = if is_negative { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// Returns the size of a whole number in two's complement, in decimal digits.
fn digits_from_bytes(bytes: &[u8], is_negative: bool) -> String {
    let mut size: Vec<u8> = bytes.iter().map(|byte| if is_negative { !byte } else { *byte }).collect();
    if is_negative {
        for byte in size.iter_mut().rev() {
            let (sum, carries) = byte.overflowing_add(1);
            *byte = sum;
            if !carries {
                break;
            }
        }
    }
    let mut digits = Vec::new();
    while size.iter().any(|byte| *byte != 0) {
        let mut rest = 0_u16;
        for byte in &mut size {
            let number = rest << 8 | u16::from(*byte);
            *byte = u8::try_from(number / 10).unwrap_or(0);
            rest = number % 10;
        }
        digits.push(char::from(b'0' + u8::try_from(rest).unwrap_or(0)));
    }
    if digits.is_empty() {
        digits.push('0');
    }
    digits.iter().rev().collect()
}

/// Returns the part of a page's text that an entry takes, for dictionaries whose texts stand one after the other.
pub fn range_before(ends: &[u32], entry: u32) -> Option<Range<usize>> {
    let index = usize::try_from(entry).ok()?;
    let end = usize::try_from(*ends.get(index)?).ok()?;
    let start = match index.checked_sub(1) {
        None => 0,
        Some(before) => usize::try_from(*ends.get(before)?).ok()?,
    };
    Some(start..end)
}
