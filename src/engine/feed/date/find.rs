//! Finds a date that nobody has declared, in a dozen forms of two languages.

use super::moment::{Moment, Rest, read_iso};
use super::token::{Token, Tokens};
use super::words::{half_day, is_filler, is_same, is_weekday, month_from_pair, month_from_word};
use super::year_from_two_digits;
use crate::engine::day::Day;
use crate::engine::zone::Zone;

use Token::{Mark, Month, Number, Word};

/// The first year that is taken for one. Years before it are rather Hijri (1445) or stand for «unknown» (0001).
const FIRST_YEAR: i32 = 1900;

/// Seconds since 1970 that are taken for such, 2001-09-09 to 2033-05-18: all that have ten digits and begin with 1.
const SECONDS: std::ops::Range<u64> = 1_000_000_000..2_000_000_000;

/// What a text says of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    One(Day),
    /// The order of day and month decides (`02/03/2024`); the column shows it. At least one is a day, and they differ.
    Either {
        day_first: Option<Day>,
        month_first: Option<Day>,
    },
}

/// Finds the day of a date or datetime; `None` where the text is not wholly one.
///
/// - `2024-02-29`, `2024/2/29`, `20240229`, `2024-02`, `02/2024`, `2024-W09` (its Monday) and all of ISO 8601 that
///   [`super::DateFormat`] reads;
/// - `29/02/2024`, `29-02-24` in either order of day and month; with points the day is first;
/// - `29 Feb 2024`, `Feb 29, 2024`, `29-Feb-24`, `Feb 2024`, `29 فبراير 2024`, `٢٩ كانون الثاني ٢٠٢٤`;
/// - seconds, milliseconds or microseconds since 1970 in UTC, from 2001 to 2033.
///
/// A time may stand behind, before or within the date (`3:05 PM`, `٣:٠٥ م`, `T21:51:20Z`), with an offset; weekdays are
/// passed over. An instant belongs to its day in `zone`. A month is its first day. Years before 1900 are refused. The day
/// numbers of spreadsheets are not guessed: any number of five digits would be a date.
pub fn find(text: &str, zone: Option<&Zone>) -> Option<Found> {
    let text = text.trim();
    let day = match text.len() {
        10 => Day::from_iso(text),
        _ => None,
    };
    let day = day.or_else(|| {
        // What begins with four digits is ISO 8601 nearly always.
        let mut rest = Rest(text);
        let moment = text.bytes().take(4).all(|byte| byte.is_ascii_digit()).then(|| read_iso(&mut rest))??;
        rest.0.is_empty().then(|| moment.day_in(zone))
    });
    match day {
        Some(day) => sensible(day).map(Found::One),
        None => find_in(&Tokens::from_text(text)?, zone),
    }
}

fn sensible(day: Day) -> Option<Day> {
    (day.to_ymd().0 >= FIRST_YEAR).then_some(day)
}

fn find_in(tokens: &Tokens<'_>, zone: Option<&Zone>) -> Option<Found> {
    let mut date = Tokens::new();
    let mut time = None;
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        rest = after;
        match (*token, after) {
            (Number { .. }, [Mark(':'), ..] | [Word(_), ..]) if time.is_none() => match read_time(*token, after) {
                Some((found, after)) => (time, rest) = (Some(found), after),
                None => date.push(*token)?,
            },
            // The name of a zone, as JavaScript writes it after the offset.
            (Mark('('), _) if time.is_some() => {
                let n_name = after.iter().position(|token| *token == Mark(')'))?;
                rest = after.get(n_name + 1..)?;
            }
            (Word(word), [Word(next), after @ ..]) if month_from_pair(word, next).is_some() => {
                date.push(Month(month_from_pair(word, next)?))?;
                rest = after;
            }
            (Word(word), [Mark('.'), after @ ..]) if is_weekday(word) => rest = after,
            (Word(word), _) => push_word(word, &mut date)?,
            (Mark(','), _) => {}
            (token, _) => date.push(token)?,
        }
    }
    let moment = time.unwrap_or(Moment::of_day(Day::EPOCH));
    let day_of = |day: Day| sensible(moment.on(day).day_in(zone));
    match date.as_slice() {
        [Number { value, n_digits }] => find_number(*value, *n_digits, zone).filter(|_| time.is_none()).map(Found::One),
        // A fraction of a second.
        [Number { value, n_digits: 10 }, Mark('.'), Number { .. }] if time.is_none() => {
            find_number(*value, 10, zone).map(Found::One)
        }
        [
            Number { n_digits: 1..=2, value: first },
            Mark(mark),
            Number { n_digits: 1..=2, value: second },
            Mark(other),
            year,
        ] if mark == other && matches!(mark, '/' | '-' | '.') => {
            let year = full_year(*year)?;
            let day_first = day_from(year, *second, *first).and_then(day_of);
            let month_first = day_from(year, *first, *second).and_then(day_of).filter(|_| *mark != '.');
            match (day_first, month_first) {
                (None, None) => None,
                (Some(day), _) if *mark == '.' || day_first == month_first => Some(Found::One(day)),
                _ => Some(Found::Either { day_first, month_first }),
            }
        }
        others => find_one(others).and_then(day_of).map(Found::One),
    }
}

