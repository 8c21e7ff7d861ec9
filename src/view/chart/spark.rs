//! A small line without axes, for a card.

use serde::{Deserialize, Serialize};

/// What was computed: one value a step; a gap stays a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spark {
    pub now: Vec<Option<f64>>,
    /// The compared period, step by step; empty without comparison.
    pub then: Vec<Option<f64>>,
    /// «daily, from 1.2 M (3 Oct) to 2.4 M (28 Oct)».
    pub sentence: String,
}
