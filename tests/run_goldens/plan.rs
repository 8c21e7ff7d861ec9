use super::compare::Computed;
use super::golden::{Golden, keys, number, numbers};
use miyar::engine::cube::window::Window;
use miyar::engine::day::{Day, days_in_month};
use miyar::engine::plan::anomaly::Spread;
use miyar::engine::plan::autocorrelation::autocorrelation;
use miyar::engine::plan::budget::{Channel, Curve, allocate};
use miyar::engine::plan::change::{
    Elapsed, just_before, last_days, month_before_to_date, month_to_date, relative, relative_daily,
    weekdays_a_year_before, year_before,
};
use miyar::engine::plan::decomposition::{StlSpec, classical, mstl, stl};
use miyar::engine::plan::forecast::{Accuracy, seasonal_naive};
use miyar::engine::plan::holt_winters::{Season, Smoothing, State, fit, forecast, smooth};
use miyar::engine::plan::mix_shift::{Group, MixShift, Parts};
use miyar::engine::plan::pacing::{Pace, seasonal_share};
use serde_json::{Map, Value, json};

pub fn mix_shift(golden: &Golden) -> Computed {
    let input = golden.csv("input.csv");
    let [n0, k0, n1, k1] = ["n0", "k0", "n1", "k1"].map(|name| input.numbers(name));
    let groups: Vec<Group> =
        (0..input.rows.len()).map(|at| Group { n0: n0[at], k0: k0[at], n1: n1[at], k1: k1[at] }).collect();
    let shift = MixShift::of(&groups).unwrap();
    let row = |(channel, parts): (&str, &Parts)| {
        json!({"channel": channel, "mix": parts.mix, "rate": parts.rate, "interaction": parts.interaction,
            "sym_mix": parts.symmetric_mix, "sym_rate": parts.symmetric_rate})
    };
    Computed {
        left_out: vec![
            ("statsmodels_oaxaca_three_fold", "the oracle's own reading from the other period"),
            ("statsmodels_matches", "a remark"),
        ],
        ..Computed::of(json!({
            "rate_period0": shift.rate0, "rate_period1": shift.rate1, "change": shift.change(),
            "mix_effect": shift.whole.mix, "rate_effect": shift.whole.rate, "interaction": shift.whole.interaction,
            "symmetric_mix_effect": shift.whole.symmetric_mix, "symmetric_rate_effect": shift.whole.symmetric_rate,
            "by_channel": input.column("channel").into_iter().zip(&shift.groups).map(row).collect::<Vec<_>>(),
        }))
    }
}

pub fn budget(golden: &Golden) -> Computed {
    let input = golden.json("input.json");
    let rows = input["channels"].as_array().unwrap();
    let channel = |row: &Value| {
        let (a, b) = (number(row, "a"), number(row, "b"));
        let curve = match row["form"].as_str().unwrap() {
            "power" => Curve::Power { a, b },
            "log" => Curve::Log { a, b },
            "hyperbolic" => Curve::Hyperbolic { a, b },
            other => panic!("no form {other}"),
        };
        Channel { curve, floor: row["min"].as_f64().unwrap_or(0.0), cap: row["max"].as_f64().unwrap_or(f64::INFINITY) }
    };
    let channels: Vec<Channel> = rows.iter().map(channel).collect();
    let budget = number(&input, "budget");
    let best = allocate(&channels, budget).unwrap();
    let current: Vec<f64> = rows.iter().map(|row| number(row, "current")).collect();
    let marginals = |spend: &[f64]| -> Vec<f64> {
        channels.iter().zip(spend).map(|(channel, x)| channel.curve.marginal(*x)).collect()
    };
    Computed {
        left_out: vec![("cvxpy_clarabel", "the oracle's second solver, less exact")],
        ..Computed::of(json!({
            "allocation": best.spend, "total_response": best.response,
            "lambda_marginal_response_per_unit": best.marginal, "marginal_cpa": 1.0 / best.marginal,
            "current_response": channels.iter().zip(&current).map(|(channel, x)| channel.curve.response(*x)).sum::<f64>(),
            "marginal_response_at_current": marginals(&current), "marginal_response_at_optimum": marginals(&best.spend),
            "average_cpa_at_optimum": budget / best.response,
        }))
    }
}

