//! Which days a chosen period is, and which days it is compared with.
//!
//! Today, for a dashboard, is the last day of the data: a feed that ends last week shows last week.

use crate::engine::cube::window::{Step, Window, next_step, start_of_step};
use crate::engine::day::{Day, WeekStart};
use crate::view::query::{Compare, PeriodChoice};

/// Returns the days of a choice. `extent` is what the feed covers.
pub fn resolve(choice: PeriodChoice, extent: Window) -> Window {
    let last = extent.to;
    let back = |days: i32| Window { from: last.plus_days(1 - days), to: last };
    let to_date = |step: Step| Window { from: start_of_step(last, step), to: last };
    let before = |step: Step| {
        let to = start_of_step(last, step).plus_days(-1);
        Window { from: start_of_step(to, step), to }
    };
    match choice {
        PeriodChoice::Last7Days => back(7),
        PeriodChoice::Last30Days => back(30),
        PeriodChoice::Last90Days => back(90),
        PeriodChoice::MonthToDate => to_date(Step::Month),
        PeriodChoice::QuarterToDate => to_date(Step::Quarter),
        PeriodChoice::YearToDate => to_date(Step::Year),
        PeriodChoice::LastMonth => before(Step::Month),
        PeriodChoice::LastQuarter => before(Step::Quarter),
        PeriodChoice::LastYear => before(Step::Year),
        PeriodChoice::All => extent,
        PeriodChoice::Custom(from, to) => Window { from, to },
    }
}

/// Returns the calendar step that the window is a whole one of, or the beginning of.
fn calendar_step(window: Window) -> Option<Step> {
    [Step::Month, Step::Quarter, Step::Year].into_iter().find(|step| window.is_whole(*step)).or_else(|| {
        let begins =
            |step: &Step| start_of_step(window.from, *step) == window.from && next_step(window.from, *step) > window.to;
        // «To date» is asked for from the first day on; the shortest step that holds the window is meant.
        [Step::Month, Step::Quarter, Step::Year].into_iter().find(begins)
    })
}

/// Returns the days that `window` is compared with, or `None` for no comparison.
///
/// A window that is a whole month, quarter or year is set against the whole one before; one that is
/// the beginning of such, against as many elapsed days of the one before (clipped to its length);
/// any other against as many days before it. Last year is 364 days earlier, so that weekdays meet;
/// a whole month, quarter or year meets the same one of last year.
pub fn compared(window: Window, compare: Compare, is_calendar: bool) -> Option<Window> {
    let step = is_calendar.then(|| calendar_step(window)).flatten();
    let back = |days: i32| Window { from: window.from.plus_days(-days), to: window.to.plus_days(-days) };
    let months_back =
        |months: i32| Window { from: window.from.plus_months(-months), to: window.to.plus_months(-months) };
    let whole_before = |step: Step, from: Day| Window { from, to: next_step(from, step).plus_days(-1) };
    match compare {
        Compare::Nothing => None,
        Compare::Previous => Some(match step {
            None => back(window.n_days()),
            Some(step) => {
                let from = start_of_step(window.from.plus_days(-1), step);
                let whole = whole_before(step, from);
                if window.is_whole(step) {
                    whole
                } else {
                    Window { from, to: from.plus_days(window.n_days() - 1).min(whole.to) }
                }
            }
        }),
        Compare::LastYear => Some(match step {
            Some(step) if window.is_whole(step) => whole_before(step, window.from.plus_months(-12)),
            _ => back(364),
        }),
        Compare::LastYearDates => Some(months_back(12)),
    }
}

/// Whether a choice is meant as a piece of the calendar (a month, a quarter …) and not as so many days.
pub fn is_calendar(choice: PeriodChoice, window: Window) -> bool {
    match choice {
        PeriodChoice::MonthToDate
        | PeriodChoice::QuarterToDate
        | PeriodChoice::YearToDate
        | PeriodChoice::LastMonth
        | PeriodChoice::LastQuarter
        | PeriodChoice::LastYear => true,
        PeriodChoice::Custom(..) => {
            [Step::Month, Step::Quarter, Step::Year].into_iter().any(|step| window.is_whole(step))
        }
        PeriodChoice::Last7Days | PeriodChoice::Last30Days | PeriodChoice::Last90Days | PeriodChoice::All => false,
    }
}

/// Returns the period as far before (−1) or after (+1) as it is long.
pub fn moved(window: Window, by: i32, is_calendar: bool) -> Window {
    let step = is_calendar.then(|| calendar_step(window)).flatten();
    match step {
        Some(step) if by < 0 => {
            let from = start_of_step(window.from.plus_days(-1), step);
            Window { from, to: window.from.plus_days(-1) }
        }
        Some(step) => {
            let from = next_step(window.from, step);
            Window { from, to: next_step(from, step).plus_days(-1) }
        }
        None => {
            let days = window.n_days() * by;
            Window { from: window.from.plus_days(days), to: window.to.plus_days(days) }
        }
    }
}

/// Returns the step that a series over the window is drawn in: at most some 60 points, none too few.
pub fn step_for(window: Window, week_start: WeekStart) -> Step {
    match window.n_days() {
        ..=31 => Step::Day,
        32..=190 => Step::Week(week_start),
        191..=1200 => Step::Month,
        1201..=3650 => Step::Quarter,
        _ => Step::Year,
    }
}
