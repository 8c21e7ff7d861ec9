//! The targets behind `targets.csv`: what the shop set out to reach in 2026, as it might have planned in 2025.
//!
//! Some are met and some missed; the quarters follow what the months add up to, and not to the unit.

use std::fmt::Write;

/// What was reached in each month of 2025 by all channels: revenue in thousands, orders, new customers.
const YEAR_BEFORE: [(u64, u64, u64); 12] = [
    (9_657, 28_448, 6_841),
    (9_354, 27_709, 6_843),
    (13_235, 39_395, 9_440),
    (10_251, 30_436, 7_669),
    (10_728, 32_034, 8_167),
    (9_864, 29_521, 7_338),
    (10_003, 30_119, 7_731),
    (11_164, 33_384, 8_468),
    (10_858, 32_488, 8_124),
    (10_806, 32_653, 8_225),
    (13_048, 39_896, 10_517),
    (12_129, 36_759, 9_639),
];

/// Growth that is aimed at, in per cent.
const REVENUE: u64 = 105;
const ORDERS: u64 = 108;
const NEW_CUSTOMERS: u64 = 119;

/// Metric, period, channel, value, unit, note.
const OTHERS: [(&str, &str, &str, &str, &str, &str); 17] = [
    ("revenue", "2026-Q4", "", "38000000", "", "White Friday included"),
    ("new_customers", "2026-Q4", "", "36500", "", ""),
    ("conversion", "2026-Q3", "", "3.6", "percent", ""),
    ("conversion", "2026-Q4", "", "3.7", "percent", ""),
    ("roas", "2026", "", "6", "times", ""),
    ("cpa_acquisition", "2026", "", "130", "SAR", ""),
    ("aov", "2026-Q4", "", "320", "", ""),
    ("nps", "2026-Q4", "", "30", "points", ""),
    ("revenue", "2026-10", "marketplace", "1150000", "", ""),
    ("revenue", "2026-10", "organic_social", "330000", "", ""),
    ("revenue", "2026-10", "email", "850000", "", "One mailing more than last year"),
    ("revenue", "2026-11", "marketplace", "1700000", "", ""),
    ("revenue", "2026-11", "email", "1050000", "", ""),
    ("cpa_acquisition", "2026-Q4", "paid_social", "320", "SAR", ""),
    ("cpa_acquisition", "2026-Q4", "paid_search", "170", "SAR", ""),
    ("conversion", "2026-Q4", "email", "3.1", "percent", ""),
    ("orders", "2026-Q4", "store", "42500", "", ""),
];

/// One row a target.
pub fn csv() -> String {
    let mut text = String::from("metric,period,channel,value,unit,note\n");
    // Writing to a string cannot fail.
    for (month, (revenue, orders, new)) in (1..).zip(YEAR_BEFORE) {
        let _ = writeln!(text, "revenue,2026-{month:02},,{},,", (revenue * REVENUE + 2_500) / 5_000 * 50_000);
        let _ = writeln!(text, "orders,2026-{month:02},,{},,", (orders * ORDERS + 2_500) / 5_000 * 50);
        let _ = writeln!(text, "new_customers,2026-{month:02},,{},,", (new * NEW_CUSTOMERS + 2_500) / 5_000 * 50);
    }
    for (metric, period, channel, value, unit, note) in OTHERS {
        let _ = writeln!(text, "{metric},{period},{channel},{value},{unit},{note}");
    }
    text
}
