//! Dates that nobody has declared, and the day of an instant in a time zone, against jiff.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use miyar::engine::day::Day;
use miyar::engine::feed::date::{DateFormat, Found, find};
use miyar::engine::zone::Zone;
use proptest::prelude::*;

fn told(text: &str, zone: Option<&Zone>) -> String {
    let day = |day: Option<Day>| day.map_or("∅".to_owned(), |day| day.to_string());
    match find(text, zone) {
        None => "∅".into(),
        Some(Found::One(found)) => found.to_string(),
        Some(Found::Either { day_first, month_first }) => format!("{} | {}", day(day_first), day(month_first)),
    }
}

/// Writes a text with Arabic or Persian digits.
fn with_digits(text: &str, zero: u32) -> String {
    text.chars().map(|char| char.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(char)).collect()
}

fn check(text: &str, expected: &str) {
    assert_eq!(told(text, None), expected, "{text:?}");
    for zero in [0x660, 0x6F0] {
        let text = with_digits(text, zero);
        assert_eq!(told(&text, None), expected, "{text:?}");
    }
    let steered = format!(" \u{200f}{text}\u{200e} ");
    assert_eq!(told(&steered, None), expected, "{steered:?}");
}

#[test]
fn every_form_of_a_date_is_found() {
    for text in [
        "2024-02-29",
        "2024/02/29",
        "2024/2/29",
        "2024.02.29",
        "2024–02–29",
        "20240229",
        "29.02.2024",
        "29.2.24",
        "29 Feb 2024",
        "29 February 2024",
        "29-Feb-24",
        "29-feb-2024",
        "29FEB2024",
        "29. Feb. 2024",
        "Feb 29, 2024",
        "February 29th, 2024",
        "Feb. 29 2024",
        "2024-Feb-29",
        "Thursday, 29 February 2024",
        "Thu, 29 Feb 2024 05:06:07 GMT",
        "Thu Feb 29 2024 05:00:00 GMT+0300 (Arabian Standard Time)",
        "Thu Feb 29 05:06:07 UTC 2024",
        "29 فبراير 2024",
        "29 فبراير، 2024",
        "29 فبراير 2024م",
        "الخميس، 29 فبراير 2024",
        "29 شباط 2024",
        "29-شباط-2024",
        "شباط 29، 2024",
        "29 فيفري 2024",
        "2024-02-29T05:06:07Z",
        "2024-02-29T05:06:07.123456789+03:00",
        "2024-02-29 05:06",
        "2024-02-29 3:05 PM",
        "2024/02/29 03:05:06 p.m.",
        "2024/02/29 3 PM",
        "2024-02-29 3:05 م",
        "3:05 صباحا 2024-02-29",
        "2024-02-29T21:51:20Z+0000",
        "00:00 2024-02-29",
        "29.02.2024 23:59:59,5",
        "1709164800",
        "1709164800.5",
        "1709164800123",
        "1709164800123456",
    ] {
        check(text, "2024-02-29");
    }
    check("2017-09-25T21:51:20Z+0000", "2017-09-25");
    check("00:00 2020-09-02", "2020-09-02");
    check("2024-W09-4", "2024-02-29");
    for text in ["2024-W09", "2024W09"] {
        check(text, "2024-02-26");
    }
    for text in ["2024-02", "2024/02", "02/2024", "2/2024", "Feb 2024", "February 2024", "فبراير 2024", "شباط 2024"]
    {
        check(text, "2024-02-01");
    }
}

#[test]
fn the_order_of_day_and_month_stays_open() {
    check("02/03/2024", "2024-03-02 | 2024-02-03");
    check("2/3/24", "2024-03-02 | 2024-02-03");
    check("02-03-2024", "2024-03-02 | 2024-02-03");
    check("29/02/2024", "2024-02-29 | ∅");
    check("02/29/2024", "∅ | 2024-02-29");
    check("2/29/24 3:05 PM", "∅ | 2024-02-29");
    check("29/02/2024, 05:06:07", "2024-02-29 | ∅");
    check("29/02/2024 ٣:٠٥ م", "2024-02-29 | ∅");
    check("Thu. 29/02/2024", "2024-02-29 | ∅");
    check("05/05/2024", "2024-05-05");
    check("02.03.2024", "2024-03-02");
    check("1/2/69", "1969-02-01 | 1969-01-02");
}

