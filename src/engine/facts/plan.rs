//! Where each field of the map stands in one file.

use super::vocabulary::{Dimension, Measure, TableKind};
use crate::engine::feed::package::{Resource, Source};
use std::collections::BTreeMap;

/// How many columns that the map does not name are looked at: a file of a million columns must not
/// cost a million dictionaries.
const MAX_OWN_COLUMNS: usize = 40;

/// Where each field stands in the file that is read now.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) names: Vec<String>,
    pub(super) date: Option<usize>,
    pub(super) person: Option<Origin>,
    pub(super) kind: Option<Origin>,
    pub(super) order: Option<Origin>,
    /// An event's value, a cost's amount, an answer's score.
    pub(super) value: Option<usize>,
    /// What the row's amounts are in, and whether the map says it at all.
    pub(super) currency: Option<Origin>,
    pub(super) has_currency: bool,
    /// What a unit of the currency is worth.
    pub(super) rate: Option<usize>,
    pub(super) dimensions: Vec<(Dimension, Origin)>,
    pub(super) measures: Vec<(Measure, usize)>,
    pub(super) unpivoted: Vec<(usize, String)>,
    /// The columns of the declared key; empty where not all of them are there.
    pub(super) key: Vec<usize>,
    /// Of a table of peers or targets: all its fields, by name.
    pub(super) fields: BTreeMap<String, Origin>,
    /// Columns that the map does not name; what they hold decides whether they are dimensions.
    pub(super) own: Vec<(Dimension, Origin)>,
}

/// A column with its replacements, or a constant.
pub(super) enum Origin {
    Column(usize, BTreeMap<String, String>),
    Constant(String),
}

impl Plan {
    /// Finds the columns of the resource's map in a file's header; returns those that are not there, too.
    #[allow(clippy::indexing_slicing)] // a position found in `names` is one of `used`
    pub(super) fn new(names: &[String], resource: &Resource) -> (Self, Vec<String>) {
        let mut plan = Self { names: names.to_vec(), ..Self::default() };
        let mut used = vec![false; names.len()];
        let mut missing = Vec::new();
        let mut find = |column: &str| {
            let at = names.iter().position(|name| name == column);
            match at {
                Some(at) => used[at] = true,
                None => missing.push(column.to_owned()),
            }
            at
        };
        for (field, source) in &resource.map {
            let (origin, at) = match source {
                Source::Constant(text) => (Some(Origin::Constant(text.clone())), None),
                Source::Column { column, values } => {
                    let at = find(column);
                    (at.map(|at| Origin::Column(at, values.clone())), at)
                }
            };
            match (field.as_str(), resource.table) {
                (_, TableKind::Peers | TableKind::Targets) => {
                    plan.fields.extend(origin.map(|origin| (field.clone(), origin)))
                }
                ("date", _) => plan.date = at,
                ("person", TableKind::Events | TableKind::Performance | TableKind::Answers) => plan.person = origin,
                ("order", TableKind::Events) => plan.order = origin,
                ("currency", _) => {
                    plan.currency = origin;
                    plan.has_currency = true;
                }
                ("rate", TableKind::Rates) => plan.rate = at,
                ("kind", TableKind::Events | TableKind::Costs | TableKind::Answers) => plan.kind = origin,
                ("value", TableKind::Events) | ("amount", TableKind::Costs) | ("score", TableKind::Answers) => {
                    plan.value = at
                }
                (field, _) => {
                    if let Some(measure) = Measure::from_id(field) {
                        plan.measures.extend(at.map(|at| (measure, at)));
                    } else if let (Some(dimension), Some(origin)) = (Dimension::from_id(field), origin) {
                        plan.dimensions.push((dimension, origin));
                    }
                }
            }
        }
        for (column, value) in resource.unpivot.iter().flat_map(|unpivot| &unpivot.columns) {
            plan.unpivoted.extend(find(column).map(|at| (at, value.clone())));
        }
        let key: Vec<usize> = resource.key.iter().filter_map(|column| find(column)).collect();
        if key.len() == resource.key.len() {
            plan.key = key;
        }
        // Costs are cut by what the map names only.
        let max_own = match resource.table {
            TableKind::Performance | TableKind::Events | TableKind::Answers => MAX_OWN_COLUMNS,
            TableKind::Costs | TableKind::Rates | TableKind::Peers | TableKind::Targets => 0,
        };
        let own = names.iter().enumerate().filter(|(at, name)| !used[*at] && !name.is_empty()).take(max_own);
        plan.own = own.map(|(at, name)| (Dimension::Own(name.clone()), Origin::Column(at, BTreeMap::new()))).collect();
        (plan, missing)
    }
}

/// Returns what a value is replaced by, itself where the map says nothing of it.
pub(super) fn replaced<'t>(text: &'t str, values: &'t BTreeMap<String, String>) -> &'t str {
    values.get(text).map_or(text, String::as_str)
}
