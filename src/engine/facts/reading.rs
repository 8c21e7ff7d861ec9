//! Rows, as the map of the manifest names them, become columns.
//!
//! A value that cannot be read becomes a problem and stays unknown; the row's other values count.
//! Text columns that the map does not name are kept as dimensions of the feed's own, as long as
//! they have few values.

mod peers;
mod placing;
mod targets;

use super::batch::{Batch, DateOrder, RowCounts, Shape};
use super::coder::{Coder, text_of};
use super::column::ABSENT;
use super::dictionary::{Dictionary, TextList};
use super::peers::PeerRow;
use super::plan::Plan;
use super::rows::{Dated, Rows, UNDATED};
use super::targets::TargetRow;
use super::totals_row::is_totals_row;
use super::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::day::Day;
use crate::engine::feed::date::{self, DateFormat, Found};
use crate::engine::feed::number::read_number;
use crate::engine::feed::package::{Field, Resource, Source};
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::feed::{Cell, RowSink};
use crate::engine::gather::gathered;
use crate::engine::quantity::{NotAQuantity, Quantity};
use crate::engine::zone::Zone;
use placing::RowKind;
use std::collections::BTreeMap;

/// How many values a column may have to be offered as a dimension: more make no readable table.
pub(super) const MAX_OWN_VALUES: usize = 60;

fn is_blank(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Null => true,
        Cell::Text(text) => text.trim().is_empty(),
        Cell::Number(_) | Cell::Bool(_) | Cell::Quantity(_) | Cell::Day(_) => false,
    }
}

/// What all segments of a resource are read by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub resource: &'a Resource,
    /// The file's path, for problems.
    pub file: &'a str,
    /// The reader's day: dates after it are said to be odd.
    pub today: Day,
    /// The feed's time zone: an instant belongs to its local day there.
    pub zone: Option<&'a Zone>,
}

/// Takes the rows of one segment and gives a [`Batch`].
pub struct Reading<'a> {
    terms: Terms<'a>,
    /// `None`: the manifest does not say how dates are written, and each is read for itself.
    date: Option<DateFormat>,
    plan: Plan,
    /// How each column writes its numbers, where that is declared.
    fields: Vec<Option<&'a Field>>,
    wide: Rows,
    long: Rows,
    costs: BTreeMap<Vec<Dimension>, Rows>,
    coders: Vec<(Dimension, Coder)>,
    own: Vec<(Dimension, Coder, bool)>,
    peers: Vec<PeerRow>,
    targets: Vec<TargetRow>,
    along: Dictionary,
    persons: Coder,
    orders: Coder,
    currencies: Coder,
    missing: Option<Vec<String>>,
    dates: DateOrder,
    /// The date of the row before, as it is written and as it was read: rows of one day follow each other.
    last_date: (String, Option<Found>),
    problems: Problems,
    counts: RowCounts,
    /// Whether something of the row could not be read.
    is_repaired: bool,
    /// The row that was said to be ragged, until it comes.
    ragged: Option<u64>,
    /// This row's values, kept for their allocation.
    codes: Vec<u32>,
    quantities: Vec<i64>,
}

impl<'a> Reading<'a> {
    pub fn new(terms: Terms<'a>) -> Self {
        let resource = terms.resource;
        let field = match resource.map.get("date") {
            Some(Source::Column { column, .. }) => resource.fields.get(column),
            Some(Source::Constant(_)) | None => None,
        };
        // The manifest's reader has refused patterns that are none.
        let pattern = |field: &Field| field.date_format.as_deref().and_then(DateFormat::from_strptime);
        let date = field.map(|field| pattern(field).unwrap_or_default());
        Self {
            terms,
            date,
            plan: Plan::default(),
            fields: Vec::new(),
            wide: Rows::default(),
            long: Rows::default(),
            costs: BTreeMap::new(),
            coders: Vec::new(),
            own: Vec::new(),
            peers: Vec::new(),
            targets: Vec::new(),
            along: Dictionary::default(),
            persons: Coder::default(),
            orders: Coder::default(),
            currencies: Coder::default(),
            missing: None,
            dates: DateOrder::default(),
            last_date: (String::new(), None),
            problems: Problems::default(),
            counts: RowCounts::default(),
            is_repaired: false,
            ragged: None,
            codes: Vec::new(),
            quantities: Vec::new(),
        }
    }

