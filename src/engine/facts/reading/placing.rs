//! Puts what a row says into the tables that it belongs to.

use super::Reading;
use crate::engine::facts::coder::text_of;
use crate::engine::facts::column::ABSENT;
use crate::engine::facts::dictionary::Dictionary;
use crate::engine::facts::plan::{Origin, replaced};
use crate::engine::facts::rows::{Dated, Rows};
use crate::engine::facts::vocabulary::{AnswerKind, CostKind, Dimension, EventKind, Measure, TableKind};
use crate::engine::feed::Cell;
use crate::engine::feed::number::read_rate;
use crate::engine::feed::problem::ProblemKind;
use crate::engine::quantity::{NotAQuantity, Quantity};

/// What a row is, in tables that have rows of several kinds.
#[derive(Clone, Copy)]
pub(super) enum RowKind {
    Plain,
    Event(EventKind),
    Cost(CostKind),
    Answer(AnswerKind),
}

impl Reading<'_> {
    /// Reads what a row is; `None` where it is to be left out, which is said.
    pub(super) fn row_kind(&mut self, row: u64, cells: &[Cell<'_>]) -> Option<RowKind> {
        Some(match self.terms.resource.table {
            TableKind::Events => RowKind::Event(self.kind(row, cells, EventKind::Touch, EventKind::from_id)?),
            TableKind::Costs => RowKind::Cost(self.kind(row, cells, CostKind::Media, CostKind::from_id)?),
            TableKind::Answers => RowKind::Answer(self.kind(row, cells, AnswerKind::Nps, AnswerKind::from_id)?),
            TableKind::Performance | TableKind::Rates | TableKind::Peers | TableKind::Targets => RowKind::Plain,
        })
    }

    /// Reads what an event or a cost is; `None` where the row is to be left out, which is said.
    fn kind<K>(&mut self, row: u64, cells: &[Cell<'_>], unsaid: K, from_id: fn(&str) -> Option<K>) -> Option<K> {
        let Some(kind) = &self.plan.kind else { return Some(unsaid) };
        let (text, column) = match kind {
            Origin::Constant(text) => (text.clone(), None),
            Origin::Column(column, values) => {
                let text = text_of(cells.get(*column), &self.terms.resource.missing_values).unwrap_or_default();
                (replaced(&text, values).to_owned(), Some(*column))
            }
        };
        let kind = from_id(&text.to_ascii_lowercase());
        if kind.is_none() {
            self.problem_at(ProblemKind::KindUnknown, row, column, &text);
        }
        kind
    }

    pub(super) fn push_wide(&mut self, row: u64, event: Option<EventKind>, dated: Dated, cells: &[Cell<'_>]) {
        let known = self.plan.measures.len();
        for ((_, column), quantity) in self.wide.measures.iter_mut().zip(&self.quantities).take(known) {
            column.push(*quantity);
        }
        if let Some(kind) = event {
            self.push_event(row, kind, cells);
        }
        self.wide.push_codes(&self.codes, None);
        let person = self.person(cells);
        self.wide.persons.iter_mut().for_each(|persons| persons.push(person));
        let currency = self.currency(cells);
        self.wide.currencies.iter_mut().for_each(|currencies| currencies.push(currency));
        self.wide.push_key(0, &self.plan.key, cells, &self.terms.resource.missing_values);
        self.wide.end_row(row, dated);
    }

    fn person(&mut self, cells: &[Cell<'_>]) -> i64 {
        let missing = &self.terms.resource.missing_values;
        self.plan.person.as_ref().map_or(0, |person| i64::from(self.persons.code(person, cells, missing)))
    }

    /// Returns the code of what the row's amounts are in, 0 where nothing says it.
    fn currency(&mut self, cells: &[Cell<'_>]) -> i64 {
        let missing = &self.terms.resource.missing_values;
        self.plan.currency.as_ref().map_or(0, |currency| i64::from(self.currencies.code(currency, cells, missing)))
    }

    /// Keeps what a unit of a currency is worth from a day on. A row that does not say all of it is left out.
    pub(super) fn push_rate(&mut self, row: u64, dated: Dated, cells: &[Cell<'_>]) {
        let Some(column) = self.plan.rate else { return self.refuse() };
        let cell = cells.get(column);
        let text = text_of(cell, &self.terms.resource.missing_values).unwrap_or_default();
        let rate = match cell {
            Some(Cell::Number(text)) => read_rate(text, None),
            _ => read_rate(&text, self.field(column)),
        };
        let kind = match rate {
            Ok(Some(rate)) if dated.day.max(dated.month_first) != ABSENT => {
                let currency = self.currency(cells);
                self.wide.currencies.iter_mut().for_each(|currencies| currencies.push(currency));
                self.wide.rates.iter_mut().for_each(|rates| rates.push(rate.parts()));
                self.wide.push_key(0, &self.plan.key, cells, &self.terms.resource.missing_values);
                return self.wide.end_row(row, dated);
            }
            // That it has no date is said already.
            Ok(Some(_)) => return self.refuse(),
            Ok(None) => ProblemKind::RateInvalid,
            Err(NotAQuantity::NotANumber) => ProblemKind::NotANumber,
            Err(NotAQuantity::TooLarge) => ProblemKind::NumberTooLarge,
        };
        self.problem_at(kind, row, Some(column), &text);
        self.refuse();
    }

    /// Adds what an event counts as. An order of several lines counts once, which is seen to when all rows are there.
    pub(super) fn push_event(&mut self, row: u64, kind: EventKind, cells: &[Cell<'_>]) {
        let value = self.plan.value.map_or(ABSENT, |column| self.quantity(row, column, None, cells));
        let counted = match kind {
            EventKind::Touch | EventKind::Refund => None,
            EventKind::Visit => Some(Measure::Visits),
            EventKind::Lead => Some(Measure::Leads),
            EventKind::Action => Some(Measure::Actions),
            EventKind::Order => Some(Measure::Orders),
        };
        let amount = match kind {
            EventKind::Order => Some(Measure::Revenue),
            EventKind::Refund => Some(Measure::Refunds),
            EventKind::Touch | EventKind::Visit | EventKind::Lead | EventKind::Action => None,
        };
        if let Some(measure) = counted {
            self.wide.measure(measure).push(Quantity::ONE.parts());
        }
        if let Some(measure) = amount.filter(|_| value != ABSENT) {
            let n_rows = self.wide.n_rows;
            let column = self.wide.measure(measure);
            // Where a column of its own says the measure too (refunds of an order), the event's value goes before it.
            column.truncate(n_rows);
            column.push(value);
        }
        let missing = &self.terms.resource.missing_values;
        if let (Some(order), Some(orders)) = (&self.plan.order, &mut self.wide.orders) {
            let is_of_order = matches!(kind, EventKind::Order | EventKind::Refund);
            let code = if is_of_order { self.orders.code(order, cells, missing) } else { 0 };
            orders.push(i64::from(code));
        }
    }

    /// Adds what an answer counts as. One that is off its scale is none, which is said.
    pub(super) fn push_answer(&mut self, row: u64, kind: AnswerKind, cells: &[Cell<'_>]) {
        let Some(column) = self.plan.value else { return };
        let score = self.quantity(row, column, None, cells);
        if score == ABSENT {
            return;
        }
        let (one, (least, greatest)) = (Quantity::ONE.parts(), kind.scale());
        let is_whole = score % one == 0;
        if score < least * one || score > greatest * one || !is_whole {
            let text = text_of(cells.get(column), &[]).unwrap_or_default();
            self.is_repaired = true;
            return self.problem_at(ProblemKind::ScoreOffScale, row, Some(column), &text);
        }
        let is = |holds: bool| if holds { one } else { 0 };
        let counts = match kind {
            AnswerKind::Nps => vec![
                (Measure::NpsAnswers, one),
                (Measure::Promoters, is(score >= 9 * one)),
                (Measure::Detractors, is(score <= 6 * one)),
            ],
            AnswerKind::Csat => vec![(Measure::CsatAnswers, one), (Measure::Satisfied, is(score >= 4 * one))],
            AnswerKind::Ces => {
                vec![(Measure::CesAnswers, one), (Measure::CesScore, score), (Measure::CesSquares, score / one * score)]
            }
        };
        for (measure, parts) in counts {
            self.wide.measure(measure).push(parts);
        }
    }

    pub(super) fn push_long(&mut self, row: u64, dated: Dated, cells: &[Cell<'_>]) {
        let Some(unpivot) = &self.terms.resource.unpivot else { return };
        let Some(into) = Measure::from_id(&unpivot.into) else { return };
        let unpivoted = std::mem::take(&mut self.plan.unpivoted);
        let (person, currency) = (self.person(cells), self.currency(cells));
        for (nth, (column, value)) in unpivoted.iter().enumerate() {
            let quantity = self.quantity(row, *column, Some(into), cells);
            let code = self.along.insert(value);
            self.long.measure(into).push(quantity);
            self.long.push_codes(&self.codes, Some(code));
            self.long.persons.iter_mut().for_each(|persons| persons.push(person));
            self.long.currencies.iter_mut().for_each(|currencies| currencies.push(currency));
            self.long.push_key(nth + 1, &self.plan.key, cells, &self.terms.resource.missing_values);
            self.long.end_row(row, dated);
        }
        self.plan.unpivoted = unpivoted;
    }

    pub(super) fn push_cost(&mut self, row: u64, kind: CostKind, dated: Dated, cells: &[Cell<'_>]) {
        let measure = kind.measure();
        let amount = self.plan.value.map_or(ABSENT, |column| self.quantity(row, column, Some(measure), cells));
        let given = self.coders.iter().zip(&self.codes).filter(|(_, code)| **code != Dictionary::NOT_GIVEN);
        let given: Vec<(Dimension, u32)> = given.map(|((dimension, _), code)| (dimension.clone(), *code)).collect();
        let key: Vec<Dimension> = given.iter().map(|(dimension, _)| dimension.clone()).collect();
        let (currency, has_currency) = (self.currency(cells), self.plan.has_currency);
        let rows = self.costs.entry(key).or_insert_with(|| Rows {
            days: self.plan.date.is_some().then(Vec::new),
            dimensions: given.iter().map(|(dimension, _)| (dimension.clone(), Vec::new())).collect(),
            currencies: has_currency.then(Vec::new),
            key: (!self.plan.key.is_empty()).then(Default::default),
            ..Rows::default()
        });
        for ((_, codes), (_, code)) in rows.dimensions.iter_mut().zip(&given) {
            codes.push(i64::from(*code));
        }
        if amount != ABSENT {
            rows.measure(measure).push(amount);
        }
        for (measure, quantity) in self.plan.measures.iter().map(|(measure, _)| *measure).zip(&self.quantities) {
            if *quantity != ABSENT {
                let n_rows = rows.n_rows;
                let column = rows.measure(measure);
                column.truncate(n_rows);
                column.push(*quantity);
            }
        }
        rows.currencies.iter_mut().for_each(|currencies| currencies.push(currency));
        rows.push_key(0, &self.plan.key, cells, &self.terms.resource.missing_values);
        rows.end_row(row, dated);
    }
}
