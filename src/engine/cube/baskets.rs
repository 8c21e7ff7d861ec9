//! What is in each order: gone through line by line, as an order is in every value that one of its lines has.

use super::customers::MAX_ROWS;
use super::group::Selection;
use super::question::{NO_CELL, Question};
use super::scan::Scan;
use super::window::Window;
use crate::engine::customer::basket::{Basket, Line, by_key};
use crate::engine::facts::Facts;
use crate::engine::facts::block::Block;
use crate::engine::facts::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::quantity::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// Whether orders of several lines are told apart from each other.
pub fn has_lines(facts: &Facts) -> bool {
    facts.tables.iter().flat_map(|table| table.blocks()).any(|block| block.orders().is_some())
}

/// Returns the orders of what is selected by the values of `dimension`, or by 0 where there is none.
///
/// An order is selected where one of its lines is; it is taken whole then, with all that was given back of it, whenever
/// that was (cohort view). A line without a value is none. `None`: more than [`MAX_ROWS`] lines would be gone through.
pub fn baskets(facts: &Facts, selection: &Selection, dimension: Option<&Dimension>) -> Option<BTreeMap<u32, Basket>> {
    let steps: Vec<Window> = selection.window.into_iter().collect();
    let of_period = Question::new(facts, selection, &steps, None);
    let mut is_selected = vec![false; facts.n_order_codes()];
    let mut scan = Scan::new(&of_period);
    for (_, table) in of_period.tables().filter(|(_, table)| table.kind == TableKind::Events) {
        scan.tell_cells(table, &mut |block, cells| {
            for (row, _) in cells.iter().enumerate().filter(|(_, cell)| **cell != NO_CELL) {
                if let (Some(order), true) = (order_of(block, row), block.quantity(Measure::Orders, row).is_some()) {
                    is_selected.get_mut(order as usize).into_iter().for_each(|is_selected| *is_selected = true);
                }
            }
            true
        });
    }
    let whole = Selection { window: None, takes_undated: true, clauses: selection.clauses.clone() };
    let of_orders = Question::new(facts, &whole, &[], dimension);
    let mut scan = Scan::new(&of_orders);
    let mut lines: Vec<Line<Option<u32>>> = Vec::new();
    let mut given_back: Vec<Line<Option<u32>>> = Vec::new();
    for (_, table) in of_orders.tables().filter(|(_, table)| table.kind == TableKind::Events) {
        scan.tell_cells(table, &mut |block, cells| {
            for (row, cell) in cells.iter().enumerate() {
                let Some(order) = order_of(block, row).filter(|order| is_selected.get(*order as usize) == Some(&true))
                else {
                    continue;
                };
                let known = |measure: Measure| block.quantity(measure, row);
                let (revenue, refunds) = (known(Measure::Revenue), known(Measure::Refunds).unwrap_or_default());
                let key = (*cell != NO_CELL).then_some(*cell);
                // Who names nobody is somebody else with each order.
                let customer = Some(block.person(row)).filter(|person| *person != 0).unwrap_or(u32::MAX - order);
                let amount = |gross: Quantity| Quantity::from_parts(gross.parts().saturating_sub(refunds.parts()));
                let line =
                    |amount| Line { order, customer, key, units: known(Measure::Units).unwrap_or_default(), amount };
                match (known(Measure::Orders), revenue) {
                    (Some(_), Some(revenue)) => lines.push(line(amount(revenue))),
                    (Some(_), None) => {}
                    (None, _) if refunds != Quantity::ZERO => given_back.push(line(amount(Quantity::ZERO))),
                    (None, _) => {}
                }
            }
            lines.len() + given_back.len() <= MAX_ROWS
        });
    }
    if lines.len() + given_back.len() > MAX_ROWS {
        return None;
    }
    // What is given back belongs to a value where the order has a line of it, else to the order as a whole.
    let is_due = !given_back.is_empty();
    let sold: BTreeSet<(u32, Option<u32>)> =
        lines.iter().filter(|_| is_due).map(|line| (line.order, line.key)).collect();
    for line in given_back {
        let key = line.key.filter(|_| sold.contains(&(line.order, line.key)));
        lines.push(Line { key, ..line });
    }
    Some(by_key(&lines).into_iter().filter_map(|(key, basket)| Some((key?, basket))).collect())
}

fn order_of(block: &Block, row: usize) -> Option<u32> {
    let code = block.orders()?.get(row)?;
    u32::try_from(code).ok().filter(|code| *code != 0)
}
