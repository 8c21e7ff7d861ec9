//! Exchange rates, exact to twelve decimals.
//!
//! Six decimals, which are enough for amounts, leave a rate such as 0.0000891 two digits.

use crate::engine::quantity::{NotAQuantity, Quantity};

/// How many parts a rate of 1 has.
const PARTS: i64 = 1_000_000_000_000;

/// The same beyond the six decimals of a [`Quantity`].
const MORE_DECIMALS: i32 = 6;

/// How many units of the reporting currency one unit of another is worth; above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i64);

impl Rate {
    pub const ONE: Self = Self(PARTS);

    /// Reads a plain decimal number as [`Quantity::from_decimal`] does; decimals past the twelfth are rounded half to
    /// even. `Ok(None)`: a number that is no rate, zero or less (also where twelve decimals do not show it).
    ///
    /// # Errors
    ///
    /// [`NotAQuantity::TooLarge`] past 9.2 × 10⁶; [`NotAQuantity::NotANumber`] where it is none.
    pub fn from_decimal(text: &str) -> Result<Option<Self>, NotAQuantity> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| NotAQuantity::NotANumber)?),
            None => (text, 0),
        };
        let shifted = format!("{mantissa}e{}", exponent.saturating_add(MORE_DECIMALS));
        Ok(Self::from_parts(Quantity::from_decimal(&shifted)?.parts()))
    }

    /// Makes a rate of trillionths; `None` where it is zero or less.
    pub fn from_parts(parts: i64) -> Option<Self> {
        (parts > 0).then_some(Self(parts))
    }

    /// Returns the rate in trillionths.
    pub const fn parts(self) -> i64 {
        self.0
    }

    /// Returns the amount times the rate, rounded once, half to even, to a millionth; `None` where it is too large.
    pub fn convert(self, amount: Quantity) -> Option<Quantity> {
        let (product, divisor) = (i128::from(amount.parts()) * i128::from(self.0), i128::from(PARTS));
        let (quotient, remainder) = (product / divisor, product % divisor);
        let twice = remainder.abs() * 2;
        let is_away = twice > divisor || (twice == divisor && quotient % 2 != 0);
        let rounded = quotient + if is_away { product.signum() } else { 0 };
        // The least of `i64` stands for «unknown» in columns.
        i64::try_from(rounded).ok().filter(|parts| *parts != i64::MIN).map(Quantity::from_parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_twelve_decimals_and_is_above_zero() {
        for (text, parts) in [
            ("1", Some(1_000_000_000_000)),
            ("3.75", Some(3_750_000_000_000)),
            ("0.0000891", Some(89_100_000)),
            ("8.91e-5", Some(89_100_000)),
            ("0.0000000000005", None),
            ("0.0000000000015", Some(2)),
            ("0", None),
            ("-3.75", None),
        ] {
            assert_eq!(Rate::from_decimal(text).map(|rate| rate.map(Rate::parts)), Ok(parts), "{text}");
        }
        assert_eq!(Rate::from_decimal("9223373"), Err(NotAQuantity::TooLarge));
        for text in ["", "many", "1e", "1e5e5", "1,5"] {
            assert_eq!(Rate::from_decimal(text), Err(NotAQuantity::NotANumber), "{text}");
        }
    }

    #[test]
    fn an_amount_is_rounded_once_half_to_even() {
        // By hand, in millionths: 0.000001 × 2.5 = 0.0000025.
        for (amount, rate, converted) in [
            (1, "2.5", Some(2)),
            (-1, "2.5", Some(-2)),
            (1, "3.5", Some(4)),
            (-1, "3.5", Some(-4)),
            (1, "2.500000000001", Some(3)),
            (100_000_000, "3.75", Some(375_000_000)),
            (-19_990_000, "3.7512", Some(-74_986_488)),
            (0, "3.75", Some(0)),
            (i64::MAX, "1", Some(i64::MAX)),
            (i64::MAX, "1.1", None),
            (i64::MIN + 1, "1.1", None),
        ] {
            let rate = Rate::from_decimal(rate).unwrap().unwrap();
            assert_eq!(rate.convert(Quantity::from_parts(amount)).map(Quantity::parts), converted, "{amount} {rate:?}");
        }
    }
}
