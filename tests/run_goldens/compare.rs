//! What was computed against what is expected, each value within its golden's tolerance.

use super::golden::Golden;
use serde_json::Value;

/// A golden computed anew, in the shape of its `expected.json`.
#[derive(Default)]
pub struct Computed {
    pub value: Value,
    /// Files of long outputs with what they should hold, and their tolerance's name.
    pub tables: Vec<(String, Vec<Value>)>,
    /// Patterns of what is expected and not computed, and why.
    pub left_out: Vec<(&'static str, &'static str)>,
    /// Patterns of what may be below the expected value, such as the errors of a better fit.
    pub lower_is_better: Vec<&'static str>,
    /// Patterns of pairs that are compared by a share of the expected pair's width.
    pub by_width: Vec<&'static str>,
    /// What `rel_to_range_of_y` is relative to.
    pub range: f64,
}

impl Computed {
    pub fn of(value: Value) -> Self {
        Self { value, ..Self::default() }
    }
}

/// Compares everything that is expected; returns the number of values compared, or the first difference.
pub fn differences(golden: &Golden, computed: &Computed) -> Result<usize, String> {
    let walk = Walk { golden, computed };
    let mut n = walk.compare(&mut Vec::new(), &golden.expected, Some(&computed.value), None)?;
    for (file, rows) in &computed.tables {
        let csv = golden.csv(file);
        if csv.rows.len() != rows.len() {
            return Err(format!("{file}: {} rows, {} are due", rows.len(), csv.rows.len()));
        }
        for (at, (due, row)) in csv.rows.iter().zip(rows).enumerate() {
            for (column, cell) in csv.columns.iter().zip(due) {
                let due: Value = cell.parse::<f64>().map_or_else(|_| cell.as_str().into(), Value::from);
                let mut path = vec![file.clone(), at.to_string(), column.clone()];
                n += walk.compare(&mut path, &due, row.get(column), None)?;
            }
        }
    }
    if n == 0 { Err("nothing was compared".into()) } else { Ok(n) }
}

struct Walk<'a> {
    golden: &'a Golden,
    computed: &'a Computed,
}

impl Walk<'_> {
    fn compare(
        &self,
        path: &mut Vec<String>,
        due: &Value,
        got: Option<&Value>,
        width: Option<f64>,
    ) -> Result<usize, String> {
        if self.computed.left_out.iter().any(|(pattern, _)| matches(pattern, path)) {
            return Ok(0);
        }
        let place = || path.join(".");
        let Some(got) = got else { return Err(format!("{} is missing", place())) };
        match (due, got) {
            (Value::Object(due), Value::Object(got)) => {
                let mut n = 0;
                for (key, due) in due {
                    path.push(key.clone());
                    n += self.compare(path, due, got.get(key), None)?;
                    path.pop();
                }
                Ok(n)
            }
            (Value::Array(due), Value::Array(got)) => {
                if due.len() != got.len() {
                    return Err(format!("{}: {} values, {} are due", place(), got.len(), due.len()));
                }
                let by_width = self.computed.by_width.iter().any(|pattern| matches(pattern, path));
                let width = match (by_width, due.as_slice()) {
                    (true, [low, high]) => Some(high.as_f64().unwrap_or(0.0) - low.as_f64().unwrap_or(0.0)),
                    _ => None,
                };
                let mut n = 0;
                for (at, (due, got)) in due.iter().zip(got).enumerate() {
                    path.push(at.to_string());
                    n += self.compare(path, due, Some(got), width)?;
                    path.pop();
                }
                Ok(n)
            }
            (Value::Number(_), Value::Number(_)) => {
                let (due, got) = (due.as_f64().unwrap_or(f64::NAN), got.as_f64().unwrap_or(f64::NAN));
                let may_be_lower = self.computed.lower_is_better.iter().any(|pattern| matches(pattern, path));
                let allowed = self.allowed(path, due, width);
                if may_be_lower && got <= due || (got - due).abs() <= allowed {
                    Ok(1)
                } else {
                    Err(format!("{}: {got}, {due} is due, {:e} off where {allowed:e} is allowed", place(), got - due))
                }
            }
            _ if due == got => Ok(1),
            _ => Err(format!("{}: {got}, {due} is due", place())),
        }
    }

    /// Returns how far a value may be off: by the golden's own tolerance, the closest pattern first.
    fn allowed(&self, path: &[String], due: f64, width: Option<f64>) -> f64 {
        let Some(patterns) = self.golden.tolerance.as_object() else { return 0.0 };
        let listed = |(key, _): &(&String, &Value)| *key != "*" && key.split(", ").any(|key| matches(key, path));
        // Names that stand for a class of values, not for a place.
        let class = if due.fract() == 0.0 && patterns.contains_key("counts") { "counts" } else { "*" };
        let fallback = [class, "*", "ratios", "others"];
        let tolerance = patterns
            .iter()
            .find(listed)
            .map(|(_, tolerance)| tolerance)
            .or_else(|| fallback.iter().find_map(|key| patterns.get(*key)));
        let Some(tolerance) = tolerance else { return 1e-9 * due.abs() };
        let part = |key: &str| tolerance[key].as_f64().unwrap_or(0.0);
        let scale = width.unwrap_or(due.abs());
        // Sums of floats in the oracle are not exact: a count is, money is not.
        let exact = if tolerance == "exact" && due.fract() != 0.0 { 1e-12 * due.abs() } else { 0.0 };
        (part("rel") * scale).max(part("abs")).max(part("rel_to_range_of_y") * self.computed.range).max(exact)
    }
}

/// Whether a pattern fits a path without its positions in arrays: `a.*.b` from the start, one word at either end.
fn matches(pattern: &str, path: &[String]) -> bool {
    let words: Vec<&str> =
        path.iter().map(String::as_str).filter(|word| word.parse::<usize>().is_err() || word.len() == 4).collect();
    let fits = |pattern: &str, word: &str| match pattern.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => pattern == word,
    };
    let parts: Vec<&str> = pattern.split('.').collect();
    match parts.as_slice() {
        [one] => [words.last(), words.first()].into_iter().flatten().any(|word| fits(one, word)),
        parts => words.len() >= parts.len() && parts.iter().zip(&words).all(|(part, word)| fits(part, word)),
    }
}
