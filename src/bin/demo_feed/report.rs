//! A table to judge the feed by: twelve months each, and the last thirty days, by channel.

use std::fmt::Write;

use crate::calendar::{Day, LAST};
use crate::costs::Entry;
use crate::trade::{Measures, Row};

#[derive(Default, Clone, Copy)]
struct Sums([u64; Measures::N]);

impl Sums {
    fn add(&mut self, measures: &Measures) {
        for (sum, (_, value)) in self.0.iter_mut().zip(measures.named()) {
            *sum += value.unwrap_or(0);
        }
    }

    fn of(&self, name: &str) -> f64 {
        let position = Measures::default().named().iter().position(|(other, _)| *other == name);
        position.and_then(|position| self.0.get(position)).map_or(f64::NAN, |sum| *sum as f64)
    }

    /// Divides two sums; prints blank where there is nothing to divide by.
    fn ratio(&self, over: &str, under: &str, factor: f64, n_decimals: usize) -> String {
        let (over, under) = (self.of(over), self.of(under));
        if over == 0.0 || under == 0.0 { String::new() } else { format!("{:.n_decimals$}", over / under * factor) }
    }
}

pub fn tables(rows: &[Row<'_>], ledger: &[Entry]) -> String {
    let year = Day::from_date(2025, 11, 1);
    let spans = [
        (Day::from_date(2024, 11, 1), Day(year.0 - 1)),
        (year, LAST),
        (Day(LAST.0 - 394), Day(LAST.0 - 365)),
        (Day(LAST.0 - 59), Day(LAST.0 - 30)),
        (Day(LAST.0 - 29), LAST),
    ];
    let mut text = String::new();
    for (from, to) in spans {
        table(&mut text, rows, from, to);
        let other: u64 =
            ledger.iter().filter(|entry| from <= entry.month && entry.month <= to).map(|entry| entry.amount).sum();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "ledger {other}\n");
    }
    text
}

fn table(text: &mut String, rows: &[Row<'_>], from: Day, to: Day) {
    let mut names: Vec<&str> = Vec::new();
    let mut sums: Vec<Sums> = Vec::new();
    let mut total = Sums::default();
    for row in rows.iter().filter(|row| from <= row.day && row.day <= to) {
        total.add(&row.measures);
        for name in [
            row.line.channel,
            row.line.stage,
            row.line.segment,
            row.line.region,
            row.line.device.as_deref().unwrap_or("offline"),
        ] {
            match names.iter().position(|other| *other == name).and_then(|position| sums.get_mut(position)) {
                Some(sums) => sums.add(&row.measures),
                None => {
                    names.push(name);
                    let mut first = Sums::default();
                    first.add(&row.measures);
                    sums.push(first);
                }
            }
        }
    }
    names.push("TOTAL");
    sums.push(total);
    let _ = writeln!(
        text,
        "{from} .. {to}\n{:20}{:>11}{:>9}{:>11}{:>7}{:>8}{:>8}{:>7}{:>7}{:>7}{:>7}{:>7}{:>10}{:>6}{:>7}{:>6}",
        "",
        "visits",
        "orders",
        "revenue",
        "share%",
        "conv%",
        "order",
        "units",
        "back%",
        "deliv%",
        "open%",
        "click%",
        "cost",
        "roas",
        "cac",
        "new%"
    );
    for (name, sums) in names.iter().zip(&sums) {
        let clicked = if sums.of("delivered") > 0.0 { "delivered" } else { "impressions" };
        let _ = writeln!(
            text,
            "{name:20}{:>11}{:>9}{:>11}{:>7.2}{:>8}{:>8}{:>7}{:>7}{:>7}{:>7}{:>7}{:>10}{:>6}{:>7}{:>6}",
            sums.of("visits"),
            sums.of("orders"),
            sums.of("revenue"),
            100.0 * sums.of("revenue") / total.of("revenue"),
            sums.ratio("conversions", "visits", 100.0, 2),
            sums.ratio("revenue", "orders", 1.0, 0),
            sums.ratio("units", "orders", 1.0, 2),
            sums.ratio("refunds", "revenue", 100.0, 1),
            sums.ratio("delivered", "sends", 100.0, 1),
            sums.ratio("opens", "delivered", 100.0, 1),
            sums.ratio("clicks", clicked, 100.0, 2),
            sums.of("cost"),
            sums.ratio("revenue", "cost", 1.0, 1),
            sums.ratio("cost", "new_customers", 1.0, 0),
            sums.ratio("new_customers", "orders", 100.0, 0),
        );
    }
}
