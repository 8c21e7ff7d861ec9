//! Where a sentence leads: the view that proves it.

use crate::engine::facts::vocabulary::Dimension;
use crate::view::compare::Compare;
use crate::view::query::{PeriodChoice, Query, Sort};
use crate::view::route::Page;
use serde::{Deserialize, Serialize};

/// What of the link changes; `None` leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    pub page: Page,
    pub period: Option<PeriodChoice>,
    pub compare: Option<Compare>,
    pub filters: Option<Vec<(Dimension, String)>>,
    /// The column of the table of channels that is sorted by, the largest first.
    pub column: Option<String>,
}

impl Destination {
    /// Leads to a page, with everything else as it is.
    pub const fn to(page: Page) -> Self {
        Self { page, period: None, compare: None, filters: None, column: None }
    }

    /// Returns the link's state there.
    pub fn from(&self, query: &Query) -> Query {
        let Self { page, period, compare, filters, column } = self.clone();
        let is_ascending = false;
        let sort = column.map(|column| Sort { column, is_ascending });
        let here = query.on_page(page);
        Query {
            period: period.or(here.period),
            compare: compare.unwrap_or(here.compare),
            filters: filters.unwrap_or_else(|| here.filters.clone()),
            sort: sort.or_else(|| here.sort.clone()),
            ..here
        }
    }
}
