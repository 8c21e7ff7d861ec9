//! Reads a date: as ISO 8601 writes it, as a strptime pattern says, or [`find`]s one however it is written.
//!
//! A date, and a time without an offset from UTC, belong to the day that is written. A time with an offset (or `Z`)
//! is an instant: it belongs to the local day of the feed's [`Zone`], and where the feed names none, to the day that
//! is written.

mod find;
mod moment;
mod token;
mod words;

pub use find::{Found, find};

use crate::engine::day::Day;
use crate::engine::zone::Zone;
use moment::{Moment, Rest, read_iso};
use words::{MONTHS, WEEKDAYS};

/// How a column writes its dates. The default is ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateFormat {
    /// `None`: ISO 8601.
    pattern: Option<Vec<Part>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Literal(char),
    Space,
    Year,
    YearOfCentury,
    Month,
    MonthName,
    DayOfMonth,
    WeekdayName,
    Hour,
    HourOfHalfDay,
    Minute,
    Second,
    Fraction,
    HalfDay,
    Offset,
    ZoneName,
}

impl DateFormat {
    /// Compiles a strptime pattern.
    ///
    /// Understands `%Y %y %m %d %e %b %B %h %a %A %H %I %M %S %f %p %z %Z %%`, the compounds `%F %D %T %R`, a `-` after
    /// the per cent sign (`%-d`), and characters that stand for themselves. Names are English.
    /// Returns `None` for another directive, and where year or month is missing: that is no date.
    /// A pattern without a day means the first of the month.
    pub fn from_strptime(pattern: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut chars = pattern.chars();
        while let Some(char) = chars.next() {
            match char {
                '%' => push_directive(chars.by_ref(), &mut parts)?,
                char if char.is_whitespace() => parts.push(Part::Space),
                char => parts.push(Part::Literal(char)),
            }
        }
        let has_year = parts.iter().any(|part| matches!(part, Part::Year | Part::YearOfCentury));
        let has_month = parts.iter().any(|part| matches!(part, Part::Month | Part::MonthName));
        (has_year && has_month).then_some(Self { pattern: Some(parts) })
    }

    /// Reads the day of a date or datetime; `None` where the text, trimmed, is not wholly one.
    ///
    /// ISO 8601 is `YYYY-MM-DD`, `YYYYMMDD` or `YYYY-MM` (its first day); after a whole date there may be `T` or a space
    /// and a time, with a fraction and `Z`, `UTC` or an offset. A year alone is refused: no grain is that long, and
    /// any number of four digits would be a date.
    /// By a pattern, numbers may lack their zeros and names their capitals; two digits of a year are 1969 to 2068
    /// (POSIX). A weekday's name is passed over, right or wrong.
    pub fn read(&self, text: &str) -> Option<Day> {
        self.read_in(text, None)
    }

    /// Reads as [`Self::read`] does; an instant belongs to its day in `zone`.
    pub fn read_in(&self, text: &str, zone: Option<&Zone>) -> Option<Day> {
        let mut rest = Rest(text.trim());
        let moment = match &self.pattern {
            None => read_iso(&mut rest)?,
            Some(parts) => read_parts(parts, &mut rest)?,
        };
        rest.0.is_empty().then(|| moment.day_in(zone))
    }
}

fn push_directive(chars: &mut std::str::Chars<'_>, parts: &mut Vec<Part>) -> Option<()> {
    use Part::{DayOfMonth, Hour, Literal, Minute, Month, Second, Year, YearOfCentury};
    let mut directive = chars.next()?;
    if directive == '-' {
        directive = chars.next().filter(|char| "ymdeHIMS".contains(*char))?;
    }
    match directive {
        'Y' => parts.push(Year),
        'y' => parts.push(YearOfCentury),
        'm' => parts.push(Month),
        'b' | 'B' | 'h' => parts.push(Part::MonthName),
        'd' | 'e' => parts.push(DayOfMonth),
        'a' | 'A' => parts.push(Part::WeekdayName),
        'H' => parts.push(Hour),
        'I' => parts.push(Part::HourOfHalfDay),
        'M' => parts.push(Minute),
        'S' => parts.push(Second),
        'f' => parts.push(Part::Fraction),
        'p' => parts.push(Part::HalfDay),
        'z' => parts.push(Part::Offset),
        'Z' => parts.push(Part::ZoneName),
        '%' => parts.push(Literal('%')),
        'F' => parts.extend([Year, Literal('-'), Month, Literal('-'), DayOfMonth]),
        'D' => parts.extend([Month, Literal('/'), DayOfMonth, Literal('/'), YearOfCentury]),
        'T' => parts.extend([Hour, Literal(':'), Minute, Literal(':'), Second]),
        'R' => parts.extend([Hour, Literal(':'), Minute]),
        _ => return None,
    }
    Some(())
}

