//! The steps of a series as a reader may ask for them, and what each step is called.

use crate::engine::calendar::iso_week::IsoWeek;
use crate::engine::cube::window::{Step, Window};
use crate::engine::day::{Day, WeekStart};
use crate::view::number::{DateStyle, NumberStyle};
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

/// How many steps a series may be asked to have; more cannot be told apart on any screen. What would have more is drawn
/// in the step that its period decides on.
const MAX_STEPS: i32 = 400;

/// A step as a link says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepChoice {
    Day,
    /// Beginning with the day that the feed's weeks begin with.
    Week,
    SundayWeek,
    /// From Monday, numbered within its year (ISO 8601).
    IsoWeek,
    Month,
    /// A month of Umm al-Qura.
    HijriMonth,
    Quarter,
    Year,
}

impl StepChoice {
    pub const ALL: [Self; 8] = [
        Self::Day,
        Self::Week,
        Self::SundayWeek,
        Self::IsoWeek,
        Self::Month,
        Self::HijriMonth,
        Self::Quarter,
        Self::Year,
    ];

    /// Returns its name in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::SundayWeek => "sunday-week",
            Self::IsoWeek => "iso-week",
            Self::Month => "month",
            Self::HijriMonth => "hijri-month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }

    /// Returns the step that it is in a feed whose weeks begin so.
    pub const fn step(self, week_start: WeekStart) -> Step {
        match self {
            Self::Day => Step::Day,
            Self::Week => Step::Week(week_start),
            Self::SundayWeek => Step::Week(WeekStart::Sunday),
            Self::IsoWeek => Step::Week(WeekStart::Monday),
            Self::Month => Step::Month,
            Self::HijriMonth => Step::HijriMonth,
            Self::Quarter => Step::Quarter,
            Self::Year => Step::Year,
        }
    }

    /// Whether a window has at least one such step, and not more than can be told apart.
    pub fn has_room_in(self, window: Window) -> bool {
        (self.least_days()..=self.least_days() * MAX_STEPS).contains(&window.n_days())
    }

    const fn least_days(self) -> i32 {
        match self {
            Self::Day => 1,
            Self::Week | Self::SundayWeek | Self::IsoWeek => 7,
            Self::Month => 28,
            Self::HijriMonth => 29,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }
}

/// Returns the step that the link asks for, or `None` where it asks for none, or for too many.
pub fn chosen(scene: &Scene<'_>, window: Window) -> Option<StepChoice> {
    scene.query.step.filter(|choice| window.n_days() / choice.least_days() <= MAX_STEPS)
}

/// Returns what a step is called that was asked for and begins on `from`; where it is cut, so is its name not.
pub fn label(scene: &Scene<'_>, choice: StepChoice, from: Day) -> String {
    let number = |value: u32| scene.locale.number(f64::from(value), NumberStyle::COUNT);
    match choice {
        StepChoice::Day | StepChoice::Week | StepChoice::SundayWeek => scene.locale.date(from, DateStyle::DayOfMonth),
        StepChoice::IsoWeek => {
            // The week's Thursday is in the year that it is numbered in.
            let thursday = from.start_of_week(WeekStart::Monday).plus_days(3);
            let (week, year) = (number(IsoWeek::of(from).week), scene.locale.date(thursday, DateStyle::Year));
            scene.text.with("step-iso-week", &[("week", Arg::Text(&week)), ("year", Arg::Text(&year))])
        }
        StepChoice::Month => scene.locale.date(from, DateStyle::Month),
        StepChoice::HijriMonth => scene.locale.date(from, DateStyle::HijriMonth),
        StepChoice::Quarter => {
            let (_, month, _) = from.to_ymd();
            let (quarter, year) = (number(month.div_ceil(3)), scene.locale.date(from, DateStyle::Year));
            scene.text.with("step-quarter", &[("quarter", Arg::Text(&quarter)), ("year", Arg::Text(&year))])
        }
        StepChoice::Year => scene.locale.date(from, DateStyle::Year),
    }
}
