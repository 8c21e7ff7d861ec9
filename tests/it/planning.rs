//! Plans, costs and credits where no golden says what is due: small cases worked out by hand.

use miyar::engine::cube::window::Window;
use miyar::engine::customer::acquisition::{AcquisitionCost, Layer, allocated};
use miyar::engine::customer::history::{History, Order};
use miyar::engine::customer::lifetime_value::{Stream, compounded_churn, monthly_rate, simple};
use miyar::engine::customer::rfm::{TieRule, rfm};
use miyar::engine::day::Day;
use miyar::engine::journey::attribution::{Model, credits};
use miyar::engine::journey::funnel::{Event, Funnel, Order as Turn};
use miyar::engine::journey::path::Path;
use miyar::engine::plan::anomaly::Spread;
use miyar::engine::plan::budget::{Channel, Curve, allocate};
use miyar::engine::plan::change::{month_before_to_date, relative, year_before};
use miyar::engine::plan::forecast::{Accuracy, seasonal_naive};
use miyar::engine::plan::mix_shift::{Group, MixShift};
use miyar::engine::plan::pacing::Pace;
use miyar::engine::plan::what_if::{Drivers, Factors, outcome};
use miyar::engine::quantity::{Quantity, Sum};
use miyar::engine::stat::hypergeometric::gauss;

fn near(what: &str, got: Option<f64>, due: f64) {
    let got = got.unwrap_or_else(|| panic!("{what}: nothing, {due} is due"));
    assert!((got - due).abs() <= 1e-12 * due.abs().max(1.0), "{what}: {got}, {due} is due");
}

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn money(units: i64) -> Sum {
    Quantity::from_parts(units * 1_000_000).into()
}

#[test]
fn the_cost_of_a_customer_has_three_layers() {
    let cost = AcquisitionCost { media: money(1000), people: money(500), overhead: money(300), n_unknown: 0 };
    for (layer, due) in Layer::ALL.into_iter().zip([25.0, 37.5, 45.0]) {
        near(&format!("{layer:?}"), cost.per_customer(layer, 40), due);
        assert_eq!(cost.per_customer(layer, 0), None, "nobody was won");
        let ends = cost.interval(layer, 40, 0.95).unwrap();
        assert!(ends.contains(due));
    }
    assert_eq!(allocated(90.0, &[1.0, 2.0, 0.0]), Some(vec![30.0, 60.0, 0.0]));
    assert_eq!(allocated(90.0, &[0.0, 0.0]), None, "there is no key to share by");
}

#[test]
fn the_last_touch_may_leave_direct_out() {
    let path = |touches: &[usize]| Path { touches: touches.to_vec(), conversions: 1.0, value: 10.0, ..Path::default() };
    let all = credits(&[path(&[1, 2, 0]), path(&[0, 0])], 3, Model::LastBut { direct: 0 }).unwrap();
    assert_eq!(all.iter().map(|credit| credit.conversions).collect::<Vec<_>>(), [1.0, 0.0, 1.0]);
    let no_times = credits(&[path(&[1])], 3, Model::TimeDecay { half_life_hours: 168.0 });
    assert_eq!(no_times, None, "times are not guessed");
}

#[test]
fn a_group_of_one_period_enters_or_leaves() {
    // 100 of which 10; then 100 and 100 more of which 40: 10 % → 25 %, all by the new group's 2/4·(40 − 10) %.
    let stays = Group { n0: 100.0, k0: 10.0, n1: 100.0, k1: 10.0 };
    let enters = Group { n0: 0.0, k0: 0.0, n1: 100.0, k1: 40.0 };
    let shift = MixShift::of(&[stays, enters]).unwrap();
    near("change", Some(shift.change()), 0.15);
    near("entry", Some(shift.groups[1].entry_or_exit), 0.15);
    near("the rest", Some(shift.whole.mix + shift.whole.rate + shift.whole.interaction), 0.0);
}

