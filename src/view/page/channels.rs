//! Channels: which channel is worth its money?

use super::{Change, Choice, Shown};
use crate::view::chart::{mix::Mix, scatter::Scatter};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Channels {
    /// What the table is cut by: channel, segment, region …
    pub by: Vec<Choice>,
    /// The id of the chosen one, for `data-dimension`.
    pub dimension: String,
    pub table: Table,
    pub efficiency: Panel<Scatter>,
    pub mix: Panel<Mix>,
}

/// A chart with its words. `chart` is `None` where there is nothing to draw, and `sentence` says why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Panel<C> {
    /// The finding: «Paid social buys the dearest customers».
    pub title: String,
    /// What is drawn: «Cost per acquisition against conversions, by channel».
    pub subtitle: String,
    /// Range, trend and outliers in a sentence; the chart's text for a screen reader.
    pub sentence: String,
    pub chart: Option<C>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub caption: String,
    /// The heading of the first column: «Channel».
    pub heading: String,
    pub columns: Vec<ColumnHead>,
    pub rows: Vec<Row>,
    /// Of everything selected, a ratio of sums where the metric is a ratio.
    pub total: Row,
    /// «Cost without a channel is in the total only: 1.2 M SAR».
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnHead {
    pub kpi: String,
    pub name: String,
    pub formula: String,
    pub sort: Option<Sorting>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sorting {
    Ascending,
    Descending,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The value as the feed writes it, for `data-channel` and filters; empty for «not given»; `None` in the total.
    pub value: Option<String>,
    pub label: String,
    /// «online», «offline» or nothing.
    pub tag: Option<String>,
    /// Position in the chart's palette, the same in every chart of the page.
    pub colour: Option<u8>,
    /// Whether a filter names it.
    pub is_selected: bool,
    pub cells: Vec<TableCell>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableCell {
    pub figure: Shown,
    pub change: Option<Change>,
    /// Length of the inline bar, 0..=1 of the column's largest; `None`: no bar.
    pub bar: Option<f64>,
    /// Share of the total, as text; `None` where the metric does not add up.
    pub share: Option<String>,
}