#[test]
fn every_month_has_its_names() {
    let names = [
        ["January", "Jan", "يناير", "كانون الثاني"],
        ["February", "Feb", "فبراير", "شباط"],
        ["March", "Mar", "مارس", "آذار"],
        ["April", "Apr", "أبريل", "نيسان"],
        ["May", "May", "مايو", "أيار"],
        ["June", "Jun", "يونيو", "حزيران"],
        ["July", "Jul", "يوليو", "تموز"],
        ["August", "Aug", "أغسطس", "آب"],
        ["September", "Sept", "سبتمبر", "أيلول"],
        ["October", "Oct", "أكتوبر", "تشرين الأول"],
        ["November", "NOV", "نوفمبر", "تشرين الثاني"],
        ["December", "dec", "ديسمبر", "كانون الأول"],
    ];
    for (month, names) in (1..).zip(names) {
        for name in names {
            check(&format!("7 {name} 2024"), &format!("2024-{month:02}-07"));
            check(&format!("{name} 2024"), &format!("2024-{month:02}-01"));
        }
    }
    check("٧ إبريل ٢٠٢٤", "2024-04-07");
    check("٧ ابريل ٢٠٢٤", "2024-04-07");
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "2024",
        "202402",
        "45351",
        "12345",
        "Email",
        "Feb",
        "Feb 29",
        "5 May 2024 promo",
        "2023-02-29",
        "29 Feb 2023",
        "32/01/2024",
        "13/13/2024",
        "29/02-2024",
        "2024-02-29T25:00",
        "2024-02-29 13:05 PM",
        "2024-02-29 5:60",
        "1445-09-01",
        "1/9/1445",
        "0001-01-01",
        "2999999999",
        "0501234567",
        "10000000",
        "192.168.0.1",
        "1.2.3",
        "12:30",
        "3 PM",
        "2024-W54",
        "2023-W53",
        "2024-13",
        "13/2024",
        "2024-02-29 (Thu)",
        "2024-02-29 x",
        "٢٩",
        "فبراير",
        "29 محرم 1445",
        "99999999999999999999999",
        "2024 02 29",
    ] {
        check(text, "∅");
    }
    check(&"1".repeat(1_000), "∅");
    check(&"1/".repeat(70), "∅");
}

#[test]
fn what_jiff_writes_is_found() {
    let patterns = [
        "%Y-%m-%d",
        "%Y%m%d",
        "%Y/%-m/%-d",
        "%-d.%-m.%Y",
        "%e %B %Y",
        "%b %-d, %Y",
        "%A, %d %B %Y %I:%M:%S %p",
        "%a %d %b %Y %H:%M:%S",
        "%FT%T.%f",
        "%d-%b-%y",
        "%G-W%V-%u",
        "%H:%M %F",
    ];
    for day in date(1999, 12, 1).series(3.days()).take_while(|day| *day <= date(2032, 3, 1)) {
        let expected = Found::One(Day::from_iso(&day.to_string()).unwrap());
        let time = day.at(day.day() % 24, 7, 59, 123_000_000);
        for pattern in patterns {
            let text = time.strftime(pattern).to_string();
            assert_eq!(find(&text, None), Some(expected), "{pattern:?} {text:?}");
        }
        let second = time.to_zoned(TimeZone::UTC).unwrap().timestamp().as_second();
        if second >= 1_000_000_000 {
            assert_eq!(find(&second.to_string(), None), Some(expected), "{second}");
        }
    }
}

/// Makes our zone of jiff's, for the years that the tests use.
fn zone_from(theirs: &TimeZone) -> Zone {
    let first = Timestamp::from_second(0).unwrap();
    let last = Timestamp::from_second(2_000_000_000).unwrap();
    let begin = (first.as_second(), theirs.to_offset(first).seconds());
    let later = theirs.following(first).take_while(|transition| transition.timestamp() < last);
    let later = later.map(|transition| (transition.timestamp().as_second(), transition.offset().seconds()));
    Zone::from_transitions(std::iter::once(begin).chain(later))
}

