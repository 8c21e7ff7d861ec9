//! The Hijri calendar of Umm al-Qura, which Saudi Arabia keeps: months as they were announced or calculated.
//!
//! A table, not a formula: the first days are what the authority publishes, for the years 1356 to 1500
//! (14 March 1937 to 16 November 2077). Outside of them there is no date. The tests compare every day with a
//! calendar library, which would bring the world's other calendars too.

use crate::engine::day::Day;
use std::fmt;

pub const FIRST_YEAR: i32 = 1356;
pub const LAST_YEAR: i32 = 1500;
/// Ramadan, the month of fasting.
pub const RAMADAN: u32 = 9;

/// 1 Muharram of [`FIRST_YEAR`], in days since 1970-01-01.
const EPOCH: i32 = -11981;

/// A bit for each month of each year, Muharram the lowest: set where the month has 30 days, else it has 29.
#[rustfmt::skip]
const LONG_MONTHS: [u16; 145] = [
    0xeaa, 0xe94, 0xd2a, 0xc56, 0x4ae, 0xa6d, 0x56a, 0xd55, 0xd4a, 0xa93, 0x52b, 0xa5b,
    0x53a, 0x6b5, 0xea9, 0xd52, 0xd29, 0xa55, 0x4ad, 0x56d, 0xaea, 0x6e4, 0xed1, 0xda2,
    0xaaa, 0x95a, 0x2da, 0x5b9, 0xbb2, 0x764, 0x6c9, 0x555, 0x2ab, 0x4db, 0xaba, 0x5b4,
    0xda9, 0xd52, 0xaa5, 0x92d, 0x26d, 0x8ed, 0x2da, 0xad5, 0xaa5, 0xa4b, 0x497, 0x937,
    0x2b6, 0x975, 0xd69, 0xd52, 0xc95, 0x92b, 0x25b, 0x4db, 0x9d5, 0x5d2, 0xda5, 0xd4a,
    0xa95, 0x54d, 0xaad, 0x3aa, 0xbd2, 0xbc4, 0xb89, 0xa95, 0x52d, 0x5ad, 0xb6a, 0x6d4,
    0xdc9, 0xd92, 0xaa6, 0x956, 0x2ae, 0x56d, 0x36a, 0xb55, 0xaaa, 0x94d, 0x49d, 0x95d,
    0x2ba, 0x5b5, 0x5aa, 0xd55, 0xa9a, 0x92e, 0x26e, 0x55d, 0xada, 0x6d4, 0x6a5, 0xb27,
    0xa4d, 0x4ad, 0x56d, 0xb5a, 0x754, 0xf49, 0xe92, 0xd26, 0xa56, 0x356, 0x6b5, 0xbaa,
    0xb92, 0xb25, 0x68b, 0xa9b, 0x55a, 0xada, 0x5b4, 0xda9, 0xb52, 0xa9a, 0x536, 0x276,
    0x575, 0xaf2, 0x6d4, 0x6a9, 0x555, 0x2ad, 0x4bd, 0x9ba, 0x574, 0xb69, 0xb52, 0xa95,
    0x52d, 0xa5d, 0x4da, 0xad9, 0x6b2, 0xe95, 0xe2a, 0xc96, 0x92e, 0xaad, 0x56a, 0xd65,
    0xd4a,
];

/// A date of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hijri {
    pub year: i32,
    /// 1..=12.
    pub month: u32,
    /// 1..=30.
    pub day: u32,
}

impl Hijri {
    /// Returns the date of a day, or `None` outside of the table.
    pub fn of(day: Day) -> Option<Self> {
        months().find(|(_, first, length)| (0..*length).contains(&(day.number() - first))).and_then(
            |((year, month), first, _)| {
                let day = u32::try_from(day.number() - first).ok()? + 1;
                Some(Self { year, month, day })
            },
        )
    }

    /// Returns the day of a date, or `None` where the table has no such date.
    pub fn to_day(self) -> Option<Day> {
        let (_, first, length) = months().find(|(month, _, _)| *month == (self.year, self.month))?;
        let day = i32::try_from(self.day).ok()?;
        (1..=length).contains(&day).then(|| Day::EPOCH.plus_days(first + day - 1))
    }

    /// Returns the first of the month and the first of the next, which is not in it any more.
    pub fn month(year: i32, month: u32) -> Option<(Day, Day)> {
        let (_, first, length) = months().find(|(at, _, _)| *at == (year, month))?;
        let first = Day::EPOCH.plus_days(first);
        Some((first, first.plus_days(length)))
    }
}

/// Returns each month with its first day and its length in days.
fn months() -> impl Iterator<Item = ((i32, u32), i32, i32)> {
    let lengths = (FIRST_YEAR..)
        .zip(LONG_MONTHS)
        .flat_map(|(year, bits)| (0..12_u32).map(move |month| ((year, month + 1), 29 + i32::from(bits >> month & 1))));
    lengths.scan(EPOCH, |next, (month, length)| {
        let first = *next;
        *next += length;
        Some((month, first, length))
    })
}

/// Writes `1446-09-01`.
impl fmt::Display for Hijri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
