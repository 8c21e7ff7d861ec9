//! Reads JSON: an array of objects, or an object whose properties are arrays of equal length.
//!
//! Two passes over the text, neither of which builds a tree: the first collects the names of all columns, in
//! the order they come up, the second tells the rows. A number reaches the sink as the file writes it.

use super::package::Dialect;
use super::problem::{Problem, ProblemKind};
use super::{Cell, MAX_COLUMNS, RowSink, emptied, without_byte_order_mark};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// Reads `bytes` into `sink`: the document, or what stands under its property `dialect.property`.
///
/// There is no header, so the first object is row 1. Names are trimmed; of two properties with one name the last
/// counts, as everywhere in JSON. A property that an object lacks is [`Cell::Null`]; an object or array within a
/// cell is told as the text of compact JSON.
///
/// A fault ([`ProblemKind::JsonMalformed`] with its row and the parser's words) ends the reading; whole rows before it
/// count. Something else than an object among the rows is reported and passed over. Bytes that are not UTF-8
/// are reported once ([`ProblemKind::NotUtf8`]) and read as `�`. Where there are no rows: [`ProblemKind::EmptyFile`].
pub fn read(bytes: &[u8], file: &str, dialect: &Dialect, sink: &mut dyn RowSink) {
    let bytes = without_byte_order_mark(bytes);
    let text = String::from_utf8_lossy(bytes);
    if let Cow::Owned(_) = text {
        sink.problem(Problem::of_file(ProblemKind::NotUtf8, file));
    }
    let property = dialect.property.as_deref();

    let mut columns = Columns::default();
    let fault = walk(&text, property, &mut columns).err();
    let (n_rows, n_columns) = (columns.n_rows, columns.n_columns());
    if n_rows > 0 && n_columns > 0 {
        let problem = Problem::of_file(ProblemKind::RowRagged, file);
        if n_columns > MAX_COLUMNS {
            sink.problem(problem.quoting(&format!("{n_columns}/{MAX_COLUMNS}")));
        }
        columns.rewind();
        sink.columns(columns.names());
        let values = vec![Value::Null; columns.names().len()];
        let mut rows = Rows { file, sink, columns, row: 0, values, cells: Vec::new() };
        // The fault, if there is one, is the first pass's.
        let _ = walk(&text, property, &mut rows);
    }
    match fault {
        Some(fault) => {
            let problem = Problem::of_file(ProblemKind::JsonMalformed, file).at_row(n_rows + 1);
            sink.problem(problem.quoting(&fault.to_string()));
        }
        None if n_rows == 0 => sink.problem(Problem::of_file(ProblemKind::EmptyFile, file)),
        None => {}
    }
}

/// Is told what stands in the rows, one value after the other.
trait Pass<'de> {
    /// Returns the place of the column; `None`: its values are not wanted.
    fn column(&mut self, name: &str) -> Option<usize>;
    fn value(&mut self, column: usize, raw: &'de RawValue);
    fn end_of_row(&mut self);
    /// Is told that a row is something else than an object.
    fn not_a_row(&mut self);
}

/// The first pass: which columns there are.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
    /// Where the next property's name stands if this object is written like the one before.
    next: usize,
    n_rows: u64,
}

impl Columns {
    /// Returns how many there are, those past [`MAX_COLUMNS`] counted.
    fn n_columns(&self) -> usize {
        self.names.len()
    }

    fn names(&self) -> &[String] {
        self.names.get(..MAX_COLUMNS).unwrap_or(&self.names)
    }

    fn rewind(&mut self) {
        self.next = 0;
    }

    fn find(&mut self, name: &str) -> Option<usize> {
        let place = if self.names.get(self.next).is_some_and(|next| next == name) {
            self.next
        } else {
            self.places.get(name).copied()?
        };
        self.next = place + 1;
        Some(place)
    }
}

impl<'de> Pass<'de> for Columns {
    fn column(&mut self, name: &str) -> Option<usize> {
        let name = name.trim();
        if self.find(name).is_none() {
            self.places.insert(name.to_owned(), self.names.len());
            self.names.push(name.to_owned());
            self.next = self.names.len();
        }
        None
    }

