//! Days chosen in a calendar: which are picked, how keys move among them, and what a month looks like.
//!
//! Weeks begin as the feed's do or as the reader wants; beside each day may stand its date in the calendar of Umm
//! al-Qura.

use crate::engine::calendar::hijri::Hijri;
use crate::engine::day::{Day, WeekStart};
use crate::view::number::{DateStyle, Locale, NumberStyle};
use crate::view::query::days_id;
use crate::view::text::Direction;

/// What the weeks of calendars begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weeks {
    /// As the feed says.
    #[default]
    Feed,
    Sunday,
    Monday,
}

impl Weeks {
    pub const ALL: [Self; 3] = [Self::Feed, Self::Sunday, Self::Monday];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Sunday => "sunday",
            Self::Monday => "monday",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weeks| weeks.id() == id)
    }

    pub const fn start(self, of_feed: WeekStart) -> WeekStart {
        match self {
            Self::Feed => of_feed,
            Self::Sunday => WeekStart::Sunday,
            Self::Monday => WeekStart::Monday,
        }
    }
}

/// Where a key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    Days(i32),
    WeekStart,
    WeekEnd,
    Months(i32),
}

impl Move {
    /// Returns where a key of `KeyboardEvent.key` leads; `None`: nowhere. As in the ARIA practices for a grid of dates.
    pub fn of_key(key: &str, has_shift: bool, direction: Direction) -> Option<Self> {
        let forward = if direction == Direction::Ltr { 1 } else { -1 };
        let months = if has_shift { 12 } else { 1 };
        Some(match key {
            "ArrowRight" => Self::Days(forward),
            "ArrowLeft" => Self::Days(-forward),
            "ArrowDown" => Self::Days(7),
            "ArrowUp" => Self::Days(-7),
            "Home" => Self::WeekStart,
            "End" => Self::WeekEnd,
            "PageUp" => Self::Months(-months),
            "PageDown" => Self::Months(months),
            _ => return None,
        })
    }
}

/// Days that are being picked, within those of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picker {
    from: Day,
    to: Day,
    /// Whether the first day has been picked and the last is awaited.
    awaits_last: bool,
    /// Where the keyboard is; its month is shown.
    focus: Day,
    first: Day,
    last: Day,
}

/// How a day stands to what is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Outside,
    Within,
    /// The first or the last of the picked days.
    End,
}

impl Place {
    /// Returns its value in `[data-place]`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Within => "within",
            Self::End => "end",
        }
    }
}

impl Picker {
    /// Begins with days picked, of a feed that has days from `first` to `last`; each is ISO 8601. `None`: one is no day.
    pub fn new(from: &str, to: &str, first: &str, last: &str) -> Option<Self> {
        let [from, to, first, last] = [from, to, first, last].map(Day::from_iso);
        let (from, to, first, last) = (from?, to?, first?, last?);
        let focus = to.clamp(first, last.max(first));
        Some(Self { from, to, awaits_last: false, focus, first, last: last.max(first) })
    }

    /// Picks a day: the first of the period, and the next time the last. They come in either order.
    pub fn picked(self, day: Day) -> Self {
        let day = day.clamp(self.first, self.last);
        let picked = Self { focus: day, awaits_last: !self.awaits_last, ..self };
        match self.awaits_last {
            true => Self { from: self.from.min(day), to: self.from.max(day), ..picked },
            false => Self { from: day, to: day, ..picked },
        }
    }

    /// Takes a first day that was typed; what is no day changes nothing.
    pub fn typed_from(self, iso: &str) -> Self {
        let Some(from) = Day::from_iso(iso) else { return self };
        Self { from, focus: from.clamp(self.first, self.last), awaits_last: false, ..self }
    }

    /// Takes a last day that was typed; what is no day changes nothing.
    pub fn typed_to(self, iso: &str) -> Self {
        let Some(to) = Day::from_iso(iso) else { return self };
        Self { to, focus: to.clamp(self.first, self.last), awaits_last: false, ..self }
    }

    /// Moves the focus; it stays within the feed's days.
    pub fn moved(self, by: Move, start: WeekStart) -> Self {
        let focus = match by {
            Move::Days(days) => self.focus.plus_days(days),
            Move::WeekStart => self.focus.start_of_week(start),
            Move::WeekEnd => self.focus.start_of_week(start).plus_days(6),
            Move::Months(months) => self.focus.plus_months(months),
        };
        Self { focus: focus.clamp(self.first, self.last), ..self }
    }

