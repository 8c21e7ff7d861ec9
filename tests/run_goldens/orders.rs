//! Kinds whose input is a list of orders.

use super::compare::Computed;
use super::golden::{Golden, keys};
use super::stat::pair;
use miyar::engine::customer::cohort::{activity, cohorts, pooled_retention};
use miyar::engine::customer::history::{History, Order, revenue};
use miyar::engine::customer::rfm::{TieRule, rfm as scored};
use miyar::engine::customer::summary::{Period, summaries};
use miyar::engine::customer::value::{
    by_customer, days_between_orders, order_value, price_per_unit, purchase_frequency, repeat_rate,
    revenue_per_customer, units_per_order,
};
use miyar::engine::day::{Day, WeekStart};
use miyar::engine::quantity::Sum;
use miyar::engine::stat::bootstrap::Bootstrap;
use miyar::engine::stat::mean::Mean;
use miyar::engine::stat::ratio::{Ratio, Unit};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// So many resamples keep the chance of the bootstrap well within a tolerance of 3 % of the width.
const DRAWS: usize = 20_000;

fn history(golden: &Golden) -> History {
    let input = golden.csv("orders.csv");
    let columns = (input.counts("customer_id"), input.column("date"), input.amounts("units"), input.amounts("spend"));
    let order = |at: usize| Order {
        customer: columns.0[at] as u32,
        day: Day::from_iso(&columns.1[at][..10]).unwrap(),
        units: columns.2[at].unwrap(),
        amount: columns.3[at].unwrap(),
    };
    History::of((0..input.rows.len()).map(order).collect())
}

pub fn aov(golden: &Golden) -> Computed {
    let history = history(golden);
    let aov = order_value(&history).unwrap();
    let amounts: Vec<f64> = history.orders().iter().map(|order| Sum::from(order.amount).to_f64()).collect();
    let iid = Mean::of(&amounts).unwrap();
    let clustered = |ratio: &Ratio| {
        let ends = ratio.interval(0.95).unwrap();
        json!({"estimate": ratio.estimate, "se": ratio.standard_error, "lci95": ends.low, "uci95": ends.high})
    };
    let units = by_customer(&history, |orders| revenue(orders).to_f64(), |orders| orders.len() as f64);
    let statistic = |units: &[Unit]| {
        let (s, k) = units.iter().fold((0.0, 0.0), |(s, k), unit| (s + unit.numerator, k + unit.denominator));
        (k > 0.0).then_some(s / k)
    };
    let resampled = Bootstrap::of(&units, DRAWS, 20_250_101, statistic);
    Computed {
        by_width: vec!["bootstrap_percentile_ci95_by_customer"],
        left_out: vec![("note", "a remark"), ("bootstrap_bca_ci95_by_customer", "the percentile interval is ours")],
        ..Computed::of(json!({
            "n_orders": history.orders().len(), "aov": aov.estimate, "se_orders_iid_ddof1": iid.standard_error(),
            "t_ci95_orders_iid": pair(iid.interval(0.95)),
            "ratio_cluster_by_customer": clustered(&aov),
            "price_per_unit_ratio_cluster": clustered(&price_per_unit(&history).unwrap()),
            "bootstrap_percentile_ci95_by_customer": pair(resampled.percentile(0.95)),
            "bootstrap_se": resampled.standard_error(),
        }))
    }
}

pub fn cohort(golden: &Golden) -> Computed {
    let history = history(golden);
    let cohorts = cohorts(&history);
    let n_ages = cohorts.first().map_or(0, |cohort| cohort.ages.len());
    let name = |month: miyar::engine::customer::cohort::Month| {
        let (year, month) = month.year_and_month();
        format!("{year:04}-{month:02}")
    };
    let cells = |of: &dyn Fn(&miyar::engine::customer::cohort::Cohort, usize) -> Value| -> Vec<Vec<Value>> {
        cohorts.iter().map(|cohort| (0..n_ages).map(|age| of(cohort, age)).collect()).collect()
    };
    let month = |row: &miyar::engine::customer::cohort::Activity| {
        let (n_orders, revenue, units) = (row.n_orders as f64, row.revenue.to_f64(), row.units.to_f64());
        json!({
            "month": name(row.month), "orders": row.n_orders, "customers": row.n_customers, "new_customers": row.n_new,
            "returning_customers": row.n_customers - row.n_new, "revenue": revenue, "units": units,
            "aov": revenue / n_orders, "units_per_order": units / n_orders,
            "prev_month_customers": row.n_before, "retained_from_prev": row.n_retained,
            "retention_month_over_month": row.retention().share(), "churn_month_over_month": row.churn().share(),
        })
    };
    let mut histogram: BTreeMap<String, u64> = BTreeMap::new();
    for orders in history.customers() {
        *histogram.entry(orders.len().to_string()).or_default() += 1;
    }
    let gaps = days_between_orders(&history);
    let estimate = |ratio: Option<Ratio>| ratio.map(|ratio| ratio.estimate);
    Computed::of(json!({
        "cohort_months": cohorts.iter().map(|cohort| name(cohort.month)).collect::<Vec<_>>(),
        "cohort_size": cohorts.iter().map(|cohort| cohort.n_customers).collect::<Vec<_>>(),
        "active": cells(&|cohort, age| json!(cohort.retention(age).map(|active| active.k))),
        "retention": cells(&|cohort, age| json!(cohort.retention(age).and_then(|active| active.share()))),
        "cumulative_revenue_per_customer": cells(&|cohort, age| json!(cohort.value(age))),
        "weighted_retention_by_age": pooled_retention(&cohorts).iter().map(|pooled| pooled.share()).collect::<Vec<_>>(),
        "monthly": activity(&history).iter().map(month).collect::<Vec<_>>(),
        "overall": {
            "customers": history.customers().count(), "orders": history.orders().len(),
            "revenue": revenue(history.orders()).to_f64(), "repeat_purchase_rate": repeat_rate(&history).share(),
            "purchase_frequency_orders_per_customer": estimate(purchase_frequency(&history)),
            "aov": estimate(order_value(&history)), "avg_order_quantity": estimate(units_per_order(&history)),
            "revenue_per_customer": estimate(revenue_per_customer(&history)),
            "avg_price_per_unit": estimate(price_per_unit(&history)),
            "median_days_between_orders": gaps.median(),
            "mean_days_between_orders": Mean::of(gaps.values()).map(|mean| mean.mean),
            "zero_value_orders": history.orders().iter().filter(|order| order.amount.parts() == 0).count(),
            "order_count_histogram": histogram,
        },
    }))
}

