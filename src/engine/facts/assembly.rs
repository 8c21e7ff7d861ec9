//! Joins batches into the tables of a feed.
//!
//! Batches come in the order of the manifest's resources, their files, and the files' segments: then codes, and with
//! them every result, are the same whoever read them. What only all rows of a resource tell (day or month first,
//! duplicates, which columns are dimensions) is decided at the end.

mod after_today;
mod codes;
mod money;
mod peers;
mod targets;

use super::batch::{AfterToday, Batch, DateOrder, RowCounts, Shape};
use super::block::{Block, Pending, day_from};
use super::column::{ABSENT, Column};
use super::peers::PeerRow;
use super::rates::Rates;
use super::reading::MAX_OWN_VALUES;
use super::table::Table;
use super::targets::TargetRow;
use super::vocabulary::{Dimension, Measure, TableKind};
use super::{Facts, people};
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::feed::package::{Resource, Source};
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::gather::gathered;
use crate::engine::quantity::Quantity;
use codes::{codes_of, recode};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A feed on its way.
#[derive(Debug)]
pub struct Assembly {
    facts: Facts,
    today: Day,
    currency: Option<String>,
    resources: Vec<Growing>,
}

/// The tables of one resource.
#[derive(Debug)]
struct Growing {
    resource: Resource,
    tables: BTreeMap<Shape, Table>,
    /// Of a table of peers: the rows, each with its file.
    peers: Vec<(usize, PeerRow)>,
    /// Of a table of targets likewise.
    targets: Vec<(usize, TargetRow)>,
    files: Vec<FileSoFar>,
    /// How many bytes of memory the tables take.
    n_bytes: usize,
}

/// What has come of one file.
#[derive(Debug, Clone, Default)]
struct FileSoFar {
    problems: Problems,
    counts: RowCounts,
    has_begun: bool,
    /// Columns of the map that no segment has had; `None` before the first that has columns.
    missing: Option<BTreeSet<String>>,
    /// How many rows of a spreadsheet its segments take so far.
    n_passed: u64,
    /// Columns of the feed's own, and whether they may still be dimensions.
    own: BTreeMap<Dimension, bool>,
    dates: DateOrder,
}

/// What became of one resource.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResourceReport {
    pub problems: Problems,
    pub counts: RowCounts,
    pub covers: Option<Window>,
    /// Rows that are dated after today.
    pub after_today: Option<AfterToday>,
    /// How its dates were read where the file did not say: `Some(true)` with the day first.
    pub is_day_first: Option<bool>,
}

impl Assembly {
    pub fn new(resources: &[Resource], today: Day) -> Self {
        let growing = |resource: &Resource| Growing {
            resource: resource.clone(),
            tables: BTreeMap::new(),
            peers: Vec::new(),
            targets: Vec::new(),
            files: vec![FileSoFar::default(); resource.paths.len()],
            n_bytes: 0,
        };
        let resources = resources.iter().map(growing).collect();
        Self { facts: Facts::new(today), today, currency: None, resources }
    }

    /// Says what amounts are reported in, an ISO 4217 code; `None`: in the one that all rows are in.
    #[must_use]
    pub fn in_currency(mut self, currency: Option<&str>) -> Self {
        self.currency = currency.map(str::to_owned);
        self
    }

    /// Adds the next segment of a file, which spans `n_passed` rows as a spreadsheet counts them.
    pub fn add(&mut self, resource: usize, file: usize, batch: Batch, n_passed: u64) {
        let Some(growing) = self.resources.get_mut(resource) else { return };
        growing.add(&mut self.facts, file, batch, n_passed);
    }

    /// Forgets what has come of a file, which cannot be read to its end: half of it would look whole.
    pub fn drop_file(&mut self, resource: usize, file: usize) {
        let Some(growing) = self.resources.get_mut(resource) else { return };
        for table in growing.tables.values_mut() {
            table.blocks.retain(|block| block.pending.file != file);
            table.look_again();
        }
        growing.peers.retain(|(of, _)| *of != file);
        growing.targets.retain(|(of, _)| *of != file);
        growing.count_bytes();
        if let Some(so_far) = growing.files.get_mut(file) {
            *so_far = FileSoFar::default();
        }
    }

    /// Returns how many bytes of memory the rows and their texts take so far.
    pub fn n_bytes(&self) -> usize {
        self.resources.iter().map(|growing| growing.n_bytes).sum::<usize>() + self.facts.n_text_bytes()
    }

