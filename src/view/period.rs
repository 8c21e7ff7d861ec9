//! Which days a chosen period is, and which days it is compared with.
//!
//! Today, for a dashboard, is the last day of the data: a feed that ends last week shows last week.

use crate::engine::calendar::hijri::{Hijri, RAMADAN};
use crate::engine::cube::window::{Step, Window, next_step, start_of_step};
use crate::engine::day::{Day, WeekStart};
use crate::view::compare::Compare;
use crate::view::query::PeriodChoice;

/// Returns the days of a choice. `extent` is what the feed covers, `today` the reader's day.
///
/// A month is over, and thus the «last» one, once the day after it has come: a feed that ends on
/// 31 October and is read in November has October as its last month.
pub fn resolve(choice: PeriodChoice, extent: Window, today: Day, week_start: WeekStart) -> Window {
    let last = extent.to;
    let now = if today > last { last.plus_days(1) } else { last };
    let back = |days: i32| Window { from: last.plus_days(1 - days), to: last };
    let to_date = |step: Step| Window { from: start_of_step(last, step), to: last };
    let before = |step: Step| {
        let to = start_of_step(now, step).plus_days(-1);
        Window { from: start_of_step(to, step), to }
    };
    match choice {
        PeriodChoice::LatestDay => back(1),
        PeriodChoice::DayBefore => Window { from: last.plus_days(-1), to: last.plus_days(-1) },
        PeriodChoice::Last7Days => back(7),
        PeriodChoice::Last30Days => back(30),
        PeriodChoice::Last90Days => back(90),
        PeriodChoice::WeekToDate => to_date(Step::Week(week_start)),
        PeriodChoice::MonthToDate => to_date(Step::Month),
        PeriodChoice::QuarterToDate => to_date(Step::Quarter),
        PeriodChoice::YearToDate => to_date(Step::Year),
        PeriodChoice::LastWeek => before(Step::Week(week_start)),
        PeriodChoice::LastMonth => before(Step::Month),
        PeriodChoice::LastQuarter => before(Step::Quarter),
        PeriodChoice::LastYear => before(Step::Year),
        PeriodChoice::All => extent,
        PeriodChoice::Custom(from, to) => Window { from, to },
    }
}

/// How a period lies in the calendar, which decides what it is compared with and how it is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// So many days, wherever they lie.
    Days,
    /// From the beginning of a week, month, quarter or year on; it may be over by chance.
    ToDate(Step),
    /// A whole week, month, quarter or year.
    Whole(Step),
}

/// The steps that periods are aligned with, the shortest first.
const STEPS: [Step; 3] = [Step::Month, Step::Quarter, Step::Year];

/// Returns how a chosen period is meant.
pub fn alignment(choice: PeriodChoice, window: Window, week_start: WeekStart) -> Alignment {
    match choice {
        PeriodChoice::WeekToDate => Alignment::ToDate(Step::Week(week_start)),
        PeriodChoice::MonthToDate => Alignment::ToDate(Step::Month),
        PeriodChoice::QuarterToDate => Alignment::ToDate(Step::Quarter),
        PeriodChoice::YearToDate => Alignment::ToDate(Step::Year),
        PeriodChoice::LastWeek => Alignment::Whole(Step::Week(week_start)),
        PeriodChoice::LastMonth => Alignment::Whole(Step::Month),
        PeriodChoice::LastQuarter => Alignment::Whole(Step::Quarter),
        PeriodChoice::LastYear => Alignment::Whole(Step::Year),
        PeriodChoice::Custom(..) => {
            let whole = STEPS.into_iter().find(|step| window.is_whole(*step));
            whole.map_or(Alignment::Days, Alignment::Whole)
        }
        PeriodChoice::LatestDay
        | PeriodChoice::DayBefore
        | PeriodChoice::Last7Days
        | PeriodChoice::Last30Days
        | PeriodChoice::Last90Days
        | PeriodChoice::All => Alignment::Days,
    }
}

