//! Channels: which channel is worth its money?

mod advice;
mod notes;
mod opened;
mod versus;

pub use advice::{Advice, AdviceRow};
pub use opened::Opened;
pub use versus::{Versus, VersusName, VersusRow};

pub(super) use advice::advice;

use super::columns::COLUMNS;
use super::{Change, Choice, Shown, channel_kind, efficiency, mix, offered, over_time};
use crate::engine::cube::group::{self, Reach};
use crate::engine::cube::totals::Totals;
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::kpi::figure::{Absence, Figure};
use crate::engine::kpi::{Formula, Kpi, Unit};
use crate::view::chart::{line::Lines, mix::Mix, scatter::Scatter};
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::query::Sort;
use crate::view::scene::Scene;
use crate::view::spread::Spread;
use crate::view::target::against_targets;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Channels {
    /// What the table is cut by: channel, segment, region …
    pub by: Vec<Choice>,
    /// The id of the chosen one, for `data-dimension`.
    pub dimension: String,
    pub table: Table,
    /// The metric that the table is ranked by.
    pub over_time: Panel<Lines>,
    /// Two to four rows against each other, where they are chosen.
    pub versus: Option<Versus>,
    pub advice: Advice,
    pub efficiency: Panel<Scatter>,
    pub mix: Panel<Mix>,
}

/// A chart with its words. `chart` is `None` where there is nothing to draw, and `sentence` says why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Panel<C> {
    /// The finding: «Paid social buys the dearest customers».
    pub title: String,
    /// What is drawn: «Cost per acquisition against conversions, by channel».
    pub subtitle: String,
    /// Range, trend and outliers in a sentence; the chart's text for a screen reader.
    pub sentence: String,
    pub chart: Option<C>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub caption: String,
    /// The heading of the first column: «Channel».
    pub heading: String,
    pub columns: Vec<ColumnHead>,
    /// All metrics that the feed gives; the columns are chosen.
    pub offered: Vec<Choice>,
    pub rows: Vec<Row>,
    /// Of everything selected, a ratio of sums where the metric is a ratio.
    pub total: Row,
    /// «Cost without a channel is in the total only: 1.2 M SAR».
    pub notes: Vec<String>,
}

