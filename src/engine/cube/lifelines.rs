//! What each customer brought from month to month, counted from the month of the first order.

use super::customers::MAX_ROWS;
use super::group::Selection;
use super::question::{NO_CELL, Question};
use super::scan::Scan;
use crate::engine::customer::cohort::Month;
use crate::engine::day::Day;
use crate::engine::facts::Facts;
use crate::engine::facts::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::quantity::{Quantity, Sum};
use std::collections::BTreeMap;

/// One customer. A refund counts in the month in which it was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifeline {
    /// The day of the first order.
    pub first: Day,
    /// Age in calendar months, 0 = that of the first order, and what was brought in it; ascending, months without any left out.
    pub by_age: Vec<(u32, Sum)>,
}

impl Lifeline {
    /// Returns what was brought in the first `n_months`, that of the first order included.
    pub fn net(&self, n_months: u32) -> Sum {
        let first = self.by_age.iter().filter(|(age, _)| *age < n_months);
        first.fold(Sum::ZERO, |sum, (_, net)| sum + *net)
    }

    /// Returns how many of its months have ended by `last`, the last month that has.
    pub fn n_months(&self, last: Month) -> u32 {
        u32::try_from(last.months_since(Month::of(self.first)) + 1).unwrap_or(0)
    }
}

struct Bought {
    code: u32,
    person: u32,
    day: Day,
    is_order: bool,
    is_new: bool,
    net: Sum,
}

/// Returns the customers of what is selected by the values of `dimension`, or by 0 where there is none.
///
/// The selection begins with the feed. Those are customers whom it counts as new ones on the day of their first order in
/// it, as [`Measure::NewCustomers`] has them: who first ordered elsewhere, or before the feed began, has no first order
/// here. What has no date counts for nobody. `None`: more than [`MAX_ROWS`] orders and refunds would have to be gone
/// through.
pub fn lifelines(
    facts: &Facts,
    selection: &Selection,
    dimension: Option<&Dimension>,
) -> Option<BTreeMap<u32, Vec<Lifeline>>> {
    let steps: Vec<_> = selection.window.into_iter().collect();
    let question = Question::new(facts, selection, &steps, dimension);
    let mut scan = Scan::new(&question);
    let mut all: Vec<Bought> = Vec::new();
    for (_, table) in question.tables().filter(|(_, table)| table.kind == TableKind::Events) {
        scan.tell_cells(table, &mut |block, cells| {
            for (row, cell) in cells.iter().enumerate().filter(|(_, cell)| **cell != NO_CELL) {
                let known = |measure: Measure| block.quantity(measure, row);
                let is_order = known(Measure::Orders).is_some();
                let revenue = known(Measure::Revenue).filter(|_| is_order);
                let refunds = known(Measure::Refunds);
                let is_new = is_order && known(Measure::NewCustomers).is_some_and(|n| n != Quantity::ZERO);
                let person = block.person(row);
                if let (Some(day), true) = (block.day(row), person != 0 && (is_order || refunds.is_some())) {
                    let net = Sum::from(revenue.unwrap_or_default()) - refunds.unwrap_or(Quantity::ZERO).into();
                    all.push(Bought { code: *cell, person, day, is_order, is_new, net });
                }
            }
            all.len() <= MAX_ROWS
        });
    }
    if all.len() > MAX_ROWS {
        return None;
    }
    all.sort_by_key(|bought| (bought.code, bought.person, bought.day));
    let mut lifelines: BTreeMap<u32, Vec<Lifeline>> = BTreeMap::new();
    for of_one in all.chunk_by(|a, b| (a.code, a.person) == (b.code, b.person)) {
        let Some(order) = of_one.iter().find(|bought| bought.is_order) else { continue };
        if !of_one.iter().any(|bought| bought.is_new && bought.day == order.day) {
            continue;
        }
        let age = |bought: &Bought| {
            // What was given back before the first order that is known is of an order before it.
            u32::try_from(Month::of(bought.day).months_since(Month::of(order.day))).unwrap_or(0)
        };
        let by_age = of_one
            .chunk_by(|a, b| age(a) == age(b))
            .filter_map(|same| Some((age(same.first()?), same.iter().fold(Sum::ZERO, |sum, bought| sum + bought.net))));
        let lifeline = Lifeline { first: order.day, by_age: by_age.collect() };
        lifelines.entry(order.code).or_default().push(lifeline);
    }
    Some(lifelines)
}
