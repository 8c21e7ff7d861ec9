//! Turns bytes into figures. Pure: no I/O, no clock, no locale, no panic.
//!
//! Read in this order: [`quantity`] and [`day`] are the two scalars ([`zone`] says which day an instant is), [`feed`] turns bytes into rows,
//! [`facts`] turns rows into columns, [`cube`] adds columns up, [`kpi`] divides the sums.
//!
//! Beside them stands the mathematics: [`stat`] knows no metric, [`benchmark`] sets figures against peers,
//! [`customer`], [`journey`] and [`plan`] have one file a metric that sums alone cannot give, [`calendar`] its buckets.

pub mod benchmark;
pub mod calendar;
pub mod cube;
pub mod customer;
pub mod day;
pub mod facts;
pub mod feed;
pub mod gather;
pub mod journey;
pub mod kpi;
pub mod plan;
pub mod quantity;
pub mod rate;
pub mod stat;
pub mod zone;