    /// Returns the tables, and what became of each resource.
    pub fn finish(self) -> (Facts, Vec<ResourceReport>) {
        let Self { mut facts, today, currency, resources } = self;
        let mut rates = Rates::new(currency.as_deref(), &facts.currencies);
        let mut finished = Vec::new();
        // Wherever the rates stand in the manifest, they are needed first.
        let (of_rates, others): (Vec<_>, Vec<_>) =
            resources.into_iter().enumerate().partition(|(_, growing)| growing.resource.table == TableKind::Rates);
        for (at, growing) in of_rates.into_iter().chain(others) {
            let (tables, report) = growing.finish(&mut facts, &mut rates, today);
            finished.push((at, tables, report));
        }
        finished.sort_by_key(|(at, _, _)| *at);
        let mut reports = Vec::new();
        for (_, tables, report) in finished {
            facts.tables.extend(tables);
            reports.push(report);
        }
        people::complete(&mut facts);
        (facts, reports)
    }
}

impl Growing {
    fn add(&mut self, facts: &mut Facts, file: usize, batch: Batch, n_passed: u64) {
        let Batch {
            parts,
            peers,
            targets,
            dictionaries,
            persons,
            orders,
            currencies,
            own,
            missing,
            dates,
            problems,
            counts,
        } = batch;
        let Some(so_far) = self.files.get_mut(file) else { return };
        let n_before = so_far.n_passed;
        so_far.n_passed += n_passed;
        so_far.problems.append(problems.shifted(n_before));
        self.n_bytes += peers.len() * PeerRow::N_BYTES + targets.len() * TargetRow::N_BYTES;
        self.peers.extend(peers.into_iter().map(|row| (file, row.shifted(n_before))));
        self.targets.extend(targets.into_iter().map(|row| (file, row.shifted(n_before))));
        so_far.counts.add(counts);
        so_far.has_begun = true;
        if let Some(missing) = missing {
            let missing: BTreeSet<String> = gathered(missing);
            so_far.missing = Some(match so_far.missing.take() {
                Some(before) => gathered(before.intersection(&missing).cloned()),
                None => missing,
            });
        }
        so_far.dates.add(dates);
        for (dimension, is_kept) in own {
            *so_far.own.entry(dimension).or_insert(true) &= is_kept;
        }
        let codes: BTreeMap<Dimension, Vec<u32>> = gathered(dictionaries.into_iter().map(|(dimension, texts)| {
            let is_given_up = so_far.own.get(&dimension) == Some(&false);
            let dictionary = facts.dictionaries.entry(dimension.clone()).or_default();
            let codes = if is_given_up { vec![0; texts.len()] } else { codes_of(&texts, dictionary, "") };
            (dimension, codes)
        }));
        let person_codes = codes_of(&persons, &mut facts.persons, "");
        // Two shops number their orders alike: an id is one order within its resource only.
        let order_codes = codes_of(&orders, &mut facts.orders, &self.resource.name);
        let currency_codes = codes_of(&currencies, &mut facts.currencies, "");
        for (shape, mut block) in parts {
            block.pending.file = file;
            for (dimension, column) in &mut block.dimensions {
                recode(column, codes.get(dimension).map_or(&[], Vec::as_slice));
            }
            block.persons.iter_mut().for_each(|column| recode(column, &person_codes));
            block.pending.orders.iter_mut().for_each(|column| recode(column, &order_codes));
            block.pending.currencies.iter_mut().for_each(|column| recode(column, &currency_codes));
            if let Some(rows) = &mut block.pending.rows {
                rows.shift(i64::try_from(n_before).unwrap_or_default());
            }
            self.n_bytes += block.n_bytes();
            let resource = &self.resource;
            self.tables.entry(shape).or_insert_with(|| Table::new(resource)).push(block);
        }
    }

