//! The rows behind a figure: what it was counted from, and why other rows were not.

use crate::engine::cube::rows::{Accounts, Asked, Exclusion, Row, Rows, basis_of, rows};
use crate::engine::cube::window::Window;
use crate::engine::day::Day;
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::kpi::figure::parts_behind;
use crate::engine::kpi::{Kpi, Unit};
use crate::engine::quantity::{Quantity, Sum};
use crate::view::export::about::place_of;
use crate::view::export::plain::{PlainCell, PlainTable};
use crate::view::number::DateStyle;
use crate::view::page::problems::kind_name;
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many rows are listed: past them a person filters instead of reading.
const LISTED: usize = 1_000;

/// How many rows a saved file has at most: some 8 MB while it is made.
const SAVED: usize = 20_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsSheet {
    /// The metric's id.
    pub kpi: String,
    /// «Rows behind Revenue».
    pub title: String,
    /// «From 12,345 rows; 210 left out: 200 outside the period, 10 without a date.»
    pub accounts: String,
    /// «The first 1,000 of 12,345 rows are listed.»; `None` where all are.
    pub cut: Option<String>,
    pub heads: Vec<String>,
    /// The place of the first column of numbers: all before it are texts, all from it on are numbers.
    pub first_number: usize,
    /// A cell a head, empty where nothing is known.
    pub rows: Vec<Vec<String>>,
}

/// The rows behind a figure for programs: values as the feed has them, unrounded numbers. Where there are more rows than a
/// file takes, its last row says how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainRows {
    pub table: PlainTable,
    /// The code of the currency of its amounts, or nothing.
    pub currency: String,
}

/// A column of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    File,
    /// The days that a row covers; for programs the first of them.
    Date,
    LastDay,
    Dimension(Dimension),
    Person,
    Measure(Measure),
}

impl RowsSheet {
    pub fn new(scene: &Scene<'_>, kpi: Kpi) -> Self {
        let Rows { first, accounts } = behind(scene, kpi, LISTED);
        let columns: Vec<Column> = columns(&first).into_iter().filter(|column| *column != Column::LastDay).collect();
        let all = accounts.n_used;
        let shown = scene.count(first.len() as u64);
        let args = [("shown", Arg::Text(&shown)), ("all", Arg::Text(&scene.count(all)))];
        let cells = |row: &Row<'_>| columns.iter().map(|column| cell(scene, column, row)).collect();
        Self {
            kpi: kpi.id().into(),
            title: scene.text.with("rows-title", &[("kpi", Arg::Text(&scene.kpi_name(kpi)))]),
            cut: (all > first.len() as u64).then(|| scene.text.with("rows-cut", &args)),
            accounts: say(scene, &accounts.with_reading(&scene.loaded.report.problems)),
            heads: columns.iter().map(|column| head(scene, column)).collect(),
            first_number: columns.iter().take_while(|column| !matches!(column, Column::Measure(_))).count(),
            rows: first.iter().map(cells).collect(),
        }
    }
}

impl PlainRows {
    pub fn new(scene: &Scene<'_>, kpi: Kpi) -> Self {
        let Rows { first, accounts } = behind(scene, kpi, SAVED);
        let columns = columns(&first);
        let cells = |row: &Row<'_>| columns.iter().map(|column| plain_cell(scene, column, row)).collect();
        let mut rows: Vec<Vec<PlainCell>> = first.iter().map(cells).collect();
        let n_more = accounts.n_used.saturating_sub(first.len() as u64);
        if n_more > 0 {
            rows.push(vec![PlainCell::Text(scene.text.get("save-more-rows")), PlainCell::Number(n_more.to_string())]);
        }
        let heads = columns.iter().map(|column| head(scene, column)).collect();
        Self { table: PlainTable { heads, rows }, currency: scene.currency().into() }
    }
}

/// Finds the rows that the metric's figure of the selection is made of.
fn behind<'a>(scene: &Scene<'a>, kpi: Kpi, most: usize) -> Rows<'a> {
    let totals = scene.total(scene.window);
    let basis = basis_of(parts_behind(kpi.spec(), &totals, scene.facts()));
    let selection = scene.selection(scene.window);
    rows(scene.facts(), &Asked { selection: &selection, dimension: None, basis: Some(basis) }, most)
}

/// Returns the columns in which at least one of the rows has something.
fn columns(rows: &[Row<'_>]) -> Vec<Column> {
    let given = |row: &Row<'_>| {
        let values = row.values.clone().into_iter().filter(|(_, value)| !value.is_empty());
        values.map(|(dimension, _)| dimension.clone()).collect::<Vec<_>>()
    };
    let dimensions: BTreeSet<Dimension> = rows.iter().flat_map(given).collect();
    let measures: BTreeSet<Measure> = rows.iter().flat_map(|row| &row.known).map(|(measure, _)| *measure).collect();
    let is_long = |row: &Row<'_>| row.days.is_some_and(|days| days.from != days.to);
    let mut columns = vec![Column::File];
    columns.extend(rows.iter().any(|row| row.days.is_some()).then_some(Column::Date));
    columns.extend(rows.iter().any(is_long).then_some(Column::LastDay));
    columns.extend(dimensions.into_iter().map(Column::Dimension));
    columns.extend(rows.iter().any(|row| !row.person.is_empty()).then_some(Column::Person));
    columns.extend(measures.into_iter().map(Column::Measure));
    columns
}

