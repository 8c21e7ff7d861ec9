//! Reads a date, as ISO 8601 writes it or as a strptime pattern says.
//!
//! The time of day and the offset from UTC are checked and dropped: a row belongs to the day that its file names,
//! and is never shifted to another one.

use crate::engine::day::Day;

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

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

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
        let mut rest = Rest(text.trim());
        let day = match &self.pattern {
            None => read_iso(&mut rest)?,
            Some(parts) => read_parts(parts, &mut rest)?,
        };
        rest.0.is_empty().then_some(day)
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

fn read_parts(parts: &[Part], rest: &mut Rest<'_>) -> Option<Day> {
    let (mut year, mut month, mut day) = (0, 0, 1);
    for part in parts {
        match part {
            Part::Literal(char) => rest.char(*char)?,
            Part::Space => rest.space()?,
            Part::Year => year = rest.digits(4)?,
            Part::YearOfCentury => {
                let of_century = rest.digits(2)?;
                year = of_century + if of_century < 69 { 2000 } else { 1900 };
            }
            Part::Month => month = rest.number(1, 12)?,
            Part::MonthName => month = rest.name(&MONTHS)?,
            Part::DayOfMonth => {
                rest.0 = rest.0.trim_start();
                day = rest.number(1, 31)?;
            }
            Part::WeekdayName => drop(rest.name(&WEEKDAYS)?),
            Part::Hour => drop(rest.number(0, 23)?),
            Part::HourOfHalfDay => drop(rest.number(1, 12)?),
            Part::Minute => drop(rest.number(0, 59)?),
            Part::Second => drop(rest.number(0, 60)?),
            Part::Fraction => rest.fraction()?,
            Part::HalfDay => rest.word("am").or_else(|| rest.word("pm"))?,
            Part::Offset => rest.offset()?,
            Part::ZoneName => rest.letters()?,
        }
    }
    Day::from_ymd(i32::try_from(year).ok()?, month, day)
}

fn read_iso(rest: &mut Rest<'_>) -> Option<Day> {
    let year = i32::try_from(rest.digits(4)?).ok()?;
    let is_extended = rest.char('-').is_some();
    let month = rest.digits(2)?;
    if is_extended && rest.0.is_empty() {
        return Day::from_ymd(year, month, 1);
    }
    if is_extended {
        rest.char('-')?;
    }
    let day = Day::from_ymd(year, month, rest.digits(2)?)?;
    if rest.0.is_empty() {
        return Some(day);
    }
    rest.word("t").or_else(|| rest.space())?;
    rest.at_most(24)?;
    let has_colons = rest.char(':').is_some();
    if has_colons || rest.0.starts_with(|char: char| char.is_ascii_digit()) {
        rest.at_most(59)?;
        if rest.char(':').is_some() || (!has_colons && rest.0.starts_with(|char: char| char.is_ascii_digit())) {
            rest.at_most(60)?;
            if rest.char('.').or_else(|| rest.char(',')).is_some() {
                rest.fraction()?;
            }
        }
    }
    if !rest.0.is_empty() {
        rest.0 = rest.0.trim_start();
        rest.word("utc").or_else(|| rest.offset())?;
    }
    Some(day)
}

/// What of the text has not been read yet. Every method takes what it names from the front, or nothing and says `None`.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn char(&mut self, wanted: char) -> Option<()> {
        let mut chars = self.0.chars();
        let found = chars.next()?;
        (found == wanted || found.eq_ignore_ascii_case(&wanted)).then(|| self.0 = chars.as_str())
    }

    fn word(&mut self, lower_case: &str) -> Option<()> {
        let (word, rest) = self.0.split_at_checked(lower_case.len())?;
        word.eq_ignore_ascii_case(lower_case).then(|| self.0 = rest)
    }

    /// Takes white space, at least one.
    fn space(&mut self) -> Option<()> {
        let rest = self.0.trim_start();
        (rest.len() < self.0.len()).then(|| self.0 = rest)
    }

    /// Takes letters, at least one.
    fn letters(&mut self) -> Option<()> {
        let rest = self.0.trim_start_matches(|char: char| char.is_ascii_alphabetic());
        (rest.len() < self.0.len()).then(|| self.0 = rest)
    }

    /// Takes exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let number = digits
            .bytes()
            .try_fold(0, |number: u32, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))?;
        self.0 = rest;
        Some(number)
    }

    /// Takes two digits that are not more than `max`.
    fn at_most(&mut self, max: u32) -> Option<u32> {
        self.digits(2).filter(|number| *number <= max)
    }

    /// Takes a number of two digits or one, whichever lies within `min..=max`, as Python's strptime does.
    fn number(&mut self, min: u32, max: u32) -> Option<u32> {
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
    fn fraction(&mut self) -> Option<()> {
        let rest = self.0.trim_start_matches(|char: char| char.is_ascii_digit());
        (1..=9).contains(&(self.0.len() - rest.len())).then(|| self.0 = rest)
    }

    /// Takes a name of the list, whole or its first three letters; returns its place, beginning with 1.
    fn name(&mut self, names: &[&str]) -> Option<u32> {
        for (place, name) in (1..).zip(names) {
            if self.word(name).or_else(|| self.word(name.get(..3)?)).is_some() {
                return Some(place);
            }
        }
        None
    }

    /// Takes `Z`, `+HH`, `+HHMM`, `+HH:MM` or the like with seconds.
    fn offset(&mut self) -> Option<()> {
        if self.word("z").is_some() {
            return Some(());
        }
        self.char('+').or_else(|| self.char('-'))?;
        self.at_most(23)?;
        for _ in 0..2 {
            if self.char(':').is_some() || self.0.starts_with(|char: char| char.is_ascii_digit()) {
                self.at_most(59)?;
            }
        }
        Some(())
    }
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
