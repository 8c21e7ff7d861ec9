//! What a person asks for becomes another link, and links to elsewhere are made.

use super::State;
use crate::browser::location;
use crate::view::against::Against;
use crate::view::closer::Closer;
use crate::view::page::Choice;
use crate::view::page::channels::Sorting;
use crate::view::query::Query;
use crate::view::route::Page;
use leptos::prelude::*;
use leptos_router::NavigateOptions;

impl State {
    /// Makes a link to what another query asks for.
    pub fn link(self, query: &Query) -> String {
        location::path() + &query.to_search()
    }

    pub(super) fn go(self, query: &Query) {
        self.go_by(query, false);
    }

    /// Goes without a step in the browser's history: nobody has asked for it.
    pub(super) fn turn_to(self, query: &Query) {
        self.go_by(query, true);
    }

    fn go_by(self, query: &Query, replace: bool) {
        let link = self.link(query);
        let options = NavigateOptions { resolve: false, scroll: false, replace, ..NavigateOptions::default() };
        self.navigate.with_value(|navigate| navigate(&link, options));
    }

    pub fn choose_period(self, id: &str) {
        self.go(&self.query.with_untracked(|query| query.in_period(id)));
    }

    pub fn compare_with(self, id: &str) {
        self.go(&self.query.with_untracked(|query| query.compared_with(id)));
    }

    pub fn step_by(self, id: &str) {
        self.go(&self.query.with_untracked(|query| query.stepped_by(id)));
    }

    pub fn cut_by(self, dimension: &str) {
        self.go(&self.query.with_untracked(|query| query.cut_by(dimension)));
    }

    fn go_against(self, next: impl FnOnce(&Against) -> Against) {
        self.go(&self.query.with_untracked(|query| Query { against: next(&query.against), ..query.clone() }));
    }

    pub fn choose_peers(self, id: &str) {
        self.go_against(|against| against.peers_chosen(id));
    }

    pub fn stand_as(self, own: &str) {
        self.go_against(|against| against.standing_as(own));
    }

    pub fn follow_metric(self, id: &str) {
        self.go_against(|against| against.following(id));
    }

    pub fn be_guided_by(self, id: &str) {
        self.go_against(|against| against.guided_by(id));
    }

    pub fn toggle_detail(self) {
        self.go_against(Against::detail_toggled);
    }

    pub fn weigh(self, id: &str, weight: u8) {
        self.go_against(|against| against.weighing(id, weight));
    }

    fn go_closer(self, next: impl FnOnce(&Closer) -> Closer) {
        self.go(&self.query.with_untracked(|query| Query { closer: next(&query.closer), ..query.clone() }));
    }

    /// Opens a row of the table, or closes it.
    pub fn toggle_row(self, value: &str) {
        self.go_closer(|closer| closer.row_toggled(value));
    }

    pub fn open_into(self, dimension: &str) {
        self.go_closer(|closer| closer.opened_into(dimension));
    }

    /// Sets a row against others, or takes it away.
    pub fn toggle_versus(self, value: &str) {
        self.go_closer(|closer| closer.versus_toggled(value));
    }

    pub fn end_versus(self) {
        self.go_closer(Closer::without_versus);
    }

    /// Explains another metric's change, cut and filtered as it is.
    pub fn explain_metric(self, metric: &str) {
        self.explain(metric, &[]);
    }

    /// Explains the change of a figure: of rows within rows, each a dimension and a value.
    pub fn explain(self, metric: &str, rows: &[(String, String)]) {
        self.go(&self.query.with_untracked(|query| query.explaining(metric, rows)));
    }

    pub fn compare_channel(self, value: &str) {
        self.go(&self.query.with_untracked(|query| query.filtered_to("channel", value)));
    }

    pub fn toggle_filter(self, dimension: &str, value: &str) {
        self.go(&self.query.with_untracked(|query| query.filter_toggled(dimension, value)));
    }

    /// Shows a metric's column, or hides it; `shown` are those that are there now.
    pub fn toggle_metric(self, id: &str, shown: &[Choice]) {
        self.go(&self.query.with_untracked(|query| query.metric_toggled(id, shown)));
    }

    pub fn show_all_metrics(self) {
        self.go(&self.query.with_untracked(Query::with_all_metrics));
    }

    /// `shown`: how the column is sorted now. It may be so without the link saying it; then the first
    /// step, largest first, is behind us.
    pub fn sort_by(self, column: &str, shown: Option<Sorting>) {
        let next = self.query.with_untracked(|query| {
            let is_unsaid = query.sort.is_none() && shown == Some(Sorting::Descending);
            let query = if is_unsaid { query.sorted_by(column) } else { query.clone() };
            query.sorted_by(column)
        });
        self.go(&next);
    }

    pub fn list_problems_of_kind(self, id: &str) {
        self.go(&self.query.with_untracked(|query| query.problems_toggled(id)));
    }

    pub fn list_problems_of_file(self, file: &str) {
        self.go(&self.query.with_untracked(|query| query.file_toggled(file)));
    }

    pub fn list_all_problems(self) {
        self.go(&self.query.with_untracked(Query::all_problems));
    }

    /// Makes the link to a page, with everything else as it is.
    pub fn link_to_page(self, page: Page) -> String {
        self.link(&self.query.with(|query| query.on_page(page)))
    }

    /// Makes the link to why a metric changed.
    pub fn link_to_explanation(self, metric: &str) -> String {
        self.link(&self.query.with(|query| query.explaining(metric, &[])))
    }

    /// Makes the link that goes on into one part.
    pub fn link_into(self, dimension: &str, value: &str) -> String {
        self.link(&self.query.with(|query| query.drilled(dimension, value)))
    }

    /// Makes the link to what a model asks for, in the language of now.
    pub fn link_to(self, query: &Query) -> String {
        self.link(&Query { lang: self.query.with(|query| query.lang), ..query.clone() })
    }

    /// Makes the link to the Channels page with the largest of a metric first.
    pub fn link_to_ranking(self, metric: &str) -> String {
        self.link(&self.query.with(|query| query.ranked_by(metric)))
    }
}
