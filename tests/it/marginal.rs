//! What the next unit of spend brings: against least squares made elsewhere, and against the golden's best division.

use super::support::repository;
use miyar::engine::plan::budget::{Channel, Curve, allocate};
use miyar::engine::plan::marginal::{
    Elasticity, Marginal, NoElasticity, Week, best_shift, elasticity, marginal, of_each_pair,
};
use miyar::engine::stat::Interval;
use serde_json::Value;

fn near(what: &str, got: f64, due: f64, tolerance: f64) {
    assert!((got - due).abs() <= tolerance * due.abs(), "{what}: {got}, {due} is due");
}

const SPEND: [f64; 16] =
    [1000., 1300., 900., 1500., 1250., 800., 1700., 1100., 1400., 950., 1600., 1200., 1050., 1550., 870., 1450.];
const RESULTS: [f64; 16] = [52., 60., 47., 68., 61., 45., 70., 55., 66., 49., 71., 58., 54., 64., 46., 65.];
const OTHERS: [f64; 16] =
    [400., 420., 390., 450., 430., 380., 500., 410., 440., 400., 470., 425., 405., 460., 385., 455.];

fn weeks(others: Option<[f64; 16]>) -> Vec<Week> {
    let week =
        |at: usize| Week { spend: SPEND[at], results: RESULTS[at], others: others.map_or(0.0, |others| others[at]) };
    (0..16).map(week).collect()
}

/// Ordinary least squares by NumPy 2.4 (normal equations) with Student's quantile by SciPy 1.17; the first also by
/// `scipy.stats.linregress`. Tolerance 1e-9.
#[test]
fn how_results_follow_spend_is_what_least_squares_say() {
    for (others, slope, low, high) in [
        (None, 0.6340309578892921, 0.584169883493552, 0.6838920322850321),
        (Some(OTHERS), 0.8248780559918152, 0.5676735378141802, 1.0820825741694502),
    ] {
        let told = elasticity(&weeks(others), 0.95).unwrap();
        near("slope", told.estimate, slope, 1e-9);
        near("low", told.interval.low, low, 1e-9);
        near("high", told.interval.high, high, 1e-9);
        assert_eq!(told.n_changes, 15);
    }
}

#[test]
fn what_hardly_moved_tells_nothing() {
    let steady: Vec<Week> =
        weeks(None).into_iter().map(|week| Week { spend: 1000.0 + week.results / 10.0, ..week }).collect();
    assert_eq!(elasticity(&steady, 0.95), Err(NoElasticity::TooSteady));
    assert_eq!(elasticity(&weeks(None)[..12], 0.95), Err(NoElasticity::TooFewWeeks), "eleven changes");
    let gaps: Vec<Week> = weeks(None)
        .into_iter()
        .enumerate()
        .map(|(at, week)| if at % 3 == 0 { Week { spend: 0.0, ..week } } else { week })
        .collect();
    assert_eq!(elasticity(&gaps, 0.95), Err(NoElasticity::TooFewWeeks), "a week without spend has no logarithm");
    // Spend that moves with all others alone does not move by itself.
    let along: Vec<Week> =
        (0..16).map(|at| Week { spend: OTHERS[at] * 2.0, results: RESULTS[at], others: OTHERS[at] }).collect();
    assert_eq!(elasticity(&along, 0.95), Err(NoElasticity::TooSteady));
    for bad in [f64::NAN, f64::INFINITY, -1.0, 0.0] {
        let all = vec![Week { spend: bad, results: 5.0, others: 1.0 }; 20];
        assert!(elasticity(&all, 0.95).is_err(), "{bad}");
    }
}

fn sure(estimate: f64) -> Elasticity {
    let interval = Interval { low: estimate - 0.01, high: estimate + 0.01 };
    Elasticity { estimate, interval, error: 0.005, freedom: 47.0, n_changes: 50 }
}

