//! The metrics of the trade that a first release owes: each is a metric, or something else, and where that stands.

use super::support::repository;
use miyar::engine::kpi::Kpi;

enum Where {
    /// As metrics, by their ids.
    Metric(&'static [&'static str]),
    /// As something else than one figure, in these files; what it is.
    Elsewhere(&'static [&'static str], &'static str),
}
use Where::{Elsewhere, Metric};

/// By the ids of the catalogue of methods, in its order.
const V1: [(&str, Where); 65] = [
    ("aov", Metric(&["aov"])),
    ("aov_product", Metric(&["line_value", "basket_value"])),
    ("aoq", Metric(&["aoq"])),
    ("asp", Metric(&["asp"])),
    ("purchase_frequency", Metric(&["purchase_frequency"])),
    ("refund_rate", Metric(&["refund_rate"])),
    ("cac", Metric(&["cac", "cac_media", "cac_people"])),
    ("cac_channel", Metric(&["cac_channel"])),
    ("clv_simple", Metric(&["clv_simple"])),
    ("clv_margin", Metric(&["clv_margin"])),
    ("clv_cohort", Metric(&["clv_cohort"])),
    ("clv_cac", Metric(&["clv_cac"])),
    ("payback", Metric(&["payback"])),
    ("csat", Metric(&["csat"])),
    ("nps", Metric(&["nps"])),
    ("ces", Metric(&["ces", "ces_top"])),
    ("response_rate", Metric(&["response_rate"])),
    ("retention", Metric(&["retention"])),
    ("churn", Metric(&["churn"])),
    ("lifetime", Elsewhere(&["src/engine/customer/lifetime_value.rs"], "1 ÷ churn, within the lifetime values")),
    ("repeat_rate", Metric(&["repeat_rate"])),
    ("cohort_retention", Elsewhere(&["src/engine/customer/cohort.rs"], "a table by age: computed, not on a page yet")),
    ("loyalty_enrol", Metric(&["loyalty_enrolment"])),
    ("rfm", Elsewhere(&["src/engine/customer/rfm.rs"], "three scores of each customer: computed, not on a page yet")),
    ("topn", Metric(&["top_customers"])),
    ("hhi", Elsewhere(&["src/engine/stat/concentration.rs"], "of any amounts: computed, not on a page yet")),
    ("conversion", Metric(&["conversion"])),
    ("funnel", Elsewhere(&["src/engine/journey/funnel.rs"], "a row of steps: computed, not on a page yet")),
    ("ctr", Metric(&["ctr"])),
    ("cpc", Metric(&["cpc"])),
    ("cpm", Metric(&["cpm"])),
    ("cpa_acquisition", Metric(&["cpa_acquisition"])),
    ("cpa_action", Metric(&["cost_per_action", "cost_per_order", "cost_per_lead"])),
    ("email_delivery", Metric(&["delivery_rate", "bounce_rate"])),
    ("open_rate", Metric(&["open_rate"])),
    ("click_rates", Metric(&["click_rate", "click_to_open"])),
    ("unsub", Metric(&["unsubscribe_rate", "complaint_rate"])),
    ("roas", Metric(&["roas"])),
    ("roi", Metric(&["roi"])),
    ("engagement", Metric(&["engagement_rate"])),
    ("online_share", Metric(&["online_share"])),
    ("mix_shift", Elsewhere(&["src/engine/plan/mix_shift.rs"], "the parts of a change, not a figure of a period")),
    ("promo_lift", Elsewhere(&["src/engine/stat/difference.rs"], "of two arms: no table of a feed has arms")),
    ("transition", Elsewhere(&["src/engine/journey/markov.rs"], "a matrix: computed, not on a page yet")),
    (
        "attr_first",
        Elsewhere(
            &["src/engine/journey/attribution.rs", "src/engine/facts/people.rs"],
            "credit, and how events get their channel",
        ),
    ),
    ("attr_last", Elsewhere(&["src/engine/journey/attribution.rs"], "credit by channel: computed, not on a page yet")),
    ("attr_linear", Elsewhere(&["src/engine/journey/attribution.rs"], "as above")),
    ("attr_decay", Elsewhere(&["src/engine/journey/attribution.rs"], "as above")),
    ("attr_position", Elsewhere(&["src/engine/journey/attribution.rs"], "as above")),
    ("attr_markov", Elsewhere(&["src/engine/journey/markov.rs"], "as above")),
    ("attr_shapley", Elsewhere(&["src/engine/journey/attribution.rs"], "as above")),
    (
        "percentile",
        Elsewhere(&["src/engine/benchmark/position.rs", "src/view/page/benchmarks"], "of every ratio, on Benchmarks"),
    ),
    ("quantile", Elsewhere(&["src/engine/stat/quantile.rs", "src/view/page/benchmarks"], "of peers, on Benchmarks")),
    (
        "band",
        Elsewhere(
            &["src/engine/benchmark/band.rs", "src/view/page/benchmarks"],
            "the word of a standing, on Benchmarks",
        ),
    ),
    ("index_gap", Elsewhere(&["src/engine/benchmark/peers.rs", "src/view/page/benchmarks"], "gaps, on Benchmarks")),
    (
        "composite",
        Elsewhere(
            &["src/engine/benchmark/composite.rs", "src/view/page/benchmarks/index.rs"],
            "the index, on Benchmarks",
        ),
    ),
    ("pop", Elsewhere(&["src/view/period.rs"], "the change of every figure")),
    ("pacing", Elsewhere(&["src/engine/plan/pacing.rs"], "needs targets")),
    ("anomaly", Elsewhere(&["src/engine/plan/anomaly.rs"], "of a series: computed, not on a page yet")),
    (
        "forecast",
        Elsewhere(
            &["src/engine/plan/holt_winters.rs", "src/engine/plan/forecast.rs"],
            "of a series: computed, not on a page yet",
        ),
    ),
    (
        "whatif",
        Elsewhere(&["src/engine/plan/what_if.rs"], "of drivers that a person moves: computed, not on a page yet"),
    ),
    ("distinct", Metric(&["customers"])),
    // What the global rules ask for beside them.
    ("rows without a customer id", Metric(&["unnamed_orders"])),
    ("revenue per customer", Metric(&["revenue_per_customer"])),
    ("lead conversion", Metric(&["lead_conversion"])),
];

/// Sums that ratios are made of: figures on their own.
const SUMS: [&str; 7] = ["revenue", "orders", "cost", "new_customers", "visits", "conversions", "leads"];

#[test]
fn every_metric_of_a_first_release_is_a_metric_or_stands_elsewhere() {
    let mut told: Vec<&str> = SUMS.to_vec();
    for (id, found) in &V1 {
        match found {
            Metric(ids) => {
                for kpi in *ids {
                    assert!(Kpi::from_id(kpi).is_some(), "{id}: no metric {kpi}");
                    told.push(kpi);
                }
            }
            Elsewhere(paths, what) => {
                assert!(!what.is_empty() && !paths.is_empty(), "{id}");
                paths.iter().for_each(|path| assert!(repository(path).exists(), "{id}: no {path}"));
                assert!(Kpi::from_id(id).is_none(), "{id} is a metric");
            }
        }
    }
    for kpi in Kpi::ALL {
        assert!(told.contains(&kpi.id()), "{} stands in no line", kpi.id());
    }
    let mut ids: Vec<&str> = V1.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), V1.len(), "a line stands twice");
}