fn head(scene: &Scene<'_>, column: &Column) -> String {
    match column {
        Column::File => scene.text.get("save-file"),
        Column::Date => scene.text.get("field-date"),
        Column::LastDay => scene.text.get("field-last-day"),
        Column::Dimension(dimension) => scene.dimension_title(dimension),
        Column::Person => scene.text.get("field-person"),
        Column::Measure(measure) => scene.measure_title(*measure),
    }
}

fn cell(scene: &Scene<'_>, column: &Column, row: &Row<'_>) -> String {
    match column {
        Column::File => file(scene, row),
        Column::Date => match row.days {
            Some(Window { from, to }) if from != to => scene.locale.date_range(from, to),
            days => days.map(|days| scene.locale.date(days.from, DateStyle::Day)).unwrap_or_default(),
        },
        Column::LastDay => String::new(),
        Column::Dimension(dimension) => {
            value(row, dimension).map(|value| scene.value_name(dimension, value)).unwrap_or_default()
        }
        Column::Person => row.person.to_owned(),
        Column::Measure(measure) => {
            let unit = if measure.is_money() { Unit::Money } else { Unit::Number };
            let write = |quantity| scene.in_full(unit, Sum::from(quantity).to_f64());
            quantity(row, *measure).map(write).unwrap_or_default()
        }
    }
}

fn plain_cell(scene: &Scene<'_>, column: &Column, row: &Row<'_>) -> PlainCell {
    let day = |of: fn(Window) -> Day| {
        row.days.map_or_else(|| PlainCell::Text(String::new()), |days| PlainCell::Day(of(days)))
    };
    match column {
        Column::File => PlainCell::Text(place_of(&file(scene, row))),
        Column::Date => day(|days| days.from),
        Column::LastDay => day(|days| days.to),
        Column::Dimension(dimension) => PlainCell::Text(value(row, dimension).unwrap_or_default().to_owned()),
        Column::Person => PlainCell::Text(row.person.to_owned()),
        Column::Measure(measure) => {
            let number = quantity(row, *measure).map(Quantity::to_decimal).unwrap_or_default();
            if measure.is_money() { PlainCell::Money(number) } else { PlainCell::Number(number) }
        }
    }
}

/// Returns the path of the file, as the manifest writes it.
fn file(scene: &Scene<'_>, row: &Row<'_>) -> String {
    let resource = scene.loaded.package.resources.iter().find(|resource| resource.name == row.table.resource);
    let path = resource.and_then(|resource| resource.paths.get(row.file));
    path.unwrap_or(&row.table.resource).clone()
}

/// Returns the row's value; `None` where its table lacks the dimension.
fn value<'r>(row: &Row<'r>, dimension: &Dimension) -> Option<&'r str> {
    row.values.iter().find(|(other, _)| *other == dimension).map(|(_, value)| *value)
}

fn quantity(row: &Row<'_>, measure: Measure) -> Option<Quantity> {
    row.known.iter().find(|(other, _)| *other == measure).map(|(_, quantity)| *quantity)
}

/// Says how many rows are used, and how many are left out for which reason, the most frequent first.
fn say(scene: &Scene<'_>, accounts: &Accounts) -> String {
    #[allow(clippy::cast_precision_loss)]
    let count = accounts.n_used as f64;
    if accounts.left_out.is_empty() {
        return scene.counted("rows-all-used", count);
    }
    let mut reasons: Vec<(&Exclusion, u64)> = accounts.left_out.iter().map(|(why, n_rows)| (why, *n_rows)).collect();
    reasons.sort_by_key(|(_, n_rows)| std::cmp::Reverse(*n_rows));
    let reasons: Vec<String> = reasons.into_iter().map(|(why, n_rows)| say_why(scene, why, n_rows)).collect();
    let args = [
        ("count", Arg::Count(count)),
        ("number", Arg::Text(&scene.count(accounts.n_used))),
        ("left", Arg::Text(&scene.count(accounts.n_left_out()))),
        ("reasons", Arg::Text(&scene.locale.list(&reasons))),
    ];
    scene.text.with("rows-used", &args)
}

fn say_why(scene: &Scene<'_>, why: &Exclusion, n_rows: u64) -> String {
    let (id, name) = match why {
        Exclusion::Unread(kind) => ("rows-left-unread", kind_name(scene.text, *kind)),
        Exclusion::Lacking(dimension) => ("rows-left-lacking", scene.dimension_name(dimension)),
        Exclusion::WithoutDate => ("rows-left-undated", String::new()),
        Exclusion::AfterToday => ("rows-left-after-today", String::new()),
        Exclusion::OutsidePeriod => ("rows-left-outside", String::new()),
        Exclusion::Filtered(dimension) => ("rows-left-filtered", scene.dimension_name(dimension)),
        Exclusion::Unknown => ("rows-left-unknown", String::new()),
        Exclusion::Superseded => ("rows-left-superseded", String::new()),
    };
    scene.text.with(id, &[("number", Arg::Text(&scene.count(n_rows))), ("name", Arg::Text(&name))])
}
