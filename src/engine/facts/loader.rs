//! Rows, as the map of the manifest names them, become columns.
//!
//! A value that cannot be read becomes a problem and stays unknown; the row's other values count.
//! Text columns that the map does not name are kept as dimensions of the feed's own, as long as
//! they have few values.

use super::Facts;
use super::dictionary::Dictionary;
use super::plan::{Origin, Plan, replaced};
use super::table::{Row, Table};
use super::vocabulary::{CostKind, Dimension, EventKind, Measure, TableKind};
use crate::engine::day::Day;
use crate::engine::feed::date::DateFormat;
use crate::engine::feed::number::read_number;
use crate::engine::feed::package::{Field, Resource, Source};
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::feed::{Cell, RowSink};
use crate::engine::quantity::{NotAQuantity, Quantity};
use std::collections::BTreeSet;

/// How many values a column may have to be offered as a dimension: more make no readable table.
const MAX_OWN_VALUES: usize = 60;

/// Takes the rows of one resource, file after file, and gives tables.
pub struct Loader<'a> {
    facts: &'a mut Facts,
    resource: &'a Resource,
    file: String,
    today: Day,
    problems: Problems,
    date: DateFormat,
    plan: Plan,
    /// Measures that stand in columns of their own, without the dimension that an unpivot adds.
    wide: Table,
    /// What the unpivot makes.
    long: Option<Table>,
    /// Costs, one table for each set of dimensions that rows give: a salary without a channel must not
    /// count as a cost of the channel «not given».
    costs: Vec<Table>,
    /// Columns of the feed's own, of all files so far.
    own: BTreeSet<Dimension>,
    n_source_rows: u64,
}

impl<'a> Loader<'a> {
    /// `today` is the reader's day: dates after it are said to be odd.
    pub fn new(facts: &'a mut Facts, resource: &'a Resource, today: Day) -> Self {
        let date_column = match resource.map.get("date") {
            Some(Source::Column { column, .. }) => Some(column.as_str()),
            Some(Source::Constant(_)) | None => None,
        };
        let pattern = date_column.and_then(|column| resource.fields.get(column)?.date_format.as_deref());
        let mut wide = Table::new(&resource.name, resource.table, resource.grain, today);
        let mut long = resource.unpivot.as_ref().map(|_| wide.clone());
        if date_column.is_some() {
            wide.add_days();
            long.iter_mut().for_each(Table::add_days);
        }
        let mut problems = Problems::default();
        let date = pattern.map_or(Some(DateFormat::default()), DateFormat::from_strptime).unwrap_or_else(|| {
            let column = date_column.unwrap_or_default();
            let path = format!("resources/{}/schema/fields/{column}/format", resource.name);
            let problem = Problem::of_file(ProblemKind::ManifestInvalid, "datapackage.json").in_column(&path);
            problems.add(problem.quoting(pattern.unwrap_or_default()));
            DateFormat::default()
        });
        let plan = Plan::default();
        Self {
            facts,
            resource,
            file: String::new(),
            today,
            problems,
            date,
            plan,
            wide,
            long,
            costs: Vec::new(),
            own: BTreeSet::new(),
            n_source_rows: 0,
        }
    }

    /// Says which file the next rows come from.
    pub fn begin_file(&mut self, file: &str) {
        self.file = file.into();
    }

    /// Gives the tables to the facts and returns what was wrong, with the number of rows read.
    pub fn finish(mut self) -> (Problems, u64) {
        if self.n_source_rows == 0 && self.problems.is_empty() && !self.file.is_empty() {
            self.problems.add(Problem::of_file(ProblemKind::EmptyFile, &self.file));
        }
        self.drop_columns_that_are_no_dimensions();
        self.facts.tables.append(&mut self.costs);
        let has_measures = |table: &Table| table.measures().next().is_some();
        if let Some(long) = self.long.take() {
            if has_measures(&self.wide) {
                self.facts.tables.push(self.wide);
            }
            self.facts.tables.push(long);
        } else if self.resource.table != TableKind::Costs {
            self.facts.tables.push(self.wide);
        }
        (self.problems, self.n_source_rows)
    }

