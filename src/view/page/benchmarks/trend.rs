//! The course of one metric against the band of its peers.

use super::compared::{Compared, Field, known, own_of, selection_of_all};
use super::standing::{absent, value};
use crate::engine::benchmark::peers::Peers;
use crate::engine::benchmark::position::Position;
use crate::engine::benchmark::supplied::{self, Given};
use crate::engine::cube::group::{self, Reach};
use crate::engine::cube::window::Window;
use crate::engine::kpi::Kpi;
use crate::engine::kpi::figure::Figure;
use crate::view::chart::axis::span_axis;
use crate::view::chart::band::{Band, BandPeriod};
use crate::view::number::DateStyle;
use crate::view::page::Choice;
use crate::view::page::channels::Panel;
use crate::view::period;
use crate::view::scene::{MAX_CELLS, Scene};
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    pub metrics: Vec<Choice>,
    pub panel: Panel<Band>,
}

/// More periods cannot be told apart.
const MAX_PERIODS: usize = 36;

pub(super) fn trend(scene: &Scene<'_>, field: &Field<'_>) -> Option<Trend> {
    let asked = scene.query.against.metric.as_deref();
    let has_course = |compared: &&Compared<'_>| {
        let n_periods = || alike(scene, field, compared).len();
        compared.position.median.is_some() && (field.values.is_some() || n_periods() >= 2)
    };
    let ranked = || field.all.iter().filter(has_course);
    let by_rank = |a: &&Compared<'_>, b: &&Compared<'_>| {
        let rank = |compared: &Compared<'_>| compared.position.rank().unwrap_or(50.0);
        rank(a).total_cmp(&rank(b))
    };
    // Without a wish, the weakest that has a course: it is what a reader would look into.
    let wished = field.all.iter().find(|compared| Some(compared.kpi.id()) == asked);
    let chosen = wished.or_else(|| ranked().min_by(by_rank)).or_else(|| field.all.first())?;
    let choice = |compared: &Compared<'_>| Choice {
        id: compared.kpi.id().into(),
        label: scene.kpi_name(compared.kpi),
        is_chosen: compared.kpi == chosen.kpi,
    };
    let metrics = field.all.iter().map(choice).collect();
    let periods = match &field.values {
        None => of_table(scene, field, chosen),
        Some(values) => of_values(scene, &values.dimension, &values.own, chosen.kpi),
    };
    Some(Trend { metrics, panel: panel(scene, chosen.kpi, periods) })
}

/// Quartiles and one's own figure of a period, with its name.
type Told = (String, Option<[f64; 3]>, Option<f64>);

fn quartiles(position: &Position) -> Option<[f64; 3]> {
    let at = |percent: u8| position.quantiles.iter().find(|(known, _)| *known == percent).map(|(_, value)| *value);
    Some([at(25)?, at(50)?, at(75)?])
}

/// Returns the periods that are as long as the one that is compared with, oldest first.
fn alike(scene: &Scene<'_>, field: &Field<'_>, chosen: &Compared<'_>) -> Vec<Window> {
    let all = supplied::periods(&scene.facts().peers, chosen.kpi, &field.cut).into_iter();
    all.filter(|period| chosen.period.is_some_and(|of| supplied::is_as_long(*period, of))).collect()
}

fn of_table(scene: &Scene<'_>, field: &Field<'_>, chosen: &Compared<'_>) -> Vec<Told> {
    let kpi = chosen.kpi;
    let alike = alike(scene, field, chosen);
    let (extent, reach) = (scene.facts().extent(), scene.reach(None));
    let told = |period: &Window| {
        // Half a period is no figure of it.
        let is_covered = extent.and_then(|extent| extent.overlap(*period)) == Some(*period);
        let own = is_covered.then(|| scene.figure(kpi, &scene.total(Some(*period)), &reach));
        let quartiles = field.supplied(scene, kpi, Some(*period)).and_then(|supplied| {
            let spec = kpi.spec();
            quartiles(&Position::of(own.as_ref().and_then(own_of).as_ref(), &supplied.given, spec.good, spec.unit))
        });
        (name(scene, *period), quartiles, own.and_then(|own| own.value.ok()))
    };
    alike.iter().skip(alike.len().saturating_sub(MAX_PERIODS)).map(told).collect()
}

