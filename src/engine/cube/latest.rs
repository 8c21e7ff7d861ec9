//! Of who answers a question twice, the latest answer counts.

use super::question::NO_CELL;
use super::scan::{Scan, quantities};
use super::totals::Totals;
use crate::engine::facts::block::Block;
use crate::engine::facts::column::Column;
use crate::engine::facts::table::Table;
use crate::engine::facts::vocabulary::{Measure, TableKind};
use crate::engine::quantity::Quantity;

/// An answer of a person, ordered by whose it is, to what, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    cell: u32,
    person: u32,
    /// The first measure that the row knows counts the answers to a question: it tells which was asked.
    question: u32,
    day: i64,
    /// Its place among the blocks that are gone through, and in its block.
    block: u32,
    row: u32,
}

impl Answer {
    /// Whether both say the same thing of the same cell, so that the later one counts.
    fn is_of_same(&self, other: &Self) -> bool {
        (self.cell, self.person, self.question) == (other.cell, other.person, other.question)
    }
}

/// The blocks of a table that have rows of a question's steps, and their answers that name a person, sorted.
struct Answers<'t> {
    blocks: Vec<&'t Block>,
    named: Vec<Answer>,
}

impl<'t> Answers<'t> {
    /// Goes through a table. `nobody` is told cell, block and row of what names no person, or knows nothing.
    fn of(scan: &mut Scan<'_>, table: &'t Table, nobody: &mut dyn FnMut(u32, &'t Block, usize)) -> Self {
        let mut found = Self { blocks: Vec::new(), named: Vec::new() };
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        scan.tell_cells(table, &mut |block, cells| {
            let measures: Vec<(Measure, &Column)> = block.measures().collect();
            let nth = place(found.blocks.len());
            for (row, cell) in cells.iter().enumerate().filter(|(_, cell)| **cell != NO_CELL) {
                match (block.person(row), quantities(&measures, row).next()) {
                    (person, Some((question, _))) if person != 0 => {
                        let day = block.days().and_then(|days| days.get(row)).unwrap_or(i64::MIN);
                        let question = place(question.index());
                        found.named.push(Answer { cell: *cell, person, question, day, block: nth, row: place(row) });
                    }
                    _ => nobody(*cell, block, row),
                }
            }
            found.blocks.push(block);
            true
        });
        found.named.sort_unstable();
        found
    }
}

/// Whether people are named who may have answered twice.
pub(super) fn counts_latest(scan: &Scan<'_>, table: &Table) -> bool {
    let names_people = || table.blocks().iter().any(|block| block.persons().is_some());
    table.kind == TableKind::Answers && !scan.spreads(table) && names_people()
}

/// Adds answers: of each person's to one question the latest in a cell (of one day the last that stands there), and
/// all of those that nobody is named for.
pub(super) fn add_latest(scan: &mut Scan<'_>, at: usize, table: &Table, totals: &mut [Totals]) {
    let mut known: Vec<(Measure, Quantity)> = Vec::new();
    let mut add = |cell: u32, block: &Block, row: usize| {
        known.clear();
        let of_row = |(measure, column): (Measure, &Column)| Some((measure, Quantity::from_parts(column.get(row)?)));
        known.extend(block.measures().filter_map(of_row));
        totals.get_mut(cell as usize).into_iter().for_each(|totals| totals.add(at, &known, true));
    };
    let Answers { blocks, named } = Answers::of(scan, table, &mut add);
    for answer in named.chunk_by(Answer::is_of_same).filter_map(<[Answer]>::last) {
        if let Some(block) = blocks.get(answer.block as usize) {
            add(answer.cell, block, answer.row as usize);
        }
    }
}

/// Returns the rows that do not count as a later answer is there: each block that has any, with them, ascending.
pub(super) fn superseded<'t>(scan: &mut Scan<'_>, table: &'t Table) -> Vec<(&'t Block, Vec<usize>)> {
    let Answers { blocks, named } = Answers::of(scan, table, &mut |_, _, _| {});
    let mut rows: Vec<(&Block, Vec<usize>)> = blocks.into_iter().map(|block| (block, Vec::new())).collect();
    for answer in named.chunk_by(Answer::is_of_same).filter_map(|same| Some(same.split_last()?.1)).flatten() {
        if let Some((_, rows)) = rows.get_mut(answer.block as usize) {
            rows.push(answer.row as usize);
        }
    }
    rows.retain(|(_, rows)| !rows.is_empty());
    rows
}
