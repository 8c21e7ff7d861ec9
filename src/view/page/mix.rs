//! The mix chart: what part of the whole each value has, step by step.

use super::Shown;
use super::channels::{Group, Panel, ordered};
use crate::engine::cube::window::Window;
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::kpi::Kpi;
use crate::view::chart::Tick;
use crate::view::chart::mix::{Bar, Mix, Series};
use crate::view::chart::{Axis, mix::OTHER_COLOUR};
use crate::view::number::{DateStyle, NumberKind, NumberStyle};
use crate::view::period;
use crate::view::scene::Scene;
use crate::view::step;
use crate::view::text::Arg;

/// What can be shared out, the first that the dimension has.
const WHOLES: [Kpi; 6] = [Kpi::Revenue, Kpi::Orders, Kpi::Conversions, Kpi::Leads, Kpi::Visits, Kpi::Cost];

/// A share that moved by less than half a point has not moved.
const MOVED: f64 = 0.005;

/// More series than this cannot be told apart: the smallest become «other».
const MAX_SERIES: usize = 12;

pub(super) fn panel(scene: &Scene<'_>, dimension: &Dimension, groups: &[Group]) -> Panel<Mix> {
    let reach = scene.reach(Some(dimension));
    let value = |kpi: Kpi, group: &Group| scene.figure(kpi, &group.now, &reach).value.ok().filter(|value| *value > 0.0);
    let whole = WHOLES.into_iter().find(|kpi| groups.iter().any(|group| value(*kpi, group).is_some()));
    let Some(kpi) = whole else {
        let (title, sentence) = (scene.text.get("mix-empty-title"), scene.text.get("mix-empty"));
        return Panel { title, subtitle: String::new(), sentence, chart: None };
    };
    let sized: Vec<(&Group, f64)> = groups.iter().filter_map(|group| Some((group, value(kpi, group)?))).collect();
    let size = |at: usize| sized.get(at).map_or(0.0, |(_, value)| *value);
    // The sort is stable: equal ones stay in the order of their codes.
    let order = ordered(sized.len(), &|a, b| size(b).total_cmp(&size(a)));
    let ranked: Vec<(&Group, f64)> = order.iter().filter_map(|at| sized.get(*at).copied()).collect();
    let total: f64 = ranked.iter().map(|(_, value)| value).sum();
    let mix = Shares::new(scene, dimension, kpi, &ranked).into_mix(scene, kpi);
    let (kpi_name, name) = (scene.kpi_name(kpi), scene.dimension_name(dimension));
    let whole = scene.locale.number(1.0, NumberStyle::of(NumberKind::Percent, (0, 0)));
    let args = [("kpi", Arg::Text(&kpi_name)), ("dimension", Arg::Text(&name)), ("whole", Arg::Text(&whole))];
    let subtitle = scene.text.with("mix-subtitle", &args);
    let (title, sentence) = words(scene, kpi, &ranked, total, &mix);
    Panel { title, subtitle, sentence, chart: Some(mix) }
}

/// Values by step and series, before they are divided.
struct Shares {
    steps: Vec<(Window, bool)>,
    rows: Vec<(String, String, u8, Vec<Option<f64>>)>,
}

impl Shares {
    fn new(scene: &Scene<'_>, dimension: &Dimension, kpi: Kpi, ranked: &[(&Group, f64)]) -> Self {
        let reach = scene.reach(Some(dimension));
        let (steps, grid) = match scene.window {
            Some(window) => {
                let (covered, week_start) = (scene.covered(window), scene.loaded.package.week_start);
                let step = match step::chosen(scene, covered) {
                    Some(choice) => choice.step(week_start),
                    None => period::step_for_bars(covered, week_start),
                };
                let (steps, grid) = scene.steps(window, step, Some(dimension));
                (steps.into_iter().map(|window| (window, !window.is_whole(step))).collect(), Some(grid))
            }
            None => (Vec::new(), None),
        };
        let row = |(group, total): &(&Group, f64)| {
            let values = match &grid {
                None => vec![Some(*total)],
                Some(grid) => {
                    let place = grid.codes.iter().position(|code| *code == group.code);
                    let value = |step: usize| {
                        let totals = grid.cell(step, place?);
                        scene.figure(kpi, totals, &reach).value.ok().filter(|value| *value >= 0.0)
                    };
                    (0..grid.n_steps()).map(value).collect()
                }
            };
            (group.value.clone(), group.label.clone(), group.colour, values)
        };
        let keep = if ranked.len() > MAX_SERIES { MAX_SERIES - 1 } else { ranked.len() };
        let mut rows: Vec<_> = ranked.iter().take(keep).map(row).collect();
        let others: Vec<_> = ranked.iter().skip(keep).map(row).collect();
        if let Some((_, _, _, first)) = others.first() {
            let add = |step: usize| {
                others.iter().filter_map(|(_, _, _, values)| values.get(step).copied().flatten()).reduce(|a, b| a + b)
            };
            let values = (0..first.len()).map(add).collect();
            rows.push((String::new(), scene.text.get("mix-other"), OTHER_COLOUR, values));
        }
        Self { steps, rows }
    }