    /// Returns how many rows were told since the last [`Self::take`].
    pub const fn n_rows(&self) -> u64 {
        self.counts.n_read
    }

    /// Returns the columns that were told.
    pub fn names(&self) -> &[String] {
        &self.plan.names
    }

    /// Gives what was read since the last time, and goes on with the same columns.
    pub fn take(&mut self) -> Batch {
        let next = Self::new(self.terms);
        let (names, is_planned) = (self.plan.names.clone(), !self.plan.names.is_empty());
        let done = std::mem::replace(self, next);
        if is_planned {
            self.columns(&names);
        }
        done.finish()
    }

    pub fn finish(self) -> Batch {
        let today = self.terms.today;
        let mut parts = Vec::new();
        match self.terms.resource.table {
            TableKind::Costs => {
                for (dimensions, rows) in self.costs {
                    parts.push((Shape::Costs(dimensions), rows.pack(today)));
                }
            }
            TableKind::Performance
            | TableKind::Events
            | TableKind::Answers
            | TableKind::Rates
            | TableKind::Peers
            | TableKind::Targets => {
                parts.push((Shape::Wide, self.wide.pack(today)));
            }
        }
        if self.terms.resource.unpivot.is_some() {
            parts.push((Shape::Long, self.long.pack(today)));
        }
        let own: BTreeMap<_, _> =
            gathered(self.own.iter().map(|(dimension, _, is_kept)| (dimension.clone(), *is_kept)));
        let coded = self.coders.into_iter().chain(self.own.into_iter().map(|(dimension, coder, _)| (dimension, coder)));
        let mut dictionaries: BTreeMap<_, _> =
            gathered(coded.map(|(dimension, coder)| (dimension, coder.values.into_values())));
        if let Some(along) = self.terms.resource.unpivot.as_ref().and_then(|unpivot| Dimension::from_id(&unpivot.along))
        {
            dictionaries.insert(along, self.along.into_values());
        }
        let texts =
            |coder: Coder, is_used: bool| if is_used { coder.values.into_values() } else { TextList::default() };
        Batch {
            parts,
            peers: self.peers,
            targets: self.targets,
            dictionaries,
            persons: texts(self.persons, self.plan.person.is_some()),
            orders: texts(self.orders, self.plan.order.is_some()),
            currencies: texts(self.currencies, self.plan.currency.is_some()),
            own,
            missing: self.missing,
            dates: self.dates,
            problems: self.problems,
            counts: self.counts,
        }
    }

