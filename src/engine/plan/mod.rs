//! Looking back to plan ahead: what changed and why, where the goal stands, what comes next, where money does most.
//!
//! Read in this order: [`change`] sets periods against each other, [`pacing`] a period against its goal, [`target`] finds
//! the goal and judges it, [`mix_shift`] takes a change apart; [`decomposition`] and [`autocorrelation`] find the season,
//! [`anomaly`] what it does not explain; [`forecast`] has the naive yardstick and how forecasts are scored,
//! [`holt_winters`] the real one; [`budget`] moves money, [`what_if`] multiplies drivers.

pub mod anomaly;
pub mod autocorrelation;
pub mod budget;
pub mod change;
pub mod decomposition;
pub mod forecast;
pub mod holt_winters;
pub mod mix_shift;
pub mod pacing;
pub mod simplex;
pub mod target;
pub mod what_if;
