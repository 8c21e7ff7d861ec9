//! One mark a channel: cost per acquisition against conversions.

use super::Axis;
use serde::{Deserialize, Serialize};

/// What was computed. Both axes begin at zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scatter {
    pub x: Axis,
    pub y: Axis,
    pub points: Vec<Point>,
    /// Where all channels together stand on the y axis (blended cost per acquisition), with its words.
    pub reference: Option<(f64, String)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The value as the feed writes it.
    pub id: String,
    pub label: String,
    pub x: f64,
    pub y: f64,
    /// Size as a share of the largest, 0..=1 (area, not radius).
    pub weight: f64,
    pub colour: u8,
    /// All its numbers in words: «Email: 1,234 conversions at 12 SAR each».
    pub sentence: String,
}
