//! A day with its time, and the reading of ISO 8601.

use crate::engine::day::Day;
use crate::engine::zone::{DAY_S, Zone};

/// A day, the time on it, and the offset from UTC where one is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    day: Day,
    second: i64,
    offset: Option<i32>,
}

impl Moment {
    pub(super) const fn of_day(day: Day) -> Self {
        Self { day, second: 0, offset: None }
    }

    /// Makes a moment of a time that has been checked; `is_afternoon` of an hour on a dial of twelve.
    pub(super) fn new(day: Day, hour: u32, minute: u32, second: u32, is_afternoon: Option<bool>) -> Self {
        let hour = match is_afternoon {
            Some(is_afternoon) => hour % 12 + if is_afternoon { 12 } else { 0 },
            None => hour,
        };
        Self { day, second: i64::from(hour * 3600 + minute * 60 + second), offset: None }
    }

    pub(super) const fn at_offset(self, offset: Option<i32>) -> Self {
        Self { offset, ..self }
    }

    /// Returns the same time of another day.
    pub(super) const fn on(self, day: Day) -> Self {
        Self { day, ..self }
    }

    /// Returns the day of an instant in `zone`, or the day that is written.
    pub(super) fn day_in(self, zone: Option<&Zone>) -> Day {
        match (self.offset, zone) {
            (Some(offset), Some(zone)) => {
                zone.day_of(i64::from(self.day.number()) * DAY_S + self.second - i64::from(offset))
            }
            _ => self.day,
        }
    }
}

/// Reads a date as ISO 8601 writes it, perhaps with a time.
pub(super) fn read_iso(rest: &mut Rest<'_>) -> Option<Moment> {
    let year = i32::try_from(rest.digits(4)?).ok()?;
    let is_extended = rest.char('-').is_some();
    let month = rest.digits(2)?;
    if is_extended && rest.0.is_empty() {
        return Day::from_ymd(year, month, 1).map(Moment::of_day);
    }
    if is_extended {
        rest.char('-')?;
    }
    let day = Day::from_ymd(year, month, rest.digits(2)?)?;
    if rest.0.is_empty() {
        return Some(Moment::of_day(day));
    }
    rest.word("t").or_else(|| rest.space())?;
    let hour = rest.at_most(24)?;
    let (mut minute, mut second) = (0, 0);
    let has_colons = rest.char(':').is_some();
    if has_colons || rest.0.starts_with(|char: char| char.is_ascii_digit()) {
        minute = rest.at_most(59)?;
        if rest.char(':').is_some() || (!has_colons && rest.0.starts_with(|char: char| char.is_ascii_digit())) {
            second = rest.at_most(60)?;
            if rest.char('.').or_else(|| rest.char(',')).is_some() {
                rest.fraction()?;
            }
        }
    }
    let mut offset = None;
    if !rest.0.is_empty() {
        rest.0 = rest.0.trim_start();
        offset = Some(rest.word("utc").map(|()| 0).or_else(|| rest.offset())?);
    }
    Some(Moment::new(day, hour, minute, second, None).at_offset(offset))
}

/// What of the text has not been read yet. Every method takes what it names from the front, or nothing and says `None`.
pub(super) struct Rest<'a>(pub(super) &'a str);

impl Rest<'_> {
    pub(super) fn char(&mut self, wanted: char) -> Option<()> {
        let mut chars = self.0.chars();
        let found = chars.next()?;
        (found == wanted || found.eq_ignore_ascii_case(&wanted)).then(|| self.0 = chars.as_str())
    }

    pub(super) fn word(&mut self, lower_case: &str) -> Option<()> {
        let (word, rest) = self.0.split_at_checked(lower_case.len())?;
        word.eq_ignore_ascii_case(lower_case).then(|| self.0 = rest)
    }

    /// Takes white space, at least one.
    pub(super) fn space(&mut self) -> Option<()> {
        let rest = self.0.trim_start();
        (rest.len() < self.0.len()).then(|| self.0 = rest)
    }

    /// Takes letters, at least one.
    pub(super) fn letters(&mut self) -> Option<&str> {
        let rest = self.0.trim_start_matches(|char: char| char.is_ascii_alphabetic());
        let letters = self.0.get(..self.0.len() - rest.len()).filter(|letters| !letters.is_empty())?;
        self.0 = rest;
        Some(letters)
    }

    /// Takes exactly so many digits.
    pub(super) fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let number = digits
            .bytes()
            .try_fold(0, |number: u32, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))?;
        self.0 = rest;
        Some(number)
    }

    /// Takes two digits that are not more than `max`.
    pub(super) fn at_most(&mut self, max: u32) -> Option<u32> {
        self.digits(2).filter(|number| *number <= max)
    }

    /// Takes a number of two digits or one, whichever lies within `min..=max`, as Python's strptime does.
    pub(super) fn number(&mut self, min: u32, max: u32) -> Option<u32> {
        let start = self.0;
        for count in [2, 1] {
            match self.digits(count) {
                Some(number) if (min..=max).contains(&number) => return Some(number),
                _ => self.0 = start,
            }
        }
        None
    }

    /// Takes one to nine digits.
    pub(super) fn fraction(&mut self) -> Option<()> {
        let rest = self.0.trim_start_matches(|char: char| char.is_ascii_digit());
        (1..=9).contains(&(self.0.len() - rest.len())).then(|| self.0 = rest)
    }

    /// Takes a name of the list, whole or its first three letters; returns its place, beginning with 1.
    pub(super) fn name(&mut self, names: &[&str]) -> Option<u32> {
        for (place, name) in (1..).zip(names) {
            if self.word(name).or_else(|| self.word(name.get(..3)?)).is_some() {
                return Some(place);
            }
        }
        None
    }

    /// Takes `Z`, `+HH`, `+HHMM`, `+HH:MM` or the like with seconds; returns the seconds.
    pub(super) fn offset(&mut self) -> Option<i32> {
        if self.word("z").is_some() {
            return Some(0);
        }
        let sign = if self.char('+').is_some() { 1 } else { self.char('-').map(|()| -1)? };
        let mut seconds = self.at_most(23)? * 3600;
        for unit in [60, 1] {
            if self.char(':').is_some() || self.0.starts_with(|char: char| char.is_ascii_digit()) {
                seconds += self.at_most(59)? * unit;
            }
        }
        Some(sign * i32::try_from(seconds).ok()?)
    }
}
