//! What calls for attention: targets that are missed, values that trend and season do not explain, a feed that is old.

use super::columns::COLUMNS;
use super::pacing::{Aims, MAX_ROWS, as_of, name_of};
use super::shell::STALE_DAYS;
use crate::engine::cube::window::{Step, Window};
use crate::engine::facts::targets::Cut;
use crate::engine::feed::package::Grain;
use crate::engine::feed::problem::ProblemKind;
use crate::engine::kpi::interval::grain_behind;
use crate::engine::kpi::{Formula, Kpi};
use crate::engine::plan::anomaly::Latest;
use crate::engine::plan::target::{Nature, Standing};
use crate::engine::stat::discovery::benjamini_hochberg;
use crate::view::compare::Compare;
use crate::view::destination::Destination;
use crate::view::number::DateStyle;
use crate::view::query::PeriodChoice;
use crate::view::route::Page;
use crate::view::scene::Scene;
use crate::view::spread::Spread;
use crate::view::target::Aim;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alerts {
    /// «2 alerts»; where there is none, what was looked at.
    pub headline: String,
    pub alerts: Vec<Alert>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// `target`, `unusual` or `stale`, for whoever reads the document by machine.
    pub kind: String,
    /// The metric's id; empty where it is of the feed.
    pub kpi: String,
    /// What, how far, since when.
    pub text: String,
    pub to: Destination,
}

/// Of all alerts about unusual values, at most this share is false in the long run.
const FALSE_SHARE: f64 = 0.05;

/// How many days, and of weekly rows how many weeks, are looked back: 26 weeks of days, three years of weeks. The season
/// is the week, and the year.
const N_DAYS: i32 = 182;
const N_WEEKS: i32 = 156;

impl Alerts {
    /// Looks at the targets in `aims` and at the metrics `kpis`, which have cards.
    pub(super) fn new(scene: &Scene<'_>, aims: &Aims, kpis: &[Kpi]) -> Self {
        let (n_looked_at, unusual) = unusual(scene, kpis);
        // The furthest from its target first; that the data is old stands beside the period, too.
        let away = |aim: &Aim| if aim.due == 0.0 { 0.0 } else { ((aim.value - aim.due) / aim.due).abs() };
        let mut missed: Vec<_> = aims.first.iter().collect();
        missed.sort_by(|(_, a), (_, b)| away(b).total_cmp(&away(a)));
        let mut alerts: Vec<Alert> =
            missed.into_iter().filter_map(|(cut, aim)| below_target(scene, cut, aim)).collect();
        alerts.extend(unusual);
        alerts.extend(stale(scene));
        #[allow(clippy::cast_precision_loss)]
        let headline = match alerts.len() {
            0 => scene.counted("alerts-none", n_looked_at as f64),
            n => scene.counted("alerts", n as f64),
        };
        Self { headline: of_first(scene, headline, aims.n_all), alerts }
    }
}

/// Adds how many of all targets were looked at, where that is not all.
fn of_first(scene: &Scene<'_>, headline: String, n_targets: usize) -> String {
    if n_targets <= MAX_ROWS {
        return headline;
    }
    let (shown, all) = (scene.count(MAX_ROWS as u64), scene.count(n_targets as u64));
    let args = [("headline", Arg::Text(&headline)), ("shown", Arg::Text(&shown)), ("all", Arg::Text(&all))];
    scene.text.with("alerts-cut", &args)
}

fn stale(scene: &Scene<'_>) -> Vec<Alert> {
    let alert = |text| Alert { kind: "stale".into(), kpi: String::new(), text, to: Destination::to(Page::Data) };
    let mut alerts = Vec::new();
    if scene.loaded.report.problems.counts().contains_key(&ProblemKind::StaleCopy) {
        alerts.push(alert(scene.text.get("alert-copy")));
    }
    if let Some(extent) = scene.facts().extent() {
        let age = scene.loaded.today.days_since(extent.to);
        if age >= STALE_DAYS {
            let (day, days) = (scene.locale.date(extent.to, DateStyle::Day), scene.counted("days", f64::from(age)));
            alerts.push(alert(scene.text.with("alert-old", &[("day", Arg::Text(&day)), ("days", Arg::Text(&days))])));
        }
    }
    alerts
}

fn below_target(scene: &Scene<'_>, cut: &Cut, aim: &Aim) -> Option<Alert> {
    let id = match aim.standing {
        Standing::Behind if Nature::of(aim.kpi) == Nature::Flow => "alert-behind",
        Standing::Behind => "alert-off",
        Standing::Missed => "alert-missed",
        Standing::Met
        | Standing::Ahead
        | Standing::OnPace
        | Standing::Close
        | Standing::Above
        | Standing::Below
        | Standing::TooEarly
        | Standing::NotCovered => return None,
    };
    let unit = aim.kpi.spec().unit;
    let name = name_of(scene, cut, aim);
    let (value, due) = (scene.compact(unit, aim.value), scene.compact(unit, aim.due));
    let (gap, _) = scene.gap(unit, aim.value - aim.due, aim.due);
    let Window { from, to } = aim.goal.span;
    let (dates, since) = (scene.locale.date_range(from, to), scene.locale.date(from, DateStyle::Day));
    let args = [
        ("metric", Arg::Text(&name)),
        ("value", Arg::Text(&value)),
        ("due", Arg::Text(&due)),
        ("gap", Arg::Text(&gap)),
        ("dates", Arg::Text(&dates)),
        ("since", Arg::Text(&since)),
    ];
    let is_column = COLUMNS.contains(&aim.kpi);
    let to = Destination {
        page: if is_column { Page::Channels } else { Page::Summary },
        period: Some(PeriodChoice::Custom(aim.days.from, aim.days.to)),
        compare: Some(Compare::Target),
        filters: Some(cut.iter().map(|(dimension, value)| (dimension.clone(), value.clone())).collect()),
        column: is_column.then(|| aim.kpi.id().to_owned()),
    };
    Some(Alert { kind: "target".into(), kpi: aim.kpi.id().into(), text: scene.text.with(id, &args), to })
}