pub fn period_over_period(golden: &Golden) -> Computed {
    let input = golden.csv("daily.csv");
    let daily: Vec<(Day, f64)> =
        input.column("date").into_iter().map(|day| Day::from_iso(day).unwrap()).zip(input.numbers("value")).collect();
    let sum =
        |window: Window| daily.iter().filter(|(day, _)| window.contains(*day)).map(|(_, value)| value).sum::<f64>();
    let n_days = |window: Window| u32::try_from(window.to.days_since(window.from) + 1).unwrap();
    let case = |due: &Value| {
        let as_of = Day::from_iso(due["asof"].as_str().unwrap()).unwrap();
        let goal = number(due, "goal");
        let (month, before) = (month_to_date(as_of), month_before_to_date(as_of));
        let whole_before = Window { from: before.from, to: month.from.plus_days(-1) };
        let (year, number, _) = as_of.to_ymd();
        let whole = Window { from: month.from, to: month.from.plus_days(days_in_month(year, number) as i32 - 1) };
        let last_year = year_before(month);
        let whole_last_year = Window { from: last_year.from, to: last_year.from.plus_months(1).plus_days(-1) };
        let week = last_days(as_of, 7);
        let (mtd, prev, yoy) = (sum(month), sum(before), sum(last_year));
        let elapsed = |window: Window| Elapsed { value: sum(window), n_days: n_days(window) };
        let pace = Pace { actual: mtd, n_elapsed: n_days(month), n_days: n_days(whole) };
        let (linear, seasonal) = (pace.linear_share(), seasonal_share(yoy, sum(whole_last_year)));
        let per_cent = |share: Option<f64>| share.map(|share| 100.0 * share);
        json!({
            "asof": as_of.to_string(), "mtd": mtd, "mtd_days": n_days(month), "prev_mtd_same_days": prev,
            "prev_mtd_days": n_days(before), "prev_month_full": sum(whole_before), "yoy_mtd_same_dates": yoy,
            "last7": sum(week), "prev7": sum(just_before(week)),
            "yoy7_weekday_aligned_364": sum(weekdays_a_year_before(week)),
            "mom_pct_total": per_cent(relative(mtd, prev)),
            "mom_pct_daily_average": per_cent(relative_daily(elapsed(month), elapsed(before))),
            "yoy_pct": per_cent(relative(mtd, yoy)), "wow_pct": per_cent(relative(sum(week), sum(just_before(week)))),
            "run_rate_linear": linear.and_then(|share| pace.run_rate(share)),
            "run_rate_seasonal_ly": seasonal.and_then(|share| pace.run_rate(share)), "goal": goal,
            "pace_pct_linear": per_cent(linear.and_then(|share| pace.pace(goal, share))),
            "pace_pct_seasonal": per_cent(seasonal.and_then(|share| pace.pace(goal, share))),
            "required_daily_rest": pace.required_daily(goal),
        })
    };
    Computed::of(golden.expected.as_array().unwrap().iter().map(case).collect())
}

fn spec(config: &Value, n_inner: usize, n_outer: usize) -> StlSpec {
    let of = |key: &str| number(config, key) as usize;
    StlSpec {
        period: of("period"),
        seasonal: of("seasonal"),
        trend: of("trend"),
        low_pass: of("low_pass"),
        seasonal_degree: of("seasonal_deg") as i32,
        trend_degree: of("trend_deg") as i32,
        low_pass_degree: of("low_pass_deg") as i32,
        seasonal_jump: of("seasonal_jump"),
        trend_jump: of("trend_jump"),
        low_pass_jump: of("low_pass_jump"),
        n_inner,
        n_outer,
    }
}

