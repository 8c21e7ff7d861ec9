//! What must hold whatever the data: the identities of the trade, for any data that proptest makes up.

use miyar::engine::customer::basket::{Line, by_key};
use miyar::engine::customer::cohort::{activity, cohorts, pooled_retention};
use miyar::engine::customer::experience::Nps;
use miyar::engine::customer::history::{History, Order, revenue};
use miyar::engine::customer::value::{
    order_value, price_per_unit, purchase_frequency, revenue_per_customer, units_per_order,
};
use miyar::engine::day::Day;
use miyar::engine::journey::attribution::{Model, credits};
use miyar::engine::journey::email::Mailing;
use miyar::engine::journey::markov::{self, Transitions};
use miyar::engine::journey::path::{Credit, Path, total};
use miyar::engine::journey::performance::{Amounts, Performance};
use miyar::engine::plan::budget::{Channel, Curve, allocate};
use miyar::engine::plan::decomposition::{StlSpec, mstl, stl};
use miyar::engine::plan::mix_shift::{Group, MixShift};
use miyar::engine::quantity::{Quantity, Sum};
use miyar::engine::stat::concentration::Concentration;
use miyar::engine::stat::difference::newcombe;
use miyar::engine::stat::proportion::Proportion;
use miyar::engine::stat::quantile::{Sorted, Type};
use miyar::engine::stat::rank::{Ties, percentile_rank};
use proptest::prelude::*;

fn near(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-9 * scale.abs().max(1e-9)
}

fn any_orders() -> impl Strategy<Value = Vec<Order>> {
    let order = (0..12_u32, 0..400_i32, 1..5_i64, 0..100_000_i64).prop_map(|(customer, day, units, cents)| Order {
        customer,
        day: Day::from_iso("2025-01-15").unwrap().plus_days(day),
        units: Quantity::from_parts(units * 1_000_000),
        amount: Quantity::from_parts(cents * 10_000),
    });
    prop::collection::vec(order, 1..60)
}

const N_CHANNELS: usize = 4;

fn any_paths() -> impl Strategy<Value = Vec<Path>> {
    let touch = (0..N_CHANNELS, 0.0..2000.0_f64);
    let path = (prop::collection::vec(touch, 1..6), 0..4_u32, 0..4_u32, 0.0..500.0_f64);
    let path = path.prop_map(|(touches, conversions, not_converted, value)| Path {
        touches: touches.iter().map(|(channel, _)| *channel).collect(),
        hours_before: Some(touches.iter().map(|(_, hours)| *hours).collect()),
        conversions: f64::from(conversions),
        value: if conversions > 0 { value } else { 0.0 },
        not_converted: f64::from(not_converted),
    });
    prop::collection::vec(path, 1..20)
}

fn any_group() -> impl Strategy<Value = Group> {
    let period = (0..1000_u32).prop_flat_map(|n| (Just(n), 0..=n));
    (period.clone(), period).prop_map(|((n0, k0), (n1, k1))| Group {
        n0: f64::from(n0),
        k0: f64::from(k0),
        n1: f64::from(n1),
        k1: f64::from(k1),
    })
}