fn of_values(
    scene: &Scene<'_>,
    dimension: &crate::engine::facts::vocabulary::Dimension,
    own: &str,
    kpi: Kpi,
) -> Vec<Told> {
    let Some(window) = scene.window.map(|window| scene.covered(window)) else { return Vec::new() };
    let step = period::step_for(window, scene.loaded.package.week_start);
    let mut steps = window.steps(step);
    if steps.len() > MAX_PERIODS {
        steps = window.steps(crate::engine::cube::window::Step::Month);
        steps.drain(..steps.len().saturating_sub(MAX_PERIODS));
    }
    if steps.len().saturating_mul(scene.facts().n_codes(dimension)) > MAX_CELLS {
        return Vec::new();
    }
    let selection = selection_of_all(scene, dimension, Some(window));
    let reach = Reach::new(scene.facts(), &selection, Some(dimension));
    let grid = group::group(scene.facts(), &scene.loaded.cache, &selection, &steps, Some(dimension));
    let own_code = scene.facts().code(dimension, own);
    let told = |(at, step): (usize, &Window)| {
        let figures: Vec<(u32, Figure)> = grid
            .codes
            .iter()
            .enumerate()
            .map(|(place, code)| (*code, scene.figure(kpi, grid.cell(at, place), &reach)))
            .collect();
        let mine = figures.iter().find(|(code, _)| Some(*code) == own_code).map(|(_, figure)| figure);
        let others = figures.iter().filter(|(code, _)| *code != 0 && Some(*code) != own_code);
        let others: Vec<f64> = others.filter_map(|(_, figure)| known(figure)).collect();
        let given = Given::Figures { peers: Peers::of(&others, kpi.spec().good), members: Vec::new() };
        let position = Position::of(None, &given, kpi.spec().good, kpi.spec().unit);
        (name(scene, *step), quartiles(&position), mine.and_then(|mine| mine.value.as_ref().ok().copied()))
    };
    steps.iter().enumerate().map(told).collect()
}

fn name(scene: &Scene<'_>, period: Window) -> String {
    use crate::engine::cube::window::Step;
    match period {
        whole if whole.is_whole(Step::Year) => scene.locale.date(whole.from, DateStyle::Year),
        whole if whole.is_whole(Step::Month) => scene.locale.date(whole.from, DateStyle::Month),
        days if days.n_days() <= 7 => scene.locale.date(days.from, DateStyle::DayOfMonth),
        days => scene.locale.date_range(days.from, days.to),
    }
}

fn panel(scene: &Scene<'_>, kpi: Kpi, told: Vec<Told>) -> Panel<Band> {
    let (unit, name) = (kpi.spec().unit, scene.kpi_name(kpi));
    let subtitle = scene.text.with("bench-trend-subtitle", &[("metric", Arg::Text(&name))]);
    let values = || told.iter().flat_map(|(_, quartiles, own)| quartiles.iter().flatten().chain(own)).copied();
    let both = told.iter().filter_map(|(name, quartiles, own)| Some((name, (*quartiles)?, (*own)?)));
    let both: Vec<_> = both.collect();
    let n_periods = told.iter().filter(|(_, quartiles, own)| quartiles.is_some() || own.is_some()).count();
    let ((Some(first), Some(last)), true) = ((both.first(), both.last()), n_periods >= 2) else {
        let sentence = scene.text.get("bench-trend-empty");
        return Panel { title: name, subtitle, sentence, chart: None };
    };
    let is_higher = |(_, [_, median, _], own): &(&String, [f64; 3], f64)| own >= median;
    let n_above = both.iter().filter(|each| is_higher(each)).count();
    let (n_above, n_all) = (scene.count(n_above as u64), scene.count(both.len() as u64));
    let text = |value: f64| scene.compact(unit, value);
    let ends = [text(first.2), text(last.2), text(first.1[1]), text(last.1[1])];
    let args = [
        ("metric", Arg::Text(&name)),
        ("above", Arg::Text(&n_above)),
        ("all", Arg::Text(&n_all)),
        ("first", Arg::Text(first.0)),
        ("last", Arg::Text(last.0)),
        ("own_first", Arg::Text(&ends[0])),
        ("own_last", Arg::Text(&ends[1])),
        ("median_first", Arg::Text(&ends[2])),
        ("median_last", Arg::Text(&ends[3])),
    ];
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let few = scene.text.get("bench-trend-unknown");
    let shown = |known: Option<f64>| known.map_or_else(|| absent(few.clone()), |known| value(scene, unit, known));
    let periods = told.iter().map(|(label, quartiles, own)| BandPeriod {
        label: label.clone(),
        quartiles: *quartiles,
        own: *own,
        shown: [
            shown(*own),
            shown(quartiles.map(|[low, _, _]| low)),
            shown(quartiles.map(|[_, median, _]| median)),
            shown(quartiles.map(|[_, _, high]| high)),
        ],
    });
    Panel {
        title: scene.text.with("bench-trend-title", &args),
        sentence: scene.text.with("bench-trend", &args),
        chart: Some(Band {
            kpi: kpi.id().into(),
            unit,
            y: span_axis(name.clone(), low, high, |value| scene.tick(unit, value)),
            periods: periods.collect(),
        }),
        subtitle,
    }
}