#[test]
fn periods_are_cut_to_what_there_is() {
    let window = |from: &str, to: &str| Window { from: day(from), to: day(to) };
    assert_eq!(month_before_to_date(day("2025-03-31")), window("2025-02-01", "2025-02-28"));
    assert_eq!(month_before_to_date(day("2025-03-10")), window("2025-02-01", "2025-02-10"));
    assert_eq!(year_before(window("2024-02-01", "2024-02-29")), window("2023-02-01", "2023-02-28"));
    assert_eq!((relative(5.0, 0.0), relative(5.0, -1.0)), (None, None), "from nothing there is no percentage");
}

#[test]
fn a_goal_is_due_by_its_share() {
    let pace = Pace { actual: 400.0, n_elapsed: 10, n_days: 30 };
    near("share", pace.linear_share(), 1.0 / 3.0);
    near("pace", pace.pace(1000.0, 0.4), 1.0);
    near("run rate", pace.run_rate(0.4), 1000.0);
    near("each day", pace.required_daily(1000.0), 30.0);
    assert_eq!(Pace { n_elapsed: 30, ..pace }.required_daily(1000.0), None, "no day is left");
}

#[test]
fn drivers_multiply_and_advocacy_moves_nothing_by_itself() {
    let drivers =
        Drivers { sessions: 10_000.0, conversion: 0.02, order_value: 50.0, margin: 0.4, cost: 3000.0, new_share: 0.5 };
    let now = outcome(&drivers, &Factors::default()).unwrap();
    assert_eq!((now.orders, now.revenue, now.margin, now.profit), (200.0, 10_000.0, 4000.0, 1000.0));
    near("acquisition", now.acquisition_cost, 30.0);
    let liked = Factors { nps_points: 10.0, ..Factors::default() };
    assert_eq!(outcome(&drivers, &liked), Some(now));
    let believed = Factors { revenue_per_nps_point: 0.01, ..liked };
    near("revenue", outcome(&drivers, &believed).map(|then| then.revenue), 11_000.0);
    let both = Factors { conversion: 1.1, order_value: 0.9, ..Factors::default() };
    near("both", outcome(&drivers, &both).map(|then| then.revenue), 9900.0);
}

#[test]
fn value_over_time_compounds() {
    near("five years at most", simple(50.0, 4.0, 9.0), 1000.0);
    // 1.1^(1/12) − 1, by any calculator.
    near("monthly", monthly_rate(0.1), 0.007_974_140_428_903_74);
    near("three months", compounded_churn(&[0.1, 0.1, 0.2]), 1.0 - 0.9 * 0.9 * 0.8);
    let endless = Stream { margin: 1.0, retention: 1.0, discount: 0.0 };
    assert_eq!(endless.endless_value(), None, "it is infinite");
}

#[test]
fn equal_customers_get_equal_scores() {
    let order = |customer: u32, iso: &str, units: i64| Order {
        customer,
        day: day(iso),
        units: Quantity::ONE,
        amount: Quantity::from_parts(units * 1_000_000),
    };
    let orders = (1..=5).map(|customer| order(customer, "2025-01-01", 10)).chain([order(1, "2025-02-01", 10)]);
    let scored = rfm(&History::of(orders.collect()), day("2025-01-31"), TieRule::Average);
    assert!(
        scored.iter().all(|row| (row.r, row.f, row.m) == (3, 3, 3)),
        "the later order does not exist yet: {scored:?}"
    );
    assert!(scored.iter().all(|row| row.recency == 30));
}