pub fn rfm(golden: &Golden) -> Computed {
    let history = history(golden);
    let as_of = Day::from_iso(golden.params["asof"].as_str().unwrap()).unwrap();
    let (first, average) = (scored(&history, as_of, TieRule::First), scored(&history, as_of, TieRule::Average));
    let cells = |rows: &[miyar::engine::customer::rfm::Rfm]| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        rows.iter().for_each(|row| *counts.entry(format!("{}{}{}", row.r, row.f, row.m)).or_default() += 1);
        counts
    };
    let scores = |of: fn(&miyar::engine::customer::rfm::Rfm) -> u8| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        average.iter().for_each(|row| *counts.entry(of(row).to_string()).or_default() += 1);
        counts
    };
    let mut by_money: Vec<_> = average.iter().collect();
    by_money.sort_by_key(|row| (std::cmp::Reverse(row.money), row.customer));
    let row = |(first, average): (&miyar::engine::customer::rfm::Rfm, &miyar::engine::customer::rfm::Rfm)| {
        json!({
            "customer_id": first.customer, "frequency": first.frequency, "monetary": first.money.to_f64(),
            "recency_days": first.recency, "R": first.r, "F": first.f, "M": first.m,
            "R_avg": average.r, "F_avg": average.f, "M_avg": average.m,
        })
    };
    let n_top = golden.expected["top10_customers_by_monetary"].as_array().unwrap().len();
    Computed {
        tables: vec![("expected_scores.csv".into(), first.iter().zip(&average).map(row).collect())],
        ..Computed::of(json!({
            "n": average.len(), "asof": as_of.to_string(),
            "rfm_cell_counts_first_rank": cells(&first), "rfm_cell_counts_avg_rank": cells(&average),
            "score_counts_avg_rank": {
                "R_avg": scores(|row| row.r), "F_avg": scores(|row| row.f), "M_avg": scores(|row| row.m),
            },
            "top10_customers_by_monetary": by_money.iter().take(n_top)
                .map(|row| json!([row.customer, row.money.to_f64()])).collect::<Vec<_>>(),
        }))
    }
}

pub fn summary(golden: &Golden) -> Computed {
    let history = history(golden);
    let end = Day::from_iso(golden.params["observation_period_end"].as_str().unwrap()).unwrap();
    let (mut value, mut tables) = (Map::new(), Vec::new());
    for letter in keys(&golden.expected) {
        let period = match letter {
            "D" => Period::Day,
            "W" => Period::Week,
            "M" => Period::Month,
            other => panic!("no period {other}"),
        };
        // The oracle takes the last period whole.
        let end = match period {
            Period::Day => end,
            Period::Week => end.start_of_week(WeekStart::Monday).plus_days(6),
            Period::Month => end.start_of_month().plus_months(1).plus_days(-1),
        };
        let rows = summaries(&history, end, period);
        let sum = |of: fn(&miyar::engine::customer::summary::Summary) -> f64| rows.iter().map(of).sum::<f64>();
        let repeaters = rows.iter().filter(|row| row.frequency > 0.0).count() as f64;
        let mean = sum(|row| row.mean_value) / repeaters;
        value.insert(
            letter.to_owned(),
            json!({"customers": rows.len(), "sum_frequency": sum(|row| row.frequency),
                "sum_recency": sum(|row| row.recency), "sum_T": sum(|row| row.age), "mean_monetary_repeaters": mean}),
        );
        let file = format!("expected_{letter}.csv");
        if golden.has(&file) {
            let row = |row: &miyar::engine::customer::summary::Summary| {
                json!({"customer_id": row.customer, "frequency": row.frequency, "recency": row.recency, "T": row.age,
                    "monetary_value": row.mean_value})
            };
            tables.push((file, rows.iter().map(row).collect()));
        }
    }
    Computed { tables, ..Computed::of(Value::Object(value)) }
}