/// Returns the days that `window` is compared with, or `None` for no comparison.
///
/// - The period before: a whole month, quarter or year meets the whole one before; one to date meets
///   as many elapsed days of the one before, clipped to its length; any other as many days before it.
/// - Last year: 364 days earlier, so that weekdays meet; a whole month, quarter or year meets the same
///   one of last year.
/// - Last year's dates: the same dates; 29 February meets 28 February.
/// - Last Ramadan: 354 or 355 days earlier, so that the first of the nearest Ramadan meets that of the year before; a
///   whole month of the moon meets the whole one, though it may have a day more or less.
/// - Days of one's own: these.
/// - A target is no period.
pub fn compared(window: Window, alignment: Alignment, compare: Compare) -> Option<Window> {
    let back = |days: i32| Window { from: window.from.plus_days(-days), to: window.to.plus_days(-days) };
    match (compare, alignment) {
        (Compare::Nothing | Compare::Target, _) => None,
        (Compare::Previous, Alignment::Days) => Some(back(window.n_days())),
        (Compare::Previous, Alignment::Whole(step)) => Some(step_before(window, step)),
        (Compare::Previous, Alignment::ToDate(step)) => {
            let before = step_before(window, step);
            Some(Window { from: before.from, to: before.from.plus_days(window.n_days() - 1).min(before.to) })
        }
        (Compare::LastYear, Alignment::Whole(step)) if !matches!(step, Step::Week(_)) => {
            let from = window.from.plus_months(-12);
            Some(Window { from, to: next_step(from, step).plus_days(-1) })
        }
        (Compare::LastYear, _) => Some(back(364)),
        (Compare::LastYearDates, _) => {
            Some(Window { from: window.from.plus_months(-12), to: window.to.plus_months(-12) })
        }
        (Compare::LastRamadan, _) if window.is_whole(Step::HijriMonth) => {
            let Hijri { year, month, .. } = Hijri::of(window.from)?;
            let (from, after) = Hijri::month(year - 1, month)?;
            Some(Window { from, to: after.plus_days(-1) })
        }
        (Compare::LastRamadan, _) => {
            let (first, before) = ramadans_near(window.from.plus_days(window.n_days() / 2))?;
            Some(back(first.days_since(before)))
        }
        (Compare::Custom(from, to), _) => Some(Window { from, to }),
    }
}

/// Returns the first day of the Ramadan that begins nearest to a day, and of the one a year of the moon before; `None`
/// outside of the table of Umm al-Qura.
fn ramadans_near(day: Day) -> Option<(Day, Day)> {
    let year = Hijri::of(day)?.year;
    let first = |year: i32| Hijri::month(year, RAMADAN).map(|(first, _)| first);
    let near = (year - 1..=year + 1).filter(|year| first(*year).is_some());
    let year = near.min_by_key(|year| first(*year).map_or(i32::MAX, |first| first.days_since(day).abs()))?;
    first(year).zip(first(year - 1))
}

/// Returns the whole step before the one that the window begins in.
fn step_before(window: Window, step: Step) -> Window {
    let to = start_of_step(window.from, step).plus_days(-1);
    Window { from: start_of_step(to, step), to }
}

/// Returns the period before (`by` below zero) or after, as long as it is.
pub fn moved(window: Window, alignment: Alignment, by: i32) -> Window {
    match alignment {
        Alignment::Days => {
            let days = window.n_days() * by.signum();
            Window { from: window.from.plus_days(days), to: window.to.plus_days(days) }
        }
        Alignment::ToDate(step) | Alignment::Whole(step) if by < 0 => step_before(window, step),
        Alignment::ToDate(step) | Alignment::Whole(step) => {
            let from = next_step(window.from, step);
            Window { from, to: next_step(from, step).plus_days(-1) }
        }
    }
}

/// Returns the step that stacked bars over the window are drawn in: few enough to be told apart.
pub fn step_for_bars(window: Window, week_start: WeekStart) -> Step {
    match window.n_days() {
        15..=31 => Step::Week(week_start),
        _ => step_for(window, week_start),
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
