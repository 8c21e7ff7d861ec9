//! One component a page, named as its model.

pub mod benchmarks;
pub mod channels;
pub mod data;
pub mod explain;
pub mod import;
pub mod metrics;
pub mod summary;
