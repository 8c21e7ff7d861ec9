//! Where to cut and where to add: what a result costs on average, what the next one costs, and what is not known of it.

use super::{Group, Shown, ordered};
use crate::engine::cube::group::Grid;
use crate::engine::cube::totals::Totals;
use crate::engine::cube::window::{Step, Window, start_of_step};
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::feed::package::Grain;
use crate::engine::kpi::basis::Basis;
use crate::engine::kpi::figure::Figure;
use crate::engine::kpi::interval::{CONFIDENCE, grain_behind};
use crate::engine::kpi::{Formula, Kpi, Unit};
use crate::engine::plan::contribution::Amounts;
use crate::engine::plan::marginal::{
    Elasticity, Marginal, NoElasticity, Week, best_shift, elasticity, marginal, of_each_pair,
};
use crate::engine::quantity::Sum;
use crate::engine::stat::mean::Mean;
use crate::engine::stat::{Interval, quotient};
use crate::view::number::DateStyle;
use crate::view::page::Verdict;
use crate::view::page::benchmarks::{absent, value};
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// What to do with what it would bring; or that the data can show nothing.
    pub sentence: String,
    /// Whether it says to do something.
    pub is_shift: bool,
    /// The heads of the columns after the name: spend, results, average cost, cost of the next.
    pub heads: Vec<String>,
    /// The dearest next result first, then those of which it is not known; empty where nothing has a cost.
    pub rows: Vec<AdviceRow>,
    /// What it rests on, and what is not known.
    pub assumption: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdviceRow {
    pub value: String,
    pub label: String,
    pub colour: u8,
    pub spend: Shown,
    pub results: Shown,
    pub average: Shown,
    /// What one more result costs, with its interval.
    pub next: Shown,
    /// `cut`, `add`, or nothing that can be said.
    pub verdict: Verdict,
    pub word: String,
}

/// What is bought, and what one of it costs: the first pair that a value has.
const PAIRS: [(Kpi, Kpi); 3] =
    [(Kpi::Orders, Kpi::CostPerOrder), (Kpi::NewCustomers, Kpi::CpaAcquisition), (Kpi::Leads, Kpi::CostPerLead)];

/// A year of weekly changes.
const N_WEEKS: i32 = 53;

/// One value with its cost.
struct Candidate<'g> {
    group: &'g Group,
    average: Figure,
    elasticity: Option<Elasticity>,
    next: Result<Marginal, Unknown>,
}

/// Why the cost of the next result is not known.
#[derive(Clone, Copy)]
enum Unknown {
    Weeks(NoElasticity),
    /// The cost follows what is sold: nobody chooses to spend it.
    Charged,
    /// A row covers a month.
    Monthly,
}

/// What is bought, what one of it costs, and the values where that is known.
struct Costly<'g> {
    count: Kpi,
    cost: Kpi,
    found: Vec<(&'g Group, Figure)>,
    /// How many there are, with those of less spend that are left out.
    n_all: usize,
    /// What one result costs on average of all of them.
    average: Option<f64>,
}

/// More are no ranking that a person reads.
const MAX_ROWS: usize = 60;

/// Returns the values that have a known cost a result, `None` where there is none.
fn costly<'g>(
    scene: &Scene<'_>,
    dimension: &Dimension,
    groups: &'g [Group],
    (count, cost): (Kpi, Kpi),
) -> Option<Costly<'g>> {
    let reach = scene.reach(Some(dimension));
    let mut found = Vec::new();
    for group in groups {
        let figure = scene.figure(cost, &group.now, &reach);
        // A known cost of zero buys nothing: where nothing is paid, there is nothing to cut.
        if figure.value.as_ref().is_ok_and(|value| *value > 0.0) {
            found.push((group, figure));
        }
    }
    let n_all = found.len();
    let whole = |of: fn(&Figure) -> f64| found.iter().map(|(_, figure)| of(figure)).sum::<f64>();
    let average = quotient(whole(spend_of), whole(results_of));
    if n_all > MAX_ROWS {
        let spend = |at: usize| found.get(at).map_or(0.0, |(_, figure)| spend_of(figure));
        let order = ordered(n_all, &|a, b| spend(b).total_cmp(&spend(a)));
        found = order.into_iter().take(MAX_ROWS).filter_map(|at| found.get(at).cloned()).collect();
    }
    (n_all > 0).then_some(Costly { count, cost, found, n_all, average })
}