pub fn decomposition(golden: &Golden) -> Computed {
    let series = golden.csv("series.csv").numbers("y");
    let due = &golden.expected;
    let period = number(due, "period") as usize;
    let entry = |due: &Value| {
        let parts =
            stl(&series, &spec(&due["config"], number(due, "inner_iter") as usize, number(due, "outer_iter") as usize));
        let parts = parts.unwrap();
        json!({
            "seasonal": parts.seasonal, "trend": parts.trend, "resid": parts.remainder, "robust": due["robust"],
            "config": due["config"], "inner_iter": due["inner_iter"], "outer_iter": due["outer_iter"],
            "strength_trend": parts.trend_strength(), "strength_seasonal": parts.seasonal_strength(),
        })
    };
    let entries = due["stl"].as_array().unwrap();
    // Judged are the remainders of the robust decomposition where one is listed, else of the last.
    let judged = entries.iter().rfind(|entry| entry["robust"] == true).or(entries.last()).unwrap();
    let (n_inner, n_outer) = (number(judged, "inner_iter") as usize, number(judged, "outer_iter") as usize);
    let judged = stl(&series, &spec(&judged["config"], n_inner, n_outer)).unwrap();
    let spread = Spread::of(&judged.remainder).unwrap();
    let mut z: Vec<(usize, f64)> =
        judged.remainder.iter().enumerate().map(|(at, value)| (at, spread.z(*value).unwrap())).collect();
    let flagged: Vec<usize> = z.iter().filter(|(_, z)| z.abs() > 3.5).map(|(at, _)| *at).collect();
    assert!(flagged.iter().all(|at| spread.is_anomaly(judged.remainder[*at])));
    let beyond: Vec<usize> = (0..series.len()).filter(|at| spread.is_beyond_fences(judged.remainder[*at])).collect();
    z.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    z.truncate(due["anomaly_on_robust_resid"]["z_top5"].as_array().unwrap().len());
    let additive = classical(&series, period).unwrap();
    let n_lags = due["acf_1_to_2m"].as_array().unwrap().len();
    let mut value = json!({
        "n": series.len(), "period": period, "stl": entries.iter().map(entry).collect::<Vec<_>>(),
        "anomaly_on_robust_resid": {
            "median": spread.median, "mad_scaled": spread.scaled_mad(), "mad_raw": spread.mad,
            "flag_index_abs_z_gt_3_5": flagged, "z_top5": z, "iqr_fences_3x": [spread.low_fence, spread.high_fence],
            "flag_index_iqr3": beyond,
        },
        "classical_additive": {"seasonal_one_period": additive.season, "trend": additive.trend},
        "acf_1_to_2m": autocorrelation(&series, n_lags),
    });
    if due["mstl"].is_object() {
        let (periods, windows) = (numbers(&due["mstl"]["periods"]), numbers(&due["mstl"]["windows"]));
        let specs: Vec<StlSpec> =
            periods.iter().zip(&windows).map(|(p, w)| StlSpec::with_window(*p as usize, *w as usize, false)).collect();
        let parts = mstl(&series, &specs, number(&due["mstl"], "iterate") as usize).unwrap();
        value["mstl"] = json!({"periods": periods, "windows": windows, "iterate": due["mstl"]["iterate"],
            "trend": parts.trend, "seasonal": parts.seasonal, "resid": parts.remainder});
    }
    let range = series.iter().copied().fold(f64::MIN, f64::max) - series.iter().copied().fold(f64::MAX, f64::min);
    Computed { range, ..Computed::of(value) }
}

pub fn holt_winters(golden: &Golden) -> Computed {
    let series = golden.csv("series.csv").numbers("y");
    let due = &golden.expected;
    let (period, horizon) = (number(due, "period") as usize, number(due, "holdout") as usize);
    let (train, held) = series.split_at(series.len() - horizon);
    let season = |name: &str| if name.ends_with("_M") { Season::Multiplicative } else { Season::Additive };
    let mut fixed = Map::new();
    for (name, due) in due["fixed"].as_object().unwrap() {
        let by = Smoothing {
            alpha: number(due, "alpha"),
            beta: number(due, "beta"),
            gamma: number(due, "gamma"),
            phi: number(due, "phi"),
        };
        let first = State::from_start(train, period, season(name)).unwrap();
        let run = smooth(train, &first, by, season(name)).unwrap();
        let n = due["fitted_first24"].as_array().unwrap().len();
        let m = due["fitted_last12"].as_array().unwrap().len();
        fixed.insert(
            name.clone(),
            json!({
                "alpha": by.alpha, "beta": by.beta, "gamma": by.gamma, "phi": by.phi, "initial_level": first.level,
                "initial_trend": first.trend, "initial_seasonal": first.season, "sse": run.sse,
                "fitted_first24": run.fitted[..n], "fitted_last12": run.fitted[run.fitted.len() - m..],
                "forecast": forecast(&run.last, by.phi, season(name), horizon), "level_last": run.last.level,
                "trend_last": run.last.trend, "season_last_m": run.last.season,
            }),
        );
    }
    let mut fitted = Map::new();
    for name in keys(&due["fitted"]) {
        let model = fit(train, period, season(name), name.starts_with("Ad")).unwrap();
        let ahead = forecast(&model.smoothed.last, model.smoothing.phi, season(name), horizon);
        fitted.insert(name.to_owned(), json!({"sse": model.smoothed.sse, "forecast": ahead}));
    }
    let naive = seasonal_naive(train, period, horizon).unwrap();
    let score = Accuracy::of(held, &naive, train, period).unwrap();
    Computed {
        left_out: vec![
            ("ets", "not built"),
            ("ets_best_aicc", "not built"),
            ("fitted.*.params", "several reach the same errors"),
            ("fitted.*.rmse_in_sample", "as sse"),
            ("fitted.*.aic", "as sse"),
            ("fitted.*.holdout_*", "as forecast"),
        ],
        lower_is_better: vec!["fitted.*.sse"],
        ..Computed::of(json!({
            "n": series.len(), "period": period, "holdout": horizon, "fixed": fixed, "fitted": fitted,
            "seasonal_naive": {"forecast": naive, "holdout_mape_pct": score.mape.map(|share| 100.0 * share),
                "holdout_mase": score.mase},
            "holdout_actual": held,
        }))
    }
}
