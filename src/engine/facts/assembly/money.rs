//! Takes the rates of a feed, and converts its amounts.

use super::Growing;
use crate::engine::day::Day;
use crate::engine::facts::Facts;
use crate::engine::facts::block::{Block, day_from};
use crate::engine::facts::column::{ABSENT, Column};
use crate::engine::facts::rates::{Rates, Refusal};
use crate::engine::facts::vocabulary::Measure;
use crate::engine::feed::package::Source;
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::quantity::Quantity;
use crate::engine::rate::Rate;
use std::collections::HashSet;

fn code_of(currencies: &Column, row: usize) -> usize {
    currencies.get(row).and_then(|code| usize::try_from(code).ok()).unwrap_or(0)
}

fn day_of(block: &Block, row: usize) -> Option<i64> {
    block.days.as_ref().and_then(|days| days.get(row))
}

impl Growing {
    /// Moves what the resource says into `rates`; returns how many rows were left out.
    pub(super) fn take_rates(&mut self, facts: &Facts, rates: &mut Rates, problems: &mut Problems) -> u64 {
        let mut n_refused = 0;
        for block in self.tables.values().flat_map(|table| &table.blocks) {
            let (Some(currencies), Some(values)) = (&block.pending.currencies, &block.pending.rates) else { continue };
            for row in 0..block.n_rows {
                // A day that only the other order of day and month allows has been said.
                let (Some(day), Some(rate)) = (day_of(block, row), values.get(row).and_then(Rate::from_parts)) else {
                    n_refused += 1;
                    continue;
                };
                let code = code_of(currencies, row);
                if let Err(refusal) = rates.add(code, day, rate) {
                    n_refused += 1;
                    problems.add(self.problem(facts, block, row, code, refusal));
                }
            }
        }
        n_refused
    }

    /// Converts the amounts of rows that say what they are in; returns of how many rows one became unknown.
    pub(super) fn convert(&mut self, facts: &Facts, rates: &Rates, today: Day, problems: &mut Problems) -> u64 {
        let mut tables = std::mem::take(&mut self.tables);
        let mut said = HashSet::new();
        for block in tables.values_mut().flat_map(|table| &mut table.blocks) {
            let Some(currencies) = block.pending.currencies.take() else { continue };
            let mut measures: Vec<(Measure, Vec<i64>)> = block
                .measures
                .iter()
                .filter(|(measure, _)| measure.is_money())
                .map(|(measure, column)| (*measure, column.unpack()))
                .collect();
            // Rows of one currency and day follow each other.
            let mut last = None;
            let mut is_changed = false;
            for row in 0..block.n_rows {
                let at = (code_of(&currencies, row), day_of(block, row));
                let rate = match last {
                    Some((known, rate)) if known == at => rate,
                    _ => rates.rate(at.0, at.1),
                };
                last = Some((at, rate));
                if rate == Ok(Rate::ONE) {
                    continue;
                }
                for value in measures.iter_mut().filter_map(|(_, values)| values.get_mut(row)) {
                    // Nothing is nothing in any currency.
                    if *value == ABSENT || *value == 0 {
                        continue;
                    }
                    let amount = Quantity::from_parts(*value);
                    let converted = rate.map(|rate| rate.convert(amount).map_or(ABSENT, Quantity::parts));
                    is_changed = true;
                    *value = converted.unwrap_or(ABSENT);
                    if *value != ABSENT || !said.insert((block.pending.file, row_of(block, row))) {
                        continue;
                    }
                    problems.add(match rate {
                        Err(refusal) => self.problem(facts, block, row, at.0, refusal),
                        Ok(_) => self.problem_at(ProblemKind::NumberTooLarge, block, row, &amount.to_decimal()),
                    });
                }
            }
            if is_changed {
                let packed = measures.iter().map(|(measure, values)| (*measure, Column::pack(values)));
                block.measures.extend(packed);
                block.survey(today);
            }
        }
        self.tables = tables;
        u64::try_from(said.len()).unwrap_or(u64::MAX)
    }

    fn problem(&self, facts: &Facts, block: &Block, row: usize, code: usize, refusal: Refusal) -> Problem {
        let text = facts.currencies.value(u32::try_from(code).unwrap_or(0));
        let with_day = || match day_of(block, row) {
            Some(day) => format!("{text} {}", day_from(day)),
            None => text.to_owned(),
        };
        match refusal {
            Refusal::Unknown => self.problem_at(ProblemKind::CurrencyUnknown, block, row, text),
            Refusal::Missing => self.problem_at(ProblemKind::RateMissing, block, row, &with_day()),
            Refusal::Invalid => {
                let rate = block.pending.rates.as_ref().and_then(|rates| rates.get(row)).unwrap_or_default();
                let said = Quantity::from_parts(rate / 1_000_000).to_decimal();
                self.problem_at(ProblemKind::RateInvalid, block, row, &format!("{text} {said}"))
            }
            Refusal::Twice => self.problem_at(ProblemKind::RateTwice, block, row, &with_day()),
        }
    }

    fn problem_at(&self, kind: ProblemKind, block: &Block, row: usize, said: &str) -> Problem {
        let file = self.resource.paths.get(block.pending.file).map_or("", String::as_str);
        let problem = Problem::of_file(kind, file).at_row(u64::try_from(row_of(block, row)).unwrap_or(0)).quoting(said);
        match self.resource.map.get("currency") {
            Some(Source::Column { column, .. }) => problem.in_column(column),
            Some(Source::Constant(_)) | None => problem,
        }
    }
}

fn row_of(block: &Block, row: usize) -> i64 {
    block.pending.rows.as_ref().and_then(|rows| rows.get(row)).unwrap_or_default()
}