    fn finish(mut self, facts: &mut Facts, rates: &mut Rates, today: Day) -> (Vec<Table>, ResourceReport) {
        let mut report = ResourceReport::default();
        let mut late = Problems::default();
        report.is_day_first = self.choose_date_order(today, &mut late);
        report.counts.n_refused += self.leave_out_duplicates(today, &mut late) + self.give_peers(facts, &mut late);
        report.counts.n_refused += self.give_targets(facts, rates, today, &mut late);
        if self.resource.table == TableKind::Rates {
            report.counts.n_refused += self.take_rates(facts, rates, &mut late);
        } else {
            report.counts.n_repaired += self.convert(facts, rates, today, &mut late);
        }
        self.count_orders_once(facts, today);
        self.drop_columns_that_are_no_dimensions(facts);
        self.say_what_is_after_today(&mut report, &mut late);
        // What only reading needs is not kept, but the file is; of orders, persons have still to be told.
        self.tables.values_mut().flat_map(|table| &mut table.blocks).for_each(|block| {
            block.pending =
                Pending { file: block.pending.file, orders: block.pending.orders.take(), ..Pending::default() };
        });
        let last_read = self.resource.paths.iter().zip(&self.files).rfind(|(_, so_far)| so_far.has_begun);
        let last_read = last_read.map(|(file, _)| file.clone());
        for (file, so_far) in self.resource.paths.iter().zip(self.files) {
            for column in so_far.missing.unwrap_or_default() {
                report.problems.add(Problem::of_file(ProblemKind::ColumnMissing, file).in_column(&column));
            }
            report.counts.add(so_far.counts);
            report.problems.append(so_far.problems);
        }
        let RowCounts { n_read, n_refused, n_repaired } = report.counts;
        report.counts.n_repaired = n_repaired.min(n_read.saturating_sub(n_refused));
        report.problems.append(late);
        if let Some(file) = last_read.filter(|_| report.counts.n_read == 0 && report.problems.is_empty()) {
            report.problems.add(Problem::of_file(ProblemKind::EmptyFile, &file));
        }
        let has_measures = |table: &Table| table.measures().next().is_some();
        let has_long = self.tables.contains_key(&Shape::Long);
        let kept = |(shape, table): &(Shape, Table)| *shape != Shape::Wide || !has_long || has_measures(table);
        let tables: Vec<Table> = self.tables.into_iter().filter(kept).map(|(_, table)| table).collect();
        report.covers = tables
            .iter()
            .filter_map(Table::extent)
            .reduce(|a, b| Window { from: a.from.min(b.from), to: a.to.max(b.to) });
        let tables = if self.resource.table.adds_up() { tables } else { Vec::new() };
        (tables, report)
    }

    fn column_of_date(&self) -> &str {
        match self.resource.map.get("date") {
            Some(Source::Column { column, .. }) => column,
            Some(Source::Constant(_)) | None => "",
        }
    }

    /// Decides which of two readings of its dates a resource means: that which more dates allow; where all dates
    /// allow both, that which spans fewer days, and it is said that nothing tells. `None`: there are no two readings.
    fn choose_date_order(&mut self, today: Day, problems: &mut Problems) -> Option<bool> {
        let has_two = self.tables.values().flat_map(|table| &table.blocks).any(|b| b.pending.month_first.is_some());
        let mut dates = DateOrder::default();
        self.files.iter().for_each(|file| dates.add(file.dates));
        let DateOrder { n_only_day_first, n_only_month_first, n_either } = dates;
        if !has_two && n_only_day_first + n_only_month_first + n_either == 0 {
            return None;
        }
        let is_unclear = n_only_day_first == 0 && n_only_month_first == 0;
        let is_day_first =
            if is_unclear { self.is_likelier_with_day_first(today) } else { n_only_day_first >= n_only_month_first };
        let column = self.column_of_date().to_owned();
        if is_unclear && has_two {
            let file = self.resource.paths.first().map_or("", String::as_str);
            let order = if is_day_first { "DD/MM/YYYY" } else { "MM/DD/YYYY" };
            problems.add(Problem::of_file(ProblemKind::DateOrderUnclear, file).in_column(&column).quoting(order));
        }
        for table in self.tables.values_mut() {
            for block in &mut table.blocks {
                let Some(month_first) = block.pending.month_first.take() else { continue };
                let other = if is_day_first { Some(&month_first) } else { block.days.as_ref() };
                let chosen = if is_day_first { block.days.as_ref() } else { Some(&month_first) };
                for row in 0..block.n_rows {
                    let day = chosen.and_then(|days| days.get(row));
                    let unread = other.and_then(|days| days.get(row));
                    let (None, Some(unread)) = (day, unread) else { continue };
                    let said = day_from(unread).to_string();
                    let file = self.resource.paths.get(block.pending.file).map_or("", String::as_str);
                    let row = block.pending.rows.as_ref().and_then(|rows| rows.get(row)).unwrap_or_default();
                    let problem =
                        Problem::of_file(ProblemKind::NotADate, file).at_row(u64::try_from(row).unwrap_or_default());
                    problems.add(problem.in_column(&column).quoting(&said));
                }
                if !is_day_first {
                    block.days = Some(month_first);
                }
                block.survey(today);
            }
        }
        Some(is_day_first)
    }