/// Makes the advice of what is selected.
pub(in crate::view::page) fn advice(scene: &Scene<'_>, dimension: &Dimension, groups: &[Group]) -> Advice {
    let Some(Costly { count, cost, found, n_all, average: of_all }) =
        PAIRS.into_iter().find_map(|pair| costly(scene, dimension, groups, pair))
    else {
        let (sentence, assumption) = (scene.text.get("advice-empty"), String::new());
        return Advice { sentence, is_shift: false, heads: Vec::new(), rows: Vec::new(), assumption };
    };
    let history = history(scene);
    let next = next_costs(scene, cost, dimension, history);
    let mut candidates = Vec::new();
    for (group, average) in found {
        let told = next(group.code);
        let elasticity = told.as_ref().ok().copied();
        let next = told.and_then(|elasticity| {
            let next = marginal(spend_of(&average), results_of(&average), &elasticity);
            next.ok_or(Unknown::Weeks(NoElasticity::TooFewWeeks))
        });
        candidates.push(Candidate { group, average, elasticity, next });
    }
    let order = order(&candidates);
    let rows = order.iter().filter_map(|at| candidates.get(*at)).map(|each| row(scene, (count, cost), each, of_all));
    let (sentence, is_shift) = sentence(scene, count, &candidates);
    Advice {
        sentence,
        is_shift,
        heads: [scene.kpi_name(Kpi::Cost), scene.kpi_name(count), scene.kpi_name(cost), scene.text.get("advice-next")]
            .to_vec(),
        rows: rows.collect(),
        assumption: assumption(scene, history, n_all),
    }
}

fn spend_of(figure: &Figure) -> f64 {
    figure.numerator.to_f64()
}

fn results_of(figure: &Figure) -> f64 {
    figure.denominator.unwrap_or_default().to_f64()
}

/// Returns the whole weeks that the feed has until the end of the period, at most a year of changes.
fn history(scene: &Scene<'_>) -> Option<Window> {
    let (extent, window) = (scene.facts().extent()?, scene.covered(scene.window?));
    let week = Step::Week(scene.loaded.package.week_start);
    let whole = |day| start_of_step(day, week) == day;
    let after = window.to.plus_days(1);
    let to = if whole(after) { window.to } else { start_of_step(window.to, week).plus_days(-1) };
    let first = start_of_step(extent.from, week);
    let first = if whole(extent.from) { first } else { first.plus_days(7) };
    let from = to.plus_days(1 - 7 * N_WEEKS).max(first);
    (from <= to).then_some(Window { from, to })
}

/// What was spent and what came of it, by week.
struct History {
    /// The longest time that a row covers.
    grain: Grain,
    basis: Basis<'static>,
    grid: Grid,
    /// The results of all values, by week.
    all: Vec<Sum>,
}