/// Passes over what says nothing of the day, and looks a month up.
fn push_word<'a>(word: &'a str, date: &mut Tokens<'a>) -> Option<()> {
    if let Some(month) = month_from_word(word) {
        return date.push(Month(month));
    }
    let follows_number = matches!(date.as_slice(), [.., Number { .. }]);
    let is_ordinal = follows_number && ["st", "nd", "rd", "th"].iter().any(|end| word.eq_ignore_ascii_case(end));
    // `T` before a time, `م` after a year of the Gregorian era.
    let is_letter = word.eq_ignore_ascii_case("t") || word == "م";
    if is_weekday(word) || is_filler(word) || is_ordinal || (is_letter && follows_number) {
        return Some(());
    }
    date.push(Word(word))
}

/// Reads a date that can be read in one way only.
fn find_one(tokens: &[Token<'_>]) -> Option<Day> {
    let mut parts = Tokens::new();
    for token in tokens {
        match token {
            // Around a month's name, and after its short form.
            Mark('.' | '-' | '/') if tokens.iter().any(|token| matches!(token, Month(_))) => {}
            token => parts.push(*token)?,
        }
    }
    let tokens = parts.as_slice();
    match tokens {
        [
            year,
            Mark(mark),
            Number { value: month, n_digits: 1..=2 },
            Mark(other),
            Number { value: day, n_digits: 1..=2 },
        ] if mark == other && matches!(mark, '-' | '/' | '.') => day_from(four_digits(*year)?, *month, *day),
        [Number { n_digits: 1..=2, value: month }, Mark('-' | '/' | '.'), year]
        | [year, Mark('-' | '/'), Number { n_digits: 1..=2, value: month }] => day_from(four_digits(*year)?, *month, 1),
        [Number { value: day, n_digits: 1..=2 }, Month(month), year]
        | [Month(month), Number { value: day, n_digits: 1..=2 }, year] => {
            day_from(full_year(*year)?, u64::from(*month), *day)
        }
        [year, Month(month), Number { value: day, n_digits: 1..=2 }] => {
            day_from(four_digits(*year)?, u64::from(*month), *day)
        }
        [Month(month), year] | [year, Month(month)] => day_from(four_digits(*year)?, u64::from(*month), 1),
        [year, week @ ..] => {
            let week = match week {
                [Mark('-'), week @ ..] => week,
                week => week,
            };
            let (number, weekday) = match week {
                [Word(w), Number { value, n_digits: 2 }] if is_same(w, "w") => (*value, 1),
                [Word(w), Number { value, n_digits: 2 }, Mark('-'), Number { value: weekday @ 1..=7, n_digits: 1 }]
                    if is_same(w, "w") =>
                {
                    (*value, *weekday)
                }
                _ => return None,
            };
            day_of_week(four_digits(*year)?, i32::try_from(number).ok()?, i32::try_from(weekday).ok()?)
        }
        [] => None,
    }
}

/// Returns a day of a week of ISO 8601: week 1 holds January 4th, weeks begin on Monday.
fn day_of_week(year: i32, week: i32, weekday: i32) -> Option<Day> {
    let start_of = |year: i32| {
        let fourth = Day::from_ymd(year, 1, 4)?;
        Some(fourth.plus_days(-fourth.weekday()))
    };
    let monday = start_of(year)?.plus_days(7 * (week - 1));
    ((1..=53).contains(&week) && monday < start_of(year + 1)?).then(|| monday.plus_days(weekday - 1))
}

/// Reads a bare number: a day in eight digits, or time since 1970.
fn find_number(value: u64, n_digits: u32, zone: Option<&Zone>) -> Option<Day> {
    let seconds = match n_digits {
        8 => {
            let day = day_from(i32::try_from(value / 10_000).ok()?, value / 100 % 100, value % 100)?;
            return sensible(day).filter(|day| day.to_ymd().0 < 2200);
        }
        10 => value,
        13 => value / 1000,
        16 => value / 1_000_000,
        _ => return None,
    };
    let second = i64::try_from(seconds).ok().filter(|_| SECONDS.contains(&seconds))?;
    Some(zone.map_or_else(|| Zone::default().day_of(second), |zone| zone.day_of(second)))
}

/// Reads a time that begins with `hour`; returns it on some day, and what follows.
fn read_time<'t, 'a>(hour: Token<'a>, rest: &'t [Token<'a>]) -> Option<(Moment, &'t [Token<'a>])> {
    let Number { value: hour, n_digits: 1..=2 } = hour else { return None };
    let (mut minute, mut second) = (0, 0);
    let mut rest = rest;
    let has_colon = matches!(rest, [Mark(':'), ..]);
    if let [Mark(':'), Number { value, n_digits: 2 }, after @ ..] = rest {
        (minute, rest) = (*value, after);
        if let [Mark(':'), Number { value, n_digits: 2 }, after @ ..] = rest {
            (second, rest) = (*value, after);
            if let [Mark('.' | ',' | ':'), Number { n_digits: 1..=9, .. }, after @ ..] = rest {
                rest = after;
            }
        }
    } else if has_colon {
        return None;
    }
    let mut is_afternoon = None;
    match rest {
        [Word(word), after @ ..] if half_day(word).is_some() => (is_afternoon, rest) = (half_day(word), after),
        [Word(a), Mark('.'), Word(m), after @ ..] if is_same(m, "m") && (is_same(a, "a") || is_same(a, "p")) => {
            is_afternoon = Some(is_same(a, "p"));
            rest = match after {
                [Mark('.'), after @ ..] => after,
                after => after,
            };
        }
        _ => {}
    }
    let is_hour = if is_afternoon.is_some() { (1..=12).contains(&hour) } else { has_colon && hour <= 24 };
    if !is_hour || minute > 59 || second > 60 {
        return None;
    }
    let (offset, rest) = read_offset(rest);
    let small = |value: u64| u32::try_from(value).ok();
    let moment = Moment::new(Day::EPOCH, small(hour)?, small(minute)?, small(second)?, is_afternoon);
    Some((moment.at_offset(offset), rest))
}

/// Reads `Z`, `UTC`, `+03:00`, `GMT+0300` and the odd `Z+0000`.
fn read_offset<'t, 'a>(rest: &'t [Token<'a>]) -> (Option<i32>, &'t [Token<'a>]) {
    let (utc, rest) = match rest {
        [Word(word), after @ ..] if ["z", "utc", "gmt"].iter().any(|name| is_same(word, name)) => (Some(0), after),
        rest => (None, rest),
    };
    let (hours, minutes, after) = match rest {
        [Mark('+' | '-'), Number { value, n_digits: 4 }, after @ ..] => (value / 100, value % 100, after),
        [Mark('+' | '-'), Number { value, .. }, Mark(':'), Number { value: minutes, .. }, after @ ..] => {
            (*value, *minutes, after)
        }
        [Mark('+' | '-'), Number { value, n_digits: 1..=2 }, after @ ..] => (*value, 0, after),
        _ => return (utc, rest),
    };
    let sign = if rest.first() == Some(&Mark('-')) { -1 } else { 1 };
    match i32::try_from(hours * 60 + minutes) {
        Ok(of_offset) if hours <= 14 && minutes < 60 => (Some(sign * of_offset * 60), after),
        _ => (utc, rest),
    }
}

fn day_from(year: i32, month: u64, day: u64) -> Option<Day> {
    Day::from_ymd(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn four_digits(token: Token<'_>) -> Option<i32> {
    match token {
        Number { value, n_digits: 4 } => i32::try_from(value).ok(),
        _ => None,
    }
}

/// Reads a year of four digits or two.
fn full_year(token: Token<'_>) -> Option<i32> {
    match token {
        Number { value, n_digits: 2 } => i32::try_from(year_from_two_digits(u32::try_from(value).ok()?)).ok(),
        token => four_digits(token),
    }
}