    fn field(&self, column: usize) -> Option<&'a Field> {
        *self.fields.get(column)?
    }

    fn problem_at(&mut self, kind: ProblemKind, row: u64, column: Option<usize>, value: &str) {
        let problem = Problem::of_file(kind, self.terms.file).at_row(row).quoting(value);
        let name = column.and_then(|column| self.plan.names.get(column));
        self.problems.add(match name {
            Some(name) => problem.in_column(name),
            None => problem,
        });
    }

    /// Reads a number; [`ABSENT`] where it is unknown, which is said where something stands there.
    fn quantity(&mut self, row: u64, column: usize, measure: Option<Measure>, cells: &[Cell<'_>]) -> i64 {
        let cell = cells.get(column);
        let quantity = match cell {
            Some(Cell::Bool(true)) => Ok(Quantity::ONE),
            Some(Cell::Bool(false)) => Ok(Quantity::ZERO),
            Some(Cell::Quantity(quantity)) => Ok(*quantity),
            // How the column writes its texts says nothing of a number of the format's own.
            Some(Cell::Number(text)) => read_number(text, None),
            _ => match text_of(cell, &self.terms.resource.missing_values) {
                Some(text) => read_number(&text, self.field(column)),
                None => return ABSENT,
            },
        };
        let quoted = || text_of(cell, &[]).unwrap_or_default();
        match quantity {
            Ok(quantity) => {
                // An amount of an event and revenue may be negative: a return, a correction.
                if quantity.is_negative() && measure.is_some_and(|measure| measure != Measure::Revenue) {
                    self.problem_at(ProblemKind::Negative, row, Some(column), &quoted());
                }
                quantity.parts()
            }
            Err(why) => {
                let kind = match why {
                    NotAQuantity::NotANumber => ProblemKind::NotANumber,
                    NotAQuantity::TooLarge => ProblemKind::NumberTooLarge,
                };
                self.is_repaired = true;
                self.problem_at(kind, row, Some(column), &quoted());
                ABSENT
            }
        }
    }

    /// Reads the row's date; `Err` where there is none, with what stands there.
    fn day<'c>(&mut self, cells: &[Cell<'c>]) -> Result<Dated, std::borrow::Cow<'c, str>> {
        let Some(column) = self.plan.date else { return Ok(UNDATED) };
        let cell = cells.get(column);
        if let Some(Cell::Day(day)) = cell {
            let day = i64::from(day.number());
            return Ok(Dated { day, month_first: day });
        }
        let text = text_of(cell, &self.terms.resource.missing_values).unwrap_or_default();
        if self.last_date.0 != text {
            let zone = self.terms.zone;
            self.last_date.1 = match &self.date {
                Some(format) => format.read_in(&text, zone).map(Found::One),
                None => date::find(&text, zone),
            };
            self.last_date.0.clear();
            self.last_date.0.push_str(&text);
        }
        let number = |day: Day| i64::from(day.number());
        match self.last_date.1 {
            Some(Found::One(day)) => Ok(Dated { day: number(day), month_first: number(day) }),
            Some(Found::Either { day_first, month_first }) => {
                match (day_first, month_first) {
                    (Some(_), None) => self.dates.n_only_day_first += 1,
                    (None, Some(_)) => self.dates.n_only_month_first += 1,
                    _ => self.dates.n_either += 1,
                }
                let or_absent = |day: Option<Day>| day.map_or(ABSENT, number);
                Ok(Dated { day: or_absent(day_first), month_first: or_absent(month_first) })
            }
            None => Err(text),
        }
    }

    /// Left out: whatever else stands in the row does not count.
    fn refuse(&mut self) {
        self.counts.n_refused += 1;
    }
}

