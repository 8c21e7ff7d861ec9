//! Charts: a canvas with marks, words over it, places that can be read by pointer and keyboard, and
//! the same numbers as a table.
//!
//! [`surface`] is what all share; [`panel`] is a chart with its finding.

pub mod band;
pub mod line;
pub mod mix;
pub mod panel;
pub mod scatter;
pub mod spark;
pub mod strip;
pub mod surface;