    fn drop_columns_that_are_no_dimensions(&mut self) {
        for dimension in &self.own {
            let dictionary = self.facts.dictionaries.get(dimension);
            let n_values = dictionary.map_or(0, |dictionary| dictionary.len() - 1);
            let is_text = dictionary
                .is_some_and(|d| (1..d.len()).any(|code| Quantity::from_decimal(d.value(code as u32)).is_err()));
            if !(1..=MAX_OWN_VALUES).contains(&n_values) || !is_text {
                self.wide.drop_dimension(dimension);
                self.long.iter_mut().for_each(|long| long.drop_dimension(dimension));
            }
        }
    }

    fn add_dimension(&mut self, dimension: &Dimension) {
        self.wide.add_dimension(dimension.clone());
        self.long.iter_mut().for_each(|long| long.add_dimension(dimension.clone()));
    }

    fn field(&self, column: usize) -> Option<&'a Field> {
        self.resource.fields.get(self.plan.names.get(column)?)
    }

    /// Returns the cell's text, or `None` where it is absent or stands for «missing».
    fn text<'c>(&self, cell: Option<&Cell<'c>>) -> Option<&'c str> {
        let text = match cell? {
            Cell::Null => return None,
            Cell::Text(text) | Cell::Number(text) => text.trim(),
            Cell::Bool(true) => "true",
            Cell::Bool(false) => "false",
            // Whoever wants these as text wants a key or a name: they are written where that is read.
            Cell::Quantity(_) | Cell::Day(_) => return None,
        };
        (!text.is_empty() && !self.resource.missing_values.iter().any(|missing| missing == text)).then_some(text)
    }

    fn problem_at(&mut self, kind: ProblemKind, row: u64, column: usize, value: &str) {
        let name = self.plan.names.get(column).map_or("", String::as_str);
        self.problems.add(Problem::of_file(kind, &self.file).at_row(row).in_column(name).quoting(value));
    }

    fn quantity(&mut self, row: u64, column: usize, measure: Option<Measure>, cells: &[Cell<'_>]) -> Option<Quantity> {
        match cells.get(column) {
            Some(Cell::Bool(true)) => return Some(Quantity::ONE),
            Some(Cell::Bool(false)) => return Some(Quantity::ZERO),
            Some(Cell::Quantity(quantity)) => return Some(*quantity),
            _ => {}
        }
        let text = self.text(cells.get(column))?;
        match read_number(text, self.field(column)) {
            Ok(quantity) => {
                if quantity.is_negative() && measure.is_some_and(|measure| measure != Measure::Revenue) {
                    self.problem_at(ProblemKind::Negative, row, column, text);
                }
                Some(quantity)
            }
            Err(why) => {
                let kind = match why {
                    NotAQuantity::NotANumber => ProblemKind::NotANumber,
                    NotAQuantity::TooLarge => ProblemKind::NumberTooLarge,
                };
                self.problem_at(kind, row, column, text);
                None
            }
        }
    }

    fn day(&mut self, row: u64, cells: &[Cell<'_>]) -> Option<Day> {
        let column = self.plan.date?;
        let text = self.text(cells.get(column));
        let day = text.and_then(|text| self.date.read(text));
        match day {
            None => self.problem_at(ProblemKind::NotADate, row, column, text.unwrap_or_default()),
            Some(day) if day > self.today => {
                self.problem_at(ProblemKind::FutureDate, row, column, text.unwrap_or_default());
            }
            Some(_) => {}
        }
        day
    }

    /// Reads what an event or a cost is; `None` where the row is to be left out, which is said.
    fn kind<K>(&mut self, row: u64, cells: &[Cell<'_>], unsaid: K, from_id: fn(&str) -> Option<K>) -> Option<K> {
        let Some(kind) = &self.plan.kind else { return Some(unsaid) };
        let (text, column) = match kind {
            Origin::Constant(text) => (text.clone(), None),
            Origin::Column(column, values) => {
                (replaced(self.text(cells.get(*column)).unwrap_or_default(), values).to_owned(), Some(*column))
            }
        };
        let kind = from_id(&text.to_ascii_lowercase());
        if kind.is_none() {
            match column {
                Some(column) => self.problem_at(ProblemKind::KindUnknown, row, column, &text),
                None => {
                    self.problems.add(Problem::of_file(ProblemKind::KindUnknown, &self.file).at_row(row).quoting(&text))
                }
            }
        }
        kind
    }

    fn code_of(&self, from: &Origin, cells: &[Cell<'_>]) -> String {
        match from {
            Origin::Constant(text) => text.clone(),
            Origin::Column(column, values) => {
                replaced(self.text(cells.get(*column)).unwrap_or_default(), values).to_owned()
            }
        }
    }

    fn measures_of_event(&mut self, row: u64, kind: EventKind, cells: &[Cell<'_>], out: &mut Row) {
        let value = self.plan.value.and_then(|column| self.quantity(row, column, None, cells));
        let counted = match kind {
            EventKind::Touch => None,
            EventKind::Visit => Some(Measure::Visits),
            EventKind::Lead => Some(Measure::Leads),
            EventKind::Action => Some(Measure::Actions),
            EventKind::Order => Some(Measure::Orders),
            EventKind::Refund => None,
        };
        if let Some(measure) = counted {
            // The lines of one order carry one order id: the order counts once.
            let is_new = match &self.plan.order {
                Some(order) if kind == EventKind::Order => {
                    let id = self.code_of(order, cells);
                    // Two shops number their orders alike: an id is one order within its resource only.
                    let key = format!("{}\u{1}{id}", self.resource.name);
                    id.is_empty() || self.facts.orders.code(&key).is_none() && self.facts.orders.insert(&key) > 0
                }
                _ => true,
            };
            out.measures.push((measure, if is_new { Quantity::ONE } else { Quantity::ZERO }));
        }
        let amount = match kind {
            EventKind::Order => Some(Measure::Revenue),
            EventKind::Refund => Some(Measure::Refunds),
            EventKind::Touch | EventKind::Visit | EventKind::Lead | EventKind::Action => None,
        };
        if let (Some(measure), Some(value)) = (amount, value) {
            out.measures.push((measure, value));
        }
    }

    fn push(&mut self, row: u64, out: Row, cells: &[Cell<'_>]) {
        let unpivoted = std::mem::take(&mut self.plan.unpivoted);
        if let (Some(unpivot), Some(mut long)) = (&self.resource.unpivot, self.long.take()) {
            let along = Dimension::from_id(&unpivot.along);
            let into = Measure::from_id(&unpivot.into);
            if let (Some(along), Some(into)) = (along, into) {
                for (column, value) in &unpivoted {
                    let mut each = Row { measures: Vec::new(), ..out.clone() };
                    if let Some(quantity) = self.quantity(row, *column, Some(into), cells) {
                        each.measures.push((into, quantity));
                    }
                    each.dimensions.push((along.clone(), self.facts.code_for(&along, value)));
                    long.push(&each);
                }
            }
            self.long = Some(long);
        }
        self.plan.unpivoted = unpivoted;
        match self.resource.table {
            TableKind::Performance | TableKind::Events => self.wide.push(&out),
            TableKind::Costs => self.push_cost(out),
        }
    }

    fn push_cost(&mut self, mut out: Row) {
        out.dimensions.retain(|(_, code)| *code != Dictionary::NOT_GIVEN);
        let given: Vec<&Dimension> = out.dimensions.iter().map(|(dimension, _)| dimension).collect();
        let is_cut_so = |table: &&mut Table| {
            table.dimensions().count() == given.len() && given.iter().all(|each| table.dimension(each).is_some())
        };
        if let Some(table) = self.costs.iter_mut().find(is_cut_so) {
            out.measures.iter().for_each(|(measure, _)| table.add_measure(*measure));
            table.push(&out);
            return;
        }
        let mut table = Table::new(&self.resource.name, self.resource.table, self.resource.grain, self.today);
        if self.wide.is_dated() {
            table.add_days();
        }
        given.into_iter().for_each(|dimension| table.add_dimension(dimension.clone()));
        out.measures.iter().for_each(|(measure, _)| table.add_measure(*measure));
        table.push(&out);
        self.costs.push(table);
    }
}

impl RowSink for Loader<'_> {
    fn columns(&mut self, names: &[String]) {
        let (plan, missing) = Plan::new(names, self.resource);
        for column in missing {
            self.problems.add(Problem::of_file(ProblemKind::ColumnMissing, &self.file).in_column(&column));
        }
        for (dimension, _) in &plan.dimensions {
            self.add_dimension(dimension);
        }
        for (dimension, _) in &plan.own {
            self.add_dimension(dimension);
            self.own.insert(dimension.clone());
        }
        if plan.person.is_some() {
            self.wide.add_persons();
        }
        for (measure, _) in &plan.measures {
            self.wide.add_measure(*measure);
        }
        if let (Some(unpivot), Some(long)) = (&self.resource.unpivot, &mut self.long) {
            Measure::from_id(&unpivot.into).into_iter().for_each(|measure| long.add_measure(measure));
            Dimension::from_id(&unpivot.along).into_iter().for_each(|dimension| long.add_dimension(dimension));
        }
        self.plan = plan;
    }

    fn row(&mut self, row: u64, cells: &[Cell<'_>]) {
        self.n_source_rows += 1;
        let plan = std::mem::take(&mut self.plan);
        let mut out = Row::default();
        for (dimension, from) in &plan.dimensions {
            let value = self.code_of(from, cells);
            out.dimensions.push((dimension.clone(), self.facts.code_for(dimension, &value)));
        }
        for (dimension, column) in &plan.own {
            // A column that proves to be no dimension stops costing memory at once.
            if self.facts.n_codes(dimension) <= MAX_OWN_VALUES + 1 {
                let value = self.text(cells.get(*column)).unwrap_or_default();
                out.dimensions.push((dimension.clone(), self.facts.code_for(dimension, value)));
            }
        }
        self.plan = plan;
        let events_or_costs = match self.resource.table {
            TableKind::Performance => Some(()),
            TableKind::Events => self.kind(row, cells, EventKind::Touch, EventKind::from_id).map(|kind| {
                self.measures_of_event(row, kind, cells, &mut out);
                // A kind that never comes leaves no empty column behind.
                out.measures.iter().for_each(|(measure, _)| self.wide.add_measure(*measure));
            }),
            TableKind::Costs => self.kind(row, cells, CostKind::Media, CostKind::from_id).map(|kind| {
                let amount = self.plan.value.and_then(|at| self.quantity(row, at, Some(kind.measure()), cells));
                out.measures.extend(amount.map(|amount| (kind.measure(), amount)));
            }),
        };
        if events_or_costs.is_none() {
            return;
        }
        out.day = self.day(row, cells);
        if let Some(person) = &self.plan.person {
            let id = self.code_of(person, cells);
            out.person = self.facts.persons.insert(&id);
        }
        for at in 0..self.plan.measures.len() {
            if let Some(&(measure, column)) = self.plan.measures.get(at)
                && let Some(quantity) = self.quantity(row, column, Some(measure), cells)
            {
                out.measures.push((measure, quantity));
            }
        }
        self.push(row, out, cells);
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.add(problem);
    }
}

impl Facts {
    fn code_for(&mut self, dimension: &Dimension, value: &str) -> u32 {
        match self.dictionaries.get_mut(dimension) {
            Some(dictionary) => dictionary.insert(value),
            None => self.dictionaries.entry(dimension.clone()).or_default().insert(value),
        }
    }
}
