//! What others have: rows of a table of peers, as they stand there.
//!
//! A row is one of three things: quantiles of a metric over many peers, one peer's figure of a metric, or one peer's
//! sums, of which figures are made as one's own are. Nothing here is added to one's own facts.

use super::vocabulary::{Dimension, Measure};
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::feed::package::Grain;
use crate::engine::kpi::Kpi;
use crate::engine::quantity::Quantity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A row of a table of peers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerRow {
    /// As a person counts rows in a spreadsheet.
    pub row: u64,
    /// `None`: the table does not say it.
    pub period: Option<Window>,
    /// Channel and segment that the figures are of; nothing: all of them together.
    pub cut: BTreeMap<Dimension, String>,
    /// What kind of company it is, or they are; empty: not said.
    pub industry: String,
    pub size: String,
    pub region: String,
    /// An ISO 4217 code; empty: not said.
    pub currency: String,
    /// Who says so, and where; empty: not said.
    pub source: String,
    pub url: String,
    pub figures: PeerFigures,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeerFigures {
    /// Per cent and value, ascending; over `n` peers.
    Quantiles {
        kpi: Kpi,
        n: u64,
        at: Vec<(u8, Quantity)>,
    },
    Value {
        peer: String,
        kpi: Kpi,
        value: Quantity,
    },
    Sums {
        peer: String,
        sums: BTreeMap<Measure, Quantity>,
    },
}

/// What tells a row from all others.
pub(super) type PeerKey = (Option<(Day, Day)>, Vec<String>, String, Option<Kpi>);

impl PeerRow {
    /// How many bytes of memory a row takes, about.
    pub(super) const N_BYTES: usize = 400;

    /// Returns the peer's name; empty for quantiles.
    pub fn peer(&self) -> &str {
        match &self.figures {
            PeerFigures::Quantiles { .. } => "",
            PeerFigures::Value { peer, .. } | PeerFigures::Sums { peer, .. } => peer,
        }
    }

    /// Returns what a problem quotes of it.
    pub(super) fn name(&self) -> &str {
        match &self.figures {
            PeerFigures::Quantiles { kpi, .. } => kpi.id(),
            PeerFigures::Value { peer, .. } | PeerFigures::Sums { peer, .. } => peer,
        }
    }

    pub(super) fn key(&self) -> PeerKey {
        let kpi = match &self.figures {
            PeerFigures::Quantiles { kpi, .. } | PeerFigures::Value { kpi, .. } => Some(*kpi),
            PeerFigures::Sums { .. } => None,
        };
        let cut = self.cut.iter().map(|(dimension, value)| format!("{}={value}", dimension.id()));
        let kind = [&self.industry, &self.size, &self.region, &self.currency].map(String::clone);
        let period = self.period.map(|Window { from, to }| (from, to));
        (period, cut.chain(kind).collect(), self.peer().to_owned(), kpi)
    }

    /// Counts its row from further down.
    pub(super) fn shifted(mut self, n_rows: u64) -> Self {
        self.row = self.row.saturating_add(n_rows);
        self
    }
}

/// Reads a period: `2026`, `2026-Q3`, `2026-09`, a day, which begins one of the grain, or `2026-07-01..2026-09-30`.
pub fn period_from_text(text: &str, grain: Grain) -> Option<Window> {
    let text = text.trim();
    if let Some((from, to)) = text.split_once("..").or_else(|| text.split_once('/')) {
        let (from, to) = (Day::from_iso(from.trim())?, Day::from_iso(to.trim())?);
        return (from <= to).then_some(Window { from, to });
    }
    if let Some(from) = Day::from_iso(text) {
        let to = match grain {
            Grain::Day => from,
            Grain::Week => from.plus_days(6),
            Grain::Month => from.plus_months(1).plus_days(-1),
        };
        return Some(Window { from, to });
    }
    let months = |year: &str, month: u32, n_months: i32| {
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let from = Day::from_ymd(year.parse().ok().filter(|_| is_year)?, month, 1)?;
        Some(Window { from, to: from.plus_months(n_months).plus_days(-1) })
    };
    match text.split_once('-') {
        None => months(text, 1, 12),
        Some((year, quarter)) if quarter.starts_with(['Q', 'q']) => {
            let quarter: u32 = quarter.get(1..)?.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
            months(year, quarter * 3 - 2, 3)
        }
        Some((year, month)) if month.len() == 2 => months(year, month.parse().ok()?, 1),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_the_days_that_it_has() {
        for (text, grain, due) in [
            ("2026", Grain::Day, "2026-01-01 2026-12-31"),
            ("2024-Q1", Grain::Day, "2024-01-01 2024-03-31"),
            ("2026-q4", Grain::Month, "2026-10-01 2026-12-31"),
            ("2024-02", Grain::Day, "2024-02-01 2024-02-29"),
            ("2026-09-01", Grain::Month, "2026-09-01 2026-09-30"),
            ("2026-09-07", Grain::Week, "2026-09-07 2026-09-13"),
            (" 2026-09-07 ", Grain::Day, "2026-09-07 2026-09-07"),
            ("2026-07-01..2026-09-30", Grain::Day, "2026-07-01 2026-09-30"),
            ("2026-07-01/2026-09-30", Grain::Day, "2026-07-01 2026-09-30"),
        ] {
            let found = period_from_text(text, grain).map(|window| format!("{} {}", window.from, window.to));
            assert_eq!(found.as_deref(), Some(due), "{text}");
        }
        for text in [
            "",
            "26",
            "2026-13",
            "2026-Q5",
            "2026-Q",
            "September",
            "2026-9",
            "2026-09-31",
            "2026-02-02..2026-01-01",
            "+026",
        ] {
            assert_eq!(period_from_text(text, Grain::Day), None, "{text}");
        }
    }
}
