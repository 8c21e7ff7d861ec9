//! What can be filtered by: asked for when its sheet is opened, as a name is typed, and anew when what is selected changes.

use super::{FILTERS, State};
use crate::browser::document;
use crate::view::page::values::ValueList;
use crate::work::message::Ask;
use leptos::prelude::*;

impl State {
    /// Asks for the values whose name has these words.
    pub fn find_values(self, wanted: &str) {
        self.wanted.set(wanted.into());
        self.ask_values();
    }

    /// Asks for those of another dimension.
    pub fn find_in(self, dimension: &str) {
        self.values_dimension.set_value(dimension.into());
        self.ask_values();
    }

    /// Asks again while the sheet is open: an answer to what was asked before is dropped.
    pub(super) fn keep_values(self) {
        if document::is_open(FILTERS) {
            self.ask_values();
        }
    }

    fn ask_values(self) {
        let (query, reader) = (self.query.get_untracked().of_figures(), untrack(|| self.reader()));
        let (dimension, wanted) = (self.values_dimension.get_value(), self.wanted.get_untracked());
        self.ask(Ask::Values { ticket: self.ticket.get_value(), query, dimension, wanted, reader });
    }

    pub(super) fn take_values(self, values: ValueList) {
        // What is typed faster than it is found is asked for again.
        if self.wanted.with_untracked(|wanted| *wanted == values.wanted) {
            self.values_dimension.set_value(values.dimension.clone());
            self.values.set(Some(values));
        }
    }
}
