//! A row that is open: the same metrics, cut once more.

use super::{Choice, Row, Table, TableCell, groups};
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::kpi::figure::Absence;
use crate::view::closer::Closer;
use crate::view::page::benchmarks::absent;
use crate::view::query::Query;
use crate::view::scene::Scene;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// What it is cut by, and what else it could be.
    pub into: Vec<Choice>,
    /// The id of the chosen one.
    pub dimension: String,
    /// With the columns of the table; shares are of the open row.
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
}

/// An open row is a part of a table, no table of its own.
const MAX_ROWS: usize = 40;

/// Opens the rows that the link names.
pub(super) fn open(scene: &Scene<'_>, dimension: &Dimension, table: &mut Table) {
    let closer = &scene.query.closer;
    if closer.open.is_empty() {
        return;
    }
    let others: Vec<&Dimension> = scene.facts().dimensions().into_iter().filter(|other| *other != dimension).collect();
    let asked = others.iter().copied().find(|other| closer.into.as_ref() == Some(*other));
    let Some(into) = asked.or(others.first().copied()) else { return };
    let choice =
        |other: &&Dimension| Choice { id: other.id(), label: scene.dimension_title(other), is_chosen: *other == into };
    let choices: Vec<Choice> = others.iter().map(choice).collect();
    let ids: Vec<String> = table.columns.iter().map(|column| column.kpi.clone()).collect();
    for row in &mut table.rows {
        let value = row.value.as_ref().filter(|value| closer.open.contains(value));
        row.opened = value.map(|value| parts(scene, (dimension, value), into, &ids, choices.clone()));
    }
}

fn parts(
    scene: &Scene<'_>,
    (dimension, value): (&Dimension, &str),
    by: &Dimension,
    ids: &[String],
    into: Vec<Choice>,
) -> Opened {
    let query = Query { closer: Closer::default(), ..scene.query.drilled(&dimension.id(), value) };
    let inner = Scene::new(scene.loaded, &query, scene.text, scene.locale);
    let Table { columns, rows, notes, .. } = Table::new(&inner, by, &groups(&inner, by), MAX_ROWS);
    let places: Vec<Option<usize>> = ids.iter().map(|id| columns.iter().position(|column| column.kpi == *id)).collect();
    // What a filter takes away whole has no column of its own here.
    let lost = || TableCell { figure: absent(scene.reason(&Absence::NoRows)), change: None, bar: None, share: None };
    let row = |row: Row| {
        let cells = places.iter().map(|at| at.and_then(|at| row.cells.get(at).cloned()).unwrap_or_else(lost)).collect();
        Row { cells, colour: None, ..row }
    };
    let rows = rows.into_iter().map(row).collect();
    Opened { into, dimension: by.id(), rows, notes }
}
