//! Models of repeat purchase.

use super::compare::Computed;
use super::golden::{Golden, keys, number};
use miyar::engine::customer::bgnbd::{BgNbd, Horizon};
use miyar::engine::customer::gamma_gamma::{GammaGamma, correlation};
use miyar::engine::customer::summary::Summary;
use miyar::engine::stat::quantile::Sorted;
use serde_json::{Map, Value, json};

/// The golden's month, in weeks, and its discount a month.
const YEAR: Horizon = Horizon { n_periods: 12, length: 4.345, discount: 0.01 };

fn customers(golden: &Golden) -> Vec<Summary> {
    let input = golden.csv("cdnow_summary.csv");
    let columns = ["customer_id", "frequency", "recency", "T", "monetary_value"].map(|name| input.numbers(name));
    let [id, frequency, recency, age, value] = &columns;
    let customer = |at: usize| Summary {
        customer: id[at] as u32,
        frequency: frequency[at],
        recency: recency[at],
        age: age[at],
        mean_value: value[at],
    };
    (0..input.rows.len()).map(customer).collect()
}

fn bgnbd_of(params: &Value) -> BgNbd {
    let of = |key| number(params, key);
    BgNbd { r: of("r"), alpha: of("alpha"), a: of("a"), b: of("b") }
}

fn gamma_gamma_of(params: &Value) -> GammaGamma {
    let of = |key| number(params, key);
    GammaGamma { p: of("p"), q: of("q"), v: of("v") }
}

pub fn fits(golden: &Golden) -> Computed {
    let (customers, due) = (customers(golden), &golden.expected);
    let model = BgNbd::fit(&customers).unwrap();
    let spending = GammaGamma::fit(&customers).unwrap();
    let fixed = bgnbd_of(&due["loglik_at_fixed"]["params"]);
    let fixed_spending = gamma_gamma_of(&due["gg_loglik_at_fixed"]["params"]);
    Computed::of(json!({
        "n_customers": customers.len(),
        "n_repeat_customers": customers.iter().filter(|customer| customer.frequency > 0.0).count(),
        "sum_frequency": customers.iter().map(|customer| customer.frequency).sum::<f64>(),
        "fit": {
            "params": {"r": model.r, "alpha": model.alpha, "a": model.a, "b": model.b},
            "loglik": model.log_likelihood(&customers),
        },
        "loglik_at_fixed":
            {"params": due["loglik_at_fixed"]["params"], "loglik": fixed.log_likelihood(&customers)},
        "gg_fit": {
            "params": {"p": spending.p, "q": spending.q, "v": spending.v},
            "loglik": spending.log_likelihood(&customers),
        },
        "gg_loglik_at_fixed":
            {"params": due["gg_loglik_at_fixed"]["params"], "loglik": fixed_spending.log_likelihood(&customers)},
        "gg_frequency_monetary_corr_pearson": correlation(&customers),
    }))
}

pub fn lifetime_values(golden: &Golden) -> Computed {
    let (customers, due) = (customers(golden), &golden.expected);
    let (model, spending) = (bgnbd_of(&due["bgnbd_params"]), gamma_gamma_of(&due["gg_params"]));
    let value = |customer: &Summary| {
        let value = spending.expected_value(customer).unwrap();
        model.lifetime_value(customer, value, YEAR).unwrap()
    };
    let row = |due: &Value| {
        let customer = &customers[number(due, "row") as usize];
        let mut row = json!({
            "row": due["row"], "frequency": customer.frequency, "recency": customer.recency, "T": customer.age,
            "monetary_value": customer.mean_value, "p_alive": model.probability_active(customer),
            "exp_avg_value": spending.expected_value(customer), "clv_12m_disc1pct_monthly": value(customer),
        });
        for key in keys(due) {
            if let Some(weeks) = key.strip_prefix("exp_purchases_").and_then(|rest| rest.strip_suffix('w')) {
                row[key] = json!(model.expected_purchases(customer, weeks.parse().unwrap()));
            }
        }
        row
    };
    let of_new: Map<String, Value> = keys(&due["unconditional_expected_purchases"])
        .into_iter()
        .map(|weeks| (weeks.to_owned(), json!(model.expected_of_new(weeks.parse().unwrap()))))
        .collect();
    let values: Vec<f64> = customers.iter().map(value).collect();
    let sum =
        |of: &dyn Fn(&Summary) -> Option<f64>| customers.iter().map(|customer| of(customer).unwrap()).sum::<f64>();
    Computed::of(json!({
        "bgnbd_params": due["bgnbd_params"], "gg_params": due["gg_params"],
        "customers": due["customers"].as_array().unwrap().iter().map(row).collect::<Vec<_>>(),
        "unconditional_expected_purchases": of_new,
        "sum_expected_purchases_39w_all_customers": sum(&|customer| model.expected_purchases(customer, 39.0)),
        "sum_p_alive_all_customers": sum(&|customer| model.probability_active(customer)),
        "clv_12m_total": values.iter().sum::<f64>(),
        "clv_12m_mean": values.iter().sum::<f64>() / values.len() as f64,
        "clv_12m_median": Sorted::from_values(&values).median(),
        "gg_population_mean_value": spending.mean(),
    }))
}
