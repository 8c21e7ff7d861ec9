//! Days of the Gregorian calendar, and how trade goes with the week and the month.

use std::fmt;
use std::str::FromStr;

use crate::plan::Beat;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// The first and the last day of the feed.
pub const FIRST: Day = Day::from_date(2024, 9, 1);
pub const LAST: Day = Day::from_date(2026, 10, 31);

impl Day {
    /// Counts the days to a date: Howard Hinnant, «chrono-compatible low-level date algorithms», `days_from_civil`.
    pub const fn from_date(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year - era * 400;
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
    }

    /// Gives year, month and day: `civil_from_days` of the same source.
    pub const fn date(self) -> (i64, i64, i64) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted - era * 146_097;
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month, day_of_year - (153 * shifted_month + 2) / 5 + 1)
    }

    /// Counts from Sunday, 0, to Saturday, 6. The first of January 1970 was a Thursday.
    pub fn weekday(self) -> usize {
        usize::try_from((self.0 + 4).rem_euclid(7)).unwrap_or(0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let fault = || format!("{text:?} is not a date");
        let parts =
            text.split('-').map(str::parse).collect::<std::result::Result<Vec<i64>, _>>().map_err(|_| fault())?;
        let [year, month, day] = parts[..] else { return Err(fault()) };
        let parsed = Self::from_date(year, month, day);
        if parsed.date() == (year, month, day) { Ok(parsed) } else { Err(fault()) }
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
