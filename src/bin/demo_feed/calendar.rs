//! Days of the Gregorian calendar, and how trade goes with the week and the month.

use std::fmt;
use std::str::FromStr;

use crate::plan::Beat;
use miyar::engine::day;

/// A day, counted from 1970-01-01: the engine's, with arithmetic that a generator wants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// The first and the last day of the feed: 2024-09-01 and 2026-10-31.
pub const FIRST: Day = Day(19_967);
pub const LAST: Day = Day(20_757);

impl Day {
    fn civil(self) -> day::Day {
        day::Day::EPOCH.plus_days(i32::try_from(self.0).unwrap_or(0))
    }

    fn of(civil: day::Day) -> Self {
        Self(i64::from(civil.number()))
    }

    /// Counts the days to a date; a date that is none becomes the first of the feed.
    pub fn from_date(year: i64, month: i64, day: i64) -> Self {
        let civil = || day::Day::from_ymd(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
        civil().map_or(FIRST, Self::of)
    }

    /// Gives year, month and day.
    pub fn date(self) -> (i64, i64, i64) {
        let (year, month, day) = self.civil().to_ymd();
        (year.into(), month.into(), day.into())
    }

    /// Counts from Sunday, 0, to Saturday, 6.
    pub fn weekday(self) -> usize {
        usize::try_from((self.civil().weekday() + 1) % 7).unwrap_or(0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.civil().fmt(out)
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        day::Day::from_iso(text).map(Self::of).ok_or_else(|| format!("{text:?} is not a date"))
    }
}

/// Gives the level of a weekday, Sunday first; Friday and Saturday are the weekend. The mean of each row is 1.
pub fn week_level(beat: Beat, day: Day) -> f64 {
    let levels = match beat {
        Beat::Online => [0.97, 0.95, 0.96, 0.99, 1.06, 1.01, 1.06],
        Beat::Store => [0.87, 0.83, 0.86, 0.92, 1.14, 1.11, 1.27],
        // The switchboard is half manned on Friday.
        Beat::Phone => [1.18, 1.15, 1.12, 1.12, 1.10, 0.43, 0.90],
    };
    levels.get(day.weekday()).copied().unwrap_or(1.0)
}

/// Gives the level of a day of the month: salaries of the state come on the 27th.
pub fn payday_level(day: Day) -> f64 {
    match day.date().2 {
        27 | 28 => 1.16,
        29..=31 | 1 => 1.09,
        2..=4 => 1.03,
        20..=26 => 0.94,
        _ => 0.98,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_date_it_was_made_of() -> std::result::Result<(), String> {
        for day in (-200_000..200_000).map(Day) {
            let (year, month, day_of_month) = day.date();
            assert!(Day::from_date(year, month, day_of_month) == day, "{day}");
        }
        // Python: datetime.date(2026, 10, 31).toordinal() - datetime.date(1970, 1, 1).toordinal(), and isoweekday().
        assert_eq!((LAST.0, LAST.weekday(), "2026-10-31".parse::<Day>()?.0), (20_757, 6, 20_757));
        assert!("2026-02-30".parse::<Day>().is_err());
        Ok(())
    }

    #[test]
    fn the_levels_of_a_week_have_the_mean_1() {
        for beat in [Beat::Online, Beat::Store, Beat::Phone] {
            let sum: f64 = (0..7).map(|day| week_level(beat, Day(day))).sum();
            assert!((sum - 7.0).abs() < 0.011, "{sum}");
        }
    }
}
