//! A table for programs: texts as they are written, numbers unrounded, days as days.

use crate::engine::day::Day;
use crate::engine::kpi::Unit;
use crate::view::chart::band::Band;
use crate::view::chart::line::Lines;
use crate::view::chart::mix::Mix;
use crate::view::chart::scatter::Scatter;
use crate::view::page::Shown;
use serde::{Deserialize, Serialize};

/// Rows under heads; a row may be shorter than the heads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlainTable {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<PlainCell>>,
}

/// A cell. Numbers are digits, a point and a sign; where they are empty, nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlainCell {
    Text(String),
    Number(String),
    /// In the currency of the feed.
    Money(String),
    /// A part of a whole, 0..=1.
    Share(String),
    Day(Day),
}

impl PlainCell {
    /// Makes the cell of a number in a unit.
    pub fn of_unit(unit: Unit, number: String) -> Self {
        match unit {
            Unit::Money => Self::Money(number),
            Unit::Share => Self::Share(number),
            Unit::Count | Unit::Number | Unit::Ratio | Unit::Points => Self::Number(number),
        }
    }

    /// Returns what a text format writes: a day as ISO 8601.
    pub fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Money(text) | Self::Share(text) => text,
            Self::Day(day) => day.to_string(),
        }
    }
}

impl PlainTable {
    /// Takes the numbers of a chart of points: name, x, y.
    pub fn of_scatter(scatter: &Scatter, heading: &str) -> Self {
        let [x_unit, y_unit] = scatter.units;
        let number = |unit: Unit, shown: &Shown| PlainCell::of_unit(unit, shown.value());
        let row = |point: &crate::view::chart::scatter::Point| {
            let [x, y] = &point.shown;
            vec![PlainCell::Text(point.label.clone()), number(x_unit, x), number(y_unit, y)]
        };
        Self {
            heads: vec![heading.into(), scatter.x.title.clone(), scatter.y.title.clone()],
            rows: scatter.points.iter().map(row).collect(),
        }
    }

    /// Takes the numbers of a chart of shares: the period, each share, the whole.
    pub fn of_mix(mix: &Mix, heading: &str) -> Self {
        let heads = std::iter::once(heading.to_owned());
        let heads = heads.chain(mix.series.iter().map(|series| series.label.clone())).chain([mix.y.title.clone()]);
        let row = |(at, bar): (usize, &crate::view::chart::mix::Bar)| {
            let shares = mix.series.iter().map(|series| PlainCell::Share(series.shown(at).value()));
            let total = PlainCell::of_unit(mix.unit, bar.total.value());
            std::iter::once(PlainCell::Text(bar.label.clone())).chain(shares).chain([total]).collect()
        };
        Self { heads: heads.collect(), rows: mix.bars.iter().enumerate().map(row).collect() }
    }

    /// Takes the numbers of lines over time; `heads` are those of a step, its first and its last day.
    pub fn of_lines(lines: &Lines, heads: Vec<String>) -> Self {
        let row = |(at, step): (usize, &crate::view::chart::line::LineStep)| {
            let value = |line: &crate::view::chart::line::Line| {
                let raw = line.values.get(at).copied().flatten();
                PlainCell::of_unit(lines.unit, raw.map(|raw| raw.to_string()).unwrap_or_default())
            };
            let step =
                [PlainCell::Text(step.label.clone()), PlainCell::Day(step.days.from), PlainCell::Day(step.days.to)];
            step.into_iter().chain(lines.series.iter().map(value)).collect()
        };
        let heads = heads.into_iter().chain(lines.series.iter().map(|line| line.label.clone()));
        Self { heads: heads.collect(), rows: lines.steps.iter().enumerate().map(row).collect() }
    }

    /// Takes the numbers of a course against peers; `heads` are those of its five columns.
    pub fn of_band(band: &Band, heads: Vec<String>) -> Self {
        let row = |period: &crate::view::chart::band::BandPeriod| {
            let numbers = period.shown.iter().map(|shown| PlainCell::of_unit(band.unit, shown.value()));
            std::iter::once(PlainCell::Text(period.label.clone())).chain(numbers).collect()
        };
        Self { heads, rows: band.periods.iter().map(row).collect() }
    }
}
