//! What surrounds every page: whose data it is, the period, the filters, what is wrong with the feed.

use super::{Choice, problems};
use crate::engine::cube::window::Window;
use crate::engine::day::WeekStart;
use crate::engine::facts::batch::AfterToday;
use crate::engine::facts::vocabulary::TableKind;
use crate::engine::feed::package::Grain;
use crate::view::compare::Compare;
use crate::view::number::DateStyle;
use crate::view::period;
use crate::view::query::PeriodChoice;
use crate::view::scene::Scene;
use crate::view::step::{self, StepChoice};
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Shell {
    /// Whose data this is.
    pub title: String,
    /// What the reader must know of the data as a whole («invented data»).
    pub notice: Option<String>,
    pub period: PeriodBar,
    /// Filters that are on, in the order of the link.
    pub filters: Vec<FilterChip>,
    /// What is wrong with the feed; `None` where nothing is.
    pub problems: Option<ProblemNotice>,
    /// The code of the feed's currency, or nothing.
    pub currency: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PeriodBar {
    /// Presets; empty where the feed has no dates.
    pub choices: Vec<Choice>,
    /// The resolved dates: «2 – 31 Oct 2026 · 30 days».
    pub resolved: String,
    /// How long the steps of series are: as the period decides (an empty id), then those that the period has room for.
    pub steps: Vec<Choice>,
    /// First and last day of the period, ISO 8601, for the date inputs; `None` without dates.
    pub from: Option<String>,
    pub to: Option<String>,
    /// First and last day of the feed, ISO 8601.
    pub first: Option<String>,
    pub last: Option<String>,
    /// First and last day of the compared period, ISO 8601; `None` without one.
    pub compared_from: Option<String>,
    pub compared_to: Option<String>,
    pub week_start: WeekStart,
    /// What to compare with; empty where the feed has no dates.
    pub compare: Vec<Choice>,
    /// «compared with 2 Sep – 1 Oct 2026»; `None` without comparison.
    pub compared: Option<String>,
    /// The custom period that is one step earlier and later, as the link writes it.
    pub earlier: Option<String>,
    pub later: Option<String>,
    /// What the reader must know: a period in progress, a comparison that the feed does not cover.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterChip {
    /// Dimension id and value, as the link writes them.
    pub dimension: String,
    pub value: String,
    /// «Channel: Email».
    pub label: String,
    /// «Remove the filter Channel: Email».
    pub remove: String,
}

/// A short word on every page; the whole list stands on the Data page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemNotice {
    /// «3 problems in this feed. What can be read is shown.»
    pub headline: String,
    /// The first few, one sentence each.
    pub first: Vec<String>,
}

/// A feed that ends earlier than the day before yesterday is said to be old: exports run at night.
pub(super) const STALE_DAYS: i32 = 3;

impl Shell {
    pub fn new(scene: &Scene<'_>) -> Self {
        let package = &scene.loaded.package;
        let title = scene.choose(&package.title).unwrap_or(&package.name).to_owned();
        let notice = scene.choose(&package.notice).map(str::to_owned);
        Self {
            title,
            notice,
            period: PeriodBar::new(scene),
            filters: chips(scene),
            problems: problems::notice(scene),
            currency: scene.currency().into(),
        }
    }
}

impl PeriodBar {
    /// Returns the name of a file about the period: «miyar-channels-2026-10-01_2026-10-31».
    pub fn file_name(&self, what: &str) -> String {
        let days = self.from.iter().chain(&self.to).cloned().collect::<Vec<_>>().join("_");
        let parts = ["miyar", what, &days];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }

    fn new(scene: &Scene<'_>) -> Self {
        let Some((window, extent)) = scene.window.zip(scene.facts().extent()) else {
            return Self { resolved: scene.text.get("period-undated"), ..Self::default() };
        };
        let alignment = period::alignment(scene.choice, window, scene.loaded.package.week_start);
        let step = |by: i32| {
            let moved = period::moved(window, alignment, by);
            moved.overlap(extent).map(|_| PeriodChoice::Custom(moved.from, moved.to).id())
        };
        Self {
            choices: choices(scene, extent),
            steps: steps(scene, window),
            resolved: dates_and_length(scene, window),
            from: Some(window.from.to_string()),
            to: Some(window.to.to_string()),
            first: Some(extent.from.to_string()),
            last: Some(extent.to.to_string()),
            compared_from: scene.compared.map(|window| window.from.to_string()),
            compared_to: scene.compared.map(|window| window.to.to_string()),
            week_start: scene.loaded.package.week_start,
            compare: comparisons(scene),
            compared: compared(scene),
            earlier: step(-1),
            later: step(1),
            notes: notes(scene, window, extent),
        }
    }
}

fn compared(scene: &Scene<'_>) -> Option<String> {
    if scene.query.compare == Compare::Target {
        let has_targets = !scene.facts().targets.is_empty();
        return Some(scene.text.get(if has_targets { "period-compared-targets" } else { "period-no-targets" }));
    }
    let Window { from, to } = scene.compared?;
    let dates = scene.locale.date_range(from, to);
    Some(scene.text.with("period-compared", &[("dates", Arg::Text(&dates))]))
}

fn choices(scene: &Scene<'_>, extent: Window) -> Vec<Choice> {
    let is_today = scene.loaded.today == extent.to;
    let preset = |choice: &PeriodChoice| Choice {
        id: choice.id(),
        label: preset_name(scene, *choice, is_today),
        is_chosen: scene.choice == *choice,
    };
    PeriodChoice::PRESETS.iter().map(preset).collect()
}

