//! Customers by the month of their first order, followed from month to month.
//!
//! A cell that lies after the data's end is unknown; one in which nobody ordered is 0. Source: Fader & Hardie 2007,
//! J. Interact. Mark. 21:76.

use super::history::{History, Order, revenue, units};
use crate::engine::day::Day;
use crate::engine::quantity::Sum;
use crate::engine::stat::proportion::Proportion;
use crate::engine::stat::quotient;
use std::collections::{BTreeMap, BTreeSet};

/// A month of the calendar, counted from year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    pub fn of(day: Day) -> Self {
        let (year, month, _) = day.to_ymd();
        Self(year * 12 + i32::try_from(month).unwrap_or(1) - 1)
    }

    /// Returns the last month that has ended when `day` has.
    pub fn ended_by(day: Day) -> Self {
        Self(Self::of(day.plus_days(1)).0 - 1)
    }

    pub const fn months_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Returns year and month 1..=12.
    pub const fn year_and_month(self) -> (i32, i32) {
        (self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

/// One cohort at one age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Customers with an order in this month.
    pub n_active: u64,
    /// What the cohort brought in this month and before.
    pub cumulative: Sum,
}

/// Those whose first order fell in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    pub month: Month,
    pub n_customers: u64,
    /// By age in months, 0 = the month of the first order; `None` where it has not been observed.
    pub ages: Vec<Option<Cell>>,
}

impl Cohort {
    /// Returns who was active at an age, of all; `None` where it has not been observed.
    pub fn retention(&self, age: usize) -> Option<Proportion> {
        let cell = self.ages.get(age).copied().flatten()?;
        Some(Proportion { k: cell.n_active, n: self.n_customers })
    }

    /// Returns what a customer of the cohort brought up to an age, in currency.
    pub fn value(&self, age: usize) -> Option<f64> {
        let cell = self.ages.get(age).copied().flatten()?;
        quotient(cell.cumulative.to_f64(), self.n_customers as f64)
    }
}

/// Returns the cohorts by ascending month, with as many ages each as the data has months.
///
/// The first order in the data counts as the first ever: histories that begin late have too many new customers.
pub fn cohorts(history: &History) -> Vec<Cohort> {
    let Some(last) = history.last_day().map(Month::of) else { return Vec::new() };
    let mut cohorts: BTreeMap<Month, (u64, BTreeMap<i32, Cell>)> = BTreeMap::new();
    for orders in history.customers() {
        let Some(first) = orders.first().map(|order| Month::of(order.day)) else { continue };
        let (n, cells) = cohorts.entry(first).or_default();
        *n += 1;
        for same in orders.chunk_by(|a, b| Month::of(a.day) == Month::of(b.day)) {
            let age = same.first().map_or(0, |order| Month::of(order.day).months_since(first));
            let cell = cells.entry(age).or_default();
            cell.n_active += 1;
            cell.cumulative += revenue(same);
        }
    }
    let n_ages = cohorts.keys().next().map_or(0, |first| last.months_since(*first)) + 1;
    let followed = |(month, (n_customers, cells)): (Month, (u64, BTreeMap<i32, Cell>))| {
        let mut cumulative = Sum::ZERO;
        let ages = (0..n_ages).map(|age| {
            if age > last.months_since(month) {
                return None;
            }
            let cell = cells.get(&age).copied().unwrap_or_default();
            cumulative += cell.cumulative;
            Some(Cell { n_active: cell.n_active, cumulative })
        });
        Cohort { month, n_customers, ages: ages.collect() }
    };
    cohorts.into_iter().map(followed).collect()
}

/// Returns Σ active / Σ size by age, each over the cohorts that were observed at that age.
pub fn pooled_retention(cohorts: &[Cohort]) -> Vec<Proportion> {
    let n_ages = cohorts.iter().map(|cohort| cohort.ages.len()).max().unwrap_or(0);
    let pooled = |age: usize| {
        let cells = cohorts.iter().filter_map(|cohort| cohort.retention(age));
        cells.fold(Proportion { k: 0, n: 0 }, |sum, cell| Proportion { k: sum.k + cell.k, n: sum.n + cell.n })
    };
    (0..n_ages).map(pooled).collect()
}

/// One month of all customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    pub month: Month,
    pub n_orders: u64,
    pub n_customers: u64,
    /// Customers whose first order is in this month.
    pub n_new: u64,
    /// Customers of the month before that ordered in this one again; win-backs are not among them.
    pub n_retained: u64,
    /// Customers of the month before.
    pub n_before: u64,
    pub revenue: Sum,
    pub units: Sum,
}

impl Activity {
    /// Returns who of the month before came again: retention. Its complement is churn.
    pub const fn retention(&self) -> Proportion {
        Proportion { k: self.n_retained, n: self.n_before }
    }

    /// Returns who of the month before did not come again: churn, an inactivity rule of one month.
    pub const fn churn(&self) -> Proportion {
        Proportion { k: self.n_before.saturating_sub(self.n_retained), n: self.n_before }
    }
}

/// Returns the months that have orders, ascending.
pub fn activity(history: &History) -> Vec<Activity> {
    let mut active: BTreeMap<Month, BTreeSet<u32>> = BTreeMap::new();
    let mut months: BTreeMap<Month, Activity> = BTreeMap::new();
    for orders in history.customers() {
        let first = orders.first().map(|order| Month::of(order.day));
        for same in orders.chunk_by(|a, b| Month::of(a.day) == Month::of(b.day)) {
            let Some(Order { customer, day, .. }) = same.first() else { continue };
            let month = Month::of(*day);
            active.entry(month).or_default().insert(*customer);
            let row = months.entry(month).or_insert(Activity {
                month,
                n_orders: 0,
                n_customers: 0,
                n_new: 0,
                n_retained: 0,
                n_before: 0,
                revenue: Sum::ZERO,
                units: Sum::ZERO,
            });
            row.n_orders += same.len() as u64;
            row.n_customers += 1;
            row.n_new += u64::from(first == Some(month));
            row.revenue += revenue(same);
            row.units += units(same);
        }
    }
    for (month, row) in &mut months {
        let (Some(before), Some(now)) = (active.get(&Month(month.0 - 1)), active.get(month)) else { continue };
        row.n_before = before.len() as u64;
        row.n_retained = before.intersection(now).count() as u64;
    }
    months.into_values().collect()
}
