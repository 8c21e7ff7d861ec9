//! A change in sentences: what happened, how much of it is whose, and by what.

use super::{Explained, Part, both, percent};
use crate::engine::cube::group::Supply;
use crate::engine::kpi::interval::of_difference;
use crate::engine::kpi::{Formula, Kpi};
use crate::engine::stat::quotient;
use crate::view::page::{Trend, Verdict};
use crate::view::scene::Scene;
use crate::view::text::Arg;

/// Says the change and its cause in one line or two, for the Summary.
pub(in crate::view::page) fn finding(scene: &Scene<'_>, explained: &Explained) -> String {
    let mut sentences = vec![headline(scene, explained)];
    sentences.extend(cause(scene, explained));
    sentences.join(" ")
}

/// Says all that the page says.
pub(super) fn sentences(scene: &Scene<'_>, explained: &Explained) -> Vec<String> {
    let mut sentences = vec![headline(scene, explained)];
    sentences.extend(by_mix_and_rate(scene, explained));
    sentences.extend(cause(scene, explained));
    sentences
}

/// Whether there is a change to find a cause of.
fn is_moved(explained: &Explained) -> bool {
    explained.change.trend != Trend::Flat && explained.change.verdict != Verdict::Unclear
}

fn headline(scene: &Scene<'_>, explained: &Explained) -> String {
    let unit = explained.kpi.spec().unit;
    let (name, was) = (scene.kpi_name(explained.kpi), scene.compact(unit, explained.then));
    let now = scene.compact(unit, explained.now);
    let id = match (explained.change.verdict, explained.change.trend) {
        (Verdict::Unclear, _) => "explain-unclear",
        (_, Trend::Flat) => "explain-same",
        (_, Trend::Up) => "explain-rose",
        (_, Trend::Down) => "explain-fell",
    };
    let args = [
        ("kpi", Arg::Text(&name)),
        ("was", Arg::Text(&was)),
        ("now", Arg::Text(&now)),
        ("change", Arg::Text(&explained.change.text)),
    ];
    scene.text.with(id, &args)
}

fn by_mix_and_rate(scene: &Scene<'_>, explained: &Explained) -> Option<String> {
    let whole = explained.whole?;
    let unit = explained.kpi.spec().unit;
    let of = |part: f64| scene.in_sentence(&scene.difference_like(unit, part, explained.difference()));
    let (rate, mix, both, turnover) = (of(whole.rate), of(whole.mix), of(whole.interaction), of(whole.entry_or_exit));
    let mut args = vec![("rate", Arg::Text(&rate)), ("mix", Arg::Text(&mix)), ("both", Arg::Text(&both))];
    if whole.entry_or_exit == 0.0 {
        return Some(scene.text.with("explain-split", &args));
    }
    args.push(("turnover", Arg::Text(&turnover)));
    Some(scene.text.with("explain-split-turnover", &args))
}

