//! The metric that the table is ranked by, over time: a line for each of the first rows, and one for all.

use super::channels::{Group, Panel, Row, Table};
use super::{Trend, Verdict};
use crate::engine::cube::window::{Step, Window};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::kpi::{Formula, Kpi};
use crate::view::chart::axis::span_axis;
use crate::view::chart::line::{ALL_COLOUR, Line, LineStep, Lines};
use crate::view::number::DateStyle;
use crate::view::period;
use crate::view::scene::Scene;
use crate::view::step::{self, StepChoice};
use crate::view::text::Arg;

/// More lines than this hide each other.
const MAX_LINES: usize = 6;

pub(super) fn panel(scene: &Scene<'_>, dimension: &Dimension, groups: &[Group], table: &Table) -> Panel<Lines> {
    let column = table.columns.iter().position(|column| column.sort.is_some()).unwrap_or(0);
    let kpi = table.columns.get(column).and_then(|column| scene.kpi(&column.kpi));
    let drawn = kpi.zip(scene.window).and_then(|(kpi, window)| {
        let ranked: Vec<&Group> = ranked(groups, table, column);
        Some((kpi, lines(scene, dimension, kpi, window, &ranked)?))
    });
    let Some((kpi, lines)) = drawn else {
        let title = scene.text.get("over-time-empty-title");
        // What follows people is none of a step's, however long the period is.
        let whole = kpi.filter(|kpi| matches!(kpi.spec().formula, Formula::Customers(_)));
        let sentence = match whole.map(|kpi| scene.kpi_name(kpi)) {
            Some(name) => scene.text.with("over-time-whole", &[("kpi", Arg::Text(&name))]),
            None => scene.text.get("over-time-empty"),
        };
        return Panel { title, subtitle: String::new(), sentence, chart: None };
    };
    let (name, of) = (scene.kpi_name(kpi), scene.dimension_name(dimension));
    let args = [("kpi", Arg::Text(&name)), ("dimension", Arg::Text(&of))];
    let has_then = lines.series.iter().any(|line| !line.then.is_empty());
    let has_partial = lines.steps.iter().any(|step| step.is_partial);
    let signs = [(has_partial, "over-time-partial"), (has_then, "over-time-then")];
    let signs = signs.into_iter().filter(|(is_drawn, _)| *is_drawn).map(|(_, id)| scene.text.get(id));
    let said: Vec<String> = std::iter::once(scene.text.with("over-time-subtitle", &args)).chain(signs).collect();
    let subtitle = said.join(" ");
    let title = title(scene, kpi, table, column);
    let sentence = sentence(scene, kpi, &lines, table.rows.len());
    Panel { title, subtitle, sentence, chart: Some(lines) }
}

/// Returns the groups of the first rows that know the metric.
fn ranked<'g>(groups: &'g [Group], table: &Table, column: usize) -> Vec<&'g Group> {
    let knows = |row: &&Row| row.cells.get(column).is_some_and(|cell| cell.figure.raw.is_some());
    let group = |row: &Row| groups.iter().find(|group| Some(&group.value) == row.value.as_ref());
    table.rows.iter().filter(knows).take(MAX_LINES).filter_map(group).collect()
}

/// Returns the lines; `None` where no two steps of any are known.
fn lines(scene: &Scene<'_>, dimension: &Dimension, kpi: Kpi, window: Window, ranked: &[&Group]) -> Option<Lines> {
    let week_start = scene.loaded.package.week_start;
    let covered = scene.covered(window);
    let chosen = step::chosen(scene, covered);
    let step = chosen.map_or_else(|| period::step_for(covered, week_start), |choice| choice.step(week_start));
    let mut series = Vec::new();
    // Sums of all would press the others to the ground.
    if matches!(kpi.spec().formula, Formula::Ratio { .. }) {
        series.extend(all(scene, kpi, window, step));
    }
    let reach = scene.reach(Some(dimension));
    let (steps, grid) = scene.steps(window, step, Some(dimension));
    for group in ranked {
        let Some(place) = grid.codes.iter().position(|code| *code == group.code) else { continue };
        let value = |step: usize| scene.figure(kpi, grid.cell(step, place), &reach).value.ok();
        let values: Vec<Option<f64>> = (0..grid.n_steps()).map(value).collect();
        series.push(line(scene, kpi, (Some(group.value.clone()), group.label.clone(), group.colour), values));
    }
    if !series.iter().any(|line| line.values.iter().flatten().count() > 1) {
        return None;
    }
    let values = || series.iter().flat_map(|line| line.values.iter().chain(&line.then)).flatten().copied();
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let unit = kpi.spec().unit;
    let y = span_axis(scene.kpi_name(kpi), low, high, |value| scene.compact(unit, value));
    let steps = steps.into_iter().map(|days| LineStep {
        label: label(scene, chosen, step, days),
        days,
        is_partial: !days.is_whole(step),
    });
    Some(Lines { kpi: kpi.id().into(), unit, y, steps: steps.collect(), series })
}