    /// Whether fewer days lie in the future, or else the days span less, if the day comes first.
    fn is_likelier_with_day_first(&self, today: Day) -> bool {
        let today = i64::from(today.number());
        let badness = |of: fn(&Block) -> Option<&Column>| {
            let columns = || self.tables.values().flat_map(|table| &table.blocks).filter_map(of);
            let values = columns().flat_map(|days| (0..days.n_rows()).filter_map(|row| days.get(row)));
            let n_future = values.filter(|day| *day > today).count();
            let ends = columns().filter_map(Column::ends).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
            (n_future, ends.map_or(0, |(first, last)| last - first))
        };
        badness(|block| block.days.as_ref())
            <= badness(|block| block.pending.month_first.as_ref().or(block.days.as_ref()))
    }

    /// Leaves out rows whose key has come before; returns how many.
    fn leave_out_duplicates(&mut self, today: Day, problems: &mut Problems) -> u64 {
        let mut seen = HashSet::new();
        let mut n_left_out = 0;
        let name = self.resource.key.join(" + ");
        for (shape, table) in &mut self.tables {
            for block in &mut table.blocks {
                let Some([high, low]) = block.pending.key.take() else { continue };
                let is_first = |row: usize| match (high.get(row), low.get(row)) {
                    (Some(high), Some(low)) => seen.insert((high, low)),
                    _ => true,
                };
                let is_kept: Vec<bool> = (0..block.n_rows).map(is_first).collect();
                if is_kept.iter().all(|is_kept| *is_kept) {
                    continue;
                }
                // What an unpivot makes of a row is said with the row.
                let is_said = *shape != Shape::Long;
                for (row, _) in is_kept.iter().enumerate().filter(|(_, is_kept)| is_said && !**is_kept) {
                    n_left_out += 1;
                    let file = self.resource.paths.get(block.pending.file).map_or("", String::as_str);
                    let row = block.pending.rows.as_ref().and_then(|rows| rows.get(row)).unwrap_or_default();
                    let problem = Problem::of_file(ProblemKind::DuplicateRow, file);
                    let problem = problem.at_row(u64::try_from(row).unwrap_or_default());
                    problems.add(problem.in_column(&name).quoting(&name));
                }
                block.retain(&is_kept);
                block.survey(today);
            }
        }
        n_left_out
    }

    /// Counts an order of several lines at its first line only.
    fn count_orders_once(&mut self, facts: &Facts, today: Day) {
        let mut seen = vec![false; facts.orders.len()];
        for table in self.tables.values_mut().filter(|table| table.kind == TableKind::Events) {
            for block in &mut table.blocks {
                let Some(orders) = &block.pending.orders else { continue };
                let Some(counted) = block.measures.get_mut(&Measure::Orders) else { continue };
                let mut values = counted.unpack();
                for (row, value) in values.iter_mut().enumerate().filter(|(_, value)| **value != ABSENT) {
                    let code = orders.get(row).and_then(|code| usize::try_from(code).ok()).unwrap_or(0);
                    let is_again = code != 0 && seen.get(code).copied().unwrap_or(false);
                    if is_again {
                        *value = Quantity::ZERO.parts();
                    } else if let Some(seen) = seen.get_mut(code) {
                        *seen = true;
                    }
                }
                *counted = Column::pack(&values);
                block.survey(today);
            }
        }
    }

    fn drop_columns_that_are_no_dimensions(&mut self, facts: &Facts) {
        let mut own: BTreeMap<&Dimension, bool> = BTreeMap::new();
        for (dimension, is_kept) in self.files.iter().flat_map(|file| &file.own) {
            *own.entry(dimension).or_insert(true) &= *is_kept;
        }
        for (dimension, is_kept) in own {
            let dictionary = facts.dictionaries.get(dimension);
            let n_values = dictionary.map_or(0, |dictionary| dictionary.len() - 1);
            let is_text = dictionary.is_some_and(|d| {
                (1..u32::try_from(d.len()).unwrap_or(0)).any(|code| Quantity::from_decimal(d.value(code)).is_err())
            });
            if !is_kept || !(1..=MAX_OWN_VALUES).contains(&n_values) || !is_text {
                self.tables.values_mut().for_each(|table| table.drop_dimension(dimension));
            }
        }
    }
}
