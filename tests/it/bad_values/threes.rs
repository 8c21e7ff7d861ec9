//! Functions of single numbers × every three bad ones.

use super::{INF, Numbers, SCALARS};
use miyar::engine::benchmark::band::{Band, Status};
use miyar::engine::benchmark::peers;
use miyar::engine::customer::lifetime_value as worth;
use miyar::engine::plan::budget::{Channel, Curve, allocate};
use miyar::engine::plan::change;
use miyar::engine::plan::holt_winters::{Season, State, forecast};
use miyar::engine::plan::pacing::{Pace, seasonal_share};
use miyar::engine::plan::what_if::{Drivers, Factors, outcome};
use miyar::engine::stat::bootstrap::{Random, dealt};
use miyar::engine::stat::hypergeometric::gauss;
use miyar::engine::stat::proportion::Proportion;
use miyar::engine::stat::{Interval, difference, distribution, poisson, quotient, special};

type OfThree = (&'static str, fn(f64, f64, f64) -> Vec<f64>);

const OF_THREE: [OfThree; 15] = [
    ("draws", |a, b, c| {
        let mut random = Random::from_seed(5);
        assert!(dealt((a as usize).min(50), (b as usize).min(50), 1).len() <= 50);
        all![random.poisson(a), random.poisson(b * c)]
    }),
    ("quotient", |a, b, _| all![quotient(a, b)]),
    ("interval", |a, b, _| all![Interval::around(a, b), Interval::from_ends(a, b)]),
    ("distributions", |a, b, c| {
        all![
            distribution::normal_quantile(a),
            distribution::t_quantile(a, b),
            distribution::two_sided_t(a, b),
            distribution::t_two_sided(a, b),
            distribution::chi_squared_quantile(a, b),
            distribution::chi_squared_upper(a, b),
            distribution::beta_quantile(a, b, c),
            distribution::two_sided_z(a),
        ]
    }),
    ("special", |a, b, c| {
        all![
            gauss(a, b, c, 0.9),
            gauss(0.5, 2.0, a, b),
            special::gamma_tails(a, b),
            special::beta_tails(a, b, c, 1.0 - c)
        ]
    }),
    ("counts", |a, b, c| all![poisson::cost_interval(a, b as u64, c), poisson::exact_limits(a as u64, c)]),
    ("proportions", |a, b, c| {
        // Some of them walk through all of the sizes: as large as data can be.
        let count = |x: f64| (x as u64).min(10_000_000);
        let (p, q) = (Proportion { k: count(a), n: count(b) }, Proportion { k: 3, n: 9 });
        all![
            p.wilson(c),
            p.wilson_corrected(c),
            p.agresti_coull(c),
            p.clopper_pearson(c),
            p.jeffreys(c),
            p.wald(c),
            difference::newcombe(p, q, c),
            difference::agresti_caffo(q, p, c),
            difference::ratio_interval(p, q, c),
            difference::relative(q, p),
            difference::z_test(p, q),
            difference::z_test(p, p),
        ]
    }),
    ("sample size", |a, b, c| {
        all![difference::sample_size(a, b, 0.05, c), difference::sample_size(0.1, 0.2, a, b), difference::cohen_h(a, b)]
    }),
    ("band", |a, b, c| {
        let _ = (Band::of(a), Status::of(a, Interval::from_ends(b, c)));
        all![peers::index(a, b)]
    }),
    ("worth", |a, b, c| {
        let stream = worth::Stream { margin: a, retention: b, discount: c };
        all![
            worth::simple(a, b, c),
            worth::monthly_rate(a),
            worth::lifetime(a),
            worth::value_to_cost(a, b),
            stream.value(12),
            stream.endless_value(),
            stream.payback(100.0, 12).map(f64::from),
            stream.internal_rate(100.0, 12),
            worth::Stream { margin: 10.0, retention: 0.9, discount: 0.01 }.internal_rate(a, 12),
        ]
    }),
    ("change", |a, b, _| {
        let period = |value| change::Elapsed { value, n_days: 0 };
        all![change::relative(a, b), change::relative_daily(period(a), period(b)), seasonal_share(a, b)]
    }),
    ("pacing", |a, b, c| {
        let of = |n_elapsed, n_days| {
            let pace = Pace { actual: a, n_elapsed, n_days };
            all![pace.linear_share(), pace.run_rate(c), pace.pace(b, c), pace.required_daily(b)]
        };
        all![of(0, 0), of(10, 30), of(30, 30), of(31, 30)]
    }),
    ("budget", |a, b, c| {
        let curves = [Curve::Power { a, b }, Curve::Log { a, b }, Curve::Hyperbolic { a, b }];
        let of = |curve| {
            let plain = Channel { curve: Curve::Log { a: 1.0, b: 1.0 }, floor: 0.0, cap: INF };
            let best = allocate(&[Channel { curve, floor: 0.0, cap: c }, plain], 100.0);
            let other = allocate(&[Channel { curve, floor: c, cap: INF }, plain], 100.0);
            let all = |best: Option<miyar::engine::plan::budget::Allocation>| best.map(|best| best.spend);
            all![all(best), all(other), allocate(&[plain], a).map(|best| best.response)]
        };
        all![curves.map(of).to_vec()]
    }),
    ("what if", |a, b, c| {
        let drivers = Drivers { sessions: a, conversion: b, order_value: c, margin: b, cost: a, new_share: b };
        let factors = Factors { sessions: c, revenue_per_nps_point: a, nps_points: b, ..Factors::default() };
        let found = outcome(&drivers, &factors);
        all![found.map(|o| vec![o.orders, o.revenue, o.margin, o.profit]), found.and_then(|o| o.acquisition_cost)]
    }),
    ("forecast", |a, b, c| {
        let last = State { level: a, trend: b, season: vec![c, 1.0] };
        all![forecast(&last, c, Season::Additive, 5), forecast(&last, 1.0, Season::Multiplicative, 5)]
    }),
];

#[test]
fn threes_of_bad_values_give_no_bad_figure() {
    for (name, function) in OF_THREE {
        for a in SCALARS {
            for b in SCALARS {
                for c in SCALARS {
                    let found = std::panic::catch_unwind(|| function(a, b, c))
                        .unwrap_or_else(|_| panic!("{name} of {a}, {b}, {c} panics"));
                    assert!(found.iter().all(|number| number.is_finite()), "{name} of {a}, {b}, {c}: {found:?}");
                }
            }
        }
    }
}
