use super::compare::Computed;
use super::golden::Golden;
use super::stat::pair;
use miyar::engine::customer::experience::{Answers, CES_7, CSAT_5, Nps};
use serde_json::{Map, Value, json};

pub fn surveys(golden: &Golden) -> Computed {
    let input = golden.csv("answers.csv");
    let (segments, names) = input.codes("segment");
    let columns = ["ltr_0_10", "csat_1_5", "ces_1_7"].map(|name| input.numbers(name));
    let of_segment = |segment: Option<usize>| {
        let [ltr, csat, ces] = columns.each_ref().map(|column| -> Vec<f64> {
            let chosen =
                column.iter().zip(&segments).filter(|(_, each)| segment.is_none_or(|segment| **each == segment));
            chosen.map(|(answer, _)| *answer).collect()
        });
        let (nps, csat, ces) = (Nps::of(ltr.iter().copied()), Answers::of(&csat, CSAT_5), Answers::of(&ces, CES_7));
        let per_cent = |answers: &Answers| {
            (
                answers.top().share().map(|share| 100.0 * share),
                answers.top().wilson(0.95).map(|ends| ends.scaled(100.0)),
            )
        };
        let ((csat_top, csat_ends), (ces_top, ces_ends)) = (per_cent(&csat), per_cent(&ces));
        let n = nps.n() as f64;
        json!({
            "n": nps.n(), "promoters": nps.promoters, "passives": nps.passives, "detractors": nps.detractors,
            "nps": nps.score(), "nps_variance_population_sigma2": nps.variance(),
            "nps_se_trinomial_ddof0": nps.standard_error(),
            "nps_se_trinomial_ddof1": nps.standard_error().map(|se| se * (n / (n - 1.0)).sqrt()),
            "nps_ci95_wald_ddof0": pair(nps.wald(0.95)), "nps_ci95_adjusted_wald": pair(nps.interval(0.95)),
            "csat_top2box": csat_top, "csat_wilson95": pair(csat_ends),
            "csat_mean": csat.mean().map(|mean| mean.mean),
            "ces_mean_1_7": ces.mean().map(|mean| mean.mean), "ces_top3box": ces_top, "ces_wilson95": pair(ces_ends),
            "ces_mean_t_ci95": pair(ces.mean().and_then(|mean| mean.interval(0.95))),
        })
    };
    let mut result: Map<String, Value> =
        names.iter().enumerate().map(|(at, name)| (name.clone(), of_segment(Some(at)))).collect();
    result.insert("__all__".into(), of_segment(None));
    Computed::of(Value::Object(result))
}
