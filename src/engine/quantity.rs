//! Exact amounts: counts and money as integers, so that sums do not depend on their order.
//!
//! A [`Quantity`] is one value of a row, in millionths (six decimals: cents with room for the
//! fractions that exports contain). A [`Sum`] is what many of them add up to. Only at the very end,
//! when a figure is made, does an exact sum become an `f64`.

use std::ops::{Add, AddAssign, Sub};

/// How many parts a unit has: six decimals hold every currency's minor unit and the
/// four-decimal prices of ad systems, and leave room for ±9.2 × 10¹² units in an `i64`.
const PARTS: i64 = 1_000_000;
const DECIMALS: u32 = 6;

/// One value of a row, exact to six decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, serde::Serialize, serde::Deserialize)]
pub struct Quantity(i64);

/// Why a text is not a [`Quantity`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAQuantity {
    /// It has no digits, or something else than digits, a sign, a point and an exponent.
    NotANumber,
    /// It is past ±9.2 × 10¹².
    TooLarge,
}

impl Quantity {
    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(PARTS);

    /// Reads a plain decimal number: `-12`, `1234.5`, `+.5`, `1e3`, `2.5E-3`.
    ///
    /// Decimals past the sixth are rounded half to even. Grouping marks, currency signs and other
    /// digits than 0–9 are the reader's business, not this function's.
    pub fn from_decimal(text: &str) -> Result<Self, NotAQuantity> {
        use NotAQuantity::{NotANumber, TooLarge};
        let bytes = text.as_bytes();
        let (negative, rest) = match bytes.split_first() {
            Some((b'-', rest)) => (true, rest),
            Some((b'+', rest)) => (false, rest),
            _ => (false, bytes),
        };
        let (mantissa, exponent) = match rest.iter().position(|b| matches!(b, b'e' | b'E')) {
            Some(at) => {
                let exponent = rest.get(at + 1..).and_then(|e| std::str::from_utf8(e).ok()).ok_or(NotANumber)?;
                (rest.get(..at).ok_or(NotANumber)?, exponent.parse::<i32>().map_err(|_| NotANumber)?)
            }
            None => (rest, 0),
        };
        let mut digits: i128 = 0;
        let mut n_digits = 0_u32;
        let mut n_decimals: i32 = 0;
        let mut seen_point = false;
        let mut dropped_tail = false;
        for &byte in mantissa {
            match byte {
                b'0'..=b'9' => {
                    n_digits += 1;
                    // 30 significant digits are more than any value that fits: the rest only rounds.
                    if digits >= 10_i128.pow(30) {
                        dropped_tail |= byte != b'0';
                        n_decimals -= i32::from(!seen_point);
                    } else {
                        digits = digits * 10 + i128::from(byte - b'0');
                        n_decimals += i32::from(seen_point);
                    }
                }
                b'.' if !seen_point => seen_point = true,
                _ => return Err(NotANumber),
            }
        }
        if n_digits == 0 {
            return Err(NotANumber);
        }
        if digits == 0 {
            return Ok(Self::ZERO);
        }
        // value = digits × 10^shift parts
        let shift = i64::from(exponent) - i64::from(n_decimals) + i64::from(DECIMALS);
        let parts = if shift >= 0 {
            let factor = u32::try_from(shift).ok().and_then(|s| 10_i128.checked_pow(s)).ok_or(TooLarge)?;
            digits.checked_mul(factor).ok_or(TooLarge)?
        } else {
            match u32::try_from(-shift).ok().and_then(|s| 10_i128.checked_pow(s)) {
                Some(divisor) => round_half_even(digits, divisor, dropped_tail),
                None => 0,
            }
        };
        let signed = if negative { -parts } else { parts };
        // The least of `i64` is left to columns, where it stands for «unknown».
        i64::try_from(signed).ok().filter(|parts| *parts != i64::MIN).map(Self).ok_or(TooLarge)
    }

    /// Writes the value as [`Self::from_decimal`] reads it, without zeros at its end.
    pub fn to_decimal(self) -> String {
        let whole = self.0.unsigned_abs() / PARTS.unsigned_abs();
        let part = self.0.unsigned_abs() % PARTS.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        match part {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{}", format!("{part:06}").trim_end_matches('0')),
        }
    }

    /// Returns the value in millionths.
    pub const fn parts(self) -> i64 {
        self.0
    }

    /// Returns the nearest float.
    pub fn to_f64(self) -> f64 {
        Sum::from(self).to_f64()
    }

    /// Makes a quantity of a number of millionths.
    pub const fn from_parts(parts: i64) -> Self {
        Self(parts)
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

fn round_half_even(digits: i128, divisor: i128, dropped_tail: bool) -> i128 {
    let (quotient, remainder) = (digits / divisor, digits % divisor);
    let twice = remainder * 2;
    let up = twice > divisor || (twice == divisor && (dropped_tail || quotient % 2 != 0));
    quotient + i128::from(up)
}

/// What quantities add up to, exact: 1.7 × 10³² units are room for every feed there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Sum(i128);

impl Sum {
    pub const ZERO: Self = Self(0);

    /// Returns the nearest `f64`, in units.
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / PARTS as f64
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Returns the product with a factor, exact but for what lies below a millionth, which is cut off.
    pub const fn times(self, factor: Quantity) -> Self {
        if factor.0 == PARTS {
            return self;
        }
        let (parts, factor) = (PARTS as i128, factor.0 as i128);
        let rest = (self.0 % parts).saturating_mul(factor) / parts;
        Self((self.0 / parts).saturating_mul(factor).saturating_add(rest))
    }

    /// Returns the sum in millionths.
    pub const fn parts(self) -> i128 {
        self.0
    }
}

impl From<Quantity> for Sum {
    fn from(quantity: Quantity) -> Self {
        Self(i128::from(quantity.0))
    }
}

impl AddAssign<Quantity> for Sum {
    fn add_assign(&mut self, quantity: Quantity) {
        self.0 += i128::from(quantity.0);
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Add for Sum {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Sum {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_read_exactly() {
        for (text, parts) in [
            ("0", 0),
            ("-0.0", 0),
            ("1", 1_000_000),
            ("+1.5", 1_500_000),
            (".25", 250_000),
            ("7.", 7_000_000),
            ("-12.000001", -12_000_001),
            ("1e3", 1_000_000_000),
            ("2.5E-3", 2_500),
            ("0.0000005", 0),
            ("0.0000015", 2),
            ("0.00000050000000000000000000000000000000001", 1),
            ("2754371.66666667", 2_754_371_666_667),
            ("9223372036854", 9_223_372_036_854_000_000),
            ("0.000000000000000000000000000000000000000000001", 0),
        ] {
            assert_eq!(Quantity::from_decimal(text).map(Quantity::parts), Ok(parts), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        use NotAQuantity::{NotANumber, TooLarge};
        for (text, why) in [
            ("", NotANumber),
            ("-", NotANumber),
            (".", NotANumber),
            ("1.2.3", NotANumber),
            ("1,000", NotANumber),
            ("NaN", NotANumber),
            ("inf", NotANumber),
            ("1e", NotANumber),
            ("e5", NotANumber),
            ("--1", NotANumber),
            ("9223372036855", TooLarge),
            ("-9223372036854.775808", TooLarge),
            ("1e99", TooLarge),
            ("1e2147483647", TooLarge),
            ("1e99999999999", NotANumber),
            ("10000000000000000000000000000000000000000000", TooLarge),
        ] {
            assert_eq!(Quantity::from_decimal(text), Err(why), "{text}");
        }
    }
}
