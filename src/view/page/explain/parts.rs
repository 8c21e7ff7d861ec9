//! A change, taken apart.

use super::{Group, MAX_PARTS, is_of_people};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::kpi::basis::Basis;
use crate::engine::kpi::figure::{Absence, Figure};
use crate::engine::kpi::{Formula, Kpi};
use crate::engine::plan::contribution::{Amounts, Pair, of_ratio, of_sum, with_rest};
use crate::engine::plan::mix_shift::Parts;
use crate::engine::quantity::Sum;
use crate::engine::stat::quotient;
use crate::view::page::Change;
use crate::view::page::channels::{groups, ordered};
use crate::view::scene::Scene;
use crate::view::spread::Spread;
use crate::view::text::Arg;

/// A metric's change with what its parts add to it.
pub(in crate::view::page) struct Explained {
    pub kpi: Kpi,
    pub dimension: Dimension,
    pub now: f64,
    pub then: f64,
    pub change: Change,
    /// Whether the parts add up to the change.
    pub adds_up: bool,
    /// Of a ratio: how much mix and rate are of the whole change.
    pub whole: Option<Parts>,
    /// The largest first, what is no one value last.
    pub parts: Vec<Part>,
    /// How many parts there are, with those that are left out because they do not add up to one row.
    pub n_parts: usize,
    pub groups: Vec<Group>,
}

#[derive(Debug, Clone)]
pub(in crate::view::page) struct Part {
    /// `None`: what has no value of the dimension, or many small ones together.
    pub value: Option<String>,
    pub label: String,
    pub colour: Option<u8>,
    pub then: Option<f64>,
    pub now: Option<f64>,
    pub adds: Option<f64>,
    pub split: Option<Parts>,
    /// What it is of the whole's denominator, then and now; 0 of a sum.
    pub weights: (f64, f64),
}

/// Takes the change of a metric apart, by a dimension.
///
/// # Errors
/// Why it cannot be, in words.
pub(in crate::view::page) fn explained(
    scene: &Scene<'_>,
    kpi: Kpi,
    dimension: &Dimension,
    now: Figure,
    then: Figure,
) -> Result<Explained, String> {
    if scene.compared.is_none() {
        return Err(scene.text.get("explain-no-comparison"));
    }
    let (value, before) = match (&now.value, &then.value) {
        (Ok(value), Ok(before)) => (*value, *before),
        (Err(why), _) => return Err(scene.reason(why)),
        (_, Err(why)) => {
            let why = scene.reason(why);
            return Err(scene.text.with("explain-no-then", &[("reason", Arg::Text(&why))]));
        }
    };
    let change = scene.change(kpi, &now, &then).ok_or_else(|| scene.text.get("explain-began"))?;
    let totals = [scene.window, scene.compared].map(|window| scene.total(window));
    if let Err(why @ (Absence::Lacking(..) | Absence::SplitOrders)) =
        scene.figure(kpi, &totals[0], &scene.reach(Some(dimension))).value
    {
        return Err(scene.reason(&why));
    }
    let groups = groups(scene, dimension);
    let mut explained = Explained {
        kpi,
        dimension: dimension.clone(),
        now: value,
        then: before,
        change,
        adds_up: !is_of_people(scene, kpi),
        whole: None,
        parts: Vec::new(),
        n_parts: 0,
        groups,
    };
    let bases = totals.each_ref().map(|totals| Basis::of(kpi.spec(), totals, scene.facts()));
    let [Some(of_now), Some(of_then)] = bases.map(|basis| basis.filter(|_| explained.adds_up)) else {
        let mut parts = of_people(scene, kpi, dimension, &explained.groups);
        explained.n_parts = parts.len();
        parts.truncate(MAX_PARTS);
        explained.parts = parts;
        return Ok(explained);
    };
    let pair = |now, then| Pair {
        now: of_now.amounts(now).unwrap_or_default(),
        then: of_then.amounts(then).unwrap_or_default(),
    };
    let [all_now, all_then] = &totals;
    let whole = pair(all_now, all_then);
    let of_groups: Vec<Pair> = explained.groups.iter().map(|group| pair(&group.now, &group.then)).collect();
    let pairs = with_rest(whole, &of_groups);
    let named = named(scene, dimension, &explained.groups);
    explained.parts = match kpi.spec().formula {
        Formula::Ratio { per, .. } => {
            let per = f64::from(per);
            let shift = of_ratio(&pairs).ok_or_else(|| scene.text.get("explain-not-apart"))?;
            explained.whole = Some(scaled(shift.whole, per));
            let of = |amounts: Amounts| quotient(amounts.above.to_f64() * per, amounts.below.to_f64());
            let weight =
                |part: Amounts, whole: Amounts| quotient(part.below.to_f64(), whole.below.to_f64()).unwrap_or_default();
            let part = |((pair, split), named): ((&Pair, &Parts), Part)| Part {
                then: of(pair.then),
                now: of(pair.now),
                adds: Some(split.total() * per),
                split: Some(scaled(*split, per)),
                weights: (weight(pair.then, whole.then), weight(pair.now, whole.now)),
                ..named
            };
            pairs.iter().zip(&shift.groups).zip(named).map(part).collect()
        }
        Formula::Sum(_) | Formula::Customers(_) => {
            let part = |((pair, adds), named): ((&Pair, Sum), Part)| Part {
                then: Some(pair.then.above.to_f64()),
                now: Some(pair.now.above.to_f64()),
                adds: Some(adds.to_f64()),
                ..named
            };
            pairs.iter().zip(of_sum(&pairs)).zip(named).map(part).collect()
        }
    };
    arrange(scene, &mut explained);
    Ok(explained)
}