fn read_parts(parts: &[Part], rest: &mut Rest<'_>) -> Option<Moment> {
    let (mut year, mut month, mut day) = (0, 0, 1);
    let (mut hour, mut minute, mut second, mut is_afternoon) = (0, 0, 0, None);
    let mut offset = None;
    for part in parts {
        match part {
            Part::Literal(char) => rest.char(*char)?,
            Part::Space => rest.space()?,
            Part::Year => year = rest.digits(4)?,
            Part::YearOfCentury => year = year_from_two_digits(rest.digits(2)?),
            Part::Month => month = rest.number(1, 12)?,
            Part::MonthName => month = rest.name(&MONTHS)?,
            Part::DayOfMonth => {
                rest.0 = rest.0.trim_start();
                day = rest.number(1, 31)?;
            }
            Part::WeekdayName => drop(rest.name(&WEEKDAYS)?),
            Part::Hour => hour = rest.number(0, 23)?,
            Part::HourOfHalfDay => hour = rest.number(1, 12)?,
            Part::Minute => minute = rest.number(0, 59)?,
            Part::Second => second = rest.number(0, 60)?,
            Part::Fraction => rest.fraction()?,
            Part::HalfDay => {
                is_afternoon = Some(rest.word("am").is_none());
                if is_afternoon == Some(true) {
                    rest.word("pm")?;
                }
            }
            Part::Offset => offset = Some(rest.offset()?),
            Part::ZoneName => {
                // Other names mean several zones (`CST`), or are no zone's.
                let name = rest.letters()?;
                let is_utc = ["utc", "gmt", "z"].iter().any(|utc| name.eq_ignore_ascii_case(utc));
                offset = offset.or(is_utc.then_some(0));
            }
        }
    }
    let day = Day::from_ymd(i32::try_from(year).ok()?, month, day)?;
    Some(Moment::new(day, hour, minute, second, is_afternoon).at_offset(offset))
}

/// POSIX: 69 to 99 are of the 20th century.
const fn year_from_two_digits(year: u32) -> u32 {
    year + if year < 69 { 2000 } else { 1900 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_its_format_says() {
        for (pattern, text, expected) in [
            ("", "2024-02-29", Some("2024-02-29")),
            ("", " 2024-02-29 ", Some("2024-02-29")),
            ("", "20240229", Some("2024-02-29")),
            ("", "2024-02", Some("2024-02-01")),
            ("", "2024-02-29T23:59:60.123456789Z", Some("2024-02-29")),
            ("", "2024-02-29 23:59", Some("2024-02-29")),
            ("", "2024-02-29 00:00:00 UTC", Some("2024-02-29")),
            ("", "2024-02-29t05:00:00,5+0530", Some("2024-02-29")),
            ("", "2024-02-29T05:00:00-03:00", Some("2024-02-29")),
            ("", "20240229T050000Z", Some("2024-02-29")),
            ("", "2024", None),
            ("", "202402", None),
            ("", "2023-02-29", None),
            ("", "2024-2-9", None),
            ("", "2024-02-29T", None),
            ("", "2024-02-29T25:00", None),
            ("", "2024-02-29T05:60", None),
            ("", "2024-02-29T05:00:00.", None),
            ("", "2024-02-29x", None),
            ("", "2024-02-29T05:00+", None),
            ("", "", None),
            ("", "٢٠٢٤-٠٢-٢٩", None),
            ("%m/%d/%Y", "2/1/2018", Some("2018-02-01")),
            ("%m/%d/%Y", "02/01/2018", Some("2018-02-01")),
            ("%m/%d/%Y", "13/1/2018", None),
            ("%m/%d/%Y", "2/30/2018", None),
            ("%m/%d/%Y", "2/1/18", None),
            ("%m/%d/%Y %H:%M", "2/28/2018 3:00", Some("2018-02-28")),
            ("%m/%d/%Y %H:%M", "2/28/2018 24:00", None),
            ("%m/%d/%Y %I:%M %p", "2/28/2018 12:59 pm", Some("2018-02-28")),
            ("%m/%d/%Y %I:%M %p", "2/28/2018 13:00 PM", None),
            ("%d.%m.%y", "1.2.68", Some("2068-02-01")),
            ("%d.%m.%y", "1.2.69", Some("1969-02-01")),
            ("%e %B %Y", " 1 may 2024", Some("2024-05-01")),
            ("%-d %b %Y", "1 Sep 2024", Some("2024-09-01")),
            ("%b %Y", "Dec 2024", Some("2024-12-01")),
            ("%a, %d %b %Y %T %Z", "Mon, 05 Feb 2024 06:07:08 GMT", Some("2024-02-05")),
            ("%FT%T.%f%z", "2024-02-05T06:07:08.123+02:00", Some("2024-02-05")),
            ("%D", "02/05/24", Some("2024-02-05")),
            ("%Y%m%d", "20240205", Some("2024-02-05")),
            ("%Y %% %m", "2024 % 2", Some("2024-02-01")),
            ("%Y-%m-%d", "2024-02-05x", None),
            ("%Y-%m-%d", "２０２４-02-05", None),
            ("%Y年%m月%d日", "2024年2月5日", Some("2024-02-05")),
        ] {
            let format =
                if pattern.is_empty() { Some(DateFormat::default()) } else { DateFormat::from_strptime(pattern) };
            let day = format.unwrap().read(text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{pattern:?} {text:?}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_is_refused() {
        for pattern in ["", "DD/MM/YYYY", "%Y", "%H:%M", "%Y-%m-%Q", "%Y-%m-%", "%-", "%m/%d", "%Y-%-B", "any"] {
            assert_eq!(DateFormat::from_strptime(pattern), None, "{pattern:?}");
        }
    }
}
