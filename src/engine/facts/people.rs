//! What only all events of a person together tell.
//!
//! - The channel of an event that names none is that of the person's first touch: the earliest
//!   event, of any kind, that names one (on one day: in the order of the manifest and the file).
//! - The person's first order makes a new customer. A feed that begins after the company did
//!   counts too many of them in its first months.
//! - An order on the day of the person's first order is of a new customer, a later one of a returning customer. Where
//!   a table counts its new customers itself, its rows that count one tell the first day: it may know orders that are
//!   older than the feed. A refund that names its order is of the type that bought. Nothing else has one.

mod lines;

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
    let first = first_orders(facts);
    tell_customer_types(facts, &first);
    count_new_customers(facts, &first);
    lines::keep_orders(facts);
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

/// Returns each person's first order, by the person's code; nothing where no table has any.
fn first_orders(facts: &Facts) -> Vec<Earliest<Place>> {
    let mut first: Vec<Earliest<Place>> = Vec::new();
    for (at, table) in events(facts).filter(|(_, table)| table.has_measure(Measure::Orders)) {
        first.resize(facts.persons.len(), None);
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
    first
}

/// Whether a table has orders that persons made.
fn has_customers(table: &Table) -> bool {
    let has_persons = |block: &Block| (0..block.n_rows()).any(|row| block.person(row) != 0);
    table.kind == TableKind::Events && table.has_measure(Measure::Orders) && table.blocks().iter().any(has_persons)
}

/// The values of [`Dimension::CustomerType`] that are told from orders.
const NEW: &str = "new";
const RETURNING: &str = "returning";

/// Returns the first day on which the table counts each person as a new customer, by the person's code.
fn first_counted(table: &Table, n_persons: usize) -> Vec<Option<Day>> {
    let mut first: Vec<Option<Day>> = vec![None; n_persons];
    for block in table.blocks() {
        for row in 0..block.n_rows() {
            let is_new = block.quantity(Measure::NewCustomers, row).is_some_and(|n| n != Quantity::ZERO);
            if let (true, Some(day), Some(known)) = (is_new, block.day(row), first.get_mut(block.person(row) as usize))
            {
                *known = Some(known.map_or(day, |before| before.min(day)));
            }
        }
    }
    first
}

fn tell_customer_types(facts: &mut Facts, first: &[Earliest<Place>]) {
    let dimension = Dimension::CustomerType;
    let tells = |table: &Table| has_customers(table) && !table.has_dimension(&dimension);
    if !facts.tables.iter().any(tells) {
        return;
    }
    let n_orders = facts.orders.len();
    let dictionary = facts.dictionaries.entry(dimension.clone()).or_default();
    let (new, returning) = (dictionary.insert(NEW), dictionary.insert(RETURNING));
    for (at, table) in facts.tables.iter_mut().enumerate().filter(|(_, table)| tells(table)) {
        let counted = table.has_measure(Measure::NewCustomers).then(|| first_counted(table, first.len()));
        table.dimensions.insert(dimension.clone());
        // By the code of the order: what is given back is of the customer type that bought it.
        let mut of_orders = vec![Dictionary::NOT_GIVEN; n_orders];
        for (nth, block) in table.blocks.iter_mut().enumerate() {
            let code = |row: usize| {
                let person = block.person(row) as usize;
                if person == 0 || block.quantity(Measure::Orders, row).is_none() {
                    return Dictionary::NOT_GIVEN;
                }
                let is_new = if let Some(counted) = &counted {
                    let knows = block.quantity(Measure::NewCustomers, row).and(block.day(row));
                    knows.map(|day| counted.get(person).copied().flatten() == Some(day))
                } else {
                    match (first.get(person).copied().flatten(), block.day(row)) {
                        (Some((_, place)), _) if place == (at, nth, row) => Some(true),
                        (Some((Some(first), _)), Some(day)) => Some(day == first),
                        // Nothing tells whether an order without a date was the first.
                        _ => None,
                    }
                };
                is_new.map_or(Dictionary::NOT_GIVEN, |is_new| if is_new { new } else { returning })
            };
            let codes: Vec<i64> = (0..block.n_rows()).map(|row| i64::from(code(row))).collect();
            for (row, code) in codes.iter().enumerate().filter(|(_, code)| **code != 0) {
                if let (Some(of_order), Ok(code)) = (of_orders.get_mut(block.order(row)), u32::try_from(*code)) {
                    *of_order = code;
                }
            }
            block.dimensions.insert(dimension.clone(), Column::pack(&codes));
        }
        // The code 0 is no order.
        of_orders.first_mut().into_iter().for_each(|of_none| *of_none = Dictionary::NOT_GIVEN);
        for block in table.blocks.iter_mut().filter(|block| block.measure(Measure::Refunds).is_some()) {
            let refunded = |row: usize| match block.code(&dimension, row) {
                Dictionary::NOT_GIVEN if block.quantity(Measure::Refunds, row).is_some() => {
                    of_orders.get(block.order(row)).copied().unwrap_or_default()
                }
                code => code,
            };
            let codes: Vec<i64> = (0..block.n_rows()).map(|row| i64::from(refunded(row))).collect();
            block.dimensions.insert(dimension.clone(), Column::pack(&codes));
        }
    }
}

fn count_new_customers(facts: &mut Facts, first: &[Earliest<Place>]) {
    for (at, table) in facts.tables.iter_mut().enumerate() {
        if !has_customers(table) || table.has_measure(Measure::NewCustomers) {
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