impl Table {
    /// Returns why figures are absent, each reason once, in the order they are met.
    pub fn reasons(&self) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        for cell in std::iter::once(&self.total).chain(&self.rows).flat_map(|row| &row.cells) {
            if cell.figure.raw.is_none() && !cell.figure.full.is_empty() && !reasons.contains(&cell.figure.full) {
                reasons.push(cell.figure.full.clone());
            }
        }
        reasons
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnHead {
    pub kpi: String,
    /// For files.
    pub unit: Unit,
    pub name: String,
    /// «Revenue, 2026-09-01..2026-09-30»: the same metric of the compared period, for files.
    pub name_then: String,
    pub formula: String,
    pub sort: Option<Sorting>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sorting {
    Ascending,
    Descending,
}

impl Sorting {
    /// Returns its value in `aria-sort`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The value as the feed writes it, for `data-channel` and filters; empty for «not given»; `None` in the total.
    pub value: Option<String>,
    pub label: String,
    /// «online», «offline» or nothing.
    pub tag: Option<String>,
    /// Position in the chart's palette, the same in every chart of the page.
    pub colour: Option<u8>,
    /// Whether a filter names it.
    pub is_selected: bool,
    /// Whether it is set against others.
    pub is_compared: bool,
    pub cells: Vec<TableCell>,
    /// What it is made of, where it is open.
    pub opened: Option<Opened>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableCell {
    pub figure: Shown,
    pub change: Option<Change>,
    /// Length of the inline bar, 0..=1 of the column's largest; `None`: no bar.
    pub bar: Option<f64>,
    /// Share of the total, as text; `None` where the metric does not add up.
    pub share: Option<String>,
}

/// More rows are no table that a person reads; the rest is counted.
const MAX_ROWS: usize = 300;

/// The sort column that is no metric: the row's name.
const BY_NAME: &str = "name";

/// One value of the dimension with what its rows add up to.
pub(super) struct Group {
    pub(super) code: u32,
    pub(super) value: String,
    pub(super) label: String,
    pub(super) colour: u8,
    pub(super) now: Totals,
    pub(super) then: Totals,
}

impl Channels {
    pub fn new(scene: &Scene<'_>) -> Self {
        let dimension = dimension_of(scene);
        let groups = groups(scene, &dimension);
        let mut table = Table::new(scene, &dimension, &groups, MAX_ROWS);
        opened::open(scene, &dimension, &mut table);
        Self {
            by: dimensions(scene, &dimension),
            dimension: dimension.id(),
            versus: versus::versus(scene, &dimension, &groups, &table),
            advice: advice(scene, &dimension, &groups),
            over_time: over_time::panel(scene, &dimension, &groups, &table),
            table,
            efficiency: efficiency::panel(scene, &dimension, &groups),
            mix: mix::panel(scene, &dimension, &groups),
        }
    }
}

/// Returns what is asked for, else channel, else the first that the feed has.
pub(super) fn dimension_of(scene: &Scene<'_>) -> Dimension {
    let has = |dimension: &&Dimension| scene.facts().has_dimension(dimension);
    let asked = scene.query.by.as_ref().filter(has);
    let channel = Some(&Dimension::Channel).filter(has);
    let first = scene.facts().dimensions().into_iter().next();
    asked.or(channel).or(first).cloned().unwrap_or(Dimension::Channel)
}

fn dimensions(scene: &Scene<'_>, chosen: &Dimension) -> Vec<Choice> {
    let choice = |dimension: &Dimension| Choice {
        id: dimension.id(),
        label: scene.dimension_title(dimension),
        is_chosen: dimension == chosen,
    };
    scene.facts().dimensions().into_iter().map(choice).collect()
}

pub(super) fn groups(scene: &Scene<'_>, dimension: &Dimension) -> Vec<Group> {
    let (facts, cache) = (scene.facts(), &scene.loaded.cache);
    let now = group::by_value(facts, cache, &scene.selection(scene.window), dimension);
    let then = scene
        .compared
        .map(|window| group::by_value(facts, cache, &scene.selection(Some(window)), dimension))
        .unwrap_or_default();
    let find = |all: &[(u32, Totals)], code: u32| {
        let at = all.binary_search_by_key(&code, |(code, _)| *code).ok()?;
        all.get(at).map(|(_, totals)| totals.clone())
    };
    let group = |code: u32| {
        let (now, then) = (find(&now, code), find(&then, code));
        if now.is_none() && then.is_none() {
            return None;
        }
        let value = facts.value(dimension, code).to_owned();
        let label = scene.value_name(dimension, &value);
        // By code, not by rank: a channel keeps its colour when the period or a filter changes.
        let colour = u8::try_from(code % 250).unwrap_or_default();
        Some(Group { code, value, label, colour, now: now.unwrap_or_default(), then: then.unwrap_or_default() })
    };
    (0..u32::try_from(facts.n_codes(dimension)).unwrap_or(u32::MAX)).filter_map(group).collect()
}

impl Table {
    fn new(scene: &Scene<'_>, dimension: &Dimension, groups: &[Group], max_rows: usize) -> Self {
        let (whole_reach, reach) = (scene.reach(None), scene.reach(Some(dimension)));
        let total = scene.total(scene.window);
        let total_then = scene.compared.map(|window| scene.total(Some(window))).unwrap_or_default();
        let own = scene.loaded.package.metrics.iter().map(|own| own.kpi);
        let given: Vec<Kpi> =
            COLUMNS.into_iter().chain(own).filter(|kpi| is_given(scene, *kpi, &total, &whole_reach)).collect();
        let kpis = offered::wanted(scene, &given);
        let name = scene.dimension_name(dimension);

        let spread = |window, dimension| Spread::new(scene, window, dimension);
        let (by_value, by_value_then) =
            (spread(scene.window, Some(dimension)), spread(scene.compared, Some(dimension)));
        let (of_all, of_all_then) = (spread(scene.window, None), spread(scene.compared, None));

        // Of people, all are gone through: once, not for every row.
        let wholes: Vec<Figure> = kpis.iter().map(|kpi| of_all.figure(*kpi, &total, &whole_reach, 0)).collect();
        let figures: Vec<(&Group, Vec<Figure>)> =
            groups.iter().map(|group| (group, figures_of(&by_value, &kpis, group, &reach))).collect();
        let sort = sort_of(scene, &kpis);
        let order = arranged(scene, &figures, &kpis, &sort);

        let largest: Vec<f64> = (0..kpis.len()).map(|column| largest(&figures, column)).collect();
        let mut unaimed: Vec<Kpi> = kpis.clone();
        let rows: Vec<Row> = order
            .iter()
            .take(max_rows)
            .filter_map(|at| figures.get(*at))
            .map(|(group, row)| {
                let aimed = against_targets(scene, scene.cut_to(dimension, &group.value).as_ref(), &kpis);
                let cells = kpis.iter().zip(row).zip(&largest).zip(&wholes).enumerate().map(
                    |(at, (((kpi, figure), largest), whole))| {
                        let then = by_value_then.figure(*kpi, &group.then, &reach, group.code);
                        let change =
                            aimed.get(at).map_or_else(|| scene.change(*kpi, figure, &then), |aimed| aimed.clone().ok());
                        if change.is_some() {
                            unaimed.retain(|other| other != kpi);
                        }
                        cell(scene, *kpi, figure, change, Some(whole), Some(*largest))
                    },
                );
                Row {
                    value: Some(group.value.clone()),
                    label: group.label.clone(),
                    tag: channel_kind::tag(scene, dimension, &group.value),
                    colour: Some(group.colour),
                    is_selected: scene.query.filters.iter().any(|(on, value)| on == dimension && *value == group.value),
                    is_compared: scene.query.closer.versus.contains(&group.value),
                    cells: cells.collect(),
                    opened: None,
                }
            })
            .collect();
        let aimed = against_targets(scene, scene.cut().as_ref(), &kpis);
        let total_cells = kpis.iter().zip(&wholes).enumerate().map(|(at, (kpi, now))| {
            let then = of_all_then.figure(*kpi, &total_then, &whole_reach, 0);
            let change = aimed.get(at).map_or_else(|| scene.change(*kpi, now, &then), |aimed| aimed.clone().ok());
            cell(scene, *kpi, now, change, None, None)
        });
        let total = Row {
            value: None,
            label: scene.text.get("table-total"),
            tag: None,
            colour: None,
            is_selected: false,
            is_compared: false,
            cells: total_cells.collect(),
            opened: None,
        };
        unaimed.retain(|kpi| kpis.iter().zip(&total.cells).any(|(other, cell)| other == kpi && cell.change.is_none()));
        let mut notes = notes::notes(scene, dimension, &kpis, &reach, (rows.len(), order.len()));
        notes.extend(scene.unaimed(&unaimed));
        Self {
            caption: scene.text.with("table-caption", &[("dimension", Arg::Text(&name))]),
            columns: kpis.iter().map(|kpi| head(scene, *kpi, &sort)).collect(),
            offered: given.iter().map(|kpi| offered::offer(scene, *kpi, &kpis)).collect(),
            heading: scene.dimension_title(dimension),
            rows,
            total,
            notes,
        }
    }
}

fn figures_of(spread: &Spread<'_>, kpis: &[Kpi], group: &Group, reach: &Reach) -> Vec<Figure> {
    kpis.iter().map(|kpi| spread.figure(*kpi, &group.now, reach, group.code)).collect()
}

/// Whether the feed has what the metric needs, and says it in this period or nowhere else.
fn is_given(scene: &Scene<'_>, kpi: Kpi, total: &Totals, reach: &Reach) -> bool {
    !matches!(
        scene.figure(kpi, total, reach).value,
        Err(Absence::NotSupplied(_)
            | Absence::Lacking(..)
            | Absence::NoPeople
            | Absence::NobodyNamed
            | Absence::OneLineOrders)
    )
}

fn sort_of(scene: &Scene<'_>, kpis: &[Kpi]) -> Option<Sort> {
    let is_known = |sort: &&Sort| sort.column == BY_NAME || kpis.iter().any(|kpi| kpi.id() == sort.column);
    let first = || Some(Sort { column: kpis.first()?.id().into(), is_ascending: false });
    scene.query.sort.as_ref().filter(is_known).cloned().or_else(first)
}

/// Returns the order of the rows; those without a value come last either way, equal ones by name.
fn arranged(scene: &Scene<'_>, rows: &[(&Group, Vec<Figure>)], kpis: &[Kpi], sort: &Option<Sort>) -> Vec<usize> {
    let column = sort.as_ref().and_then(|sort| kpis.iter().position(|kpi| kpi.id() == sort.column));
    let is_ascending = sort.as_ref().is_some_and(|sort| sort.is_ascending);
    let label = |at: usize| rows.get(at).map_or("", |(group, _)| group.label.as_str());
    let value = |at: usize| rows.get(at)?.1.get(column?)?.value.clone().ok();
    ordered(rows.len(), &|a, b| {
        let by_name = scene.locale.compare(label(a), label(b));
        match (value(a), value(b)) {
            // «Largest first» of names is A to Z.
            _ if column.is_none() && is_ascending => by_name.reverse(),
            (Some(a), Some(b)) if is_ascending => a.total_cmp(&b).then(by_name),
            (Some(a), Some(b)) => b.total_cmp(&a).then(by_name),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => by_name,
        }
    })
}

/// Returns the positions 0..`n` in order. One sort for all: each that the compiler makes of its own
/// costs 5 KB of code.
pub(super) fn ordered(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

fn largest(rows: &[(&Group, Vec<Figure>)], column: usize) -> f64 {
    let values = rows.iter().filter_map(|(_, figures)| figures.get(column)?.value.clone().ok());
    values.fold(0.0, f64::max)
}

fn head(scene: &Scene<'_>, kpi: Kpi, sort: &Option<Sort>) -> ColumnHead {
    let sorting = sort.as_ref().filter(|sort| sort.column == kpi.id());
    ColumnHead {
        kpi: kpi.id().into(),
        unit: kpi.spec().unit,
        name: scene.kpi_name(kpi),
        name_then: offered::name_then(scene, kpi),
        formula: scene.formula(kpi),
        sort: sorting.map(|sort| if sort.is_ascending { Sorting::Ascending } else { Sorting::Descending }),
    }
}

fn cell(
    scene: &Scene<'_>,
    kpi: Kpi,
    now: &Figure,
    change: Option<Change>,
    whole: Option<&Figure>,
    largest: Option<f64>,
) -> TableCell {
    let adds_up = matches!(kpi.spec().formula, Formula::Sum(_)) && matches!(kpi.spec().unit, Unit::Count | Unit::Money);
    let value = now.value.clone().ok();
    let share = whole.filter(|_| adds_up).and_then(|whole| {
        let whole = whole.value.clone().ok().filter(|whole| *whole > 0.0)?;
        let style = NumberStyle::of(NumberKind::Percent, (1, 1));
        value.filter(|value| *value >= 0.0).map(|value| scene.locale.number(value / whole, style))
    });
    let bar =
        largest.filter(|largest| *largest > 0.0).zip(value).map(|(largest, value)| (value / largest).clamp(0.0, 1.0));
    TableCell { figure: scene.shown(kpi, now), change, bar, share }
}
