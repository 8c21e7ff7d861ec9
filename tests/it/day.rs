//! Days and dates, against jiff as a calendar that somebody else wrote.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use miyar::engine::day::{Day, WeekStart, days_in_month};
use miyar::engine::feed::date::DateFormat;

fn check(day: Day, expected: Date) {
    let (year, month, of_month) = day.to_ymd();
    let found = (year, month, of_month);
    let expected = (expected.year().into(), expected.month() as u32, expected.day() as u32);
    assert_eq!(found, expected);
}

fn day_from(date: Date) -> Day {
    Day::from_ymd(date.year().into(), date.month() as u32, date.day() as u32).unwrap()
}

/// Every day of the years that both know: jiff goes from -9999 to 9999, a [`Day`] from 1.
fn all_days() -> impl Iterator<Item = (Day, Date)> {
    let first = jiff::civil::date(1, 1, 1);
    first.series(1.day()).enumerate().map(|(index, date)| (Day::MIN.plus_days(i32::try_from(index).unwrap()), date))
}

/// Every 13th day: the 13 shares no factor with weeks, and meets each day of each month.
fn some_days() -> impl Iterator<Item = (Day, Date)> {
    all_days().step_by(13)
}

#[test]
fn every_day_has_its_date_and_its_weekday() {
    let mut last = Day::MIN;
    for (day, date) in all_days() {
        check(day, date);
        assert_eq!(day_from(date), day, "{date}");
        assert_eq!(day.weekday(), i32::from(date.weekday().to_monday_zero_offset()), "{date}");
        last = day;
    }
    assert_eq!(last, Day::MAX);
}

#[test]
fn the_epoch_is_day_zero() {
    assert_eq!(Day::from_ymd(1970, 1, 1).map(Day::number), Some(0));
}

#[test]
fn a_date_that_the_calendar_lacks_is_refused() {
    for year in [-1, 0, 1, 1900, 2000, 2023, 2024, 9999, 10_000] {
        for month in 0..=13 {
            for day in 0..=32 {
                let expected = i16::try_from(year)
                    .ok()
                    .filter(|year| *year >= 1)
                    .and_then(|year| Date::new(year, i8::try_from(month).unwrap(), i8::try_from(day).unwrap()).ok());
                let found = Day::from_ymd(year, month, day);
                assert_eq!(found.is_some(), expected.is_some(), "{year}-{month}-{day}");
            }
        }
    }
}

#[test]
fn months_are_as_long_as_they_are() {
    for (_, date) in all_days().step_by(28) {
        let found = days_in_month(date.year().into(), date.month() as u32);
        assert_eq!(found, date.days_in_month() as u32, "{date}");
    }
}

#[test]
fn periods_begin_where_they_do() {
    for (day, date) in some_days().skip(1).filter(|(_, date)| date.year() > 1) {
        check(day.start_of_month(), date.first_of_month());
        check(day.start_of_year(), date.first_of_year());
        let quarter = jiff::civil::date(date.year(), (date.month() - 1) / 3 * 3 + 1, 1);
        check(day.start_of_quarter(), quarter);
        for (start, weekday) in [
            (WeekStart::Monday, Weekday::Monday),
            (WeekStart::Saturday, Weekday::Saturday),
            (WeekStart::Sunday, Weekday::Sunday),
        ] {
            let since = date.weekday().since(weekday);
            check(day.start_of_week(start), date.checked_sub(Span::new().days(since)).unwrap());
        }
    }
}

#[test]
fn months_are_added_as_jiff_adds_them() {
    for (day, date) in some_days().step_by(5) {
        for months in [0, 1, -1, 2, 11, 12, -12, 13, -25, 1200] {
            let held = if months < 0 { Day::MIN } else { Day::MAX };
            let expected = date.checked_add(months.months()).ok().filter(|date| date.year() >= 1);
            assert_eq!(day.plus_months(months), expected.map_or(held, day_from), "{date} + {months}");
        }
    }
}

#[test]
fn days_are_held_within_the_calendar() {
    assert_eq!(Day::MAX.plus_days(1), Day::MAX);
    assert_eq!(Day::MIN.plus_days(-1), Day::MIN);
    assert_eq!(Day::MAX.plus_days(i32::MAX), Day::MAX);
    assert_eq!(Day::MIN.plus_months(i32::MIN), Day::MIN);
    assert_eq!(Day::MAX.plus_months(i32::MAX), Day::MAX);
}

#[test]
fn a_date_that_jiff_writes_is_read_back() {
    let first = jiff::civil::date(1999, 12, 1);
    let iso = DateFormat::default();
    for date in first.series(1.day()).take_while(|date| *date <= jiff::civil::date(2032, 3, 1)) {
        let day = day_from(date);
        assert_eq!(iso.read(&date.to_string()), Some(day));
        assert_eq!(Day::from_iso(&date.to_string()), Some(day));
        assert_eq!(day.to_string(), date.to_string());
        let time = date.at(date.day() % 24, 7, 59, 123_000_000);
        assert_eq!(iso.read(&time.to_string()), Some(day), "{time}");
        for pattern in [
            "%Y-%m-%d",
            "%Y%m%d",
            "%d/%m/%Y",
            "%m/%d/%y",
            "%-d.%-m.%Y",
            "%e %B %Y",
            "%b %-d, %Y",
            "%A, %d %B %Y %I:%M:%S %p",
            "%a %d %b %Y %H:%M:%S",
            "%FT%T.%f",
            "%D %R",
        ] {
            let text = time.strftime(pattern).to_string();
            let format = DateFormat::from_strptime(pattern).unwrap();
            assert_eq!(format.read(&text), Some(day), "{pattern:?} {text:?}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(pattern in "(%-?[a-zA-Z%]|[ /:.é-]){0,8}", text in "[0-9a-zA-Z :/é+.-]{0,30}") {
        let _ = DateFormat::default().read(&text);
        if let Some(format) = DateFormat::from_strptime(&pattern) {
            let _ = format.read(&text);
        }
    }
}