/// Finds how results have followed spend, by the code of a value.
fn next_costs<'s>(
    scene: &'s Scene<'_>,
    cost: Kpi,
    dimension: &'s Dimension,
    history: Option<Window>,
) -> impl Fn(u32) -> Result<Elasticity, Unknown> + use<'s> {
    let week = Step::Week(scene.loaded.package.week_start);
    let told = history.and_then(|history| {
        let (_, grid) = scene.steps(history, week, Some(dimension));
        let places = || 0..grid.codes.len();
        let mut whole = Totals::default();
        places().for_each(|place| (0..grid.n_steps()).for_each(|step| whole.merge(grid.cell(step, place))));
        let grain = grain_behind(cost.spec(), &whole, scene.facts());
        let basis = Basis::of(cost.spec(), &whole, scene.facts())?;
        let results = |step, place| basis.amounts(grid.cell(step, place)).unwrap_or_default().below;
        let of_step = |step| places().fold(Sum::ZERO, |sum, place| sum + results(step, place));
        let all = (0..grid.n_steps()).map(of_step).collect();
        Some(History { grain, basis, grid, all })
    });
    move |code| {
        let Some(History { grain, basis, grid, all }) = &told else {
            return Err(Unknown::Weeks(NoElasticity::TooFewWeeks));
        };
        if *grain == Grain::Month {
            return Err(Unknown::Monthly);
        }
        let amounts = |step: usize, place: usize| basis.amounts(grid.cell(step, place)).unwrap_or_default();
        let place = grid.codes.binary_search(&code).map_err(|_| Unknown::Weeks(NoElasticity::TooFewWeeks))?;
        let week = |(step, all): (usize, &Sum)| {
            let Amounts { above, below } = amounts(step, place);
            Week { spend: above.to_f64(), results: below.to_f64(), others: (*all - below).to_f64() }
        };
        let weeks: Vec<Week> = all.iter().enumerate().map(week).collect();
        let told = elasticity(&weeks, CONFIDENCE).map_err(Unknown::Weeks)?;
        let of_sales =
            |(step, week): (usize, &Week)| quotient(week.spend, grid.cell(step, place).sum(Measure::Revenue)?.to_f64());
        let shares: Vec<f64> = weeks.iter().enumerate().filter_map(of_sales).collect();
        if is_steady(&shares) { Err(Unknown::Charged) } else { Ok(told) }
    }
}

/// Whether values differ by less than a fiftieth of their mean (standard deviation): a commission of so many per cent does,
/// but for what is rounded and paid back.
fn is_steady(shares: &[f64]) -> bool {
    Mean::of(shares).is_some_and(|all| all.n > 1 && all.variance.sqrt() < all.mean.abs() / 50.0)
}