proptest! {
    #[test]
    fn what_stays_and_what_goes_make_all(orders in any_orders()) {
        let history = History::of(orders);
        for month in activity(&history) {
            prop_assert_eq!(month.retention().k + month.churn().k, month.n_before);
            if let Some((stays, goes)) = month.retention().share().zip(month.churn().share()) {
                prop_assert!((stays + goes - 1.0).abs() <= f64::EPSILON);
            }
        }
    }

    #[test]
    fn cohorts_hold_everybody_and_all_that_they_brought(orders in any_orders()) {
        let all = revenue(&orders);
        let history = History::of(orders);
        let cohorts = cohorts(&history);
        prop_assert_eq!(cohorts.iter().map(|c| c.n_customers).sum::<u64>(), history.customers().count() as u64);
        let last = cohorts.iter().filter_map(|cohort| cohort.ages.iter().flatten().last());
        prop_assert_eq!(last.fold(Sum::ZERO, |sum, cell| sum + cell.cumulative), all);
        let first = pooled_retention(&cohorts)[0];
        prop_assert_eq!(first.k, first.n, "everybody is there in the first month");
        let new: u64 = activity(&history).iter().map(|month| month.n_new).sum();
        prop_assert_eq!(new, history.customers().count() as u64);
    }

    #[test]
    fn an_order_is_units_times_price_and_a_customer_is_orders_times_value(orders in any_orders()) {
        let history = History::of(orders);
        let of = |ratio: Option<miyar::engine::stat::ratio::Ratio>| ratio.map(|ratio| ratio.estimate).unwrap();
        let aov = of(order_value(&history));
        prop_assert!(near(aov, of(units_per_order(&history)) * of(price_per_unit(&history)), aov));
        let each = of(revenue_per_customer(&history));
        prop_assert!(near(each, aov * of(purchase_frequency(&history)), each));
    }

    #[test]
    fn lines_add_up_to_all_and_whole_orders_do_not(lines in prop::collection::vec((0..8_u32, 0..4_u8, 0..90_000_i64), 1..40)) {
        let lines: Vec<Line<u8>> = lines
            .into_iter()
            .map(|(order, key, cents)| Line {
                order,
                customer: order % 3,
                key,
                units: Quantity::ONE,
                amount: Quantity::from_parts(cents * 10_000),
            })
            .collect();
        let baskets = by_key(&lines);
        let of_lines = baskets.values().fold(Sum::ZERO, |sum, basket| sum + basket.revenue());
        prop_assert_eq!(of_lines, lines.iter().fold(Sum::ZERO, |sum, line| sum + line.amount.into()));
        for basket in baskets.values() {
            prop_assert!(basket.whole() >= basket.revenue());
            let (line, whole) = (basket.line_value().unwrap(), basket.basket_value().unwrap());
            prop_assert!(near(line.estimate * basket.n_orders() as f64, basket.revenue().to_f64(), 1.0));
            prop_assert!(whole.estimate >= line.estimate - 1e-9);
        }
    }

    #[test]
    fn every_model_shares_out_exactly_what_was_converted(paths in any_paths(), direct in 0..N_CHANNELS) {
        let due = total(&paths);
        let models = [
            Model::First, Model::Last, Model::LastBut { direct }, Model::Linear, Model::Position,
            Model::TimeDecay { half_life_hours: 168.0 }, Model::TimeDecay { half_life_hours: 0.5 }, Model::Shapley,
        ];
        let mut all: Vec<(String, Vec<Credit>)> =
            models.into_iter().map(|model| (format!("{model:?}"), credits(&paths, N_CHANNELS, model).unwrap())).collect();
        let markov = markov::credits(&paths, N_CHANNELS);
        prop_assert_eq!(markov.is_some(), due.conversions > 0.0);
        all.extend(markov.map(|credits| ("Markov".to_owned(), credits)));
        for (model, credits) in all {
            let sum = |of: fn(&Credit) -> f64| credits.iter().map(of).sum::<f64>();
            prop_assert!(near(sum(|credit| credit.conversions), due.conversions, due.conversions), "{}", model);
            prop_assert!(near(sum(|credit| credit.value), due.value, due.value), "{}", model);
            prop_assert!(credits.iter().all(|credit| credit.conversions >= 0.0), "{}", model);
        }
    }

    #[test]
    fn the_chain_converts_as_often_as_the_journeys_do(paths in any_paths()) {
        let transitions = Transitions::of(&paths, N_CHANNELS).unwrap();
        let journeys: f64 = paths.iter().map(|path| path.conversions + path.not_converted).sum();
        if journeys > 0.0 {
            let converted = total(&paths).conversions;
            prop_assert!(near(transitions.conversion_probability().unwrap(), converted / journeys, 1.0));
        }
        for with_self in [true, false] {
            for row in transitions.probabilities(with_self) {
                let sum: f64 = row.iter().sum();
                prop_assert!(near(sum, 1.0, 1.0) || sum == 0.0, "{}", sum);
            }
        }
    }

    #[test]
    fn shapley_is_what_the_subsets_say(paths in any_paths()) {
        // The definition: the mean of v(S ∪ c) − v(S) over all orders in which channels can join, by all subsets.
        let v = |set: u32| -> f64 {
            let lies_in = |path: &&Path| path.touches.iter().all(|channel| set >> channel & 1 == 1);
            paths.iter().filter(lies_in).map(|path| path.conversions).sum()
        };
        let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
        let n = N_CHANNELS as u32;
        let ours = credits(&paths, N_CHANNELS, Model::Shapley).unwrap();
        for (channel, credit) in ours.iter().enumerate() {
            let without = (0..1_u32 << N_CHANNELS).filter(|set| set >> channel & 1 == 0);
            let due: f64 = without
                .map(|set| {
                    let size = set.count_ones();
                    factorial(size) * factorial(n - size - 1) / factorial(n) * (v(set | 1 << channel) - v(set))
                })
                .sum();
            prop_assert!(near(credit.conversions, due, 1.0), "{} {}", credit.conversions, due);
        }
    }

    #[test]
    fn mix_rate_interaction_entry_and_exit_make_the_change(groups in prop::collection::vec(any_group(), 1..6)) {
        if let Some(shift) = MixShift::of(&groups) {
            let whole = shift.whole;
            let parts = whole.mix + whole.rate + whole.interaction + whole.entry_or_exit;
            prop_assert!((parts - shift.change()).abs() < 1e-12, "{} {}", parts, shift.change());
            if groups.iter().all(|group| group.n0 > 0.0 && group.n1 > 0.0) {
                prop_assert_eq!(whole.entry_or_exit, 0.0);
                prop_assert!((whole.symmetric_mix + whole.symmetric_rate - shift.change()).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn delivered_and_bounced_make_sent(sent in 0..10_000_u64, hard in 0..50_u64, soft in 0..50_u64) {
        let mailing = Mailing { sent: sent + hard + soft, hard_bounces: hard, soft_bounces: soft, ..Mailing::default() };
        prop_assert_eq!(mailing.delivered() + mailing.bounced(), mailing.sent);
        let rates = mailing.delivery_rate().share().zip(mailing.bounce_rate().share());
        prop_assert_eq!(rates.is_some(), mailing.sent > 0);
        prop_assert!(rates.is_none_or(|(in_, out)| (in_ + out - 1.0).abs() < 1e-15));
    }

    #[test]
    fn the_price_of_media_is_told_in_many_ways_that_agree(
        (cost, impressions, clicks, orders, value) in (1..1_000_000_i64, 1..1_000_000_i64, 1..10_000_i64, 1..500_i64, 1..1_000_000_i64),
    ) {
        let sum = |n: i64| Sum::from(Quantity::from_parts(n * 1_000_000));
        let row = Amounts {
            impressions: sum(impressions), clicks: sum(clicks), orders: sum(orders), gross_revenue: sum(value),
            ..Amounts::default()
        };
        let mut all = Performance::default();
        all.add(row, Some(Quantity::from_parts(cost * 1_000_000)), None);
        let (cpc, cpm, ctr) = (all.cost_per_click().unwrap(), all.cost_per_mille().unwrap(), all.click_through_rate().unwrap());
        prop_assert!(near(cpc, cpm / (1000.0 * ctr), cpc));
        let per_order = all.cost_per_order().unwrap();
        prop_assert!(near(per_order, cpc * clicks as f64 / orders as f64, per_order));
        let roas = all.return_on_ad_spend().unwrap();
        prop_assert!(near(roas, all.net_order_value().unwrap() / per_order, roas));
        prop_assert_eq!(all.return_on_investment(), None, "no margin is known");
    }

    #[test]
    fn an_interval_holds_its_estimate_and_turns_over(k in 0..200_u64, more in 0..200_u64, k2 in 0..200_u64, more2 in 0..200_u64) {
        let (a, b) = (Proportion { k, n: k + more }, Proportion { k: k2, n: k2 + more2 });
        if let (Some(p), Some(ends)) = (a.share(), a.wilson(0.95)) {
            prop_assert!(ends.contains(p) && ends.low >= 0.0 && ends.high <= 1.0);
            let turned = Proportion { k: more, n: k + more }.wilson(0.95).unwrap();
            prop_assert!((turned.low - (1.0 - ends.high)).abs() < 1e-12);
            let exact = a.clopper_pearson(0.95).unwrap();
            prop_assert!(exact.contains(p), "{:?}", exact);
            prop_assert!(a.wilson(0.99).unwrap().width() >= ends.width());
        }
        if let (Some(ab), Some(ba)) = (newcombe(a, b, 0.95), newcombe(b, a, 0.95)) {
            prop_assert!((ab.low + ba.high).abs() < 1e-12 && (ab.high + ba.low).abs() < 1e-12);
        }
    }

    #[test]
    fn quantiles_ascend_and_stay_among_the_values(values in prop::collection::vec(-1e6..1e6_f64, 1..30), a in 0.0..=1.0_f64, b in 0.0..=1.0_f64) {
        let sorted = Sorted::from_values(&values);
        let (low, high) = (a.min(b), a.max(b));
        for kind in Type::ALL {
            let (x, y) = (sorted.quantile_of(low, kind).unwrap(), sorted.quantile_of(high, kind).unwrap());
            prop_assert!(x <= y + 1e-9, "{:?}: {} {}", kind, x, y);
            prop_assert!(sorted.values()[0] <= x && y <= *sorted.values().last().unwrap(), "{:?}", kind);
        }
    }

    #[test]
    fn a_rank_lies_between_strict_and_weak_and_mirrors(values in prop::collection::vec(-5..5_i32, 1..20), value in -6..6_i32) {
        let of = |values: &[f64], value: f64, ties| percentile_rank(values, value, ties).unwrap();
        let (plus, value) = (values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>(), f64::from(value));
        let minus: Vec<f64> = plus.iter().map(|v| -v).collect();
        let middle = of(&plus, value, Ties::Middle);
        prop_assert!(of(&plus, value, Ties::Strict) <= middle && middle <= of(&plus, value, Ties::Weak));
        prop_assert!((middle + of(&minus, -value, Ties::Middle) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn concentration_does_not_know_the_unit(amounts in prop::collection::vec(0.0..1e6_f64, 2..30)) {
        if let Some(one) = Concentration::of(&amounts) {
            let other = Concentration::of(&amounts.iter().map(|x| x * 7.0).collect::<Vec<_>>()).unwrap();
            let n = amounts.len() as f64;
            prop_assert!(near(one.gini(), other.gini(), 1.0) && near(one.hhi(), other.hhi(), 1.0));
            prop_assert!(one.hhi() >= 1.0 / n - 1e-12 && one.hhi() <= 1.0 + 1e-12);
            prop_assert!(one.gini() >= -1e-12 && one.gini() <= (n - 1.0) / n + 1e-12);
            prop_assert!(one.effective_number() <= n + 1e-9);
            prop_assert!(one.top_share(1.0).is_some_and(|share| near(share, 1.0, 1.0)));
        }
    }

    #[test]
    fn the_score_lies_in_its_interval(promoters in 0..300_u64, passives in 0..300_u64, detractors in 0..300_u64) {
        let nps = Nps { promoters, passives, detractors };
        let turned = Nps { promoters: detractors, passives, detractors: promoters };
        prop_assert_eq!(nps.score().is_some(), nps.n() > 0);
        if let Some(score) = nps.score() {
            prop_assert!((-100.0..=100.0).contains(&score) && score == -turned.score().unwrap());
            prop_assert!(nps.interval(0.95).unwrap().contains(score));
            let same = nps.difference(nps, 0.95).unwrap();
            prop_assert!(same.contains(0.0));
        }
    }

    #[test]
    fn no_other_division_brings_more(
        curves in prop::collection::vec((0..3_u8, 0.1..10.0_f64, 0.1..0.9_f64, 10.0..1000.0_f64), 2..5),
        moved in 0.001..0.5_f64,
    ) {
        let channel = |(form, a, b, scale): &(u8, f64, f64, f64)| {
            let curve = match form {
                0 => Curve::Power { a: *a, b: *b },
                1 => Curve::Log { a: a * 100.0, b: *scale },
                _ => Curve::Hyperbolic { a: a * 100.0, b: *scale },
            };
            Channel { curve, floor: 0.0, cap: f64::INFINITY }
        };
        let channels: Vec<Channel> = curves.iter().map(channel).collect();
        let best = allocate(&channels, 1000.0).unwrap();
        prop_assert!(near(best.spend.iter().sum(), 1000.0, 1000.0));
        for from in 0..channels.len() {
            let to = (from + 1) % channels.len();
            let mut spend = best.spend.clone();
            let amount = spend[from] * moved;
            spend[from] -= amount;
            spend[to] += amount;
            let other: f64 = channels.iter().zip(&spend).map(|(channel, x)| channel.curve.response(*x)).sum();
            prop_assert!(other <= best.response * (1.0 + 1e-9), "{} {}", other, best.response);
        }
    }

    #[test]
    fn parts_of_a_series_add_up_to_it(values in prop::collection::vec(-1e3..1e3_f64, 24..60)) {
        let parts = stl(&values, &StlSpec::with_window(7, 7, true)).unwrap();
        let two = mstl(&values, &[StlSpec::with_window(3, 7, false), StlSpec::with_window(7, 11, false)], 2).unwrap();
        for (at, value) in values.iter().enumerate() {
            prop_assert!((parts.trend[at] + parts.seasonal[at] + parts.remainder[at] - value).abs() < 1e-6);
            let sum = two.trend[at] + two.seasonal[0][at] + two.seasonal[1][at] + two.remainder[at];
            prop_assert!((sum - value).abs() < 1e-6);
        }
        prop_assert!(parts.seasonal_strength().is_none_or(|share| (0.0..=1.0).contains(&share)));
    }
}
