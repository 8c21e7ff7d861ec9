//! Buckets of the calendar beyond those of [`crate::engine::day`]: numbered weeks, and months of the moon.

pub mod hijri;
pub mod iso_week;
