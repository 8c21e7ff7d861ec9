use super::compare::Computed;
use super::golden::{Golden, number};
use miyar::engine::customer::basket::{Basket, Line, by_key};
use miyar::engine::customer::lifetime_value::{Stream, lifetime, monthly_rate, value_to_cost};
use miyar::engine::quantity::{Quantity, Sum};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub fn lifetime_value(golden: &Golden) -> Computed {
    let of_row = |row: &Value| {
        let of = |key| number(row, key);
        let (months, cac) = (of("months") as u32, of("cac"));
        let discount = monthly_rate(of("annual_discount")).unwrap();
        let stream = Stream { margin: of("margin_per_month"), retention: of("retention"), discount };
        let plain = Stream { discount: 0.0, ..stream };
        let mut result = row.clone();
        let mut put = |key: &str, value: Value| result[key] = value;
        put("monthly_discount", json!(discount));
        put("clv_undiscounted", json!(plain.value(months)));
        put("clv_discounted", json!(stream.value(months)));
        put("clv_infinite_horizon", json!(stream.endless_value()));
        put("clv_to_cac", json!(stream.value(months).and_then(|value| value_to_cost(value, cac))));
        put("payback_month", json!(plain.payback(cac, months)));
        put("payback_month_discounted", json!(stream.payback(cac, months)));
        put("avg_lifetime_months_1_over_churn", json!(lifetime(1.0 - stream.retention)));
        put("irr_monthly", json!(stream.internal_rate(cac, months)));
        result
    };
    Computed::of(golden.json("input.json").as_array().unwrap().iter().map(of_row).collect())
}

pub fn order_lines(golden: &Golden) -> Computed {
    let input = golden.csv("order_lines.csv");
    let (orders, _) = input.codes("order_id");
    let (customers, _) = input.codes("customer_id");
    let amounts =
        |name: &str| -> Vec<Quantity> { input.amounts(name).into_iter().map(Option::unwrap_or_default).collect() };
    let (units, units_back, amount, amount_back) =
        (amounts("qty"), amounts("qty_returned"), amounts("line_amount"), amounts("amount_returned"));
    let net =
        |gross: &[Quantity], back: &[Quantity], at: usize| Quantity::from_parts(gross[at].parts() - back[at].parts());
    let lines = |key: &dyn Fn(usize) -> usize| -> Vec<Line<usize>> {
        (0..input.rows.len())
            .map(|at| Line {
                order: orders[at] as u32,
                customer: customers[at] as u32,
                key: key(at),
                units: net(&units, &units_back, at),
                amount: net(&amount, &amount_back, at),
            })
            .collect()
    };
    let estimate = |basket: &Basket, whole: bool| {
        let ratio = if whole { basket.basket_value() } else { basket.line_value() };
        ratio.map(|ratio| ratio.estimate)
    };
    let by = |column: &str, unnamed: &str| -> Vec<(String, Basket)> {
        let (codes, names) = input.codes(column);
        let named = |code: usize| if names[code].is_empty() { unnamed.to_owned() } else { names[code].clone() };
        let mut rows: Vec<_> =
            by_key(&lines(&|at| codes[at])).into_iter().map(|(code, basket)| (named(code), basket)).collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows
    };
    let containing = |column: &str| -> Vec<Value> {
        by(column, "Unclassified")
            .iter()
            .map(|(key, basket)| {
                json!({
                    "key": key, "orders_containing": basket.n_orders(), "customers": basket.n_customers(),
                    "net_revenue": basket.revenue().to_f64(), "net_units": basket.units().to_f64(),
                    "line_revenue_per_order": estimate(basket, false),
                    "basket_value_of_orders_containing": estimate(basket, true),
                    "price_per_unit": basket.price_per_unit(), "units_per_order": basket.units_per_order(),
                })
            })
            .collect()
    };
    let channels = by("channel", "");
    let whole = by_key(&lines(&|_| 0)).remove(&0).unwrap_or_default();
    let total = |values: &[Quantity]| values.iter().fold(Sum::ZERO, |sum, value| sum + (*value).into()).to_f64();
    let n = orders.iter().collect::<BTreeSet<_>>().len() as f64;
    Computed::of(json!({
        "overall": {
            "orders": whole.n_orders(), "customers": whole.n_customers(),
            "gross": total(&amount), "returned": total(&amount_back), "net": whole.revenue().to_f64(),
            "aov_net": estimate(&whole, true), "aov_gross": total(&amount) / n,
            "aoq_net": whole.units_per_order(), "aoq_gross": total(&units) / n,
        },
        "by_product": containing("product_id"),
        "by_category": containing("category"),
        "by_channel": channels.iter().map(|(key, basket)| json!({
            "key": key, "orders": basket.n_orders(), "customers": basket.n_customers(),
            "aov_net": estimate(basket, false), "aoq_net": basket.units_per_order(),
        })).collect::<Vec<_>>(),
        "sum_of_channel_customers": channels.iter().map(|(_, basket)| basket.n_customers()).sum::<usize>(),
    }))
}
