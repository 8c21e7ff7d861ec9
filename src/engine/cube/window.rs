//! A span of days, cut into steps.

use crate::engine::calendar::hijri::{self, Hijri};
use crate::engine::day::{Day, WeekStart};
use serde::{Deserialize, Serialize};

/// A span of days; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub from: Day,
    pub to: Day,
}

/// How long the steps of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Day,
    Week(WeekStart),
    Month,
    /// A month of Umm al-Qura. What lies before its first and after its last month is one step each.
    HijriMonth,
    Quarter,
    Year,
}

impl Window {
    /// Returns how many days it has, at least 1.
    pub fn n_days(self) -> i32 {
        self.to.days_since(self.from).saturating_add(1).max(1)
    }

    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Returns the days that both have, or `None` where they have none.
    pub fn overlap(self, other: Self) -> Option<Self> {
        let both = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from <= both.to).then_some(both)
    }

    /// Cuts the window at the calendar's steps; the first and the last may be partial.
    pub fn steps(self, step: Step) -> Vec<Self> {
        let mut steps = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let next = next_step(from, step);
            // At the end of years 1..=9999 there is no next step.
            let is_last = next <= from || start_of_step(next, step) != next;
            let to = if is_last { self.to } else { next.plus_days(-1).min(self.to) };
            steps.push(Self { from, to });
            if is_last {
                break;
            }
            from = next;
        }
        steps
    }

    /// Whether the window is a whole step of the calendar: a whole month, quarter …
    pub fn is_whole(self, step: Step) -> bool {
        start_of_step(self.from, step) == self.from && next_step(self.from, step).plus_days(-1) == self.to
    }
}

/// Returns the first day of the month of Umm al-Qura that a day lies in, and of the next.
fn hijri_month(day: Day) -> (Day, Day) {
    let month = Hijri::of(day).and_then(|date| Hijri::month(date.year, date.month));
    month.unwrap_or_else(|| {
        let first = Hijri::month(hijri::FIRST_YEAR, 1).map_or(Day::MAX, |(first, _)| first);
        let after = Hijri::month(hijri::LAST_YEAR, 12).map_or(Day::MAX, |(_, after)| after);
        if day < first { (Day::MIN, first) } else { (after, Day::MAX) }
    })
}

/// Returns the first day of the step that `day` lies in.
pub fn start_of_step(day: Day, step: Step) -> Day {
    match step {
        Step::Day => day,
        Step::Week(start) => day.start_of_week(start),
        Step::Month => day.start_of_month(),
        Step::HijriMonth => hijri_month(day).0,
        Step::Quarter => day.start_of_quarter(),
        Step::Year => day.start_of_year(),
    }
}

/// Returns the first day of the step after the one that `day` lies in.
pub fn next_step(day: Day, step: Step) -> Day {
    let start = start_of_step(day, step);
    match step {
        Step::Day => start.plus_days(1),
        Step::Week(_) => start.plus_days(7),
        Step::Month => start.plus_months(1),
        Step::HijriMonth => hijri_month(start).1,
        Step::Quarter => start.plus_months(3),
        Step::Year => start.plus_months(12),
    }
}
