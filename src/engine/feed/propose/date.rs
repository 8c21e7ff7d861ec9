//! In what form a column writes its dates.

use crate::engine::day::Day;
use crate::engine::feed::date::{self, DateFormat, Found};
use crate::engine::feed::package::Grain;
use crate::engine::feed::package::write::ColumnType;
use std::collections::BTreeSet;

/// Forms of the date, the likelier before the less likely.
const DATES: [&str; 22] = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d.%m.%y",
    "%d %b %Y",
    "%b %d, %Y",
    "%b %d %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%a, %d %b %Y",
    "%a, %b %d, %Y",
    "%A, %B %d, %Y",
    "%b %Y",
    "%b-%Y",
    "%m/%Y",
];

/// Forms of the time of day behind it.
const TIMES: [&str; 7] = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %H:%M:%S"];

/// No date is longer.
const MAX_LEN: usize = 40;

/// From how many values the possible forms are taken.
const N_TRIED: usize = 12;

/// How a column writes its dates, as far as the values tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateLook {
    /// A strptime pattern; `None`: ISO 8601.
    pub(super) pattern: Option<String>,
    /// The other order of day and month, where every value can be read so too.
    pub(super) other: Option<String>,
    /// The days of the values that can be read, in the order of the file.
    pub(super) days: Vec<Day>,
    /// What a Table Schema calls them; `Any`: ISO 8601 in a form that not every program reads.
    pub(super) form: ColumnType,
}

pub(super) fn date_look<'v>(values: impl Iterator<Item = &'v str> + Clone, today: Day) -> Option<DateLook> {
    let values = values.filter(|text| text.len() <= MAX_LEN && text.contains(|char: char| char.is_numeric()));
    let read = |format: &DateFormat| -> Vec<Day> { values.clone().filter_map(|text| format.read(text)).collect() };
    let n_values = values.clone().count();
    let iso = read(&DateFormat::default());
    // Numbers of eight digits are days only where they are days of our time.
    let is_of_our_time = iso.iter().all(|day| (1970..=2100).contains(&day.to_ymd().0));
    if !iso.is_empty() && iso.len() * 2 > n_values && is_of_our_time {
        let (form, pattern) = iso_form(values);
        return Some(DateLook { pattern, other: None, days: iso, form });
    }
    let tried: Vec<&str> = values.clone().take(N_TRIED).collect();
    let patterns = DATES.iter().flat_map(|date| TIMES.iter().map(move |time| format!("{date}{time}")));
    let mut best: Option<DateLook> = None;
    for pattern in patterns {
        let Some(format) = DateFormat::from_strptime(&pattern) else { continue };
        if !tried.iter().any(|text| format.read(text).is_some()) {
            continue;
        }
        let days = read(&format);
        match &mut best {
            Some(best) if days.len() < best.days.len() => {}
            Some(best) if days.len() == best.days.len() => {
                if is_swapped(best.pattern.as_deref().unwrap_or_default(), &pattern) {
                    if is_likelier(&days, &best.days, today) {
                        best.other = best.pattern.replace(pattern);
                        best.days = days;
                    } else {
                        best.other = Some(pattern);
                    }
                }
            }
            _ => {
                let form = form_of(&pattern);
                best = Some(DateLook { pattern: Some(pattern), other: None, days, form });
            }
        }
    }
    let n_read = best.as_ref().map_or(0, |best| best.days.len());
    if n_read * 2 > n_values { best } else { any_form(values, n_values).or(best) }
}

/// Takes what can be read as a date without a declared form: Arabic digits, names of months in Arabic.
fn any_form<'v>(values: impl Iterator<Item = &'v str>, n_values: usize) -> Option<DateLook> {
    let day = |found| match found {
        Found::One(day) => Some(day),
        Found::Either { day_first, month_first } => day_first.or(month_first),
    };
    let days: Vec<Day> = values.filter_map(|text| date::find(text, None).and_then(day)).collect();
    (days.len() * 2 > n_values).then_some(DateLook { pattern: None, other: None, days, form: ColumnType::Any })
}

fn form_of(pattern: &str) -> ColumnType {
    if pattern.contains("%H") || pattern.contains("%I") { ColumnType::Datetime } else { ColumnType::Date }
}

/// Returns the form of ISO dates, with a pattern where other programs need one.
fn iso_form<'v>(mut values: impl Iterator<Item = &'v str> + Clone) -> (ColumnType, Option<String>) {
    let all = |pattern: &str| {
        let format = DateFormat::from_strptime(pattern);
        values.clone().all(|text| format.as_ref().is_some_and(|format| format.read(text).is_some()))
    };
    let n_bytes = |n: usize| values.clone().all(|text| text.len() == n);
    if n_bytes(10) && all("%Y-%m-%d") {
        return (ColumnType::Date, None);
    }
    for pattern in ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y%m%d"] {
        if all(pattern) {
            return (form_of(pattern), Some(pattern.to_owned()));
        }
    }
    if values.all(|text| text.len() == 7) { (ColumnType::Yearmonth, None) } else { (ColumnType::Any, None) }
}

/// Whether two patterns differ in the order of day and month only.
fn is_swapped(a: &str, b: &str) -> bool {
    let swapped = a.replace("%d", "%\u{1}").replace("%m", "%d").replace("%\u{1}", "%m");
    a != b && swapped == b
}

/// Whether days read one way are likelier than read the other: none lies in the future, or they lie closer together.
fn is_likelier(days: &[Day], others: &[Day], today: Day) -> bool {
    let n_future = |days: &[Day]| days.iter().filter(|day| **day > today).count();
    let span = |days: &[Day]| match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) => last.days_since(*first),
        _ => 0,
    };
    (n_future(days), span(days)) < (n_future(others), span(others))
}

/// Returns the time that one row of a table covers, by the distances between its days; `None`: they do not tell.
pub(super) fn grain_of(look: &DateLook) -> Option<Grain> {
    let has_no_day = |pattern: &String| !pattern.contains("%d") && !pattern.contains("%e");
    if look.form == ColumnType::Yearmonth || look.pattern.as_ref().is_some_and(has_no_day) {
        return Some(Grain::Month);
    }
    let days: BTreeSet<Day> = look.days.iter().copied().collect();
    let gaps: Vec<i32> = days.iter().zip(days.iter().skip(1)).map(|(a, b)| b.days_since(*a)).collect();
    let of_month = |day: &Day| day.to_ymd().2;
    let is_monthly = gaps.iter().all(|gap| *gap >= 28)
        && days.iter().all(|day| of_month(day) == 1 || day.plus_days(1).start_of_month() == day.plus_days(1));
    match gaps.as_slice() {
        [] => None,
        _ if is_monthly => Some(Grain::Month),
        gaps if gaps.len() >= 2 && gaps.iter().all(|gap| gap % 7 == 0) => Some(Grain::Week),
        gaps if gaps.iter().any(|gap| *gap < 7) => Some(Grain::Day),
        _ => None,
    }
}
