//! What page and worker say to each other, and [`desk::Desk`], which is all that the worker does.
//!
//! [`fault`], [`answer`] and [`retry`] are what there is to know of the network without one.

pub mod answer;
pub mod desk;
pub mod fault;
pub mod http_date;
pub mod message;
pub mod retry;
