use super::compare::Computed;
use super::golden::{Golden, keys, number, numbers};
use miyar::engine::stat::Interval;
use miyar::engine::stat::concentration::Concentration;
use miyar::engine::stat::difference::{
    agresti_caffo, cohen_h, difference, newcombe, ratio_interval, relative, sample_size, wald, z_test,
};
use miyar::engine::stat::mean::{Mean, welch};
use miyar::engine::stat::proportion::Proportion;
use miyar::engine::stat::quantile::{Sorted, Type};
use miyar::engine::stat::rank_sum::mann_whitney;
use miyar::engine::stat::survival::{Duration, Survival, log_rank};
use serde_json::{Map, Value, json};

pub fn pair(interval: Option<Interval>) -> Value {
    interval.map_or(Value::Null, |interval| json!([interval.low, interval.high]))
}

pub fn proportions(golden: &Golden) -> Computed {
    let input = golden.csv("input.csv");
    let mut rows = Vec::new();
    for ((k, n), due) in
        input.counts("successes").into_iter().zip(input.counts("n")).zip(golden.expected.as_array().unwrap())
    {
        let p = Proportion { k, n };
        let mut row = Map::from_iter([
            ("successes".to_owned(), json!(k)),
            ("n".to_owned(), json!(n)),
            ("p".to_owned(), json!(p.share())),
        ]);
        // Which intervals at which confidence is for the golden to say: `wilson_95`.
        for key in keys(due).into_iter().filter(|key| due[*key].is_array()) {
            let (name, per_cent) = key.rsplit_once('_').unwrap();
            let confidence = per_cent.parse::<f64>().unwrap() / 100.0;
            let interval = match name {
                "wilson" | "scipy_wilson" => p.wilson(confidence),
                "scipy_wilson_cc" => p.wilson_corrected(confidence),
                "agresti_coull" => p.agresti_coull(confidence),
                "beta" => p.clopper_pearson(confidence),
                "jeffreys" => p.jeffreys(confidence),
                "normal" => p.wald(confidence),
                other => panic!("no interval {other}"),
            };
            row.insert(key.to_owned(), pair(interval));
        }
        rows.push(Value::Object(row));
    }
    Computed::of(Value::Array(rows))
}

pub fn quantiles(golden: &Golden) -> Computed {
    let input = golden.json("input.json");
    let q = numbers(if input["q"].is_array() { &input["q"] } else { &golden.params["q"] });
    let mut result = Map::new();
    for (name, vector) in input["vectors"].as_object().unwrap() {
        let sorted = Sorted::from_values(&numbers(vector));
        let mut row = Map::from_iter([("n".to_owned(), json!(sorted.len()))]);
        for key in keys(&golden.expected[name]).into_iter().filter(|key| key.starts_with("type")) {
            let number: usize = key[4..5].parse().unwrap();
            let kind = Type::ALL[number - 1];
            row.insert(key.to_owned(), json!(q.iter().map(|q| sorted.quantile_of(*q, kind)).collect::<Vec<_>>()));
        }
        result.insert(name.clone(), Value::Object(row));
    }
    Computed::of(Value::Object(result))
}

pub fn lift(golden: &Golden) -> Computed {
    let counts = |row: &Value, key: &str| numbers(&row[key]).iter().map(|n| *n as u64).collect::<Vec<_>>();
    let input = golden.json("input.json");
    let of_row = |row: &Value| {
        let (k, n) = (counts(row, "k"), counts(row, "n"));
        let (a, b) = (Proportion { k: k[0], n: n[0] }, Proportion { k: k[1], n: n[1] });
        let test = z_test(a, b);
        let mut result = json!({
            "k": k, "n": n,
            "lift_abs": difference(a, b), "lift_rel": relative(a, b),
            "z_pooled": test.map(|test| test.0), "p_two_sided": test.map(|test| test.1),
            "ci95_diff_newcomb": pair(newcombe(a, b, 0.95)), "ci95_diff_wald": pair(wald(a, b, 0.95)),
            "ci95_diff_agresti-caffo": pair(agresti_caffo(a, b, 0.95)),
            "cohen_h": a.share().zip(b.share()).and_then(|(a, b)| cohen_h(a, b)),
        });
        if let Some(interval) = ratio_interval(a, b, 0.95) {
            result["ci95_ratio_log"] = pair(Some(interval));
        }
        result
    };
    let csv = golden.csv("values.csv");
    let arms = csv.column("arm");
    let values = csv.numbers("value");
    let of_arm = |arm: &str| -> Vec<f64> {
        arms.iter().zip(&values).filter(|(each, _)| **each == arm).map(|(_, value)| *value).collect()
    };
    let (treated, control) = (of_arm("treatment"), of_arm("control"));
    let (mt, mc) = (Mean::of(&treated).unwrap(), Mean::of(&control).unwrap());
    let test = welch(&mt, &mc, 0.95).unwrap();
    let ranks = mann_whitney(&treated, &control).unwrap();
    let size = |row: &Value| {
        let of = |key| number(row, key);
        json!({"p1": row["p1"], "p2": row["p2"], "alpha": row["alpha"], "power": row["power"],
            "n": sample_size(of("p1"), of("p2"), of("alpha"), of("power"))})
    };
    Computed::of(json!({
        "proportions": input.as_array().unwrap().iter().map(of_row).collect::<Vec<_>>(),
        "means": {
            "mean_treatment": mt.mean, "mean_control": mc.mean, "diff": test.difference, "welch_t": test.t,
            "welch_df": test.df, "p": test.p_value, "ci95_diff": pair(Some(test.interval)),
            "mannwhitney_u": ranks.u, "mannwhitney_p": ranks.p_value,
        },
        "sample_size_per_arm":
            golden.expected["sample_size_per_arm"].as_array().unwrap().iter().map(size).collect::<Vec<_>>(),
    }))
}

