//! What page and worker say to each other, and [`desk::Desk`], which is all that the worker does.

pub mod desk;
pub mod message;
