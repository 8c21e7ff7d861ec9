//! Adds columns up: by day, by value, under a selection.
//!
//! The cube keeps additive sums only, so a total of parts is the total of the whole; ratios are
//! made from them later. Sums are kept apart by what their rows know ([`totals::Part`]), because a
//! ratio must take numerator and denominator from the same rows.
//!
//! - [`window`]: a span of days, cut into steps.
//! - [`totals`]: what rows add up to.
//! - [`group`]: which rows, and how they are grouped.

pub mod group;
pub mod totals;
pub mod window;
