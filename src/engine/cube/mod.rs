//! Adds columns up: by day, by value, under a selection.
//!
//! The cube keeps additive sums only, so a total of parts is the total of the whole; ratios are
//! made from them later. Sums are kept apart by what their rows know ([`totals::Part`]), because a
//! ratio must take numerator and denominator from the same rows.
//!
//! - [`window`]: a span of days, cut into steps.
//! - [`totals`]: what rows add up to.
//! - [`group`]: which rows, and how they are grouped.
//! - [`people`]: how many people stand behind them.
//! - [`customers`]: what each of them bought.
//! - [`baskets`]: what is in each order; [`lifelines`]: what each customer brought from month to month; [`members`]: who has joined a programme.
//! - [`rows`]: the rows themselves, and why others are left out.
//! - [`linked`]: several views of one selection.
//! - `question`, `scan`: how rows are gone through; `index`, [`cache`]: how that is spared.

pub mod baskets;
pub mod cache;
pub mod customers;
pub mod group;
mod index;
mod latest;
pub mod lifelines;
pub mod linked;
pub mod members;
pub mod people;
mod question;
pub mod rows;
mod scan;
pub mod totals;
pub mod window;
