//! What surrounds every page: whose data it is, the period, the filters, what is wrong with the feed.

use super::Choice;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shell {
    /// Whose data this is.
    pub title: String,
    /// What the reader must know of the data as a whole («invented data»).
    pub notice: Option<String>,
    pub period: PeriodBar,
    /// Filters that are on, in the order of the link.
    pub filters: Vec<FilterChip>,
    /// What is wrong with the feed; `None` where nothing is.
    pub problems: Option<ProblemNotice>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeriodBar {
    /// Presets; empty where the feed has no dates.
    pub choices: Vec<Choice>,
    /// The resolved dates: «2 – 31 Oct 2026 · 30 days».
    pub resolved: String,
    /// First and last day of the period, ISO 8601, for the date inputs; `None` without dates.
    pub from: Option<String>,
    pub to: Option<String>,
    /// First and last day of the feed, ISO 8601.
    pub first: Option<String>,
    pub last: Option<String>,
    /// What to compare with; empty where the feed has no dates.
    pub compare: Vec<Choice>,
    /// «compared with 2 Sep – 1 Oct 2026»; `None` without comparison.
    pub compared: Option<String>,
    /// The custom period that is one step earlier and later, as the link writes it.
    pub earlier: Option<String>,
    pub later: Option<String>,
    /// What the reader must know: a period in progress, a comparison that the feed does not cover.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterChip {
    /// Dimension id and value, as the link writes them.
    pub dimension: String,
    pub value: String,
    /// «Channel: Email».
    pub label: String,
    /// «Remove the filter Channel: Email».
    pub remove: String,
}

/// A short word on every page; the whole list stands on the Data page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemNotice {
    /// «3 problems in this feed. What can be read is shown.»
    pub headline: String,
    /// The first few, one sentence each.
    pub first: Vec<String>,
}