    /// Whether there are days of the feed in months before the shown one (`months` below zero) or after it.
    pub fn can_move(self, months: i32) -> bool {
        let shown = self.focus.start_of_month();
        if months < 0 { self.first < shown } else { self.last >= shown.plus_months(1) }
    }

    pub fn place(self, day: Day) -> Place {
        match day {
            day if day == self.from || day == self.to => Place::End,
            day if self.from < day && day < self.to => Place::Within,
            _ => Place::Outside,
        }
    }

    pub fn has_focus(self, day: Day) -> bool {
        self.focus == day
    }

    /// Returns first and last day, ISO 8601.
    pub fn days(self) -> (String, String) {
        (self.from.to_string(), self.to.to_string())
    }

    /// Returns what a link writes for the days; `None` where the first is after the last.
    pub fn id(self) -> Option<String> {
        (self.from <= self.to).then(|| days_id(self.from, self.to))
    }

    /// Returns the first day of the month that is shown.
    pub fn month(self) -> Day {
        self.focus.start_of_month()
    }

    /// Lays out the month that is shown. `has_hijri`: with the dates of Umm al-Qura beside.
    pub fn sheet(self, locale: &dyn Locale, start: WeekStart, has_hijri: bool) -> MonthSheet {
        let month = self.month();
        let first = month.start_of_week(start);
        let weekday = |day: i32| locale.date(first.plus_days(day), DateStyle::Weekday);
        let last = month.plus_months(1).plus_days(-1);
        let week = |from: Day| -> Vec<Option<DayCell>> {
            let days = (0..7).map(|day| from.plus_days(day));
            let is_of_month = |day: Day| month <= day && day <= last;
            days.map(|day| is_of_month(day).then(|| self.cell(locale, day, has_hijri))).collect()
        };
        let weeks = (0..6).map(|week| month.start_of_week(start).plus_days(week * 7)).filter(|from| *from <= last);
        let moons = [month, last].map(|day| locale.date(day, DateStyle::HijriMonth));
        let hijri = match moons {
            [first, last] if first == last => first,
            moons => moons.join(" – "),
        };
        MonthSheet {
            title: locale.date(month, DateStyle::Month),
            hijri: has_hijri.then_some(hijri),
            weekdays: (0..7).map(weekday).collect(),
            weeks: weeks.map(week).collect(),
        }
    }

    fn cell(self, locale: &dyn Locale, day: Day, has_hijri: bool) -> DayCell {
        let (_, _, number) = day.to_ymd();
        let write = |number: u32| locale.number(f64::from(number), NumberStyle::COUNT);
        let hijri = Hijri::of(day).filter(|_| has_hijri);
        let mut name = locale.date(day, DateStyle::FullDay);
        if hijri.is_some() {
            name = locale.list(&[name, locale.date(day, DateStyle::HijriDay)]);
        }
        DayCell {
            day,
            iso: day.to_string(),
            number: write(number),
            hijri: hijri.map(|date| write(date.day)),
            name,
            is_given: self.first <= day && day <= self.last,
        }
    }
}

/// A month as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSheet {
    /// «Oct 2026»
    pub title: String,
    /// «Rabi II 1448 – Jumada I 1448», where it is asked for.
    pub hijri: Option<String>,
    /// Seven short names, as the weeks begin.
    pub weekdays: Vec<String>,
    /// Seven days each; `None` lies in another month.
    pub weeks: Vec<Vec<Option<DayCell>>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCell {
    pub day: Day,
    pub iso: String,
    pub number: String,
    /// Its number in the month of the moon, where it is asked for.
    pub hijri: Option<String>,
    /// In full, for screen readers.
    pub name: String,
    /// Whether the feed has days up to it.
    pub is_given: bool,
}

/// Writes days, ISO 8601, in the calendar of Umm al-Qura: «1 Ramadan 1447 AH – 10 Ramadan 1447 AH».
pub fn hijri_range(locale: &dyn Locale, from: &str, to: &str) -> Option<String> {
    let write = |iso: &str| Day::from_iso(iso).filter(|day| Hijri::of(*day).is_some());
    let (from, to) = (write(from)?, write(to)?);
    let date = |day: Day| locale.date(day, DateStyle::HijriDay);
    Some(if from == to { date(from) } else { format!("{} – {}", date(from), date(to)) })
}
