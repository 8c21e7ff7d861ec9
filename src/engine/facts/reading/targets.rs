//! Reads the rows of a table of targets.

use super::Reading;
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::facts::peers::period_from_text;
use crate::engine::facts::targets::{Said, TargetRow, is_possible};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::feed::Cell;
use crate::engine::feed::problem::ProblemKind;
use crate::engine::gather::gathered;
use crate::engine::kpi::Kpi;
use crate::engine::quantity::Quantity;

impl Reading<'_> {
    /// Keeps what a row aims at; a row that does not say it whole is left out, which is said.
    pub(super) fn push_target(&mut self, row: u64, cells: &[Cell<'_>]) {
        let metric = self.field_text("metric", cells);
        let Some(kpi) = Kpi::from_id(&metric) else {
            return self.refuse_field(ProblemKind::MetricUnknown, row, "metric", &metric);
        };
        let period = match self.target_period(cells) {
            Ok(period) => period,
            Err((field, text)) => {
                let is_said = !text.is_empty();
                let kind = if is_said { ProblemKind::PeriodUnclear } else { ProblemKind::TargetIncomplete };
                return self.refuse_field(kind, row, field, if is_said { &text } else { &metric });
            }
        };
        let unit = self.field_text("unit", cells);
        let Some(said) = Said::of(&unit, kpi.spec().unit) else {
            return self.refuse_field(ProblemKind::UnitUnknown, row, "unit", &unit);
        };
        let Some(value) = self.field_quantity(row, "value", cells) else {
            return self.refuse_field(ProblemKind::TargetIncomplete, row, "value", &metric);
        };
        let currency = self.field_text("currency", cells);
        let (value, currency) = match said {
            Said::Plainly => (value, currency),
            Said::PerCent => (hundredth(value), currency),
            Said::Currency(own) => (value, own),
        };
        if !is_possible(kpi, value) {
            return self.refuse_field(ProblemKind::TargetImpossible, row, "value", &value.to_decimal());
        }
        let fields: Vec<Dimension> = self.plan.fields.keys().filter_map(|field| Dimension::from_id(field)).collect();
        let cut = fields.into_iter().map(|dimension| {
            let value = self.field_text(&dimension.id(), cells);
            (dimension, value)
        });
        let cut = gathered(cut.filter(|(_, value)| !value.is_empty()));
        let note = self.field_text("note", cells);
        self.targets.push(TargetRow { row, kpi, period, cut, currency, value, note });
        self.counts.n_repaired += u64::from(self.is_repaired);
    }

    /// Reads the days that a target is for: those of `period`, else from one day to another. `Err`: the field that does not
    /// tell them, and what it says.
    fn target_period(&self, cells: &[Cell<'_>]) -> Result<Window, (&'static str, String)> {
        let text = self.field_text("period", cells);
        let (from, to) = (self.field_text("from", cells), self.field_text("to", cells));
        if !text.is_empty() || from.is_empty() && to.is_empty() {
            let found = period_from_text(&text, self.terms.resource.grain);
            return found.ok_or(("period", text));
        }
        let day = |field: &'static str, text: String| Day::from_iso(&text).ok_or((field, text));
        let end = to.clone();
        let period = Window { from: day("from", from)?, to: day("to", to)? };
        if period.from <= period.to { Ok(period) } else { Err(("to", end)) }
    }
}

/// Returns a value divided by 100, rounded half to even to a millionth.
fn hundredth(value: Quantity) -> Quantity {
    let (whole, rest) = (value.parts() / 100, value.parts() % 100);
    let is_away = rest.abs() > 50 || (rest.abs() == 50 && whole % 2 != 0);
    Quantity::from_parts(whole + if is_away { rest.signum() } else { 0 })
}
