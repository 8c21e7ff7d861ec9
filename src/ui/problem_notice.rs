//! What the reader must know of the data before believing a figure.

use super::icon::{Icon, Shape};
use super::state::{live, state};
use crate::view::page::shell::ProblemNotice;
use crate::view::route::Page;
use leptos::prelude::*;

/// Says that something is wrong with the feed; the first sentences open below it.
#[component]
pub fn Problems(#[prop(into)] notice: Signal<Option<ProblemNotice>>) -> impl IntoView {
    let state = state();
    move || {
        notice.get().map(|ProblemNotice { headline, first }| {
            view! {
                <details class="problem-notice">
                    <summary><Icon shape=Shape::Warning/><span>{headline}</span></summary>
                    <ul>{first.into_iter().map(|sentence| view! { <li>{sentence}</li> }.into_any()).collect_view()}</ul>
                    <a href=live(move || state.link_to_page(Page::Data))>{state.words("problems-all")}</a>
                </details>
            }
        })
    }
}
