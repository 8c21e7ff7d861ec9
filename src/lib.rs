//! Miyar computes a benchmark dashboard from metric feeds, in the browser.
//!
//! ```text
//! bytes ── feed ──▶ facts ── cube ──▶ totals ── kpi ──▶ figures ── view ──▶ what a person reads
//!          + problems        additive sums     formulas             cards, tables, charts
//! ```
//!
//! Start reading at [`engine`], then [`view`], then [`work`]: they are pure and have native tests.
//! `browser` and `ui` exist only with the feature `web`.

#[cfg(feature = "web")]
pub mod browser;
pub mod engine;
#[cfg(feature = "web")]
pub mod ui;
pub mod view;
pub mod work;
