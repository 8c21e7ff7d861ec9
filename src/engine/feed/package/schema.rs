//! Reads a Table Schema, the part that changes how values are read: `fields`, `primaryKey` and `missingValues`.

use super::Field;
use super::mapping::column_name;
use super::place::{Notes, Place, is_filled, path_to, property};
use crate::engine::feed::date::DateFormat;
use crate::engine::feed::problem::ProblemKind;

use serde_json::Value;
use std::collections::BTreeMap;

/// How many fields a schema may have; as many as no file has.
const MAX_FIELDS: usize = 10_000;

pub(super) struct Schema {
    pub(super) fields: BTreeMap<String, Field>,
    pub(super) key: Vec<String>,
    pub(super) missing_values: Vec<String>,
}

impl Default for Schema {
    fn default() -> Self {
        Self { fields: BTreeMap::new(), key: Vec::new(), missing_values: vec![String::new()] }
    }
}

pub(super) fn read_schema(place: &Place<'_>, notes: &mut Notes<'_>) -> Schema {
    let mut schema = Schema::default();
    let Some(object) = place.object(notes) else { return schema };
    if let Some(place) = property(object, &place.path, "fields")
        && let Some(fields) = place.array(notes)
    {
        if fields.len() > MAX_FIELDS {
            notes.wrong(ProblemKind::ManifestInvalid, &place.path, &fields.len().to_string());
        }
        for (index, value) in fields.iter().take(MAX_FIELDS).enumerate() {
            let field = Place { value, path: path_to(&place.path, &index.to_string()) };
            schema.fields.extend(read_field(&field, notes));
        }
    }
    if let Some(key) = property(object, &place.path, "primaryKey") {
        schema.key = read_key(&key, notes);
    }
    if let Some(place) = property(object, &place.path, "missingValues")
        && let Some(values) = place.array(notes)
    {
        schema.missing_values.clear();
        for (index, value) in values.iter().enumerate() {
            let place = Place { value, path: path_to(&place.path, &index.to_string()) };
            // Version 2 of the standard allows a label beside the value.
            let text = value.as_str().or_else(|| value.get("value")?.as_str());
            match text {
                Some(text) => schema.missing_values.push(text.to_owned()),
                None => place.invalid(notes),
            }
        }
    }
    schema
}

/// Reads the columns of the key: one name or a list of names.
fn read_key(place: &Place<'_>, notes: &mut Notes<'_>) -> Vec<String> {
    let Value::Array(names) = place.value else { return column_name(place, notes).into_iter().collect() };
    let each = names.iter().enumerate();
    each.filter_map(|(index, value)| {
        column_name(&Place { value, path: path_to(&place.path, &index.to_string()) }, notes)
    })
    .collect()
}

fn read_field(place: &Place<'_>, notes: &mut Notes<'_>) -> Option<(String, Field)> {
    let object = place.object(notes)?;
    let of_field = |name| property(object, &place.path, name);
    let Some(name) = of_field("name") else {
        notes.missing(&path_to(&place.path, "name"));
        return None;
    };
    let name = column_name(&name, notes)?;
    let kind = match of_field("type") {
        Some(kind) => kind.text(is_filled, notes)?,
        None => "",
    };
    // What may be anything is as if nobody had said it.
    if kind == "any" && object.keys().all(|key| matches!(key.as_str(), "name" | "type" | "title" | "description")) {
        return None;
    }
    let mut field = Field::default();
    if matches!(kind, "date" | "datetime" | "")
        && let Some(format) = of_field("format")
        && (!kind.is_empty() || format.value.as_str().is_some_and(|format| format.contains('%')))
    {
        let format = format.text(is_date_format, notes)?;
        field.date_format = Some(format.to_owned()).filter(|format| !matches!(format.as_str(), "default" | "any"));
    }
    if let Some(decimal) = of_field("decimalChar") {
        field.decimal_char = Some(decimal.parsed(one_mark, notes)?);
    }
    if let Some(group) = of_field("groupChar") {
        field.group_char = Some(group.parsed(one_mark, notes)?);
    }
    if let Some(bare) = of_field("bareNumber") {
        field.bare_number = bare.flag(notes)?;
    }
    if field.group_char.is_some_and(|group| group == field.decimal_char.unwrap_or('.')) {
        place.invalid(notes);
        return None;
    }
    Some((name, field))
}

fn is_date_format(format: &str) -> bool {
    matches!(format, "default" | "any") || DateFormat::from_strptime(format).is_some()
}

/// Returns the one character that a text is, if it can stand within a number without being part of it.
fn one_mark(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let mark = chars.next().filter(|mark| !mark.is_alphanumeric() && !matches!(mark, '+' | '-'))?;
    chars.next().is_none().then_some(mark)
}
