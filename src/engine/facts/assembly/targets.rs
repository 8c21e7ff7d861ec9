//! Rows of a table of targets: amounts in the reporting currency, and one target for one thing.

use super::Growing;
use crate::engine::day::Day;
use crate::engine::facts::Facts;
use crate::engine::facts::rates::{Rates, Refusal};
use crate::engine::facts::targets::TargetRow;
use crate::engine::feed::package::Source;
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::kpi::Unit;
use crate::engine::quantity::Quantity;

impl Growing {
    /// Gives the feed its targets; returns how many rows were left out, which is said of each.
    pub(super) fn give_targets(
        &mut self,
        facts: &mut Facts,
        rates: &Rates,
        today: Day,
        problems: &mut Problems,
    ) -> u64 {
        let mut n_left_out = 0;
        let (mut files, mut rows) = (Vec::new(), Vec::new());
        for (file, row) in std::mem::take(&mut self.targets) {
            let place = row.row;
            match converted(row, rates, today) {
                Ok(row) => {
                    files.push(file);
                    rows.push(row);
                }
                Err((kind, field, said)) => {
                    problems.add(self.target_problem(kind, field, file, place, &said));
                    n_left_out += 1;
                }
            }
        }
        for (at, row) in facts.targets.add(rows) {
            let said = format!("{} {}..{}", row.kpi.id(), row.period.from, row.period.to);
            let file = files.get(at).copied().unwrap_or_default();
            problems.add(self.target_problem(ProblemKind::TargetOverlaps, "period", file, row.row, &said));
            n_left_out += 1;
        }
        n_left_out
    }

    fn target_problem(&self, kind: ProblemKind, field: &str, file: usize, row: u64, said: &str) -> Problem {
        let file = self.resource.paths.get(file).map_or("", String::as_str);
        let problem = Problem::of_file(kind, file).at_row(row).quoting(said);
        match self.resource.map.get(field) {
            Some(Source::Column { column, .. }) => problem.in_column(column),
            Some(Source::Constant(_)) | None => problem,
        }
    }
}

/// Returns the row with its amount in the reporting currency, at the rate of the period's first day, of a period to come
/// at the last one that is known today; else what is wrong, in which field, and what that is of.
fn converted(row: TargetRow, rates: &Rates, today: Day) -> Result<TargetRow, (ProblemKind, &'static str, String)> {
    if row.kpi.spec().unit != Unit::Money || row.currency.is_empty() {
        return Ok(row);
    }
    let day = row.period.from.min(today);
    let rate = rates.rate_of(&row.currency, day).map_err(|refusal| match refusal {
        Refusal::Unknown => (ProblemKind::CurrencyUnknown, "currency", row.currency.clone()),
        Refusal::Missing | Refusal::Invalid | Refusal::Twice => {
            (ProblemKind::RateMissing, "value", format!("{} {day}", row.currency))
        }
    })?;
    let value: Option<Quantity> = rate.convert(row.value);
    let value = value.ok_or_else(|| (ProblemKind::NumberTooLarge, "value", row.value.to_decimal()))?;
    Ok(TargetRow { value, currency: String::new(), ..row })
}