/// The number of days is written in the reader's digits. The last day of the data is «today» where it is.
fn preset_name(scene: &Scene<'_>, choice: PeriodChoice, is_today: bool) -> String {
    let number = match choice {
        PeriodChoice::Last7Days => scene.count(7),
        PeriodChoice::Last30Days => scene.count(30),
        PeriodChoice::Last90Days => scene.count(90),
        _ => String::new(),
    };
    let id = match choice {
        PeriodChoice::LatestDay if is_today => "today".into(),
        PeriodChoice::DayBefore if is_today => "yesterday".into(),
        choice => choice.id(),
    };
    scene.text.with(&format!("period-{id}"), &[("number", Arg::Text(&number))])
}

fn steps(scene: &Scene<'_>, window: Window) -> Vec<Choice> {
    let covered = scene.covered(window);
    let chosen = step::chosen(scene, covered);
    let unsaid = Choice { id: String::new(), label: scene.text.get("by-auto"), is_chosen: chosen.is_none() };
    let fits = |choice: &StepChoice| choice.has_room_in(covered) || chosen == Some(*choice);
    let choice = |choice: StepChoice| Choice {
        id: choice.id().into(),
        label: scene.text.get(&format!("by-{}", choice.id())),
        is_chosen: chosen == Some(choice),
    };
    std::iter::once(unsaid).chain(StepChoice::ALL.into_iter().filter(fits).map(choice)).collect()
}

fn comparisons(scene: &Scene<'_>) -> Vec<Choice> {
    let choice = |compare: Compare| Choice {
        id: compare.id(),
        label: scene.text.get(&format!("compare-{}", compare.id())),
        is_chosen: scene.query.compare == compare,
    };
    let has_targets = !scene.facts().targets.is_empty() || scene.query.compare == Compare::Target;
    let is_offered = |compare: &Compare| has_targets || *compare != Compare::Target;
    Compare::PRESETS.into_iter().filter(is_offered).map(choice).collect()
}

fn dates_and_length(scene: &Scene<'_>, window: Window) -> String {
    let dates = scene.locale.date_range(window.from, window.to);
    let days = scene.counted("days", f64::from(window.n_days()));
    scene.text.with("period-resolved", &[("dates", Arg::Text(&dates)), ("days", Arg::Text(&days))])
}

fn notes(scene: &Scene<'_>, window: Window, extent: Window) -> Vec<String> {
    let mut notes = Vec::new();
    if scene.query.step.is_some() && step::chosen(scene, scene.covered(window)).is_none() {
        notes.push(scene.text.get("period-too-many-steps"));
    }
    let age = scene.loaded.today.days_since(extent.to);
    if age >= STALE_DAYS {
        let (day, days) = (scene.locale.date(extent.to, DateStyle::Day), scene.counted("days", f64::from(age)));
        notes.push(scene.text.with("period-stale", &[("day", Arg::Text(&day)), ("days", Arg::Text(&days))]));
    }
    if scene.comparison_is_cut {
        let day = scene.locale.date(extent.from, DateStyle::Day);
        notes.push(scene.text.with("period-comparison-cut", &[("day", Arg::Text(&day))]));
    }
    if scene.is_uneven() {
        notes.push(scene.text.get("period-comparison-uneven"));
    }
    let after = scene.loaded.report.tables.iter().filter_map(|table| table.after_today).reduce(AfterToday::and);
    let after = after.filter(|after| after.days.to > extent.to);
    if window.from < extent.from || window.to > extent.to {
        let dates = scene.locale.date_range(extent.from, extent.to);
        // Rows of the days after today are counted where the period reaches them: the rest is not empty then.
        let reached = after.filter(|after| after.days.overlap(window).is_some());
        notes.push(match reached {
            Some(after) => after_today(scene, "period-reaches-after-today", after, &dates),
            None => scene.text.with("period-beyond-feed", &[("dates", Arg::Text(&dates))]),
        });
    } else if let Some(after) = after.filter(|_| scene.choice == PeriodChoice::All) {
        notes.push(after_today(scene, "period-leaves-after-today", after, ""));
    }
    let tables = &scene.facts().tables;
    if window != extent
        && tables.iter().any(|table| table.is_dated() && table.grain > Grain::Day && table.kind != TableKind::Costs)
    {
        notes.push(scene.text.get("period-spread"));
    }
    let undated = tables.iter().any(|table| !table.is_dated() && table.n_rows() > 0);
    if undated && scene.choice != PeriodChoice::All {
        notes.push(scene.text.get("period-leaves-undated"));
    }
    notes
}

#[allow(clippy::cast_precision_loss)]
fn after_today(scene: &Scene<'_>, id: &str, after: AfterToday, dates: &str) -> String {
    let AfterToday { n_rows, days } = after;
    let (number, later) = (scene.count(n_rows), scene.locale.date_range(days.from, days.to));
    let args = [
        ("count", Arg::Count(n_rows as f64)),
        ("number", Arg::Text(&number)),
        ("later", Arg::Text(&later)),
        ("dates", Arg::Text(dates)),
    ];
    scene.text.with(id, &args)
}

fn chips(scene: &Scene<'_>) -> Vec<FilterChip> {
    let chip = |(dimension, value): &(_, String)| {
        let name = scene.dimension_title(dimension);
        let value_name = scene.value_name(dimension, value);
        let args = [("dimension", Arg::Text(&name)), ("value", Arg::Text(&value_name))];
        let reaches = scene.facts().has_dimension(dimension);
        let label = scene.text.with(if reaches { "filter" } else { "filter-without-effect" }, &args);
        let remove = scene.text.with("filter-remove", &args);
        FilterChip { dimension: dimension.id(), value: value.clone(), label, remove }
    };
    scene.query.filters.iter().map(chip).collect()
}
