//! The first day that is read of a file.

use crate::engine::day::Day;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day, or so long before today. Rows before it are passed over; of Parquet they are not even fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Since {
    On(Day),
    Months(u16),
    Days(u16),
}

impl Since {
    /// Reads a day (`2025-01-01`) or an ISO 8601 duration of one unit before today (`P2Y`, `P24M`, `P12W`, `P90D`).
    pub fn parse(text: &str) -> Option<Self> {
        let Some(duration) = text.strip_prefix('P') else { return Day::from_iso(text).map(Self::On) };
        let (count, unit) = duration.split_at_checked(duration.len().checked_sub(1)?)?;
        let count: u16 = count.bytes().all(|byte| byte.is_ascii_digit()).then(|| count.parse().ok())??;
        match unit {
            "Y" => count.checked_mul(12).map(Self::Months),
            "M" => Some(Self::Months(count)),
            "W" => count.checked_mul(7).map(Self::Days),
            "D" => Some(Self::Days(count)),
            _ => None,
        }
    }

    pub fn day(self, today: Day) -> Day {
        match self {
            Self::On(day) => day,
            Self::Months(count) => today.plus_months(-i32::from(count)),
            Self::Days(count) => today.plus_days(-i32::from(count)),
        }
    }
}

impl fmt::Display for Since {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => day.fmt(out),
            Self::Months(count) => write!(out, "P{count}M"),
            Self::Days(count) => write!(out, "P{count}D"),
        }
    }
}