/// Zones by their rules, so that no database is asked: New York, Riyadh, Lord Howe (half an hour), Casablanca's kind
/// (behind in part of the year), Kiritimati.
const RULES: [&str; 5] =
    ["EST5EDT,M3.2.0,M11.1.0", "AST-3", "LHST-10:30LHDT-11,M10.1.0,M4.1.0", "WET0WEST,M3.5.0,M10.5.0", "LINT-14"];

#[test]
fn an_instant_belongs_to_its_day_in_the_zone() {
    for rule in RULES {
        let theirs = TimeZone::posix(rule).unwrap();
        let ours = zone_from(&theirs);
        for step in 0..20_000_i64 {
            // A step of some 21 hours meets every hour and every change of the clocks.
            let second = 1_000_000_007 + step * 49_999;
            let instant = Timestamp::from_second(second).unwrap();
            let expected = theirs.to_datetime(instant).date().to_string();
            assert_eq!(ours.day_of(second).to_string(), expected, "{rule} {second}");
            assert_eq!(told(&second.to_string(), Some(&ours)), expected, "{rule} {second}");
            assert_eq!(told(&instant.to_string(), Some(&ours)), expected, "{rule} {instant}");
            let iso = DateFormat::default().read_in(&instant.to_string(), Some(&ours));
            assert_eq!(iso.unwrap().to_string(), expected, "{rule} {instant}");
        }
    }
}

#[test]
fn only_what_has_an_offset_is_an_instant() {
    let riyadh = Zone::from_transitions([(0, 10_800)]);
    for (text, in_riyadh, as_written) in [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02-29T22:00:00", "2024-02-29", "2024-02-29"),
        ("2024-02-29T20:59:59Z", "2024-02-29", "2024-02-29"),
        ("2024-02-29T21:00:00Z", "2024-03-01", "2024-02-29"),
        ("2024-02-29T22:00:00+03:00", "2024-02-29", "2024-02-29"),
        ("2024-02-29T22:00:00-0500", "2024-03-01", "2024-02-29"),
        ("2024-02-29T21:00:00Z+0000", "2024-03-01", "2024-02-29"),
        ("2024-02-29 22:00:00 UTC", "2024-03-01", "2024-02-29"),
        ("Thu, 29 Feb 2024 22:00:00 GMT", "2024-03-01", "2024-02-29"),
        ("29.02.2024 10:00 PM +00:00", "2024-03-01", "2024-02-29"),
        ("Thu Feb 29 2024 22:00:00 GMT+0300 (Arabian Standard Time)", "2024-02-29", "2024-02-29"),
        ("1709240400", "2024-03-01", "2024-02-29"),
    ] {
        assert_eq!(told(text, Some(&riyadh)), in_riyadh, "{text:?}");
        assert_eq!(told(text, None), as_written, "{text:?}");
    }
    let format = DateFormat::from_strptime("%d/%m/%Y %I:%M %p %z").unwrap();
    let text = "29/02/2024 09:30 PM +0000";
    assert_eq!(format.read(text).unwrap().to_string(), "2024-02-29");
    assert_eq!(format.read_in(text, Some(&riyadh)).unwrap().to_string(), "2024-03-01");
    let format = DateFormat::from_strptime("%Y-%m-%d %H:%M %Z").unwrap();
    assert_eq!(format.read_in("2024-02-29 21:30 UTC", Some(&riyadh)).unwrap().to_string(), "2024-03-01");
    assert_eq!(format.read_in("2024-02-29 21:30 CST", Some(&riyadh)).unwrap().to_string(), "2024-02-29");
}

proptest! {
    #[test]
    fn any_text_is_looked_at_without_a_panic(
        text in prop_oneof!["\\PC{0,30}", "[0-9٠-٩ TZWwFebam:+./,،()-]{0,40}", "([0-9]{1,4}[ :/.-]?|Feb |شباط |م|PM|\\+){0,9}"],
        second in any::<i64>(),
        transitions in prop::collection::vec(any::<(i64, i32)>(), 0..4),
    ) {
        let zone = Zone::from_transitions(transitions);
        let _ = zone.day_of(second);
        let _ = find(&text, Some(&zone));
        if let Some(Found::Either { day_first, month_first }) = find(&text, None) {
            prop_assert!(day_first != month_first);
        }
    }
}
