//! What only all events of a person together tell.
//!
//! - The channel of an event that names none is that of the person's first touch: the earliest
//!   event, of any kind, that names one (on one day: in the order of the manifest and the file).
//! - The person's first order makes a new customer. A feed that begins after the company did
//!   counts too many of them in its first months.

use super::Facts;
use super::dictionary::Dictionary;
use super::table::Table;
use super::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::day::Day;
use crate::engine::quantity::Quantity;

/// The earliest thing so far: its day, then what it was. Undated events come last.
type Earliest<T> = Option<(Option<Day>, T)>;

fn is_earlier<T>(day: Option<Day>, than: &Earliest<T>) -> bool {
    match (than, day) {
        (None, _) | (Some((None, _)), Some(_)) => true,
        (Some((Some(before), _)), Some(day)) => day < *before,
        (Some(_), None) => false,
    }
}

/// Completes the events of `facts`: to be called once, when all tables are there.
pub fn complete(facts: &mut Facts) {
    credit_first_touch(facts);
    count_new_customers(facts);
}

fn events(facts: &Facts) -> impl Iterator<Item = (usize, &Table)> {
    facts.tables.iter().enumerate().filter(|(_, table)| table.kind == TableKind::Events)
}

fn credit_first_touch(facts: &mut Facts) {
    let channel = Dimension::Channel;
    if events(facts).all(|(_, table)| table.dimension(&channel).is_none()) {
        return;
    }
    let mut first: Vec<Earliest<u32>> = vec![None; facts.persons.len()];
    for (_, table) in events(facts) {
        let Some(channels) = table.dimension(&channel) else { continue };
        for (row, &code) in channels.iter().enumerate().filter(|(_, code)| **code != Dictionary::NOT_GIVEN) {
            let day = table.day(row);
            if let Some(earliest) = first.get_mut(table.person(row) as usize)
                && is_earlier(day, earliest)
            {
                *earliest = Some((day, code));
            }
        }
    }
    for table in facts.tables.iter_mut().filter(|table| table.kind == TableKind::Events) {
        table.add_dimension(channel.clone());
        for row in 0..table.n_rows() {
            let person = table.person(row);
            let is_given = table.dimension(&channel).and_then(|codes| codes.get(row)).is_some_and(|code| *code != 0);
            if person != Dictionary::NOT_GIVEN
                && !is_given
                && let Some((_, code)) = first.get(person as usize).copied().flatten()
            {
                table.set_dimension(&channel, row, code);
            }
        }
    }
}

fn count_new_customers(facts: &mut Facts) {
    let mut first: Vec<Earliest<(usize, usize)>> = vec![None; facts.persons.len()];
    let is_order = |table: &Table, row| table.quantity(Measure::Orders, row).is_some_and(|n| n != Quantity::ZERO);
    for (at, table) in events(facts).filter(|(_, table)| table.has_measure(Measure::Orders)) {
        for row in (0..table.n_rows()).filter(|row| table.person(*row) != 0 && is_order(table, *row)) {
            let day = table.day(row);
            if let Some(earliest) = first.get_mut(table.person(row) as usize)
                && is_earlier(day, earliest)
            {
                *earliest = Some((day, (at, row)));
            }
        }
    }
    for (at, table) in facts.tables.iter_mut().enumerate() {
        let counts = table.kind == TableKind::Events
            && table.has_measure(Measure::Orders)
            && (0..table.n_rows()).any(|row| table.person(row) != 0);
        if !counts || table.has_measure(Measure::NewCustomers) {
            continue;
        }
        table.add_measure(Measure::NewCustomers);
        for row in 0..table.n_rows() {
            let person = table.person(row);
            if person != 0 && is_order(table, row) {
                let is_first =
                    first.get(person as usize).copied().flatten().is_some_and(|(_, place)| place == (at, row));
                table.set_quantity(Measure::NewCustomers, row, if is_first { Quantity::ONE } else { Quantity::ZERO });
            }
        }
    }
}
