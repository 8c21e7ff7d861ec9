//! What is known of customers: their orders, their answers, what they are worth.
//!
//! Money is summed exactly and divided at the end. A customer is a number; who that is, is not known here.
//!
//! Read in this order: [`history`] holds orders by customer, [`value`] divides them, [`basket`] cuts them by product;
//! [`cohort`] follows those who came together, [`rfm`] scores them; [`acquisition`] and [`lifetime_value`] set cost
//! against worth; [`experience`] is what they say; [`summary`], [`bgnbd`] and [`gamma_gamma`] foresee what they will buy.

pub mod acquisition;
pub mod basket;
pub mod bgnbd;
pub mod cohort;
pub mod experience;
pub mod gamma_gamma;
pub mod history;
pub mod lifetime_value;
pub mod rfm;
pub mod summary;
pub mod value;
