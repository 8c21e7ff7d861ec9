//! Page models: everything a page shows, as text and plain values. A page component adds nothing.

pub mod alerts;
pub mod benchmarks;
mod channel_kind;
pub mod channels;
mod columns;
pub mod data;
pub mod efficiency;
pub mod import;
pub mod metrics;
pub mod mix;
mod offered;
mod over_time;
pub mod pacing;
pub mod problems;
pub mod rows;
pub mod shell;
pub mod summary;
pub mod values;

use crate::view::route::Page;
use crate::view::scene::Scene;
use serde::{Deserialize, Serialize};

/// One page with what surrounds it, ready to be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageModel {
    pub shell: shell::Shell,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Body {
    Summary(summary::Summary),
    Channels(Box<channels::Channels>),
    Benchmarks(Box<benchmarks::Benchmarks>),
    Data(data::DataPage),
    Metrics(metrics::Metrics),
}

/// One choice of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What the link writes for it.
    pub id: String,
    pub label: String,
    pub is_chosen: bool,
}

/// A displayed figure: becomes `<data value="…">`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The unrounded number; `None` where there is none.
    pub raw: Option<f64>,
    /// Compact, as on a card; «—» where there is none.
    pub text: String,
    /// In full, for hover, focus and screen readers; where there is none, the reason in words.
    pub full: String,
    /// Between which values the truth lies, as far as chance goes: `None` where that is not known.
    pub range: Option<ShownRange>,
    /// What the reader must know of it: few observations, part of the cost unknown.
    pub note: Option<String>,
}

/// The interval of a displayed figure, unrounded and as text: «95 %: 2.1 % to 2.6 %».
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownRange {
    pub low: f64,
    pub high: f64,
    pub text: String,
}

impl Shown {
    /// Returns the attribute `value` of `<data>`: the shortest text that reads back as the same
    /// number; empty where there is none.
    pub fn value(&self) -> String {
        self.raw.map(|raw| raw.to_string()).unwrap_or_default()
    }

    /// Returns what hovering over it says: the number in full, and its interval.
    pub fn title(&self) -> String {
        match &self.range {
            Some(range) => format!("{} · {}", self.full, range.text),
            None => self.full.clone(),
        }
    }
}

/// Whether a change is for the better. Never told by colour alone: `word` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    Better,
    Worse,
    /// The metric has no direction of good, or nothing changed.
    Neutral,
    /// The interval of the difference holds zero: it may be chance.
    Unclear,
}

impl Verdict {
    /// Returns its value in `[data-verdict]`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Neutral => "neutral",
            Self::Unclear => "unclear",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trend {
    Up,
    Down,
    Flat,
}

/// How a figure stands against the compared period, or against its target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub trend: Trend,
    pub verdict: Verdict,
    /// How it stands against a target: «behind», «met». `None`: the verdict's own word says it.
    pub word: Option<String>,
    /// `+4.2 %`, `−0.3 pts`, «new».
    pub text: String,
    /// The difference in the metric's unit: `+1.2 K SAR`. Empty where `text` says it all.
    pub amount: String,
    /// A sentence for hover and screen readers: «up 4.2 % on 1 Sep – 30 Sep: better».
    pub sentence: String,
    /// What it was then.
    pub was: Shown,
}

impl PageModel {
    /// Makes the page that the query asks for.
    pub fn new(scene: &Scene<'_>) -> Self {
        let body = match scene.query.page {
            Page::Summary => Body::Summary(summary::Summary::new(scene)),
            Page::Channels => Body::Channels(Box::new(channels::Channels::new(scene))),
            Page::Benchmarks => Body::Benchmarks(Box::new(benchmarks::Benchmarks::new(scene))),
            Page::Data => Body::Data(data::DataPage::new(scene)),
            Page::Metrics => Body::Metrics(metrics::Metrics::new(scene)),
        };
        Self { shell: shell::Shell::new(scene), body }
    }
}
