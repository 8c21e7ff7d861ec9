//! Turns bytes into figures. Pure: no I/O, no clock, no locale, no panic.
//!
//! Read in this order: [`quantity`] and [`day`] are the two scalars ([`zone`] says which day an instant is), [`feed`] turns bytes into rows,
//! [`facts`] turns rows into columns, [`cube`] adds columns up, [`kpi`] divides the sums.

pub mod cube;
pub mod day;
pub mod facts;
pub mod feed;
pub mod gather;
pub mod kpi;
pub mod quantity;
pub mod zone;
