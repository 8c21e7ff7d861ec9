//! Who has joined a programme.

use crate::engine::day::Day;
use crate::engine::facts::Facts;
use crate::engine::facts::vocabulary::{Measure, TableKind};
use crate::engine::quantity::Quantity;
use std::collections::BTreeSet;

/// Returns the people who had enrolled when `until` had ended, wherever that was; `None`: ever. An enrolment without a
/// date is one of long ago.
pub fn members(facts: &Facts, until: Option<Day>) -> BTreeSet<u32> {
    let mut members = BTreeSet::new();
    for block in facts.tables.iter().filter(|table| table.kind == TableKind::Events).flat_map(|table| table.blocks()) {
        let is_in = |row: &usize| {
            let has_enrolled = block.quantity(Measure::Enrolments, *row).is_some_and(|count| count > Quantity::ZERO);
            has_enrolled && until.zip(block.day(*row)).is_none_or(|(until, day)| day <= until)
        };
        if block.measure(Measure::Enrolments).is_some() {
            members.extend((0..block.n_rows()).filter(is_in).map(|row| block.person(row)));
        }
    }
    members
}
