//! Packs of published figures: what studies say, each value with who said it, when, and of how many.
//!
//! The format is described in `public/benchmarks/README.md` and, for machines, in
//! `public/schema/miyar-benchmarks-1.json`. Nothing here is a peer: percentiles are never made of it.

use crate::engine::feed::package::Texts;
use crate::engine::stat::finite;
use serde_json::{Map, Value};

/// The version of the format that this program reads.
const VERSION: i64 = 1;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pack {
    pub entries: Vec<Entry>,
}

/// What one study says.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: String,
    pub title: Texts,
    pub source: String,
    /// «2020», «2020–2021».
    pub year: String,
    /// Who was asked; empty where it is not known.
    pub sample: Texts,
    pub url: String,
    pub values: Vec<Quoted>,
}

/// One figure, or a range from `value` to `to`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quoted {
    pub name: Texts,
    pub value: f64,
    pub to: Option<f64>,
    pub unit: QuotedUnit,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotedUnit {
    /// A part of one.
    Share,
    /// A part of one that something rose or fell by.
    Change,
    /// Points that something rose or fell by.
    Points,
    /// An amount of this currency.
    Money(String),
    Number,
}

impl Pack {
    /// Reads a pack. An entry that is not whole is left out: a value without its source is hearsay.
    ///
    /// # Errors
    /// What stands there is no pack of this version; the text says why.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let root: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if root.get("version").and_then(Value::as_i64) != Some(VERSION) {
            return Err("version".into());
        }
        let entries = root.get("entries").and_then(Value::as_array).ok_or("entries")?;
        Ok(Self { entries: entries.iter().filter_map(|entry| Entry::read(entry.as_object()?)).collect() })
    }
}

impl Entry {
    fn read(object: &Map<String, Value>) -> Option<Self> {
        let values: Option<Vec<Quoted>> =
            object.get("values")?.as_array()?.iter().map(|value| Quoted::read(value.as_object()?)).collect();
        Some(Self {
            id: text(object, "id")?,
            title: texts(object.get("title")?)?,
            source: text(object, "source")?,
            year: text(object, "year")?,
            sample: object.get("sample").and_then(texts).unwrap_or_default(),
            url: text(object, "url").filter(|url| url.starts_with("https://") || url.starts_with("http://"))?,
            values: values.filter(|values| !values.is_empty())?,
        })
    }
}

impl Quoted {
    fn read(object: &Map<String, Value>) -> Option<Self> {
        let number = |name: &str| object.get(name).and_then(Value::as_f64).and_then(finite);
        let unit = match object.get("unit")?.as_str()? {
            "share" => QuotedUnit::Share,
            "change" => QuotedUnit::Change,
            "points" => QuotedUnit::Points,
            "number" => QuotedUnit::Number,
            "money" => {
                let currency = text(object, "currency")?;
                let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
                QuotedUnit::Money(Some(currency).filter(|_| is_code)?)
            }
            _ => return None,
        };
        Some(Self { name: texts(object.get("name")?)?, value: number("value")?, to: number("to"), unit })
    }
}

fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    object.get(name)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

fn texts(value: &Value) -> Option<Texts> {
    let said = value.as_object()?.iter().map(|(lang, text)| Some((lang.clone(), text.as_str()?.to_owned())));
    said.collect::<Option<Texts>>().filter(|texts| !texts.is_empty())
}
