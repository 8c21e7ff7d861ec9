//! Weeks as ISO 8601 numbers them: from Monday, and of the year that their Thursday is in.

use crate::engine::day::{Day, WeekStart};
use std::fmt;

/// A week such as 2025-W01, which begins on 30 December 2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoWeek {
    pub year: i32,
    /// 1..=53.
    pub week: u32,
}

impl IsoWeek {
    pub fn of(day: Day) -> Self {
        let thursday = day.start_of_week(WeekStart::Monday).plus_days(3);
        let (year, _, _) = thursday.to_ymd();
        let since = thursday.days_since(thursday.start_of_year());
        Self { year, week: u32::try_from(since / 7).unwrap_or(0) + 1 }
    }
}

/// Writes `2025-W01`.
impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}
