//! Every function × every bad value: no panic, and nothing that is NaN or infinite ever comes back.

use miyar::engine::benchmark::composite::{Indicator, Normalisation, index, sensitivity};
use miyar::engine::benchmark::peers::Peers;
use miyar::engine::benchmark::published::{Place, Published, Scale};
use miyar::engine::benchmark::standing::{Own, Standing};
use miyar::engine::customer::acquisition::allocated;
use miyar::engine::customer::experience::{Answers, CES_7, CSAT_5, CSAT_10, Nps};
use miyar::engine::customer::lifetime_value as worth;
use miyar::engine::journey::attribution::{Model, credits};
use miyar::engine::journey::markov;
use miyar::engine::journey::path::Path;
use miyar::engine::kpi::Good;
use miyar::engine::plan::anomaly::{Latest, Spread};
use miyar::engine::plan::autocorrelation::autocorrelation;
use miyar::engine::plan::decomposition::{StlSpec, classical, mstl, stl};
use miyar::engine::plan::forecast::{Accuracy, seasonal_naive};
use miyar::engine::plan::holt_winters::{Season, Smoothing, State, fit, forecast, smooth};
use miyar::engine::plan::mix_shift::{Group, MixShift};
use miyar::engine::plan::simplex::minimise;
use miyar::engine::plan::target::end_interval;
use miyar::engine::stat::bootstrap::Bootstrap;
use miyar::engine::stat::concentration::Concentration;
use miyar::engine::stat::mean::{Mean, welch};
use miyar::engine::stat::quantile::{Sorted, Type};
use miyar::engine::stat::rank::{Ties, average_ranks, percentile_rank};
use miyar::engine::stat::rank_sum::mann_whitney;
use miyar::engine::stat::ratio::{Ratio, Unit};
use miyar::engine::stat::survival::{Duration, Survival, log_rank};
use miyar::engine::stat::{Interval, average, discovery};

const INF: f64 = f64::INFINITY;
/// Each as itself, and in every pair and triple.
const SCALARS: [f64; 14] =
    [f64::NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 0.5, 0.95, 2.0, 1e6, 1e308, -1e308, f64::MIN_POSITIVE];

fn lists() -> Vec<Vec<f64>> {
    let mut lists: Vec<Vec<f64>> = vec![vec![]];
    lists.extend(SCALARS.map(|value| vec![value]));
    lists.extend(SCALARS.map(|value| vec![value; 2]));
    lists.extend(SCALARS.map(|value| vec![value; 40]));
    lists.extend(SCALARS.map(|value| vec![1.0, value, 3.0, 2.0]));
    let season = |at: usize| 10.0 + (at % 4) as f64;
    lists.extend(SCALARS.map(|value| (0..24).map(|at| if at == 7 { value } else { season(at) }).collect()));
    lists.push((0..24).map(season).collect());
    lists.push(vec![-1.0, 1.0, -1.0, 1.0]);
    lists
}

/// What a function returned, as numbers.
trait Numbers {
    fn numbers(&self) -> Vec<f64>;
}

impl Numbers for f64 {
    fn numbers(&self) -> Vec<f64> {
        vec![*self]
    }
}

impl Numbers for Interval {
    fn numbers(&self) -> Vec<f64> {
        assert!(self.low <= self.high, "{self:?}");
        vec![self.low, self.high]
    }
}

impl Numbers for (f64, f64) {
    fn numbers(&self) -> Vec<f64> {
        vec![self.0, self.1]
    }
}

impl<T: Numbers> Numbers for Option<T> {
    fn numbers(&self) -> Vec<f64> {
        self.iter().flat_map(Numbers::numbers).collect()
    }
}

impl<T: Numbers> Numbers for Vec<T> {
    fn numbers(&self) -> Vec<f64> {
        self.iter().flat_map(Numbers::numbers).collect()
    }
}

macro_rules! all {
    ($($each:expr),* $(,)?) => {{
        let mut numbers: Vec<f64> = Vec::new();
        $(numbers.extend(($each).numbers());)*
        numbers
    }};
}

