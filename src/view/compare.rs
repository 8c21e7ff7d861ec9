//! What the period is compared with.

use crate::engine::day::Day;
use crate::view::query::{days_from_id, days_id};
use serde::{Deserialize, Serialize};

/// What the period is compared with; days it becomes in [`crate::view::period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Compare {
    Nothing,
    /// The days before: as many of them, or as many elapsed days of the month, quarter or year before.
    #[default]
    Previous,
    /// 364 days earlier, so that weekdays meet weekdays.
    LastYear,
    /// The same dates of last year.
    LastYearDates,
    /// So many days earlier that the first of the nearest Ramadan meets that of the year before.
    LastRamadan,
    /// What the feed aims at, which is no period.
    Target,
    /// Both days belong to it, the first is not after the last.
    Custom(Day, Day),
}

impl Compare {
    /// What is offered by name.
    pub const PRESETS: [Self; 6] =
        [Self::Previous, Self::LastYear, Self::LastYearDates, Self::LastRamadan, Self::Target, Self::Nothing];

    /// Returns what a link writes for it.
    pub fn id(self) -> String {
        match self {
            Self::Nothing => "none".into(),
            Self::Previous => "previous".into(),
            Self::LastYear => "last-year".into(),
            Self::LastYearDates => "last-year-dates".into(),
            Self::LastRamadan => "last-ramadan".into(),
            Self::Target => "target".into(),
            Self::Custom(from, to) => days_id(from, to),
        }
    }

    /// Reads a name or `YYYY-MM-DD..YYYY-MM-DD`.
    pub fn from_id(id: &str) -> Option<Self> {
        let preset = || Self::PRESETS.into_iter().find(|compare| compare.id() == id);
        days_from_id(id).map(|(from, to)| Self::Custom(from, to)).or_else(preset)
    }
}
