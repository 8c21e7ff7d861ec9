//! The dates of HTTP headers.

use crate::engine::day::Day;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads a date as RFC 9110 (5.6.7) has it, its two obsolete forms too, into seconds since 1970: `None` where it
/// is none, or lies before. The weekday is passed over. `now_s` decides the century of a year of two digits.
pub fn seconds_from(text: &str, now_s: u64) -> Option<u64> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let (day, month, year, time) = match words.as_slice() {
        // Sun, 06 Nov 1994 08:49:37 GMT
        [_, day, month, year, time, "GMT"] => (*day, *month, full_year(year)?, *time),
        // Sunday, 06-Nov-94 08:49:37 GMT
        [_, date, time, "GMT"] => {
            let mut parts = date.split('-');
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            (day, month, near_year(digits(year, 2)?, now_s)?, *time)
        }
        // Sun Nov  6 08:49:37 1994
        [_, month, day, time, year] => (*day, *month, full_year(year)?, *time),
        _ => return None,
    };
    let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == month).map(|(_, number)| number)?;
    let day = Day::from_ymd(year, month, digits(day, 2)?)?;
    let mut parts = time.split(':').map(|part| digits(part, 2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    // A leap second is written 60.
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let days = u64::try_from(day.number()).ok()?;
    Some(days * 86_400 + u64::from(hour) * 3_600 + u64::from(minute) * 60 + u64::from(second))
}

fn full_year(text: &str) -> Option<i32> {
    if text.len() != 4 {
        return None;
    }
    i32::try_from(digits(text, 4)?).ok()
}

/// Reads a year of two digits as the latest that lies no more than 50 years ahead (RFC 9110, 5.6.7).
fn near_year(year: u32, now_s: u64) -> Option<i32> {
    let days = i32::try_from(now_s / 86_400).ok()?;
    let (this_year, ..) = Day::EPOCH.plus_days(days).to_ymd();
    let year = this_year.div_euclid(100) * 100 + i32::try_from(year).ok()?;
    Some(if year > this_year + 50 { year - 100 } else { year })
}

fn digits(text: &str, most: usize) -> Option<u32> {
    let is_number = !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}