/// The golden's best division: what is at no bound has the same marginal result, to 1e-9.
#[test]
fn at_the_best_division_no_shift_brings_more() {
    let folder = repository("tests/goldens/budget_reallocation");
    let read =
        |name: &str| -> Value { serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap() };
    let (input, due) = (read("input.json"), read("expected.json"));
    let lambda = due["lambda_marginal_response_per_unit"].as_f64().unwrap();
    let power: Vec<(f64, f64, f64, f64)> = input["channels"]
        .as_array()
        .unwrap()
        .iter()
        .zip(due["allocation"].as_array().unwrap())
        .filter(|(row, _)| row["form"] == "power")
        .map(|(row, best)| {
            let of = |name: &str| row[name].as_f64().unwrap();
            (of("a"), of("b"), of("current"), best.as_f64().unwrap())
        })
        .collect();
    assert_eq!(power.len(), 2);
    let marginal_at = |(a, b, x): (f64, f64, f64)| marginal(x, Curve::Power { a, b }.response(x), &sure(b)).unwrap();
    let best: Vec<Option<(f64, Marginal)>> = power
        .iter()
        .map(|(a, b, _, x)| {
            let at = marginal_at((*a, *b, *x));
            near("marginal", at.results, lambda, 1e-9);
            near("marginal cost", at.cost.unwrap(), due["marginal_cpa"].as_f64().unwrap(), 1e-9);
            Some((*x, at))
        })
        .collect();
    assert_eq!(best_shift(&best), None, "nothing that is more than chance");
    // As things are, money goes to where it brings more, as the best division has it.
    let current: Vec<Option<(f64, Marginal)>> =
        power.iter().map(|(a, b, x, _)| Some((*x, marginal_at((*a, *b, *x))))).collect();
    let expected: Vec<f64> =
        due["marginal_response_at_current"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    for (at, due) in current.iter().zip(&expected) {
        near("at current", at.unwrap().1.results, *due, 1e-9);
    }
    let steep =
        [Some((40_000.0, marginal_at((3.2, 0.6, 40_000.0)))), Some((5_000.0, marginal_at((2.1, 0.62, 5_000.0))))];
    let shift = best_shift(&steep).unwrap();
    let all = [
        Channel { curve: Curve::Power { a: 3.2, b: 0.6 }, floor: 0.0, cap: f64::INFINITY },
        Channel { curve: Curve::Power { a: 2.1, b: 0.62 }, floor: 0.0, cap: f64::INFINITY },
    ];
    let allocation = allocate(&all, 45_000.0).unwrap();
    assert!(allocation.spend[1] > 5_000.0, "the best division goes the same way");
    assert_eq!(
        (shift.from, shift.to, shift.amount),
        (0, 1, 1_000.0),
        "a fifth more, which is less than a tenth of the other"
    );
    let gain = |x: f64| {
        Curve::Power { a: 2.1, b: 0.62 }.response(5_000.0 + x) - Curve::Power { a: 2.1, b: 0.62 }.response(5_000.0)
            + Curve::Power { a: 3.2, b: 0.6 }.response(40_000.0 - x)
            - Curve::Power { a: 3.2, b: 0.6 }.response(40_000.0)
    };
    // A straight line along a curve that flattens promises a little too much.
    assert!(gain(1_000.0) < shift.gain && gain(1_000.0) > 0.8 * shift.gain, "{} {}", gain(1_000.0), shift.gain);
    assert!(shift.interval.contains(shift.gain) && shift.interval.low > 0.0);
}

#[test]
fn more_than_proportional_is_held_to_proportional_and_less_than_nothing_to_nothing() {
    let steep = marginal(100.0, 50.0, &sure(1.4)).unwrap();
    assert_eq!((steep.cost, steep.least_cost), (Some(2.0), Some(2.0)), "the average");
    near("as unsure as before", steep.most_cost.unwrap(), 2.0 / 0.99, 1e-12);
    let none = marginal(100.0, 50.0, &sure(-0.5)).unwrap();
    assert_eq!((none.cost, none.least_cost, none.most_cost), (None, None, None));
    let open = marginal(100.0, 50.0, &Elasticity { interval: Interval { low: -0.2, high: 0.8 }, ..sure(0.5) }).unwrap();
    assert_eq!((open.cost, open.least_cost, open.most_cost), (Some(4.0), Some(2.5), None));
    for (spend, results) in [(0.0, 5.0), (5.0, 0.0), (-1.0, 5.0), (f64::NAN, 5.0)] {
        assert_eq!(marginal(spend, results, &sure(0.5)), None, "{spend} {results}");
    }
}

/// Student's quantiles of 13 degrees of freedom by Simpson's rule in Python 3 on the cosines' 12th power: t(0.975) =
/// 2.160368656462793, t(1 − 0.025/190) = 4.954864011683391. Tolerance 1e-9.
#[test]
fn the_best_of_many_pairs_must_stand_a_stricter_test() {
    assert_eq!(of_each_pair(0.95, 2), 0.95, "one pair is tested as it is");
    assert_eq!((of_each_pair(0.95, 1), of_each_pair(0.95, 0)), (0.95, 0.95));
    near("twenty", 1.0 - of_each_pair(0.95, 20), 0.05 / 190.0, 1e-9);
    let told = elasticity(&weeks(None), 0.95).unwrap();
    assert_eq!(told.at(0.95).unwrap(), told);
    let wider = told.at(of_each_pair(0.95, 20)).unwrap();
    let half = |told: &Elasticity| told.interval.high - told.estimate;
    near("wider", half(&wider) / half(&told), 4.954864011683391 / 2.160368656462793, 1e-9);
}
