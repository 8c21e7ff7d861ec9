//! Reads how the columns of a file become canonical fields: `map` and `unpivot`.

use super::place::{Notes, Place, is_filled, path_to, property};
use super::{PEER_QUANTILES, PEER_TEXTS, Source, TARGET_TEXTS, Unpivot};
use crate::engine::facts::vocabulary::{Dimension, Measure, TableKind};

use serde_json::Value;
use std::collections::BTreeMap;

/// Reads `map`; entries that are wrong are reported and left out.
pub(super) fn read_map(place: &Place<'_>, table: TableKind, notes: &mut Notes<'_>) -> BTreeMap<String, Source> {
    let Some(object) = place.object(notes) else { return BTreeMap::new() };
    if object.is_empty() {
        place.invalid(notes);
    }
    let mut map = BTreeMap::new();
    for (field, value) in object {
        let entry = Place { value, path: path_to(&place.path, field) };
        if !is_canonical(field, table) {
            entry.invalid(notes);
        } else if let Some(source) = read_source(&entry, may_be_constant(field, table), notes) {
            map.insert(field.clone(), source);
        }
    }
    map
}

fn is_canonical(field: &str, table: TableKind) -> bool {
    let of_table = match table {
        TableKind::Performance => matches!(field, "person" | "currency"),
        TableKind::Events => matches!(field, "person" | "kind" | "value" | "order" | "currency"),
        TableKind::Costs => matches!(field, "kind" | "amount" | "currency"),
        TableKind::Answers => return is_of_answers(field),
        TableKind::Rates => return matches!(field, "date" | "currency" | "rate"),
        TableKind::Peers => {
            let is_quantile = PEER_QUANTILES.iter().any(|(id, _)| *id == field);
            let is_number = matches!(field, "n" | "value") || is_quantile || Measure::from_id(field).is_some();
            return is_number || PEER_TEXTS.contains(&field);
        }
        TableKind::Targets => return field == "value" || is_text_of_target(field),
    };
    of_table || field == "date" || Dimension::from_id(field).is_some() || Measure::from_id(field).is_some()
}

/// An answer counts as what its kind says; nothing else is added up of it.
fn is_of_answers(field: &str) -> bool {
    matches!(field, "date" | "person" | "kind" | "score") || Dimension::from_id(field).is_some()
}

fn is_text_of_target(field: &str) -> bool {
    TARGET_TEXTS.contains(&field) || Dimension::from_id(field).is_some()
}

/// Whether a field may be the same in every row. A day or a number of every row alike would be a mistake.
fn may_be_constant(field: &str, table: TableKind) -> bool {
    if table == TableKind::Peers {
        return PEER_TEXTS.contains(&field);
    }
    if table == TableKind::Targets {
        return is_text_of_target(field);
    }
    matches!(field, "person" | "kind" | "order" | "currency") || Dimension::from_id(field).is_some()
}

fn read_source(entry: &Place<'_>, may_be_constant: bool, notes: &mut Notes<'_>) -> Option<Source> {
    if entry.value.is_string() {
        return Some(Source::Column { column: column_name(entry, notes)?, values: BTreeMap::new() });
    }
    let object = entry.object(notes)?;
    entry.refuse_others(object, &["column", "values", "constant"], notes);
    let column = property(object, &entry.path, "column");
    let values = property(object, &entry.path, "values");
    match (column, property(object, &entry.path, "constant")) {
        (Some(column), None) => {
            let column = column_name(&column, notes)?;
            Some(Source::Column {
                column,
                values: values.map(|place| texts_by_name(&place, notes)).unwrap_or_default(),
            })
        }
        (None, Some(constant)) if !may_be_constant => {
            constant.invalid(notes);
            None
        }
        (None, Some(constant)) if values.is_none() => {
            Some(Source::Constant(constant.text(is_filled, notes)?.to_owned()))
        }
        _ => {
            entry.invalid(notes);
            None
        }
    }
}

/// Returns the name of a column, trimmed as the header's are.
pub(super) fn column_name(place: &Place<'_>, notes: &mut Notes<'_>) -> Option<String> {
    place.text(is_filled, notes).map(|name| name.trim().to_owned())
}

fn texts_by_name(place: &Place<'_>, notes: &mut Notes<'_>) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (name, value) in place.object(notes).into_iter().flatten() {
        if let Some(text) = (Place { value, path: path_to(&place.path, name) }).text(|_| true, notes) {
            texts.insert(name.clone(), text.to_owned());
        }
    }
    texts
}

/// Reads `unpivot`; `None` where any of it is wrong: half of the columns would make totals that look whole.
pub(super) fn read_unpivot(
    place: &Place<'_>,
    map: &BTreeMap<String, Source>,
    notes: &mut Notes<'_>,
) -> Option<Unpivot> {
    let object = place.object(notes)?;
    place.refuse_others(object, &["into", "along", "columns"], notes);
    let mut required = |name: &str| {
        let found = property(object, &place.path, name);
        if found.is_none() {
            notes.missing(&path_to(&place.path, name));
        }
        found
    };
    let (into, along, columns) = (required("into"), required("along"), required("columns"));
    let into = into.and_then(|place| {
        place.text(|id| Measure::from_id(id).is_some() && !map.contains_key(id), notes).map(str::to_owned)
    });
    let along = along.and_then(|place| {
        place.text(|id| Dimension::from_id(id).is_some() && !map.contains_key(id), notes).map(str::to_owned)
    });
    let columns = columns.and_then(|place| read_columns(&place, notes));
    Some(Unpivot { into: into?, along: along?, columns: columns? })
}

fn read_columns(place: &Place<'_>, notes: &mut Notes<'_>) -> Option<BTreeMap<String, String>> {
    let entries: Vec<(String, Place<'_>)> = match place.value {
        Value::Array(names) => names
            .iter()
            .enumerate()
            .map(|(index, value)| (value.as_str().unwrap_or_default().to_owned(), index.to_string(), value))
            .map(|(column, name, value)| (column, Place { value, path: path_to(&place.path, &name) }))
            .collect(),
        Value::Object(object) => object
            .iter()
            .map(|(column, value)| (column.clone(), Place { value, path: path_to(&place.path, column) }))
            .collect(),
        _ => Vec::new(),
    };
    if entries.is_empty() {
        place.invalid(notes);
        return None;
    }
    let mut columns = BTreeMap::new();
    let mut are_right = true;
    for (column, value) in entries {
        // The name is an entry's own; what it is to be called in our vocabulary is its value.
        match value.text(is_filled, notes) {
            Some(text) if is_filled(&column) => {
                if columns.insert(column.trim().to_owned(), text.trim().to_owned()).is_some() {
                    value.invalid(notes);
                    are_right = false;
                }
            }
            Some(_) => {
                value.invalid(notes);
                are_right = false;
            }
            None => are_right = false,
        }
    }
    are_right.then_some(columns)
}