/// Returns the line of everything, with that of the compared period.
fn all(scene: &Scene<'_>, kpi: Kpi, window: Window, step: Step) -> Option<Line> {
    let reach = scene.reach(None);
    let values = |window: Window| -> Vec<Option<f64>> {
        let (_, grid) = scene.steps(window, step, None);
        (0..grid.n_steps()).map(|step| scene.figure(kpi, grid.cell(step, 0), &reach).value.ok()).collect()
    };
    let now = values(window);
    now.iter().flatten().next()?;
    let then = scene.compared.filter(|then| scene.knew(kpi, *then)).map(values).unwrap_or_default();
    let then = then.into_iter().take(now.len()).collect();
    Some(Line { then, ..line(scene, kpi, (None, scene.text.get("table-total"), ALL_COLOUR), now) })
}

fn line(scene: &Scene<'_>, kpi: Kpi, named: (Option<String>, String, u8), values: Vec<Option<f64>>) -> Line {
    let (id, label, colour) = named;
    let unit = kpi.spec().unit;
    let texts = values.iter().map(|value| value.map_or("—".into(), |value| scene.compact(unit, value))).collect();
    Line { id, label, colour, values, texts, then: Vec::new() }
}

fn label(scene: &Scene<'_>, chosen: Option<StepChoice>, step: Step, days: Window) -> String {
    let style = match step {
        Step::Year => DateStyle::Year,
        Step::Month | Step::Quarter => DateStyle::Month,
        _ => DateStyle::DayOfMonth,
    };
    chosen.map_or_else(|| scene.locale.date(days.from, style), |choice| step::label(scene, choice, days.from))
}

/// The finding: whose figure changed most against the compared period, of those whose change is none of chance.
fn title(scene: &Scene<'_>, kpi: Kpi, table: &Table, column: usize) -> String {
    let is_sum = matches!(kpi.spec().formula, Formula::Sum(_));
    let moved = table.rows.iter().filter_map(|row| {
        let cell = row.cells.get(column)?;
        // How far it is from a target is no move.
        let change = cell.change.as_ref().filter(|change| change.word.is_none())?;
        let (now, then) = (cell.figure.raw?, change.was.raw?);
        let is_told = change.trend != Trend::Flat && change.verdict != Verdict::Unclear;
        // A sum's change is money; a ratio's is as large as it is beside the ratio.
        let size = if is_sum || then == 0.0 { (now - then).abs() } else { ((now - then) / then).abs() };
        is_told.then_some((row, change, size))
    });
    let most = moved.reduce(|a, b| if b.2 > a.2 { b } else { a });
    let name = scene.kpi_name(kpi);
    let Some((row, change, _)) = most else {
        return scene.text.with("over-time-title", &[("kpi", Arg::Text(&name))]);
    };
    // What moved a sum most is told in its unit: a small one may have moved further in per cent.
    let moved = if is_sum && !change.amount.is_empty() { &change.amount } else { &change.text };
    let args = [("name", Arg::Text(&row.label)), ("kpi", Arg::Text(&name)), ("change", Arg::Text(moved))];
    scene.text.with("over-time-title-moved", &args)
}

/// Says between which values the lines run, and how many rows have none.
fn sentence(scene: &Scene<'_>, kpi: Kpi, lines: &Lines, n_rows: usize) -> String {
    let points = || {
        let of = |line: &'_ Line| -> Vec<(f64, usize, String)> {
            let known = line.values.iter().enumerate().filter_map(|(step, value)| Some(((*value)?, step)));
            known.map(|(value, step)| (value, step, line.label.clone())).collect()
        };
        lines.series.iter().filter(|line| line.id.is_some()).flat_map(of)
    };
    let low = points().reduce(|a, b| if b.0 < a.0 { b } else { a });
    let high = points().reduce(|a, b| if b.0 > a.0 { b } else { a });
    let Some((low, high)) = low.zip(high) else { return String::new() };
    let write = |(value, step, _): &(f64, usize, String)| {
        let day = lines.steps.get(*step).map_or(String::new(), |step| step.label.clone());
        (scene.compact(kpi.spec().unit, *value), day)
    };
    let ((low_text, low_day), (high_text, high_day)) = (write(&low), write(&high));
    let args = [
        ("low", Arg::Text(&low_text)),
        ("low_day", Arg::Text(&low_day)),
        ("low_name", Arg::Text(&low.2)),
        ("high", Arg::Text(&high_text)),
        ("high_day", Arg::Text(&high_day)),
        ("high_name", Arg::Text(&high.2)),
    ];
    let range = scene.text.with("over-time-sentence", &args);
    let n_drawn = lines.series.iter().filter(|line| line.id.is_some()).count();
    if n_drawn >= n_rows {
        return range;
    }
    let (drawn, all) = (scene.count(n_drawn as u64), scene.count(n_rows as u64));
    let cut = scene.text.with("over-time-cut", &[("shown", Arg::Text(&drawn)), ("all", Arg::Text(&all))]);
    format!("{range} {cut}")
}
