use super::compare::Computed;
use super::golden::{Golden, number, numbers};
use miyar::engine::benchmark::band::Band;
use miyar::engine::benchmark::composite::{Indicator, Normalisation, index, ranks, shown};
use miyar::engine::benchmark::peers;
use miyar::engine::benchmark::standing::aligned;
use miyar::engine::kpi::Good;
use miyar::engine::stat::quantile::Sorted;
use miyar::engine::stat::rank::{self, Ties};
use serde_json::{Value, json};

fn percentile_rank_row(row: &Value) -> Value {
    let others = numbers(&row["peers"]);
    let value = number(row, "value");
    let sorted = Sorted::from_values(&others);
    let rank = |ties| rank::percentile_rank(&others, value, ties);
    let by = |good| rank(Ties::Middle).map(|p| aligned(p, good));
    let quartiles = [0.25, 0.5, 0.75].map(|q| sorted.quantile(q));
    let band = |good| by(good).and_then(Band::of).map(Band::id);
    json!({
        "peers": row["peers"], "value": row["value"],
        "rank": rank(Ties::Average), "weak": rank(Ties::Weak), "strict": rank(Ties::Strict), "mean": rank(Ties::Middle),
        "higher_is_better_percentile_midrank": by(Good::Higher), "lower_is_better_percentile_midrank": by(Good::Lower),
        "peer_q25_q50_q75_type7": quartiles,
        "index_vs_median_100": sorted.median().and_then(|median| peers::index(value, median)),
        "band_higher": band(Good::Higher), "band_lower": band(Good::Lower),
    })
}

pub fn percentile_rank(golden: &Golden) -> Computed {
    let rows = golden.json("input.json");
    Computed::of(rows.as_array().unwrap().iter().map(percentile_rank_row).collect())
}

pub fn composite(golden: &Golden) -> Computed {
    let input = golden.csv("input.csv");
    let columns: Vec<&str> =
        golden.params["columns"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    // The golden states weights and signs beside its results.
    let (weights, signs) = (&golden.expected["weights"], &golden.expected["sign"]);
    let indicator = |name: &&str| Indicator {
        weight: number(weights, name),
        good: if number(signs, name) < 0.0 { Good::Lower } else { Good::Higher },
        values: input.numbers(name).into_iter().map(Some).collect(),
    };
    let indicators: Vec<Indicator> = columns.iter().map(indicator).collect();
    let z = Normalisation::ZScore { limit: None };
    let by_entity = |by: Normalisation| -> Vec<Vec<Option<f64>>> {
        let columns: Vec<_> = indicators.iter().map(|indicator| indicator.normalised(by)).collect();
        (0..input.rows.len()).map(|entity| columns.iter().map(|column| column[entity]).collect()).collect()
    };
    let index_z = index(&indicators, z);
    Computed::of(json!({
        "weights": weights, "sign": signs,
        "z_ddof0": by_entity(z), "index_z": index_z,
        "index_100_10": index_z.iter().map(|z| z.map(shown)).collect::<Vec<_>>(),
        "index_minmax_0_100": index(&indicators, Normalisation::MinMax),
        "index_robust": index(&indicators, Normalisation::Robust),
        "percentile_midrank": by_entity(Normalisation::Percentile),
        "index_percentile": index(&indicators, Normalisation::Percentile),
        "rank_desc_by_z": ranks(&index_z),
    }))
}