/// Says whose change it is, and by what; `None` where nothing moved, or there is one part only.
fn cause(scene: &Scene<'_>, explained: &Explained) -> Option<String> {
    let (part, adds) = explained.main().filter(|_| explained.adds_up && is_moved(explained))?;
    if explained.parts.len() < 2 {
        return None;
    }
    let within = match part.split {
        Some(split) => of_ratio(scene, explained, part, split.rate.abs() >= split.mix.abs()),
        None => driver(scene, explained, part),
    };
    let said = [Some(share(scene, explained, part, adds)), within];
    Some(said.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// Says how much of the change a part is.
fn share(scene: &Scene<'_>, explained: &Explained, part: &Part, adds: f64) -> String {
    let amount = scene.in_sentence(&scene.difference(explained.kpi.spec().unit, adds));
    let share = quotient(adds, explained.difference()).unwrap_or_default();
    let share_text = percent(scene, share);
    let args = [("part", Arg::Text(&part.label)), ("amount", Arg::Text(&amount)), ("share", Arg::Text(&share_text))];
    let is_beyond = share > 1.0 + ROUNDING;
    scene.text.with(if is_beyond { "explain-cause-beyond" } else { "explain-cause-share" }, &args)
}

/// What the effects of a ratio may differ by, added up in floats.
const ROUNDING: f64 = 1e-9;

/// Says what moved within a part: visits, how many of them buy, or how much.
fn driver(scene: &Scene<'_>, explained: &Explained, part: &Part) -> Option<String> {
    let drivers: &[Kpi] = match explained.kpi {
        Kpi::Revenue => &[Kpi::Visits, Kpi::Conversion, Kpi::Aov],
        Kpi::Orders | Kpi::Conversions | Kpi::NewCustomers => &[Kpi::Visits, Kpi::Conversion],
        Kpi::Cost => &[Kpi::Visits, Kpi::Cpc, Kpi::Cpm],
        _ => &[],
    };
    let value = part.value.as_ref()?;
    let group = explained.groups.iter().find(|group| group.value == *value)?;
    let moved = |kpi: &Kpi| {
        let (now, then, a, b) = both(scene, &explained.dimension, *kpi, group)?;
        let by = libm::log(quotient(a, b).filter(|ratio| *ratio > 0.0)?);
        let is_chance = of_difference(&now, &then).is_some_and(|apart| apart.contains(0.0));
        // What moved against the whole is no cause of it.
        let helps = by * explained.difference() > 0.0 && !is_chance;
        helps.then_some((*kpi, a, b, by.abs()))
    };
    let (kpi, now, then, _) = drivers.iter().filter_map(moved).reduce(|a, b| if b.3 > a.3 { b } else { a })?;
    Some(went(scene, kpi, then, now))
}

fn went(scene: &Scene<'_>, kpi: Kpi, then: f64, now: f64) -> String {
    let unit = kpi.spec().unit;
    let (name, now, was) = (scene.kpi_name(kpi), scene.compact(unit, now), scene.compact(unit, then));
    let args = [("driver", Arg::Text(&name)), ("was", Arg::Text(&was)), ("now", Arg::Text(&now))];
    scene.text.with("explain-cause-driver", &args)
}

/// Says by what a part of a ratio moved the whole; `None` of what has no ratio of its own.
fn of_ratio(scene: &Scene<'_>, explained: &Explained, part: &Part, is_by_rate: bool) -> Option<String> {
    let (before, after) = part.weights;
    if part.value.is_some() && (before == 0.0) != (after == 0.0) {
        return Some(scene.text.get("explain-cause-turnover"));
    }
    let (then, now) = part.then.zip(part.now)?;
    if is_by_rate {
        return Some(went(scene, explained.kpi, then, now));
    }
    let Formula::Ratio { denominator: [term, ..], .. } = explained.kpi.spec().formula else { return None };
    let (measure, was, now) = (scene.measure_name(term.measure), percent(scene, before), percent(scene, after));
    let args = [("measure", Arg::Text(&measure)), ("was", Arg::Text(&was)), ("now", Arg::Text(&now))];
    Some(scene.text.with("explain-cause-mix", &args))
}

/// Says how to read the table, and what stands in none of its parts.
pub(super) fn notes(scene: &Scene<'_>, explained: &Explained) -> Vec<String> {
    let Explained { kpi, dimension, .. } = explained;
    let mut notes = vec![scene.text.get(match (explained.adds_up, explained.whole) {
        (false, _) => "explain-not-additive",
        (true, Some(_)) => "explain-how-ratio",
        (true, None) => "explain-how-sum",
    })];
    if explained.n_parts > explained.parts.len() {
        let (shown, all) = (scene.count(explained.parts.len() as u64), scene.count(explained.n_parts as u64));
        notes.push(scene.text.with("table-cut", &[("shown", Arg::Text(&shown)), ("all", Arg::Text(&all))]));
    }
    let reach = scene.reach(Some(dimension));
    for term in kpi.spec().formula.terms() {
        if matches!(reach.of(term.measure), Supply::Partial(_)) {
            let (measure, dimension) = (scene.measure_name(term.measure), scene.dimension_name(dimension));
            let args = [("measure", Arg::Text(&measure)), ("dimension", Arg::Text(&dimension))];
            notes.push(scene.text.with("explain-partial", &args));
        }
    }
    notes
}
