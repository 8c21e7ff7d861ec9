//! The parts of a file of one's own: where it is dropped, and what is chosen for it.

pub mod column;
pub mod drop_zone;
pub mod file;
