//! What only all events of a person together tell.
//!
//! - The channel of an event that names none is that of the person's first touch: the earliest
//!   event, of any kind, that names one (on one day: in the order of the manifest and the file).
//! - The person's first order makes a new customer. A feed that begins after the company did
//!   counts too many of them in its first months.

use super::Facts;
use super::block::Block;
use super::column::{ABSENT, Column};
use super::dictionary::Dictionary;
use super::table::Table;
use super::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::day::Day;
use crate::engine::quantity::Quantity;

/// The earliest thing so far: its day, then what it was. Undated events come last.
type Earliest<T> = Option<(Option<Day>, T)>;

/// Where a row stands: table, block, row.
type Place = (usize, usize, usize);

fn is_earlier<T>(day: Option<Day>, than: &Earliest<T>) -> bool {
    match (than, day) {
        (None, _) | (Some((None, _)), Some(_)) => true,
        (Some((Some(before), _)), Some(day)) => day < *before,
        (Some(_), None) => false,
    }
}

/// Completes the events of `facts`: to be called once, when all tables are there.
pub(super) fn complete(facts: &mut Facts) {
    credit_first_touch(facts);
    count_new_customers(facts);
}

fn events(facts: &Facts) -> impl Iterator<Item = (usize, &Table)> {
    facts.tables.iter().enumerate().filter(|(_, table)| table.kind == TableKind::Events)
}

fn credit_first_touch(facts: &mut Facts) {
    let channel = Dimension::Channel;
    if events(facts).all(|(_, table)| !table.has_dimension(&channel)) {
        return;
    }
    let mut first: Vec<Earliest<u32>> = vec![None; facts.persons.len()];
    for block in events(facts).flat_map(|(_, table)| table.blocks()) {
        let Some(channels) = block.dimension(&channel) else { continue };
        for row in 0..block.n_rows() {
            let code = channels.get(row).and_then(|code| u32::try_from(code).ok()).unwrap_or(Dictionary::NOT_GIVEN);
            let day = block.day(row);
            if code != Dictionary::NOT_GIVEN
                && let Some(earliest) = first.get_mut(block.person(row) as usize)
                && is_earlier(day, earliest)
            {
                *earliest = Some((day, code));
            }
        }
    }
    let credited = |block: &Block, row: usize| {
        let own = block.code(&channel, row);
        let person = block.person(row);
        if own != Dictionary::NOT_GIVEN || person == Dictionary::NOT_GIVEN {
            return own;
        }
        first.get(person as usize).copied().flatten().map_or(own, |(_, code)| code)
    };
    for table in facts.tables.iter_mut().filter(|table| table.kind == TableKind::Events) {
        table.dimensions.insert(channel.clone());
        for block in &mut table.blocks {
            let codes: Vec<i64> = (0..block.n_rows()).map(|row| i64::from(credited(block, row))).collect();
            block.dimensions.insert(channel.clone(), Column::pack(&codes));
        }
    }
}

fn is_order(block: &Block, row: usize) -> bool {
    block.quantity(Measure::Orders, row).is_some_and(|n| n != Quantity::ZERO)
}

fn count_new_customers(facts: &mut Facts) {
    let mut first: Vec<Earliest<Place>> = vec![None; facts.persons.len()];
    for (at, table) in events(facts).filter(|(_, table)| table.has_measure(Measure::Orders)) {
        for (nth, block) in table.blocks().iter().enumerate() {
            for row in (0..block.n_rows()).filter(|row| block.person(*row) != 0 && is_order(block, *row)) {
                let day = block.day(row);
                if let Some(earliest) = first.get_mut(block.person(row) as usize)
                    && is_earlier(day, earliest)
                {
                    *earliest = Some((day, (at, nth, row)));
                }
            }
        }
    }
    for (at, table) in facts.tables.iter_mut().enumerate() {
        let has_persons = |block: &Block| (0..block.n_rows()).any(|row| block.person(row) != 0);
        let counts = table.kind == TableKind::Events
            && table.has_measure(Measure::Orders)
            && !table.has_measure(Measure::NewCustomers)
            && table.blocks().iter().any(has_persons);
        if !counts {
            continue;
        }
        table.measures.insert(Measure::NewCustomers);
        for (nth, block) in table.blocks.iter_mut().enumerate() {
            let is_new = |row: usize| {
                let person = block.person(row);
                if person == 0 || !is_order(block, row) {
                    return ABSENT;
                }
                let place = first.get(person as usize).copied().flatten().map(|(_, place)| place);
                if place == Some((at, nth, row)) { Quantity::ONE.parts() } else { Quantity::ZERO.parts() }
            };
            let values: Vec<i64> = (0..block.n_rows()).map(is_new).collect();
            block.measures.insert(Measure::NewCustomers, Column::pack(&values));
            block.survey(facts.today);
        }
    }
}
