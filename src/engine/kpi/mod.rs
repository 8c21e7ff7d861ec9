//! Divides sums.