/// Returns a part for each group and one for what has no value of the dimension, with nothing but their names.
fn named(scene: &Scene<'_>, dimension: &Dimension, groups: &[Group]) -> Vec<Part> {
    let named = |value: Option<String>, label: String, colour| Part {
        value,
        label,
        colour,
        then: None,
        now: None,
        adds: None,
        split: None,
        weights: (0.0, 0.0),
    };
    let name = scene.dimension_name(dimension);
    let rest = named(None, scene.text.with("explain-rest", &[("dimension", Arg::Text(&name))]), None);
    let of_group = |group: &Group| named(Some(group.value.clone()), group.label.clone(), Some(group.colour));
    groups.iter().map(of_group).chain([rest]).collect()
}

fn of_people(scene: &Scene<'_>, kpi: Kpi, dimension: &Dimension, groups: &[Group]) -> Vec<Part> {
    let reach = scene.reach(Some(dimension));
    let (now, then) =
        (Spread::new(scene, scene.window, Some(dimension)), Spread::new(scene, scene.compared, Some(dimension)));
    let part = |(group, named): (&Group, Part)| {
        let now = now.figure(kpi, &group.now, &reach, group.code).value.ok();
        let then = then.figure(kpi, &group.then, &reach, group.code).value.ok();
        Part { adds: now.zip(then).map(|(now, then)| now - then), now, then, ..named }
    };
    let mut parts: Vec<Part> = groups.iter().zip(named(scene, dimension, groups)).map(part).collect();
    parts.retain(|part| part.now.is_some() || part.then.is_some());
    sort(scene, &mut parts);
    parts
}

/// Leaves out what is nothing, sorts, and puts what is too much for a table together.
fn arrange(scene: &Scene<'_>, explained: &mut Explained) {
    let is_something = |part: &Part| {
        let is_more = |of: Option<f64>| of.is_some_and(|of| of != 0.0);
        is_more(part.adds) || is_more(part.then) || is_more(part.now) || part.weights != (0.0, 0.0)
    };
    let mut parts = std::mem::take(&mut explained.parts);
    let rest = parts.pop().filter(is_something);
    parts.retain(is_something);
    sort(scene, &mut parts);
    if parts.len() > MAX_PARTS {
        let others = parts.split_off(MAX_PARTS);
        let number = scene.count(others.len() as u64);
        let label = scene.text.with("explain-others", &[("number", Arg::Text(&number))]);
        parts.extend(together(label, &others));
    }
    parts.extend(rest);
    explained.n_parts = parts.len();
    explained.parts = parts;
}

/// Adds parts up; what they have together then and now is not said, as a ratio has no such sum.
fn together(label: String, parts: &[Part]) -> Option<Part> {
    let add = |a: Parts, b: Parts| Parts {
        mix: a.mix + b.mix,
        rate: a.rate + b.rate,
        interaction: a.interaction + b.interaction,
        entry_or_exit: a.entry_or_exit + b.entry_or_exit,
        symmetric_mix: a.symmetric_mix + b.symmetric_mix,
        symmetric_rate: a.symmetric_rate + b.symmetric_rate,
    };
    let joined = parts.iter().cloned().reduce(|a, b| Part {
        adds: a.adds.zip(b.adds).map(|(a, b)| a + b),
        split: a.split.zip(b.split).map(|(a, b)| add(a, b)),
        weights: (a.weights.0 + b.weights.0, a.weights.1 + b.weights.1),
        ..a
    })?;
    Some(Part { value: None, label, colour: None, then: None, now: None, ..joined })
}

fn sort(scene: &Scene<'_>, parts: &mut Vec<Part>) {
    let size = |at: usize| parts.get(at).and_then(|part| part.adds).map_or(-1.0, f64::abs);
    let label = |at: usize| parts.get(at).map_or("", |part| part.label.as_str());
    let order = ordered(parts.len(), &|a, b| {
        size(b).total_cmp(&size(a)).then_with(|| scene.locale.compare(label(a), label(b)))
    });
    *parts = order.into_iter().filter_map(|at| parts.get(at).cloned()).collect();
}

fn scaled(parts: Parts, per: f64) -> Parts {
    Parts {
        mix: parts.mix * per,
        rate: parts.rate * per,
        interaction: parts.interaction * per,
        entry_or_exit: parts.entry_or_exit * per,
        symmetric_mix: parts.symmetric_mix * per,
        symmetric_rate: parts.symmetric_rate * per,
    }
}

impl Explained {
    pub(super) fn difference(&self) -> f64 {
        self.now - self.then
    }

    /// Returns the whole as a row below its parts.
    pub(super) fn total(&self, scene: &Scene<'_>) -> Part {
        Part {
            value: None,
            label: scene.text.get("table-total"),
            colour: None,
            then: Some(self.then),
            now: Some(self.now),
            adds: Some(self.difference()),
            split: self.whole,
            weights: (1.0, 1.0),
        }
    }

    /// Returns the part that moved the whole most its own way, where anything did.
    pub(super) fn main(&self) -> Option<(&Part, f64)> {
        let difference = self.difference();
        let moved = self.parts.iter().filter_map(|part| Some((part, part.adds?)));
        let same_way = moved.filter(|(_, adds)| adds * difference > 0.0);
        same_way.reduce(|a, b| if b.1.abs() > a.1.abs() { b } else { a })
    }
}
