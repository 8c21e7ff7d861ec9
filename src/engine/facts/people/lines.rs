//! Orders of several lines: what belongs together is kept, as no line alone tells what an order is.

use super::super::Facts;
use super::super::dictionary::Dictionary;
use super::super::table::Table;
use super::super::vocabulary::{Dimension, Measure, TableKind};
use std::collections::BTreeSet;

/// Keeps the orders of the tables in which one has several lines, and finds the dimensions that differ within one.
pub(super) fn keep_orders(facts: &mut Facts) {
    let n_orders = facts.orders.len();
    let mut differing: BTreeSet<Dimension> = BTreeSet::new();
    for table in &mut facts.tables {
        let keeps = table.kind == TableKind::Events && has_lines(table, n_orders);
        for block in &mut table.blocks {
            let orders = block.pending.orders.take();
            block.orders = orders.filter(|_| keeps);
        }
        if keeps {
            differing.extend(table.dimensions().filter(|dimension| differs(table, dimension, n_orders)).cloned());
        }
    }
    facts.line_dimensions = differing;
}

/// Whether an order has a second line.
fn has_lines(table: &Table, n_orders: usize) -> bool {
    let mut seen = vec![false; n_orders];
    table.blocks().iter().any(|block| {
        (0..block.n_rows()).any(|row| {
            let order = block.order(row);
            let is_line = order != 0 && block.quantity(Measure::Orders, row).is_some();
            is_line && seen.get_mut(order).is_some_and(|seen| std::mem::replace(seen, true))
        })
    })
}

fn differs(table: &Table, dimension: &Dimension, n_orders: usize) -> bool {
    let mut first: Vec<Option<u32>> = vec![None; n_orders];
    table.blocks().iter().any(|block| {
        let orders = block.orders().map(|orders| orders.unpack()).unwrap_or_default();
        orders.into_iter().enumerate().any(|(row, order)| {
            let order = usize::try_from(order).unwrap_or(Dictionary::NOT_GIVEN as usize);
            let is_line = order != 0 && block.quantity(Measure::Orders, row).is_some();
            let code = block.code(dimension, row);
            is_line && first.get_mut(order).is_some_and(|first| *first.get_or_insert(code) != code)
        })
    })
}
