//! Charts: what was computed (`Scatter`), where it lies on a surface of a given size
//! (`ScatterFigure`), and one routine that draws marks on any backend of plotters.
//!
//! Words (axis labels, names) are HTML placed by the figure; plotters draws marks only.

pub mod axis;
pub mod band;
pub mod draw;
pub mod line;
pub mod mix;
pub mod place;
pub mod scatter;
pub mod spark;
pub mod strip;

use serde::{Deserialize, Serialize};

/// A value axis: its range in data units and the labels to put along it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// «Cost per new customer, SAR».
    pub title: String,
    pub min: f64,
    pub max: f64,
    pub ticks: Vec<Tick>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tick {
    pub value: f64,
    pub label: String,
}
