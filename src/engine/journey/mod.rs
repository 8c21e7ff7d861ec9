//! From the first impression to the order: what channels cost and bring, how far people come, and whose credit it is.
//!
//! Read in this order: [`performance`] divides what channels report, [`email`] what mailings do; [`funnel`] follows
//! people through steps; [`path`] is a journey over channels, [`attribution`] shares out its conversions by rules,
//! [`markov`] by what would be lost without a channel.

pub mod attribution;
pub mod email;
pub mod funnel;
pub mod markov;
pub mod path;
pub mod performance;
