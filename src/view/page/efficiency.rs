//! The efficiency chart: what a result costs, against how many of them a channel brings.

use super::channels::{Group, Panel};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::kpi::figure::Figure;
use crate::engine::kpi::interval::of_difference;
use crate::engine::kpi::{Kpi, Unit};
use crate::view::chart::axis::nice_axis;
use crate::view::chart::scatter::{Point, Scatter};
use crate::view::scene::Scene;
use crate::view::text::Arg;

/// What is bought, and what one of it costs: the first pair that at least one value has.
const PAIRS: [(Kpi, Kpi); 3] =
    [(Kpi::NewCustomers, Kpi::CpaAcquisition), (Kpi::Orders, Kpi::CostPerOrder), (Kpi::Leads, Kpi::CostPerLead)];

pub(super) fn panel(scene: &Scene<'_>, dimension: &Dimension, groups: &[Group]) -> Panel<Scatter> {
    let reach = scene.reach(Some(dimension));
    let value = |kpi: Kpi, group: &Group| scene.figure(kpi, &group.now, &reach).value.ok();
    let points_of = |(count, cost): (Kpi, Kpi)| {
        let point = |group: &Group| {
            // A known cost of zero buys nothing: a channel without media cost is not the cheapest one.
            let (x, y) = (value(count, group)?, value(cost, group).filter(|y| *y > 0.0)?);
            let (n, each) = (scene.in_full(count.spec().unit, x), scene.in_full(cost.spec().unit, y));
            let what = scene.kpi_name(count);
            let args = [
                ("name", Arg::Text(&group.label)),
                ("count", Arg::Text(&n)),
                ("cost", Arg::Text(&each)),
                ("what", Arg::Text(&what)),
            ];
            let sentence = scene.text.with("efficiency-point", &args);
            let (id, label) = (group.value.clone(), group.label.clone());
            let weight = value(Kpi::Revenue, group).unwrap_or(0.0).max(0.0);
            let shown = [count, cost].map(|kpi| scene.shown(kpi, &scene.figure(kpi, &group.now, &reach)));
            let is_small = scene.figure(cost, &group.now, &reach).is_small;
            Some(Point { id, label, x, y, weight, colour: group.colour, sentence, is_small, shown })
        };
        groups.iter().filter_map(point).collect::<Vec<Point>>()
    };
    let found = PAIRS.into_iter().map(|pair| (pair, points_of(pair))).find(|(_, points)| !points.is_empty());
    let name = scene.dimension_name(dimension);
    let Some(((count, cost), mut points)) = found else {
        let title = scene.text.get("efficiency-empty-title");
        return Panel { title, subtitle: String::new(), sentence: scene.text.get("efficiency-empty"), chart: None };
    };
    let heaviest = points.iter().map(|point| point.weight).fold(0.0, f64::max);
    for point in &mut points {
        point.weight = if heaviest > 0.0 { point.weight / heaviest } else { 1.0 };
    }
    let whole = scene.figure(cost, &scene.total(scene.window), &scene.reach(None)).value.ok().filter(|y| *y > 0.0);
    let reference = whole.map(|whole| {
        let cost = scene.compact(cost.spec().unit, whole);
        (whole, scene.text.with("efficiency-reference", &[("cost", Arg::Text(&cost))]))
    });
    let top = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, f64::max);
    let axis = |kpi: Kpi, top: f64| nice_axis(scene.kpi_name(kpi), top, |value| scene.tick(kpi.spec().unit, value));
    let x = axis(count, top(&mut points.iter().map(|point| point.x)));
    let y = axis(cost, top(&mut points.iter().map(|point| point.y).chain(whole)));
    let figure_of = |id: &str| -> Option<Figure> {
        let group = groups.iter().find(|group| group.value == id)?;
        Some(scene.figure(cost, &group.now, &reach))
    };
    let (title, sentence) = words(scene, (count, cost), &points, whole, &figure_of);
    let (cost_name, count_name) = (scene.kpi_name(cost), scene.kpi_name(count));
    let args = [("cost", Arg::Text(&cost_name)), ("count", Arg::Text(&count_name)), ("dimension", Arg::Text(&name))];
    let subtitle = scene.text.with("efficiency-subtitle", &args);
    Panel {
        title,
        subtitle,
        sentence,
        chart: Some(Scatter {
            x_kpi: count.id().into(),
            y_kpi: cost.id().into(),
            units: [count, cost].map(|kpi| kpi.spec().unit),
            x,
            y,
            points,
            reference,
        }),
    }
}

/// The finding: who is dearest, and how many times the whole.
fn words(
    scene: &Scene<'_>,
    (_, cost): (Kpi, Kpi),
    points: &[Point],
    whole: Option<f64>,
    figure_of: &dyn Fn(&str) -> Option<Figure>,
) -> (String, String) {
    let solid = || points.iter().filter(|point| !point.is_small);
    let dearest = solid().reduce(|a, b| if b.y > a.y { b } else { a });
    let cheapest = solid().reduce(|a, b| if b.y < a.y { b } else { a });
    let (Some(dearest), Some(cheapest)) = (dearest, cheapest) else {
        return (scene.text.get("efficiency-small-title"), scene.text.get("efficiency-small"));
    };
    let unit = cost.spec().unit;
    let (dear, cheap) = (scene.compact(unit, dearest.y), scene.compact(unit, cheapest.y));
    let ratio = whole.map(|whole| scene.compact(Unit::Ratio, dearest.y / whole)).unwrap_or_default();
    let kpi = scene.kpi_name(cost);
    let args = [
        ("dearest", Arg::Text(&dearest.label)),
        ("dear", Arg::Text(&dear)),
        ("cheapest", Arg::Text(&cheapest.label)),
        ("cheap", Arg::Text(&cheap)),
        ("ratio", Arg::Text(&ratio)),
        ("kpi", Arg::Text(&kpi)),
    ];
    let is_one = solid().count() < 2;
    let apart = figure_of(&dearest.id).zip(figure_of(&cheapest.id)).and_then(|(a, b)| of_difference(&a, &b));
    let is_unclear = !is_one && apart.is_some_and(|apart| apart.contains(0.0));
    let title = match whole {
        _ if is_unclear => "efficiency-title-unclear",
        _ if is_one => "efficiency-title-one",
        Some(_) => "efficiency-title",
        None => "efficiency-title-bare",
    };
    let sentence = if is_unclear {
        "efficiency-sentence-unclear"
    } else if is_one {
        "efficiency-sentence-one"
    } else {
        "efficiency-sentence"
    };
    (scene.text.with(title, &args), scene.text.with(sentence, &args))
}
