//! Which plural form a count takes, by the rules of CLDR 47 for cardinals.
//!
//! The rules are those of <https://www.unicode.org/cldr/charts/47/supplemental/language_plural_rules.html>,
//! tested against Unicode's own ICU4X. What is counted are whole things from zero up; for anything else
//! (−1, 1.5, NaN, ∞) the form is `other`. CLDR itself would drop the sign, and an Arabic «one» that spells its
//! number out would then say one where minus one is meant.

/// A plural form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// Returns CLDR's name of it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// one: n = 1.
    pub fn in_english(count: f64) -> Self {
        if count == 1.0 { Self::One } else { Self::Other }
    }

    /// zero, one, two: n = 0, 1, 2; few: n % 100 = 3..10; many: n % 100 = 11..99.
    pub fn in_arabic(count: f64) -> Self {
        // The cast saturates: a count past 2^64 is larger than what any feed may add up to.
        let whole = count as u64;
        if count < 0.0 || whole as f64 != count {
            return Self::Other;
        }
        match (whole, whole % 100) {
            (0, _) => Self::Zero,
            (1, _) => Self::One,
            (2, _) => Self::Two,
            (_, 3..=10) => Self::Few,
            (_, 11..=99) => Self::Many,
            _ => Self::Other,
        }
    }
}
