//! Leptos components: they take page models and send intents. What needs computing or formatting is
//! in `view`.
//!
//! [`app`] is the whole page, [`state`] what it shows and how that changes; then the parts of every
//! page, the pages, and the charts.

mod alerts;
pub mod app;
mod calendar;
pub mod change;
pub mod chart;
pub mod choice;
pub mod consent;
mod export;
pub mod filter_chips;
mod filter_sheet;
pub mod freshness;
pub mod header;
pub mod icon;
pub mod import;
pub mod key_form;
pub mod keyed;
pub mod kpi_card;
pub mod loading;
mod metrics;
mod more;
pub mod own_files;
mod pacing;
pub mod page;
pub mod period_bar;
pub mod problem_notice;
pub mod rows;
mod sheet;
mod shown;
pub mod skeleton;
pub mod state;
pub mod table;
mod tools;
pub mod trouble;
