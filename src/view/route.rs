//! The pages of the dashboard.

use serde::{Deserialize, Serialize};

/// A page. Which one is open stands in the query (`?page=channels`), so that `dist/` works from
/// any folder of a plain static server, deep links included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Page {
    #[default]
    Summary,
    Channels,
    Benchmarks,
    Data,
    Metrics,
    /// Why one figure changed; reached from it.
    Explain,
}

impl Page {
    pub const ALL: [Self; 6] =
        [Self::Summary, Self::Channels, Self::Benchmarks, Self::Data, Self::Metrics, Self::Explain];

    /// Those that the navigation lists.
    pub const LISTED: [Self; 5] = [Self::Summary, Self::Channels, Self::Benchmarks, Self::Data, Self::Metrics];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Channels => "channels",
            Self::Benchmarks => "benchmarks",
            Self::Data => "data",
            Self::Metrics => "metrics",
            Self::Explain => "explain",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.id() == id)
    }
}
