//! The Summary: how are we doing?

use super::{Change, Shown};
use crate::view::chart::spark::Spark;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// At most ten.
    pub cards: Vec<KpiCard>,
    /// Metrics that the feed cannot give, with the reason: «Customer acquisition cost: the feed has no new customers».
    pub missing: Vec<MissingKpi>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KpiCard {
    /// The metric's id, for `data-metric`.
    pub kpi: String,
    pub name: String,
    pub figure: Shown,
    pub change: Option<Change>,
    pub spark: Option<Spark>,
    /// «12,345 visits».
    pub observations: String,
    /// What it means, in a sentence.
    pub meaning: String,
    /// How it is computed, in words.
    pub formula: String,
    /// Where the definition comes from.
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingKpi {
    pub kpi: String,
    pub name: String,
    pub reason: String,
}