/// The dearest next result first, where more spend brings nothing before all; what is not known after, by its average.
fn order(candidates: &[Candidate<'_>]) -> Vec<usize> {
    let key = |at: usize| {
        let each = candidates.get(at);
        let next = each.and_then(|each| each.next.as_ref().ok());
        let average = each.and_then(|each| each.average.value.clone().ok()).unwrap_or_default();
        (next.is_none(), next.map_or(average, |next| next.cost.unwrap_or(f64::INFINITY)))
    };
    ordered(candidates.len(), &|a, b| {
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(b.1.total_cmp(&a.1))
    })
}

fn row(scene: &Scene<'_>, (count, cost): (Kpi, Kpi), candidate: &Candidate<'_>, average: Option<f64>) -> AdviceRow {
    let Candidate { group, average: figure, next, .. } = candidate;
    let (verdict, word) = verdict(scene, candidate, average);
    AdviceRow {
        value: group.value.clone(),
        label: group.label.clone(),
        colour: group.colour,
        spend: value(scene, Unit::Money, spend_of(figure)),
        results: value(scene, count.spec().unit, results_of(figure)),
        average: scene.shown(cost, figure),
        next: match next {
            Ok(next) => shown(scene, next),
            Err(why) => absent(reason(scene, *why)),
        },
        verdict,
        word,
    }
}

/// Shows the cost of the next result; where it has no upper bound, what it costs at least.
fn shown(scene: &Scene<'_>, next: &Marginal) -> Shown {
    let Some(cost) = next.cost else {
        return match next.least_cost {
            Some(least) => {
                let least = scene.compact(Unit::Money, least);
                let text = scene.text.with("advice-at-least", &[("least", Arg::Text(&least))]);
                Shown { text: text.clone(), ..absent(text) }
            }
            None => absent(scene.text.get("advice-word-nothing")),
        };
    };
    let shown = value(scene, Unit::Money, cost);
    match (next.least_cost, next.most_cost) {
        (Some(low), Some(high)) => {
            let range = Interval::from_ends(low, high).map(|interval| scene.shown_range(Unit::Money, interval));
            Shown { range, ..shown }
        }
        (Some(low), None) => {
            let least = scene.compact(Unit::Money, low);
            Shown { note: Some(scene.text.with("advice-no-most", &[("least", Arg::Text(&least))])), ..shown }
        }
        (None, _) => shown,
    }
}

fn reason(scene: &Scene<'_>, why: Unknown) -> String {
    scene.text.get(match why {
        Unknown::Weeks(NoElasticity::TooFewWeeks) => "advice-too-few",
        Unknown::Weeks(NoElasticity::TooSteady) => "advice-too-steady",
        Unknown::Charged => "advice-charged",
        Unknown::Monthly => "advice-monthly",
    })
}

/// Says whether the next result is dearer or cheaper than the average one of all.
fn verdict(scene: &Scene<'_>, candidate: &Candidate<'_>, average: Option<f64>) -> (Verdict, String) {
    let said = |verdict, id: &str| (verdict, scene.text.get(id));
    match (&candidate.next, average) {
        _ if candidate.average.is_small => said(Verdict::Neutral, "advice-word-few"),
        (Err(why), _) => (Verdict::Neutral, reason(scene, *why)),
        (Ok(next), Some(average)) => match (next.least_cost, next.most_cost) {
            (None, _) => said(Verdict::Worse, "advice-word-nothing"),
            (Some(least), _) if least > average => said(Verdict::Worse, "advice-word-cut"),
            (_, Some(most)) if most < average => said(Verdict::Better, "advice-word-add"),
            _ => said(Verdict::Unclear, "advice-word-unclear"),
        },
        (Ok(_), None) => said(Verdict::Unclear, "advice-word-unclear"),
    }
}

fn sentence(scene: &Scene<'_>, count: Kpi, candidates: &[Candidate<'_>]) -> (String, bool) {
    let told = |each: &Candidate<'_>| each.elasticity.filter(|_| each.next.is_ok() && !each.average.is_small);
    // The best of many pairs is the luckiest of them, too.
    let confidence = of_each_pair(CONFIDENCE, candidates.iter().filter_map(told).count());
    let known = |each: &Candidate<'_>| {
        let (spend, results) = (spend_of(&each.average), results_of(&each.average));
        Some((spend, marginal(spend, results, &told(each)?.at(confidence)?)?))
    };
    let all: Vec<Option<(f64, Marginal)>> = candidates.iter().map(known).collect();
    let shift = best_shift(&all);
    let ends = shift.and_then(|shift| Some((shift, candidates.get(shift.from)?, candidates.get(shift.to)?)));
    let Some((shift, from, to)) = ends else {
        let is_known = all.iter().flatten().count() > 1;
        return (scene.text.get(if is_known { "advice-none" } else { "advice-unknown" }), false);
    };
    let amount = scene.compact(Unit::Money, shift.amount);
    let gain = match count.spec().formula {
        Formula::Sum([term, ..]) => scene.counted(counted(term.measure), shift.gain),
        _ => scene.compact(Unit::Count, shift.gain.round()),
    };
    let (low, high) = (shift.interval.low.round(), shift.interval.high.round());
    let (low, high) = (scene.compact(Unit::Count, low), scene.compact(Unit::Count, high));
    let confidence = scene.confidence();
    let args = [
        ("amount", Arg::Text(&amount)),
        ("from", Arg::Text(&from.group.label)),
        ("to", Arg::Text(&to.group.label)),
        ("gain", Arg::Text(&gain)),
        ("low", Arg::Text(&low)),
        ("high", Arg::Text(&high)),
        ("confidence", Arg::Text(&confidence)),
    ];
    (scene.text.with("advice-shift", &args), true)
}

/// Returns the message that counts a measure.
const fn counted(measure: Measure) -> &'static str {
    match measure {
        Measure::NewCustomers => "count-new-customers",
        Measure::Leads => "count-leads",
        _ => "count-orders",
    }
}

fn assumption(scene: &Scene<'_>, history: Option<Window>, n_all: usize) -> String {
    let rests_on = match history {
        None => scene.text.get("advice-too-few"),
        Some(history) => {
            let weeks = scene.counted("count-weeks", f64::from(history.n_days() / 7));
            let day = scene.locale.date(history.to, DateStyle::Day);
            scene.text.with("advice-assumption", &[("weeks", Arg::Text(&weeks)), ("day", Arg::Text(&day))])
        }
    };
    if n_all <= MAX_ROWS {
        return rests_on;
    }
    let (shown, all) = (scene.count(MAX_ROWS as u64), scene.count(n_all as u64));
    let cut = scene.text.with("advice-cut", &[("shown", Arg::Text(&shown)), ("all", Arg::Text(&all))]);
    format!("{cut} {rests_on}")
}
