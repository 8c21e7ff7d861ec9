//! A day of the calendar, and the arithmetic that periods need.
//!
//! A date without a time is a local date of the organisation: it is never shifted by a time zone.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01, within years 1..=9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(i32);

/// The day that a week begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WeekStart {
    Saturday,
    Sunday,
    #[default]
    Monday,
}

impl Day {
    pub const MIN: Self = Self(-719_162); // 0001-01-01
    /// 1970-01-01.
    pub const EPOCH: Self = Self(0);
    pub const MAX: Self = Self(2_932_896); // 9999-12-31

    /// Returns the day, or `None` where the calendar has none such or the year is not in 1..=9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        // H. Hinnant, «chrono-compatible low-level date algorithms», days_from_civil: years run
        // from March, so that the leap day is the last of its year.
        let (month, day) = (i32::try_from(month).ok()?, i32::try_from(day).ok()?);
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Returns year, month 1..=12 and day of the month 1..=31.
    #[allow(clippy::cast_sign_loss)]
    pub fn to_ymd(self) -> (i32, u32, u32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let mp = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month as u32, day as u32)
    }

    /// Returns the number of days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Returns the day so many days later (earlier where negative), held within years 1..=9999.
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Returns the same day so many months later; the 31st becomes the last day of a shorter month.
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.to_ymd();
        let total = year.saturating_mul(12).saturating_add(month as i32 - 1).saturating_add(months);
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12) as u32 + 1);
        Self::from_ymd(year, month, day.min(days_in_month(year, month))).unwrap_or(if months < 0 {
            Self::MIN
        } else {
            Self::MAX
        })
    }

    /// Returns how many days `self` is after `earlier`.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Returns the weekday, 0 = Monday … 6 = Sunday.
    pub const fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    pub fn start_of_week(self, start: WeekStart) -> Self {
        let first = match start {
            WeekStart::Monday => 0,
            WeekStart::Saturday => 5,
            WeekStart::Sunday => 6,
        };
        self.plus_days(-(self.weekday() - first).rem_euclid(7))
    }

    pub fn start_of_month(self) -> Self {
        let (_, _, day) = self.to_ymd();
        self.plus_days(1 - day as i32)
    }

    pub fn start_of_quarter(self) -> Self {
        let (_, month, _) = self.to_ymd();
        self.start_of_month().plus_months(-((month as i32 - 1) % 3))
    }

    pub fn start_of_year(self) -> Self {
        let (_, month, _) = self.to_ymd();
        self.start_of_month().plus_months(1 - month as i32)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let number = |from: usize, to: usize| {
            let part = bytes.get(from..to)?;
            part.iter().try_fold(0_u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
        };
        Self::from_ymd(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)
    }
}

/// Returns 28..=31, or 0 for a month that is none.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Writes `YYYY-MM-DD`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.to_ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
