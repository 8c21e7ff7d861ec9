//! Walks through JSON text without building a tree.

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Is told what stands in the rows, one value after the other.
pub(super) trait Pass<'de> {
    /// Returns the place of the column; `None`: its values are not wanted.
    fn column(&mut self, name: &str) -> Option<usize>;
    fn value(&mut self, column: usize, raw: &'de RawValue);
    fn end_of_row(&mut self);
}

/// What a line of JSON turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// An object, which was told.
    Row,
    Other,
    /// A protocol's message beside its records.
    Message,
}

/// Walks through one row, which stands under the properties of `path`.
pub(super) fn row<'de>(text: &'de str, path: &[&str], pass: &mut impl Pass<'de>) -> Result<Found, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    let found = Under { path, pass }.deserialize(&mut json)?;
    json.end()?;
    Ok(found)
}

/// Walks through an object of arrays, turning it round.
pub(super) fn columns<'de>(text: &'de str, pass: &mut impl Pass<'de>) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    json.deserialize_map(ArraysVisitor(pass))?;
    json.end()
}

/// A row, or an object that has it under a property.
struct Under<'a, P> {
    path: &'a [&'a str],
    pass: &'a mut P,
}

impl<'de, P: Pass<'de>> DeserializeSeed<'de> for Under<'_, P> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Found, D::Error> {
        if !self.path.is_empty() {
            return json.deserialize_map(self);
        }
        let is_object = RowSeed(self.pass).deserialize(json)?;
        Ok(if is_object { Found::Row } else { Found::Other })
    }
}

impl<'de, P: Pass<'de>> Visitor<'de> for Under<'_, P> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the property {:?}", self.path.first().unwrap_or(&""))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let Some((wanted, path)) = self.path.split_first() else { return Ok(Found::Other) };
        let mut found = None;
        let mut is_message = false;
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            if name == *wanted && found.is_none() {
                found = Some(map.next_value_seed(Under { path, pass: &mut *self.pass })?);
            } else if name == "type" {
                let raw = map.next_value::<&RawValue>()?.get();
                is_message = raw.starts_with('"') && raw != "\"RECORD\"";
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        let found = found.or_else(|| is_message.then_some(Found::Message));
        found.ok_or_else(|| A::Error::custom(format_args!("no property {wanted:?}")))
    }
}

/// An object of arrays. All of it is needed for its first row, so a fault leaves none.
struct ArraysVisitor<'a, P>(&'a mut P);

impl<'de, P: Pass<'de>> Visitor<'de> for ArraysVisitor<'_, P> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of arrays")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut columns: Vec<(Cow<'de, str>, Vec<&'de RawValue>)> = Vec::new();
        while let Some(name) = map.next_key()? {
            columns.push((name, map.next_value()?));
        }
        let n_rows = columns.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
        for row in 0..n_rows {
            for (name, values) in &columns {
                if let (Some(column), Some(raw)) = (self.0.column(name), values.get(row)) {
                    self.0.value(column, raw);
                }
            }
            self.0.end_of_row();
        }
        if columns.iter().any(|(_, values)| values.len() != n_rows) {
            return Err(A::Error::custom("arrays of different lengths"));
        }
        Ok(())
    }
}

/// One row; its value is whether it is an object.
struct RowSeed<'a, P>(&'a mut P);

impl<'de, P: Pass<'de>> DeserializeSeed<'de> for RowSeed<'_, P> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de, P: Pass<'de>> Visitor<'de> for RowSeed<'_, P> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        while let Some(column) = map.next_key_seed(NameSeed(&mut *self.0))? {
            match column {
                Some(column) => self.0.value(column, map.next_value()?),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(true)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<bool, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_str<E>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }
}

/// The name of a property; its value is the place of the column.
struct NameSeed<'a, P>(&'a mut P);

impl<'de, P: Pass<'de>> DeserializeSeed<'de> for NameSeed<'_, P> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Option<usize>, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'de, P: Pass<'de>> Visitor<'de> for NameSeed<'_, P> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(self.0.column(name))
    }
}