impl RowSink for Reading<'_> {
    fn columns(&mut self, names: &[String]) {
        if self.plan.names == names && !names.is_empty() {
            return;
        }
        let resource = self.terms.resource;
        let (plan, missing) = Plan::new(names, resource);
        self.missing = Some(missing);
        self.fields = names.iter().map(|name| resource.fields.get(name)).collect();
        let is_dated = plan.date.is_some();
        let days = || is_dated.then(Vec::new);
        self.coders = plan.dimensions.iter().map(|(dimension, _)| (dimension.clone(), Coder::default())).collect();
        self.own = plan.own.iter().map(|(dimension, _)| (dimension.clone(), Coder::default(), true)).collect();
        let columns = plan.dimensions.iter().map(|(name, _)| name).chain(plan.own.iter().map(|(name, _)| name));
        let dimensions: Vec<_> = columns.map(|name| (name.clone(), Vec::new())).collect();
        self.wide = Rows {
            days: days(),
            dimensions: dimensions.clone(),
            measures: plan.measures.iter().map(|(measure, _)| (*measure, Vec::new())).collect(),
            persons: plan.person.is_some().then(Vec::new),
            orders: plan.order.is_some().then(Vec::new),
            currencies: plan.has_currency.then(Vec::new),
            rates: (resource.table == TableKind::Rates).then(Vec::new),
            key: (!plan.key.is_empty()).then(Default::default),
            ..Rows::default()
        };
        if let Some(unpivot) = &resource.unpivot {
            let along = Dimension::from_id(&unpivot.along).map(|along| (along, Vec::new()));
            let key = (!plan.key.is_empty()).then(Default::default);
            let (persons, currencies) = (self.wide.persons.clone(), self.wide.currencies.clone());
            self.long = Rows { days: days(), dimensions, persons, currencies, key, ..Rows::default() };
            self.long.dimensions.extend(along);
            Measure::from_id(&unpivot.into).into_iter().for_each(|into| {
                self.long.measure(into);
            });
        }
        self.plan = plan;
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        // Spreadsheet programs leave rows of delimiters below the data.
        if cells.iter().all(is_blank) {
            return;
        }
        self.is_repaired = self.ragged.take() == Some(row);
        let found = self.day(cells);
        if let (Ok(dated), Some(from)) = (&found, self.terms.resource.from)
            && dated.is_before(from.day(self.terms.today))
        {
            return;
        }
        self.counts.n_read += 1;
        if (found.is_err() || self.plan.date.is_none()) && is_totals_row(cells) {
            let value = cells.iter().find_map(|cell| text_of(Some(cell), &[])).unwrap_or_default();
            self.problem_at(ProblemKind::TotalsRow, row, None, &value);
            return self.refuse();
        }
        let Some(kind) = self.row_kind(row, cells) else { return self.refuse() };
        let dated = match found {
            Ok(dated) => dated,
            Err(text) => {
                self.is_repaired = true;
                self.problem_at(ProblemKind::NotADate, row, self.plan.date, &text);
                UNDATED
            }
        };
        match self.terms.resource.table {
            TableKind::Rates => return self.push_rate(row, dated, cells),
            TableKind::Peers => return self.push_peer(row, cells),
            TableKind::Targets => return self.push_target(row, cells),
            TableKind::Performance | TableKind::Events | TableKind::Costs | TableKind::Answers => {}
        }
        let missing = &self.terms.resource.missing_values;
        self.codes.clear();
        for ((_, from), (_, coder)) in self.plan.dimensions.iter().zip(&mut self.coders) {
            self.codes.push(coder.code(from, cells, missing));
        }
        for ((_, from), (_, coder, is_kept)) in self.plan.own.iter().zip(&mut self.own) {
            // A column that proves to be no dimension stops costing time and memory at once.
            let code = if *is_kept { coder.code(from, cells, missing) } else { 0 };
            *is_kept &= coder.values.len() <= MAX_OWN_VALUES + 1;
            self.codes.push(code);
        }
        let measures = std::mem::take(&mut self.plan.measures);
        self.quantities.clear();
        for (measure, column) in &measures {
            let quantity = self.quantity(row, *column, Some(*measure), cells);
            self.quantities.push(quantity);
        }
        self.plan.measures = measures;
        self.push_long(row, dated, cells);
        if let RowKind::Answer(kind) = kind {
            self.push_answer(row, kind, cells);
        }
        match kind {
            RowKind::Cost(kind) => self.push_cost(row, kind, dated, cells),
            RowKind::Event(kind) => self.push_wide(row, Some(kind), dated, cells),
            RowKind::Plain | RowKind::Answer(_) => self.push_wide(row, None, dated, cells),
        }
        self.counts.n_repaired += u64::from(self.is_repaired);
    }

    fn problem(&mut self, problem: Problem) {
        match problem.kind {
            ProblemKind::RepeatedHeader => {
                self.counts.n_read += 1;
                self.counts.n_refused += 1;
            }
            ProblemKind::RowRagged => self.ragged = problem.row,
            _ => {}
        }
        self.problems.add(problem);
    }
}
