//! How a language writes numbers and dates: a trait, because only the browser knows (`Intl`).
//!
//! In the browser `browser::intl` implements it. [`Plain`] is for native tests: plain ASCII,
//! the same on every machine.

use crate::engine::calendar::hijri::Hijri;
use crate::engine::day::Day;
use serde::{Deserialize, Serialize};

/// Which digits are written, everywhere on the page at once. A preference, not a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Digits {
    /// 0123456789
    #[default]
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩
    Arabic,
}

impl Digits {
    pub const ALL: [Self; 2] = [Self::Latin, Self::Arabic];

    /// Returns the name of the numbering system in BCP 47 (`nu`).
    pub const fn id(self) -> &'static str {
        match self {
            Self::Latin => "latn",
            Self::Arabic => "arab",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|digits| digits.id() == id)
    }
}

/// What kind of number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind<'a> {
    Decimal,
    /// The value is a share: 0.5 is written 50 %.
    Percent,
    /// ISO 4217 code.
    Currency(&'a str),
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NumberStyle<'a> {
    pub kind: NumberKind<'a>,
    /// `1.2 M` rather than `1,234,567`: three significant digits.
    pub is_compact: bool,
    /// A plus sign where the value is above zero.
    pub is_signed: bool,
    /// Decimals, least and most. Not used when compact.
    pub decimals: (u8, u8),
}

impl<'a> NumberStyle<'a> {
    /// Writes whole numbers.
    pub const COUNT: NumberStyle<'static> =
        NumberStyle { kind: NumberKind::Decimal, is_compact: false, is_signed: false, decimals: (0, 0) };

    pub const fn of(kind: NumberKind<'a>, decimals: (u8, u8)) -> Self {
        Self { kind, is_compact: false, is_signed: false, decimals }
    }

    pub const fn compact(mut self) -> Self {
        self.is_compact = true;
        self
    }

    pub const fn signed(mut self) -> Self {
        self.is_signed = true;
        self
    }
}

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// «31 Oct 2026»
    Day,
    /// «31 Oct»
    DayOfMonth,
    /// «Oct 2026»
    Month,
    /// «2026»
    Year,
    /// «Ramadan 1447 AH»: the month of Umm al-Qura that the day lies in.
    HijriMonth,
    /// «12 Ramadan 1447 AH»
    HijriDay,
    /// «Saturday 31 October 2026»
    FullDay,
    /// «Sat»
    Weekday,
}

/// Writes numbers and dates as a language does.
pub trait Locale {
    /// Writes a finite number.
    fn number(&self, value: f64, style: NumberStyle<'_>) -> String;
    fn date(&self, day: Day, style: DateStyle) -> String;
    /// Writes two days as a range, without saying twice what they share: «2 – 31 Oct 2026».
    fn date_range(&self, from: Day, to: Day) -> String;
    /// Joins items as a sentence does: «a, b and c».
    fn list(&self, items: &[String]) -> String;
    /// Compares two names as a dictionary of the language does.
    fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering;
}

/// The locale of native tests: ASCII, no grouping surprises, the same everywhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

impl Locale for Plain {
    fn number(&self, value: f64, style: NumberStyle<'_>) -> String {
        let (value, unit) = match style.kind {
            NumberKind::Decimal => (value, String::new()),
            NumberKind::Percent => (value * 100.0, "%".into()),
            NumberKind::Currency(code) => (value, format!(" {code}")),
        };
        let sign = if style.is_signed && value > 0.0 { "+" } else { "" };
        if style.is_compact {
            let (scaled, suffix) = match value.abs() {
                size if size >= 1e9 => (value / 1e9, "B"),
                size if size >= 1e6 => (value / 1e6, "M"),
                size if size >= 1e3 => (value / 1e3, "K"),
                _ => (value, ""),
            };
            let decimals = if scaled.abs() >= 100.0 { 0 } else { 1 };
            return format!("{sign}{scaled:.decimals$}{suffix}{unit}");
        }
        let (least, most) = (usize::from(style.decimals.0), usize::from(style.decimals.1));
        let mut text = format!("{value:.most$}");
        while text.contains('.') && text.ends_with('0') && text.len() - text.find('.').unwrap_or(0) - 1 > least {
            text.pop();
        }
        format!("{sign}{}{unit}", text.trim_end_matches('.'))
    }

    fn date(&self, day: Day, style: DateStyle) -> String {
        let text = day.to_string();
        match style {
            DateStyle::Day | DateStyle::FullDay => text,
            DateStyle::HijriDay => Hijri::of(day).map_or(text, |date| date.to_string()),
            DateStyle::Weekday => {
                let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
                usize::try_from(day.weekday()).ok().and_then(|at| names.get(at)).map_or(text, |name| (*name).into())
            }
            DateStyle::DayOfMonth => text.get(5..).unwrap_or_default().into(),
            DateStyle::Month => text.get(..7).unwrap_or_default().into(),
            DateStyle::Year => text.get(..4).unwrap_or_default().into(),
            DateStyle::HijriMonth => match Hijri::of(day) {
                Some(date) => date.to_string().get(..7).unwrap_or_default().into(),
                None => text,
            },
        }
    }

    fn date_range(&self, from: Day, to: Day) -> String {
        format!("{from} – {to}")
    }

    fn list(&self, items: &[String]) -> String {
        items.join(", ")
    }

    fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        a.cmp(b)
    }
}
