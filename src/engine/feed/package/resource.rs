//! Reads the resources: what each table is, and which of them are ours.

use super::file::{read_dialect, read_format, read_paths};
use super::mapping::{read_map, read_unpivot};
use super::place::{Notes, Place, is_filled, path_to, property};
use super::schema::read_schema;
use super::{Dialect, Grain, Resource, Since, Source};
use crate::engine::facts::vocabulary::{Measure, TableKind};
use crate::engine::feed::encoding::Encoding;
use crate::engine::feed::problem::ProblemKind;

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How many resources a manifest may have. A feed has a handful; the limit keeps a broken generator from
/// sending thousands of requests.
const MAX_RESOURCES: usize = 1_000;

/// How many paths all resources may have together: a file a month for sixteen years. Every path is a request.
const MAX_PATHS: usize = 200;

/// Reads the resources that are ours and right.
pub(super) fn read_all(root: &Map<String, Value>, notes: &mut Notes<'_>) -> Vec<Resource> {
    let Some(place) = property(root, "", "resources") else {
        notes.missing("/resources");
        return Vec::new();
    };
    let Some(all) = place.array(notes) else { return Vec::new() };
    if all.len() > MAX_RESOURCES {
        notes.wrong(ProblemKind::ManifestInvalid, &place.path, &all.len().to_string());
    }
    let mut resources = Vec::new();
    let mut names = BTreeSet::new();
    let mut n_others = 0;
    let mut n_paths = 0;
    for (index, value) in all.iter().take(MAX_RESOURCES).enumerate() {
        let place = Place { value, path: path_to(&place.path, &index.to_string()) };
        let Some(object) = place.object(notes) else { continue };
        let Some(ours) = property(object, &place.path, "miyar") else {
            n_others += 1;
            continue;
        };
        let Some(name) = read_name(object, &place, &mut names, notes) else { continue };
        let Some(resource) = read_resource(name, object, &place, &ours, notes) else { continue };
        let n_with_it = n_paths + resource.paths.len();
        if n_with_it > MAX_PATHS {
            // A table without one of its files would look whole.
            let path = path_to(&place.path, "path");
            notes.wrong(ProblemKind::ManifestInvalid, &path, &format!("{n_with_it}/{MAX_PATHS}"));
            continue;
        }
        n_paths = n_with_it;
        resources.push(resource);
    }
    if n_others == all.len().min(MAX_RESOURCES) {
        notes.missing(&format!("{}/0/miyar", place.path));
    }
    resources
}

/// Returns the name, which must be there and be the first of its kind.
fn read_name(
    object: &Map<String, Value>,
    place: &Place<'_>,
    names: &mut BTreeSet<String>,
    notes: &mut Notes<'_>,
) -> Option<String> {
    let Some(name) = property(object, &place.path, "name") else {
        notes.missing(&path_to(&place.path, "name"));
        return None;
    };
    let text = name.text(is_filled, notes)?;
    if names.insert(text.to_owned()) {
        Some(text.to_owned())
    } else {
        name.invalid(notes);
        None
    }
}

/// Reads one resource. Goes on after the first fault, so that all are reported together.
fn read_resource(
    name: String,
    object: &Map<String, Value>,
    place: &Place<'_>,
    ours: &Place<'_>,
    notes: &mut Notes<'_>,
) -> Option<Resource> {
    let of_resource = |name| property(object, &place.path, name);
    let paths = match of_resource("path") {
        Some(path) => read_paths(&path, notes),
        None => {
            notes.missing(&path_to(&place.path, "path"));
            None
        }
    };
    let written = paths.as_ref().and_then(|paths| read_format(object, place, paths, notes));
    let default = Dialect { delimiter: written.and_then(|written| written.delimiter), ..Dialect::default() };
    let dialect = match of_resource("dialect") {
        Some(dialect) => read_dialect(&dialect, default, notes),
        None => Some(default),
    };
    let encoding = match of_resource("encoding") {
        Some(encoding) => Some(Some(encoding.parsed(Encoding::from_label, notes)?)),
        None => Some(None),
    };
    let schema = of_resource("schema").map(|schema| read_schema(&schema, notes)).unwrap_or_default();

    let object = ours.object(notes)?;
    ours.refuse_others(object, &["table", "grain", "from", "map", "unpivot"], notes);
    let of_ours = |name| property(object, &ours.path, name);
    let Some(table) = of_ours("table") else {
        notes.missing(&path_to(&ours.path, "table"));
        return None;
    };
    let table = table.parsed(TableKind::from_id, notes)?;
    let grain = match of_ours("grain") {
        Some(grain) => grain.parsed(Grain::from_id, notes),
        None => Some(Grain::default()),
    };
    let from = match of_ours("from") {
        Some(from) => Some(from.parsed(Since::parse, notes)?),
        None => None,
    };
    let map = of_ours("map").map(|map| read_map(&map, table, notes)).unwrap_or_default();
    let unpivot = match of_ours("unpivot") {
        Some(unpivot) => Some(read_unpivot(&unpivot, &map, notes)?),
        None if of_ours("map").is_none() => {
            notes.missing(&path_to(&ours.path, "map"));
            None
        }
        None => None,
    };
    if map.is_empty() && unpivot.is_none() {
        return None;
    }
    let lacking = lacking(table, &map);
    lacking.iter().for_each(|field| notes.missing(&path_to(&path_to(&ours.path, "map"), field)));
    if let (false, Some(unpivot)) = (table.can_be_wide(), of_ours("unpivot")) {
        unpivot.invalid(notes);
        return None;
    }
    if !lacking.is_empty() {
        return None;
    }
    Some(Resource {
        name,
        paths: paths?,
        format: written?.format,
        encoding: encoding?,
        dialect: dialect?,
        fields: schema.fields,
        key: schema.key,
        missing_values: schema.missing_values,
        table,
        grain: grain?,
        from,
        map,
        unpivot,
    })
}

/// Returns the fields without which nothing of the table can be used: of rates any of them; of peers those of
/// quantiles, or, where peers are named, what they have; of targets a metric, a value and a period.
fn lacking(table: TableKind, map: &BTreeMap<String, Source>) -> Vec<&'static str> {
    let lacks = |fields: &[&'static str]| fields.iter().copied().filter(|field| !map.contains_key(*field)).collect();
    match table {
        TableKind::Performance | TableKind::Events | TableKind::Costs => Vec::new(),
        // Any of them missing leaves nothing to convert with.
        TableKind::Rates => lacks(&["date", "currency", "rate"]),
        // Without its question a score means nothing.
        TableKind::Answers => lacks(&["kind", "score"]),
        TableKind::Peers if !map.contains_key("peer") => lacks(&["metric", "n", "p50"]),
        TableKind::Peers if map.keys().any(|field| Measure::from_id(field).is_some()) => Vec::new(),
        TableKind::Peers => lacks(&["metric", "value"]),
        TableKind::Targets if map.contains_key("from") => lacks(&["metric", "value", "to"]),
        TableKind::Targets => lacks(&["metric", "value", "period"]),
    }
}
