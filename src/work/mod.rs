//! What page and worker say to each other, and [`desk::Desk`], which is all that the worker does.
//!
//! [`fault`], [`answer`] and [`retry`] are what there is to know of the network without one.

pub mod alone;
pub mod answer;
pub mod desk;
pub mod export;
pub mod fault;
pub mod gather;
pub mod http_date;
pub mod intake;
pub mod keys;
pub mod message;
mod opening;
pub mod order;
mod origins;
pub mod own;
pub mod peek;
pub mod place;
pub mod reader;
pub mod refresh;
pub mod retry;
pub mod save;
