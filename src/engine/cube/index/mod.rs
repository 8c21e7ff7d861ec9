//! What is computed once of a table's rows, so that a question costs no walk through them.
//!
//! An index keeps some dimensions apart; a question over these, and any window of days, is a subtraction. What it gives
//! is the same to the last bit as what a [`scan`](super::scan) of the rows does, or it is not made.
//!
//! - [`calendar`]: the days that rows have.
//! - [`places`]: rows by combination of codes and day.
//! - [`sums`]: sums from the first day on.
//! - [`people`]: when each person was there before; `wavelet`: counts what is less in any part of a list.

pub mod calendar;
pub mod people;
pub mod places;
pub mod sums;
mod wavelet;