pub fn survival(golden: &Golden) -> Computed {
    let input = golden.csv("durations.csv");
    let lengths = input.numbers("duration_days");
    let events = input.numbers("event");
    let durations: Vec<Duration> =
        lengths.into_iter().zip(events).map(|(length, event)| Duration { length, has_event: event == 1.0 }).collect();
    let (cohorts, names) = input.codes("cohort");
    let of_cohort = |cohort: usize| -> Vec<Duration> {
        durations.iter().zip(&cohorts).filter(|(_, each)| **each == cohort).map(|(duration, _)| *duration).collect()
    };
    let curve = |name: &str, durations: &[Duration]| {
        let curve = Survival::of(durations);
        let due = &golden.expected[name]["survival_no_second_order"];
        let (mut survival, mut interval) = (Map::new(), Map::new());
        for key in keys(due) {
            let time: f64 = key.parse().unwrap();
            survival.insert(key.to_owned(), json!(curve.at(time)));
            interval.insert(key.to_owned(), pair(curve.interval(time, 0.95)));
        }
        json!({"n": curve.n, "events": curve.n_events, "survival_no_second_order": survival,
            "ci95_loglog": interval, "median_days": curve.quantile(0.5)})
    };
    let mut result = Map::from_iter([("all".to_owned(), curve("all", &durations))]);
    for (cohort, name) in names.iter().enumerate() {
        result.insert(name.clone(), curve(name, &of_cohort(cohort)));
    }
    let test = log_rank(&of_cohort(0), &of_cohort(names.len() - 1)).unwrap();
    result.insert("logrank_first_vs_last_cohort".into(), json!({"chi2": test.0, "p": test.1}));
    Computed::of(Value::Object(result))
}

pub fn concentration(golden: &Golden) -> Computed {
    let channels = Concentration::of(&golden.csv("channels.csv").numbers("revenue")).unwrap();
    let customers = Concentration::of(&golden.csv("customers.csv").numbers("spend")).unwrap();
    let mut of_customers = Map::from_iter([
        ("n".to_owned(), json!(customers.n())),
        ("gini".to_owned(), json!(customers.gini())),
        ("theil_T".to_owned(), json!(customers.theil())),
        ("hhi_0_1".to_owned(), json!(customers.hhi())),
    ]);
    for key in keys(&golden.expected["customers"]) {
        let share = |start: &str, end: &str| {
            let number = key.strip_prefix(start)?.strip_suffix(end)?;
            Some(number.parse::<f64>().unwrap() / 100.0)
        };
        if let Some(share) = share("share_top_", "pct") {
            of_customers.insert(key.to_owned(), json!(customers.top_share(share)));
        }
        if let Some(share) = share("customers_for_", "pct") {
            of_customers.insert(key.to_owned(), json!(customers.n_for_share(share)));
        }
    }
    Computed::of(json!({
        "channels": {
            "hhi_0_1": channels.hhi(), "hhi_0_10000": 10_000.0 * channels.hhi(),
            "effective_number": channels.effective_number(), "shannon_entropy_nats": channels.entropy(),
            "gini": channels.gini(),
        },
        "customers": of_customers,
    }))
}