    fn value(&mut self, _column: usize, _raw: &'de RawValue) {}

    fn end_of_row(&mut self) {
        self.n_rows += 1;
        self.next = 0;
    }

    fn not_a_row(&mut self) {
        self.end_of_row();
    }
}

/// One value, unescaped, until its row is told.
#[derive(Clone)]
enum Value<'de> {
    Null,
    Text(Cow<'de, str>),
    Number(&'de str),
    Bool(bool),
}

/// The second pass: tells the rows.
struct Rows<'s, 'de> {
    file: &'s str,
    sink: &'s mut dyn RowSink,
    columns: Columns,
    row: u64,
    values: Vec<Value<'de>>,
    /// Empty between rows; kept for its allocation.
    cells: Vec<Cell<'static>>,
}

impl<'de> Pass<'de> for Rows<'_, 'de> {
    fn column(&mut self, name: &str) -> Option<usize> {
        self.columns.find(name.trim()).filter(|place| *place < self.values.len())
    }

    fn value(&mut self, column: usize, raw: &'de RawValue) {
        if let Some(value) = self.values.get_mut(column) {
            *value = value_from_json(raw.get());
        }
    }

    fn end_of_row(&mut self) {
        self.row += 1;
        self.columns.rewind();
        let mut cells = emptied(std::mem::take(&mut self.cells));
        cells.extend(self.values.iter().map(|value| match value {
            Value::Null => Cell::Null,
            Value::Text(text) => Cell::Text(text),
            Value::Number(number) => Cell::Number(number),
            Value::Bool(value) => Cell::Bool(*value),
        }));
        self.sink.row(self.row, &cells);
        self.cells = emptied(cells);
        self.values.fill(Value::Null);
    }

    fn not_a_row(&mut self) {
        self.row += 1;
        self.sink.problem(Problem::of_file(ProblemKind::JsonMalformed, self.file).at_row(self.row));
    }
}

fn value_from_json(json: &str) -> Value<'_> {
    match json.as_bytes().first() {
        Some(b'"') => {
            let inner = json.get(1..json.len().saturating_sub(1)).unwrap_or_default();
            if inner.contains('\\') {
                // Half of a surrogate pair is no text: it stays as it is written.
                Value::Text(serde_json::from_str(json).map_or(Cow::Borrowed(inner), Cow::Owned))
            } else {
                Value::Text(Cow::Borrowed(inner))
            }
        }
        Some(b'{' | b'[') => Value::Text(Cow::Owned(compact(json))),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'n') | None => Value::Null,
        Some(_) => Value::Number(json),
    }
}

/// Leaves the white space between values out.
fn compact(json: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    json.chars()
        .filter(|char| {
            let kept = in_text || !char.is_ascii_whitespace();
            if !escaped && *char == '"' {
                in_text = !in_text;
            }
            escaped = in_text && !escaped && *char == '\\';
            kept
        })
        .collect()
}

fn walk<'de>(text: &'de str, property: Option<&str>, pass: &mut impl Pass<'de>) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    match property {
        Some(property) => json.deserialize_map(Document { property, pass })?,
        None => TableSeed(pass).deserialize(&mut json)?,
    }
    json.end()
}

/// An object that has the rows under a property.
struct Document<'a, P> {
    property: &'a str,
    pass: &'a mut P,
}

impl<'de, P: Pass<'de>> Visitor<'de> for Document<'_, P> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the property {:?}", self.property)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut is_found = false;
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            if name == self.property && !is_found {
                is_found = true;
                map.next_value_seed(TableSeed(&mut *self.pass))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if is_found { Ok(()) } else { Err(A::Error::custom(format_args!("no property {:?}", self.property))) }
    }
}

/// The rows: an array of objects, or an object of arrays.
struct TableSeed<'a, P>(&'a mut P);

impl<'de, P: Pass<'de>> DeserializeSeed<'de> for TableSeed<'_, P> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de, P: Pass<'de>> Visitor<'de> for TableSeed<'_, P> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(is_object) = rows.next_element_seed(RowSeed(&mut *self.0))? {
            if is_object {
                self.0.end_of_row();
            } else {
                self.0.not_a_row();
            }
        }
        Ok(())
    }

    /// Turns an object of arrays round. All of it is needed for its first row, so a fault leaves none.
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
