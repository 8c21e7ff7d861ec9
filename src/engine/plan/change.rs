//! A period against another: like with like, the same number of elapsed days.

use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::stat::quotient;

/// A value with the days that it was gathered in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Elapsed {
    pub value: f64,
    pub n_days: u32,
}

/// Returns now/before − 1, or `None` where the base is 0 or less: then only the difference is said.
pub fn relative(now: f64, before: f64) -> Option<f64> {
    if before > 0.0 { quotient(now, before).map(|ratio| ratio - 1.0) } else { None }
}

/// Returns the change of the daily average, for periods of different lengths.
pub fn relative_daily(now: Elapsed, before: Elapsed) -> Option<f64> {
    let daily = |period: Elapsed| quotient(period.value, f64::from(period.n_days));
    relative(daily(now)?, daily(before)?)
}

/// Returns the month until `as_of`.
pub fn month_to_date(as_of: Day) -> Window {
    Window { from: as_of.start_of_month(), to: as_of }
}

/// Returns as many days of the month before, or all of it where it is shorter.
pub fn month_before_to_date(as_of: Day) -> Window {
    let from = as_of.start_of_month().plus_months(-1);
    let last = as_of.start_of_month().plus_days(-1);
    Window { from, to: from.plus_days(as_of.days_since(as_of.start_of_month())).min(last) }
}

/// Returns the same dates a year ago; 29 February becomes the 28th.
pub fn year_before(window: Window) -> Window {
    Window { from: window.from.plus_months(-12), to: window.to.plus_months(-12) }
}

/// Returns the same weekdays a year ago, 364 days earlier.
pub fn weekdays_a_year_before(window: Window) -> Window {
    Window { from: window.from.plus_days(-364), to: window.to.plus_days(-364) }
}

/// Returns the `n` days until `as_of`.
pub fn last_days(as_of: Day, n: u32) -> Window {
    let back = i32::try_from(n).unwrap_or(i32::MAX);
    Window { from: as_of.plus_days(1_i32.saturating_sub(back)), to: as_of }
}

/// Returns as many days just before a window.
pub fn just_before(window: Window) -> Window {
    let n_days = window.to.days_since(window.from) + 1;
    Window { from: window.from.plus_days(-n_days), to: window.to.plus_days(-n_days) }
}