    fn into_mix(self, scene: &Scene<'_>, kpi: Kpi) -> Mix {
        let n_bars = self.steps.len().max(1);
        let at = |values: &[Option<f64>], bar: usize| values.get(bar).copied().flatten();
        let whole = |bar: usize| self.rows.iter().filter_map(|(_, _, _, values)| at(values, bar)).sum::<f64>();
        let wholes: Vec<f64> = (0..n_bars).map(whole).collect();
        let chosen = scene.window.and_then(|window| step::chosen(scene, scene.covered(window)));
        let is_monthly = scene.window.is_some_and(|window| scene.covered(window).n_days() > 190);
        let label = |bar: usize| match (self.steps.get(bar), chosen) {
            (None, _) => scene.text.get("period-undated"),
            (Some((window, _)), Some(choice)) => step::label(scene, choice, window.from),
            (Some((step, _)), None) if is_monthly => scene.locale.date(step.from, DateStyle::Month),
            (Some((step, _)), None) => scene.locale.date(step.from, DateStyle::DayOfMonth),
        };
        let bars = wholes.iter().enumerate().map(|(bar, whole)| Bar {
            label: label(bar),
            is_partial: self.steps.get(bar).is_some_and(|(_, is_partial)| *is_partial),
            total: Shown {
                raw: Some(*whole),
                text: scene.compact(kpi.spec().unit, *whole),
                full: scene.in_full(kpi.spec().unit, *whole),
                range: None,
                note: None,
            },
        });
        let bars = bars.collect();
        let percent = |share: f64| scene.locale.number(share, NumberStyle::of(NumberKind::Percent, (1, 1)));
        let series = self.rows.iter().map(|(id, label, colour, values)| {
            let shares: Vec<Option<f64>> = wholes
                .iter()
                .enumerate()
                .map(|(bar, whole)| (*whole > 0.0).then(|| at(values, bar).unwrap_or(0.0) / whole))
                .collect();
            let texts = shares.iter().map(|share| share.map_or("—".into(), percent)).collect();
            Series { id: id.clone(), label: label.clone(), colour: *colour, shares, texts }
        });
        let series = series.collect();
        let tick = |value: f64| Tick {
            value,
            label: scene.locale.number(value, NumberStyle::of(NumberKind::Percent, (0, 0))),
        };
        let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(tick).into();
        let y = Axis { title: scene.kpi_name(kpi), min: 0.0, max: 1.0, ticks };
        Mix { kpi: kpi.id().into(), unit: kpi.spec().unit, y, bars, series }
    }
}

/// The finding: who has most, and whose share moved most from the first half to the second.
fn words(scene: &Scene<'_>, kpi: Kpi, ranked: &[(&Group, f64)], total: f64, mix: &Mix) -> (String, String) {
    let percent = |share: f64| scene.locale.number(share, NumberStyle::of(NumberKind::Percent, (0, 1)));
    let kpi = scene.kpi_name(kpi);
    let Some((first, value)) = ranked.first() else { return Default::default() };
    let share = percent(value / total);
    let args = [("name", Arg::Text(&first.label)), ("share", Arg::Text(&share)), ("kpi", Arg::Text(&kpi))];
    let title = scene.text.with("mix-title", &args);
    // Halves, not the first and the last bar: a single day says nothing of a mix.
    let middle = mix.bars.len() / 2;
    let share_in = |series: &Series, bars: std::ops::Range<usize>| {
        let whole: f64 = bars.clone().filter_map(|bar| mix.bars.get(bar)?.total.raw).sum();
        let part = |bar: usize| Some(series.shares.get(bar).copied().flatten()? * mix.bars.get(bar)?.total.raw?);
        (whole > 0.0).then(|| bars.filter_map(part).sum::<f64>() / whole)
    };
    let moved = mix
        .series
        .iter()
        .filter_map(|series| Some((series, share_in(series, 0..middle)?, share_in(series, middle..mix.bars.len())?)));
    let most = moved.reduce(|a, b| if (b.2 - b.1).abs() > (a.2 - a.1).abs() { b } else { a });
    let sentence = match most {
        Some((series, from, to)) if (to - from).abs() >= MOVED => {
            let (from, to) = (percent(from), percent(to));
            let args = [
                ("name", Arg::Text(&series.label)),
                ("from", Arg::Text(&from)),
                ("to", Arg::Text(&to)),
                ("kpi", Arg::Text(&kpi)),
            ];
            scene.text.with("mix-sentence", &args)
        }
        _ => scene.text.with("mix-sentence-one", &args),
    };
    (title, sentence)
}