#[test]
fn a_funnel_is_as_strict_as_is_asked() {
    let event = |time: i64, step: Option<usize>| Event { user: 1, time, step };
    let depth = |events: &[Event], order| Funnel::of(events, 3, 10, order).reached;
    let tied = [event(0, Some(0)), event(0, Some(1)), event(10, Some(2))];
    assert_eq!(depth(&tied, Turn::Loose), [1, 1, 1], "the window's end is in it");
    assert_eq!(depth(&tied, Turn::Increasing), [1, 0, 0], "two steps at one instant");
    let astray = [event(0, Some(0)), event(1, None), event(2, Some(1))];
    assert_eq!((depth(&astray, Turn::Loose), depth(&astray, Turn::Strict)), (vec![1, 1, 0], vec![1, 0, 0]));
    let late = [event(0, Some(0)), event(1, Some(1)), event(11, Some(2))];
    assert_eq!(depth(&late, Turn::Loose), [1, 1, 0]);
    assert_eq!(depth(&[event(1, Some(1)), event(2, Some(2))], Turn::Loose), [0, 0, 0], "it begins with the first");
}

#[test]
fn money_that_no_cap_can_hold_is_not_divided() {
    let log = Channel { curve: Curve::Log { a: 10.0, b: 5.0 }, floor: 20.0, cap: 40.0 };
    let equal = allocate(&[log, log], 60.0).unwrap();
    near("half each", Some(equal.spend[0]), 30.0);
    assert_eq!(allocate(&[log, log], 81.0), None, "caps");
    assert_eq!(allocate(&[log, log], 39.0), None, "floors");
    let convex = Channel { curve: Curve::Power { a: 1.0, b: 1.2 }, floor: 0.0, cap: 100.0 };
    assert_eq!(allocate(&[convex, log], 50.0), None, "more brings ever more: there is no best division");
}

#[test]
fn an_odd_value_is_found_where_half_are_equal() {
    let calm = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, -1.0, 0.5, -0.5, 50.0];
    let spread = Spread::of(&calm).unwrap();
    assert!(spread.is_anomaly(50.0) && !spread.is_anomaly(1.0));
    let equal = Spread::of(&[3.0; 9]).unwrap();
    assert_eq!((equal.z(9.0), equal.is_anomaly(9.0)), (None, false), "nothing is known of their spread");
}

#[test]
fn a_forecast_is_scored_against_the_naive_one() {
    let train = [1.0, 2.0, 3.0, 5.0];
    assert_eq!(seasonal_naive(&train, 2, 3), Some(vec![3.0, 5.0, 3.0]));
    // Errors 1 and 2; in training the naive one is off by 2 and 3.
    let score = Accuracy::of(&[4.0, 5.0], &[3.0, 7.0], &train, 2).unwrap();
    near("MAE", Some(score.mae), 1.5);
    near("RMSE", Some(score.rmse), 2.5_f64.sqrt());
    near("MASE", score.mase, 0.6);
    near("MAPE", score.mape, (0.25 + 0.4) / 2.0);
    assert_eq!(Accuracy::of(&[0.0], &[1.0], &train, 2).unwrap().mape, None, "nothing can be divided by 0");
}

#[test]
fn the_hypergeometric_function_is_that_of_mpmath() {
    // mpmath 1.4.1, hyp2f1 with 40 digits.
    for (a, b, c, z, due) in MPMATH {
        near(&format!("{a} {b} {c} {z}"), gauss(a, b, c, z).map(|value| value / due), 1.0);
    }
    assert_eq!(gauss(1.0, 1.0, 1.0, 1.0), None);
}

const MPMATH: [(f64, f64, f64, f64, f64); 6] = [
    (0.243, 2.426, 2.219, 0.5, 1.207_097_007_044_042_3),
    (2.243, 4.426, 4.219, 0.3, 2.321_072_475_782_529_4),
    (0.243, 2.426, 2.219, 0.95, 2.446_186_677_030_991_7),
    (30.5, 28.0, 29.5, 0.1, 21.122_888_952_460_28),
    (30.5, 28.0, 29.5, 0.9, 9.542_372_881_355_993e+28),
    (1.0, 1.0, 2.0, 0.999, 6.914_669_948_931_067),
];