/// The last step of a metric's series, judged.
struct Judged {
    kpi: Kpi,
    steps: Vec<Window>,
    value: f64,
    latest: Latest,
}

/// Returns how many metrics could be judged, and those whose last whole day or week is unusual.
fn unusual(scene: &Scene<'_>, kpis: &[Kpi]) -> (usize, Vec<Alert>) {
    let judged = judged(scene, kpis);
    let chances: Vec<f64> = judged.iter().map(|judged| judged.latest.p_value).collect();
    let believed = benjamini_hochberg(&chances, FALSE_SHARE);
    let is_alert = |(judged, believed): &(&Judged, bool)| *believed && judged.latest.is_anomaly;
    let found = judged.iter().zip(believed).filter(is_alert);
    let alerts = found.filter_map(|(judged, _)| unusual_alert(scene, judged)).collect();
    (judged.len(), alerts)
}

fn judged(scene: &Scene<'_>, kpis: &[Kpi]) -> Vec<Judged> {
    let (Some(last), Some(extent)) = (as_of(scene), scene.facts().extent()) else { return Vec::new() };
    let reach = scene.reach(None);
    let back = |n_days: i32| Window { from: last.plus_days(1 - n_days).max(extent.from), to: last };
    let totals = scene.total(Some(back(N_DAYS)));
    let adds_up = |kpi: &&Kpi| !matches!(kpi.spec().formula, Formula::Customers(_));
    let grain_of = |kpi: Kpi| grain_behind(kpi.spec(), &totals, scene.facts());
    let mut judged = Vec::new();
    for (grain, period) in [(Grain::Day, 7), (Grain::Week, 52)] {
        let of_grain: Vec<Kpi> = kpis.iter().filter(adds_up).copied().filter(|kpi| grain_of(*kpi) == grain).collect();
        if of_grain.is_empty() {
            continue;
        }
        let steps = match grain {
            Grain::Day => back(N_DAYS).steps(Step::Day),
            _ => {
                let weeks = Spread::new(scene, None, None).weeks(back(N_WEEKS * 7));
                weeks.into_iter().filter(|week| week.n_days() == 7).collect()
            }
        };
        let Some(days) = steps.first().zip(steps.last()).map(|(a, b)| Window { from: a.from, to: b.to }) else {
            continue;
        };
        let grid = scene.grid(days, &steps);
        for kpi in of_grain {
            let value = |step: usize| scene.figure(kpi, grid.cell(step, 0), &reach).value.ok();
            // A series with a gap is not judged.
            let Some(series) = (0..steps.len()).map(value).collect::<Option<Vec<f64>>>() else { continue };
            if let Some((latest, value)) = Latest::of(&series, period).zip(series.last().copied()) {
                judged.push(Judged { kpi, steps: steps.clone(), value, latest });
            }
        }
    }
    judged
}

fn unusual_alert(scene: &Scene<'_>, judged: &Judged) -> Option<Alert> {
    let Judged { kpi, steps, value, latest } = judged;
    let unit = kpi.spec().unit;
    let (last, since) = (steps.last()?, steps.get(latest.since)?);
    let name = scene.kpi_name(*kpi);
    let write = |value: f64| scene.compact(unit, value);
    let (value_said, low, high) = (write(*value), write(latest.usual.low), write(latest.usual.high));
    let days = scene.locale.date_range(last.from, last.to);
    let since_said = scene.locale.date(since.from, DateStyle::Day);
    let args = [
        ("metric", Arg::Text(&name)),
        ("value", Arg::Text(&value_said)),
        ("low", Arg::Text(&low)),
        ("high", Arg::Text(&high)),
        ("days", Arg::Text(&days)),
        ("since", Arg::Text(&since_said)),
    ];
    let id = if *value > latest.expected { "alert-above" } else { "alert-below" };
    // The same weekdays before, the nearest that are not of it.
    let run = Window { from: since.from, to: last.to };
    let back = (run.n_days() + 6) / 7 * 7;
    let is_column = COLUMNS.contains(kpi);
    let to = Destination {
        page: if is_column { Page::Channels } else { Page::Summary },
        period: Some(PeriodChoice::Custom(run.from, run.to)),
        compare: Some(Compare::Custom(run.from.plus_days(-back), run.to.plus_days(-back))),
        filters: None,
        column: is_column.then(|| kpi.id().to_owned()),
    };
    Some(Alert { kind: "unusual".into(), kpi: kpi.id().into(), text: scene.text.with(id, &args), to })
}
