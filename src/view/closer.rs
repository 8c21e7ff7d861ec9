//! What a link says of figures that are looked at closer: a change that is explained, rows that are opened, channels that
//! are set against each other.

use crate::engine::facts::vocabulary::Dimension;
use crate::view::query::Query;
use crate::view::route::Page;
use serde::{Deserialize, Serialize};

/// So many values are set against each other, and so many rows are open: more is no table that a person reads.
pub const MAX_VERSUS: usize = 4;
pub const MAX_OPEN: usize = 12;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Closer {
    /// The metric whose change is explained, by its id.
    pub explain: Option<String>,
    /// The rows of the Channels table that are open, by their values.
    pub open: Vec<String>,
    /// What open rows are cut by; `None`: the first that the feed has.
    pub into: Option<Dimension>,
    /// The values that are set against each other.
    pub versus: Vec<String>,
}

impl Closer {
    /// Takes one pair of a link; returns whether it is one of these.
    pub fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            "explain" => self.explain = Some(value.to_owned()).filter(|id| is_id(id)),
            "open" => add(&mut self.open, value, MAX_OPEN),
            "into" => self.into = Dimension::from_id(value),
            "versus" => add(&mut self.versus, value, MAX_VERSUS),
            _ => return false,
        }
        true
    }

    /// Writes the pairs of a link; what stands at its default is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let Self { explain, open, into, versus } = self;
        let mut pairs = Vec::new();
        pairs.extend(explain.iter().map(|metric| ("explain", metric.clone())));
        pairs.extend(open.iter().map(|value| ("open", value.clone())));
        pairs.extend(into.iter().map(|into| ("into", into.id())));
        pairs.extend(versus.iter().map(|value| ("versus", value.clone())));
        pairs
    }

    /// Opens a row, or closes it; the row that was opened first makes room.
    #[must_use]
    pub fn row_toggled(&self, value: &str) -> Self {
        Self { open: toggled(&self.open, value, MAX_OPEN), ..self.clone() }
    }

    /// `dimension` is what [`Dimension::id`] writes; anything else changes nothing.
    #[must_use]
    pub fn opened_into(&self, dimension: &str) -> Self {
        Self { into: Dimension::from_id(dimension).or_else(|| self.into.clone()), ..self.clone() }
    }

    /// Sets a value against others, or takes it away; the one that was chosen first makes room.
    #[must_use]
    pub fn versus_toggled(&self, value: &str) -> Self {
        Self { versus: toggled(&self.versus, value, MAX_VERSUS), ..self.clone() }
    }

    #[must_use]
    pub fn without_versus(&self) -> Self {
        Self { versus: Vec::new(), ..self.clone() }
    }

    /// Keeps nothing that is of the values of one dimension.
    #[must_use]
    pub fn of_no_values(&self) -> Self {
        Self { open: Vec::new(), versus: Vec::new(), ..self.clone() }
    }
}

impl Query {
    /// `dimension` is what [`Dimension::id`] writes; anything else changes nothing. The sort is kept.
    pub fn cut_by(&self, dimension: &str) -> Self {
        let by = Dimension::from_id(dimension).or_else(|| self.by.clone());
        let closer = if by == self.by { self.closer.clone() } else { self.closer.of_no_values() };
        Self { by, closer, ..self.clone() }
    }

    /// Explains the change of a metric: of all that is selected, or of rows within it, each a dimension's id and a value.
    pub fn explaining(&self, metric: &str, rows: &[(String, String)]) -> Self {
        let mut next = self.on_page(Page::Explain);
        next.closer.explain = Some(metric.to_owned());
        rows.iter().fold(next, |next, (dimension, value)| next.drilled(dimension, value))
    }

    /// Goes on into one value, cut by what is not yet filtered.
    pub fn drilled(&self, dimension: &str, value: &str) -> Self {
        let mut next = self.clone();
        if let Some(dimension) = Dimension::from_id(dimension) {
            next.filters.retain(|(on, _)| *on != dimension);
            next.by = next.by.filter(|by| *by != dimension);
            next.filters.push((dimension, value.to_owned()));
        }
        next
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn add(values: &mut Vec<String>, value: &str, most: usize) {
    if values.len() < most && !values.iter().any(|known| known == value) {
        values.push(value.to_owned());
    }
}

fn toggled(values: &[String], value: &str, most: usize) -> Vec<String> {
    let mut next: Vec<String> = values.iter().filter(|known| *known != value).cloned().collect();
    if next.len() == values.len() {
        next.push(value.to_owned());
    }
    let n_over = next.len().saturating_sub(most);
    next.drain(..n_over);
    next
}
