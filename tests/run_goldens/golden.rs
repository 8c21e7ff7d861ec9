//! One golden as it lies in its folder.

use miyar::engine::quantity::Quantity;
use serde_json::Value;
use std::path::{Path, PathBuf};

pub struct Golden {
    folder: PathBuf,
    pub kind: String,
    pub params: Value,
    pub tolerance: Value,
    pub expected: Value,
}

impl Golden {
    pub fn open(folder: &Path) -> Self {
        let read = |name: &str| -> Value {
            let text = std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let meta = read("meta.json");
        Self {
            folder: folder.into(),
            kind: meta["kind"].as_str().expect("a kind").to_owned(),
            params: meta["params"].clone(),
            tolerance: meta["tolerance"].clone(),
            expected: read(meta["expected"].as_str().unwrap_or("expected.json")),
        }
    }

    /// Returns the same golden with every expected number and word changed.
    pub fn with_faults(&self) -> Self {
        fn change(value: &Value) -> Value {
            match value {
                Value::Number(number) => Value::from(0.5 * number.as_f64().unwrap_or(0.0) - 1.0),
                Value::String(text) => Value::from(format!("not {text}")),
                Value::Array(values) => values.iter().map(change).collect(),
                Value::Object(values) => values.iter().map(|(key, value)| (key.clone(), change(value))).collect(),
                other => other.clone(),
            }
        }
        let Self { folder, kind, params, tolerance, expected } = self;
        Self {
            folder: folder.clone(),
            kind: kind.clone(),
            params: params.clone(),
            tolerance: tolerance.clone(),
            expected: change(expected),
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.folder.join(name).is_file()
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn csv(&self, name: &str) -> Csv {
        let text = self.text(name);
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.trim_end_matches('\r'));
        let split = |line: &str| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect::<Vec<_>>();
        let columns = split(lines.next().unwrap_or_default());
        let rows = lines.filter(|line| !line.is_empty()).map(split).collect();
        Csv { columns, rows }
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

pub struct Csv {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Csv {
    /// Returns the cells of a column.
    pub fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    /// Returns the numbers of a column; a cell that is none is NaN.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        self.column(name).iter().map(|cell| cell.parse().unwrap_or(f64::NAN)).collect()
    }

    /// Returns the exact amounts of a column; `None` for an empty cell.
    pub fn amounts(&self, name: &str) -> Vec<Option<Quantity>> {
        let amount = |cell: &&str| match cell.is_empty() {
            true => None,
            false => Some(Quantity::from_decimal(cell).unwrap_or_else(|why| panic!("{name} {cell:?}: {why:?}"))),
        };
        self.column(name).iter().map(amount).collect()
    }

    /// Returns the whole numbers of a column.
    pub fn counts(&self, name: &str) -> Vec<u64> {
        self.numbers(name).iter().map(|number| *number as u64).collect()
    }

    /// Returns a number for each different text of a column, and the texts in ascending order.
    pub fn codes(&self, name: &str) -> (Vec<usize>, Vec<String>) {
        let cells = self.column(name);
        let mut names: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        names.sort();
        names.dedup();
        let codes = cells.iter().map(|cell| names.binary_search_by(|name| name.as_str().cmp(cell)).unwrap());
        (codes.collect(), names)
    }
}

/// Returns the numbers of a JSON array.
pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("an array").iter().map(|each| each.as_f64().expect("a number")).collect()
}

/// Returns a number of a JSON object.
pub fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap_or_else(|| panic!("no number {key:?}"))
}

/// Returns the keys of a JSON object.
pub fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}