mod threes;

type OfList = (&'static str, fn(&[f64]) -> Vec<f64>);

const OF_LISTS: [OfList; 31] = [
    ("average", |x| all![average(x)]),
    ("quantile", |x| {
        let sorted = Sorted::from_values(x);
        let of = |kind| [0.0, 0.1, 0.5, 1.0].map(|q| sorted.quantile_of(q, kind)).to_vec();
        all![
            Type::ALL.map(of).to_vec(),
            sorted.median(),
            sorted.interquartile_range(),
            sorted.median_absolute_deviation()
        ]
    }),
    ("percentile rank", |x| {
        let ranks = |ties| SCALARS.map(|value| percentile_rank(x, value, ties)).to_vec();
        all![ranks(Ties::Middle), ranks(Ties::Strict), ranks(Ties::Weak), ranks(Ties::Average)]
    }),
    ("average ranks", |x| {
        assert_eq!(average_ranks(x).len(), x.len());
        average_ranks(x)
    }),
    ("mean", |x| {
        let mean = Mean::of(x);
        all![mean.map(|m| m.mean), mean.map(|m| m.variance), mean.and_then(|m| m.interval(0.95))]
    }),
    ("Welch", |x| {
        let found = Mean::of(x).and_then(|a| welch(&a, &Mean::of(&[1.0, 2.0, 4.0])?, 0.95));
        all![found.map(|w| vec![w.difference, w.t, w.df, w.p_value]), found.map(|w| w.interval)]
    }),
    ("Mann and Whitney", |x| {
        let found = |a: &[f64], b: &[f64]| mann_whitney(a, b).map(|test| vec![test.u, test.p_value]);
        all![found(x, &[1.0, 2.0]), found(&[1.0, 2.0], x), found(x, x)]
    }),
    ("clustered ratio", |x| {
        let units = |of: fn(f64) -> (f64, f64)| -> Vec<Unit> {
            x.iter().map(|x| of(*x)).map(|(numerator, denominator)| Unit { numerator, denominator }).collect()
        };
        let of = |units: Vec<Unit>| {
            let ratio = Ratio::of(&units);
            all![ratio.map(|r| r.estimate), ratio.and_then(|r| r.standard_error), ratio.and_then(|r| r.interval(0.95))]
        };
        all![of(units(|x| (x, 1.0))), of(units(|x| (1.0, x))), of(units(|x| (x, x)))]
    }),
    ("bootstrap", |x| {
        let drawn = Bootstrap::of(x, 20, 1, average);
        all![drawn.percentile(0.95), drawn.standard_error()]
    }),
    ("survival", |x| {
        let durations = |has_event: bool| x.iter().map(move |length| Duration { length: *length, has_event });
        let all: Vec<Duration> = durations(true).chain(durations(false)).collect();
        let curve = Survival::of(&all);
        let at = SCALARS.map(|time| (curve.at(time), curve.interval(time, 0.95)));
        all![
            at.map(|(s, _)| s).to_vec(),
            at.map(|(_, ends)| ends).to_vec(),
            SCALARS.map(|share| curve.quantile(share)).to_vec(),
            SCALARS.map(|tau| curve.restricted_mean(tau)).to_vec(),
            log_rank(&all, &durations(true).collect::<Vec<_>>()),
        ]
    }),
    ("concentration", |x| {
        let found = Concentration::of(x);
        all![
            found.as_ref().map(|c| vec![c.hhi(), c.effective_number(), c.entropy(), c.gini(), c.theil()]),
            found.and_then(|c| c.top_share(0.2)),
        ]
    }),
    ("discoveries", |x| {
        assert_eq!(discovery::benjamini_hochberg(x, 0.05).len(), x.len());
        vec![]
    }),
    ("peers", |x| {
        let of = |good| {
            let peers = Peers::of(x, good);
            let range = peers.range();
            let gaps = SCALARS.map(|value| (peers.gap_to_best(value), peers.gap_to_median(value), peers.index(value)));
            all![
                range.map(|range| vec![range.least, range.median, range.greatest]),
                peers.quartiles().map(|quartiles| quartiles.to_vec()),
                gaps.map(|gap| vec![gap.0, gap.1, gap.2]).to_vec(),
            ]
        };
        all![of(Good::Higher), of(Good::Lower), of(Good::Neutral)]
    }),
    ("standing", |x| {
        let of = |value: f64, good| {
            let own = Own { value, interval: Interval::from_ends(value - 1.0, value + 1.0), is_enough: true };
            let standing = Standing::of(&own, &Peers::of(x, good)).ok();
            all![standing.map(|s| vec![s.percentile, s.resolution]), standing.and_then(|s| s.interval)]
        };
        all![
            SCALARS.map(|value| of(value, Good::Higher)).to_vec(),
            SCALARS.map(|value| of(value, Good::Lower)).to_vec()
        ]
    }),
    ("published", |x| {
        let points: Vec<(f64, f64)> = (1..).map(|p| f64::from(p) * 10.0).zip(x.iter().copied()).collect();
        let of = |scale| {
            let places = SCALARS.map(|value| {
                Published::of(&points, scale, Good::Lower).and_then(|p| p.place(value)).map(|place| match place {
                    Place::At(p) | Place::Above(p) | Place::Below(p) => p,
                })
            });
            all![places.to_vec()]
        };
        all![of(Scale::Linear), of(Scale::Log)]
    }),
    ("composite", |x| {
        let values: Vec<Option<f64>> = x.iter().map(|x| Some(*x)).collect();
        let all: Vec<Indicator> =
            [0.5, 0.4, 0.1].map(|weight| Indicator { weight, good: Good::Lower, values: values.clone() }).to_vec();
        let ways = [
            Normalisation::ZScore { limit: Some(3.0) },
            Normalisation::ZScore { limit: None },
            Normalisation::MinMax,
            Normalisation::Robust,
            Normalisation::Percentile,
        ];
        ways.iter().for_each(|way| assert_eq!(sensitivity(&all, *way, 0.25).len(), x.len()));
        all![ways.map(|way| index(&all, way)).to_vec()]
    }),
    ("weights", |x| {
        let of = |weight: &f64| Indicator { weight: *weight, good: Good::Higher, values: vec![Some(1.0), Some(2.0)] };
        all![index(&x.iter().map(of).collect::<Vec<_>>(), Normalisation::MinMax)]
    }),
    ("surveys", |x| {
        let nps = Nps::of(x.iter().copied());
        let of = |scale| {
            let answers = Answers::of(x, scale);
            all![answers.top().wilson(0.95), answers.mean().and_then(|mean| mean.interval(0.95))]
        };
        all![
            nps.score(),
            nps.interval(0.95),
            nps.wald(0.95),
            nps.difference(Nps::default(), 0.95),
            of(CSAT_5),
            of(CSAT_10),
            of(CES_7)
        ]
    }),
    ("allocated", |x| all![SCALARS.map(|shared| allocated(shared, x)).to_vec()]),
    ("payback", |x| all![SCALARS.map(|cost| worth::payback(x.iter().copied(), cost).map(f64::from)).to_vec()]),
    ("churn", |x| all![worth::compounded_churn(x)]),
    ("attribution", |x| {
        let path = |hours: Option<Vec<f64>>| Path {
            touches: (0..x.len()).map(|at| at % 3).collect(),
            hours_before: hours,
            conversions: 1.0,
            value: 10.0,
            not_converted: 1.0,
        };
        let paths = [path(Some(x.to_vec())), path(None), Path::default()];
        let credit = |paths: &[Path], n, model| {
            credits(paths, n, model).map(|all| all.iter().flat_map(|c| [c.conversions, c.value]).collect::<Vec<_>>())
        };
        let by_markov = |n| {
            markov::credits(&paths, n).map(|all| all.iter().flat_map(|c| [c.conversions, c.value]).collect::<Vec<_>>())
        };
        let decay = SCALARS.map(|half_life_hours| credit(&paths[..1], 3, Model::TimeDecay { half_life_hours }));
        all![
            decay.to_vec(),
            credit(&paths, 3, Model::Position),
            credit(&paths, 1, Model::Shapley),
            by_markov(3),
            by_markov(1)
        ]
    }),
    ("mix shift", |x| {
        let groups: Vec<Group> = x.iter().map(|x| Group { n0: *x, k0: 1.0, n1: 2.0, k1: *x }).collect();
        let shift = MixShift::of(&groups);
        all![shift.map(|s| vec![s.change(), s.whole.mix, s.whole.rate, s.whole.interaction, s.whole.entry_or_exit])]
    }),
    ("series", |x| {
        let parts = stl(x, &StlSpec::with_window(4, 7, true));
        let many = mstl(x, &[StlSpec::with_window(2, 7, false), StlSpec::with_window(4, 7, false)], 2);
        all![
            autocorrelation(x, 5),
            parts.as_ref().map(|p| p.trend.clone()),
            parts.as_ref().and_then(|p| p.seasonal_strength()),
            parts.and_then(|p| p.trend_strength()),
            many.map(|m| m.remainder),
            classical(x, 4).map(|c| c.trend),
        ]
    }),
    ("anomaly", |x| {
        let spread = Spread::of(x);
        let z = SCALARS.map(|value| spread.and_then(|spread| spread.z(value)));
        all![z.to_vec(), spread.map(|s| vec![s.median, s.mad, s.low_fence, s.high_fence])]
    }),
    ("latest point", |x| {
        let found = [2, 7, 52].map(|period| Latest::of(x, period));
        all![found.map(|found| found.map(|f| vec![f.expected, f.usual.low, f.usual.high, f.p_value])).to_vec()]
    }),
    ("end of a period", |x| SCALARS.map(|rest| all![end_interval(x, rest, 9), end_interval(x, rest, 0)]).concat()),
    ("accuracy", |x| {
        let of = |actual: &[f64], forecast: &[f64]| {
            let score = Accuracy::of(actual, forecast, x, 2);
            all![score.map(|s| vec![Some(s.rmse), Some(s.mae), s.mape, s.smape, s.mase])]
        };
        all![of(x, &[1.0, 2.0]), of(&[1.0, 0.0], x), of(x, x)]
    }),
    ("naive", |x| {
        let naive = [0, 1, 4, 100].map(|period| seasonal_naive(x, period, 6));
        // It repeats what there is: what is not finite stays so.
        assert!(naive.iter().flatten().all(|values| values.len() == 6));
        vec![]
    }),
    ("Holt and Winters", |x| {
        let of = |season| {
            let first = State::from_start(x, 4, season);
            let by = Smoothing { alpha: 0.5, beta: 0.1, gamma: 0.2, phi: 0.9 };
            let run = first.and_then(|first| smooth(x, &first, by, season));
            let fitted = fit(x, 4, season, true);
            all![
                run.and_then(|run| forecast(&run.last, 0.9, season, 9)),
                fitted.and_then(|fit| forecast(&fit.smoothed.last, 0.9, season, 9))
            ]
        };
        all![of(Season::Additive), of(Season::Multiplicative)]
    }),
    ("simplex", |x| {
        let bowl = |at: &[f64]| at.iter().map(|x| x * x).sum();
        // In many dimensions it takes long and knows nothing more.
        let x = &x[..x.len().min(4)];
        assert_eq!(minimise(x, &vec![0.1; x.len()], bowl).0.len(), x.len());
        vec![]
    }),
];

#[test]
fn lists_of_bad_values_give_no_bad_figure() {
    for (name, function) in OF_LISTS {
        for list in lists() {
            let found =
                std::panic::catch_unwind(|| function(&list)).unwrap_or_else(|_| panic!("{name} of {list:?} panics"));
            assert!(found.iter().all(|number| number.is_finite()), "{name} of {list:?}: {found:?}");
        }
    }
}
