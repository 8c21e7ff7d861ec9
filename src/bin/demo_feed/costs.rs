//! The ledger behind `costs.csv`: what marketing costs by the month besides the media that the performance rows
//! carry. None of it belongs to one channel.

use std::fmt::Write;

use crate::calendar::{Day, FIRST, LAST};

pub struct Entry {
    /// The first of the month.
    pub month: Day,
    pub kind: &'static str,
    pub channel: &'static str,
    pub amount: u64,
}

/// Kind, channel, amount a month in 2024, and its growth each January in per cent.
///
/// A team of nine, one agency on a retainer that also prints the stores' flyers, and five subscriptions.
const POSTS: [(&str, &str, u64, u64); 4] =
    [("agency", "", 88_000, 5), ("salaries", "", 138_000, 6), ("martech", "", 36_500, 9), ("overheads", "", 21_000, 4)];

/// Months in which stores print and the agency works more, in per cent: Ramadan, National Day, White Friday.
const BUSY: [(i64, i64, u64); 8] = [
    (2024, 9, 125),
    (2024, 11, 135),
    (2025, 2, 115),
    (2025, 3, 150),
    (2025, 9, 125),
    (2025, 11, 135),
    (2026, 2, 150),
    (2026, 9, 125),
];

pub fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for month in (FIRST.0..=LAST.0).map(Day).filter(|day| day.date().2 == 1) {
        let (year, month_of_year, _) = month.date();
        let busy = BUSY.iter().find(|busy| (busy.0, busy.1) == (year, month_of_year)).map_or(100, |busy| busy.2);
        for (kind, channel, start, growth) in POSTS {
            let grown = (2024..year).fold(start, |amount, _| amount * (100 + growth) / 100);
            let amount = if kind == "agency" { grown * busy / 100 } else { grown };
            entries.push(Entry { month, kind, channel, amount: amount / 50 * 50 });
        }
    }
    entries
}

pub fn csv(entries: &[Entry]) -> String {
    let mut text = String::from("date,kind,channel,amount\n");
    for Entry { month, kind, channel, amount } in entries {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{month},{kind},{channel},{amount}");
    }
    text
}
