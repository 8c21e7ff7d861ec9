//! The peers behind `peers.csv` and `peers-channels.csv`: companies that do not exist either.
//!
//! Each has levels of its own, which move little from month to month. Sums stand in whole numbers, so that what is
//! divided is what a company would report.

use std::fmt::Write;

use crate::random::{Dice, whole};

/// Months, the last one the last of the feed.
const MONTHS: [&str; 12] = [
    "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08",
    "2026-09", "2026-10",
];

/// How much is sold in a month, in per cent of a usual one: White Friday, Ramadan, summer, National Day.
const SEASON: [f64; 12] = [134.0, 96.0, 98.0, 118.0, 126.0, 92.0, 95.0, 90.0, 86.0, 94.0, 106.0, 100.0];

const N_RETAIL: u32 = 24;
const N_OTHERS: u32 = 4;

/// What peers are to other peers, in standard deviations around 1: visits, conversion, order, units an order, refunds.
const SPREAD: [f64; 5] = [0.5, 0.22, 0.2, 0.12, 0.25];

/// Visits a month, visits that buy, value of an order, articles an order, part that is sent back.
const USUAL: [f64; 5] = [180_000.0, 0.034, 300.0, 2.25, 0.048];

/// One row a peer and month: visits, conversions, orders, units, revenue, refunds.
pub fn csv() -> String {
    let mut text = String::from("month,peer,industry,visits,conversions,orders,units,revenue,refunds\n");
    for number in 1..=N_RETAIL + N_OTHERS {
        let industry = if number > N_RETAIL { "grocery" } else { "retail" };
        let mut own = Dice::of("peer", i64::from(number));
        let mut level = USUAL;
        for (level, spread) in level.iter_mut().zip(SPREAD) {
            *level *= own.level(spread).max(0.3);
        }
        for (at, (month, season)) in MONTHS.iter().zip(SEASON).enumerate() {
            let mut dice = Dice::of(month, i64::from(number));
            let [visits, conversion, order, articles, returned] = level;
            let visits = whole(visits * season * dice.level(0.05) / 100_000.0) * 1_000;
            let conversions = whole(visits as f64 * conversion * dice.level(0.04) / 10.0) * 10;
            let orders = conversions + conversions / 25 / 10 * 10;
            // The trade as a whole sells a little dearer every month.
            let order = order * (1.0 + at as f64 * 0.004) * dice.level(0.03);
            let revenue = whole(orders as f64 * order / 1_000.0) * 1_000;
            let units = whole(orders as f64 * articles * dice.level(0.02) / 100.0) * 100;
            let refunds = whole(revenue as f64 * returned * dice.level(0.08) / 100.0) * 100;
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{month},Peer {number:02},{industry},{visits},{conversions},{orders},{units},{revenue},{refunds}"
            );
        }
    }
    text
}

/// Metric, channel, number of peers, and the 10th, 25th, 50th, 75th and 90th percentile of October 2026.
const QUANTILES: [(&str, &str, u32, [&str; 5]); 16] = [
    ("ctr", "", 41, ["0.0121", "0.0164", "0.0218", "0.0281", "0.0352"]),
    ("cpc", "", 41, ["0.62", "0.79", "1.04", "1.38", "1.81"]),
    ("cpa_acquisition", "", 41, ["58", "76", "104", "142", "196"]),
    ("open_rate", "", 41, ["0.098", "0.131", "0.172", "0.214", "0.262"]),
    ("click_rate", "", 41, ["0.011", "0.015", "0.021", "0.029", "0.038"]),
    ("delivery_rate", "", 41, ["0.921", "0.944", "0.962", "0.974", "0.983"]),
    ("conversion", "paid_social", 36, ["0.0078", "0.0102", "0.0138", "0.0176", "0.0221"]),
    ("ctr", "paid_social", 36, ["0.0068", "0.0085", "0.0108", "0.0137", "0.0169"]),
    ("cpc", "paid_social", 36, ["0.71", "0.86", "1.08", "1.35", "1.66"]),
    ("cpa_acquisition", "paid_social", 36, ["118", "152", "208", "281", "366"]),
    ("conversion", "paid_search", 38, ["0.0172", "0.0214", "0.0271", "0.0334", "0.0402"]),
    ("ctr", "paid_search", 38, ["0.0241", "0.0302", "0.0377", "0.0461", "0.0549"]),
    ("cpc", "paid_search", 38, ["1.12", "1.41", "1.83", "2.36", "2.98"]),
    ("open_rate", "email", 44, ["0.162", "0.198", "0.241", "0.287", "0.338"]),
    ("click_rate", "email", 44, ["0.011", "0.017", "0.025", "0.035", "0.047"]),
    ("delivery_rate", "email", 44, ["0.948", "0.964", "0.977", "0.986", "0.992"]),
];

/// Quantiles, as a trade association might publish them.
pub fn channels_csv() -> String {
    let mut text = String::from("metric,channel,period,n,p10,p25,p50,p75,p90,source\n");
    for (metric, channel, n, [p10, p25, p50, p75, p90]) in QUANTILES {
        let _ =
            writeln!(text, "{metric},{channel},2026-10,{n},{p10},{p25},{p50},{p75},{p90},Invented for demonstration");
    }
    text
}
