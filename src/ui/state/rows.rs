//! The rows behind a figure: asked for when their sheet is opened, and anew when what is selected changes under it.

use super::State;
use crate::browser::document;
use crate::ui::rows::SHEET;
use crate::view::page::rows::RowsSheet;
use crate::work::message::Ask;
use leptos::prelude::*;

impl State {
    /// Asks for the rows behind a metric's figure.
    pub fn show_rows(self, metric: &str) {
        self.rows.set(None);
        self.rows_metric.set_value(metric.into());
        self.ask_rows();
    }

    /// Asks again while the sheet is open: an answer to what was asked before is dropped.
    pub(super) fn keep_rows(self) {
        if document::is_open(SHEET) {
            self.ask_rows();
        }
    }

    fn ask_rows(self) {
        let (ticket, metric) = (self.ticket.get_value(), self.rows_metric.get_value());
        let (query, reader) = (self.query.get_untracked().of_figures(), untrack(|| self.reader()));
        self.ask(Ask::Rows { ticket, query, metric, reader });
    }

    pub(super) fn take_rows(self, rows: RowsSheet) {
        if self.rows_metric.with_value(|metric| *metric == rows.kpi) {
            self.rows.set(Some(rows));
        }
    }

    /// Has the rows written as a file, which is saved when it comes.
    pub fn save_rows(self) {
        let (query, reader) = (self.query.get_untracked().of_figures(), untrack(|| self.reader()));
        self.ask(Ask::SaveRows { query, metric: self.rows_metric.get_value(), reader });
    }
}
