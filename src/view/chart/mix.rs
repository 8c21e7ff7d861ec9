//! Shares of a whole over time: stacked bars, one a period, each 100 %.

use super::Axis;
use serde::{Deserialize, Serialize};

/// The colour of «other»: a grey that no value has.
pub const OTHER_COLOUR: u8 = u8::MAX;

/// What was computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mix {
    /// Shares, 0..=1.
    pub y: Axis,
    pub bars: Vec<Bar>,
    /// From the bottom up: largest first, «other» last.
    pub series: Vec<Series>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// «Oct 2026» or «12 Oct».
    pub label: String,
    /// Whether the period is still running or is cut by the selection.
    pub is_partial: bool,
    /// The whole, as text.
    pub total: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    pub id: String,
    pub label: String,
    pub colour: u8,
    /// One a bar, 0..=1; `None` where the bar's whole is zero or unknown.
    pub shares: Vec<Option<f64>>,
    /// The same as text, for the table beside the chart and for hover.
    pub texts: Vec<String>,
}
