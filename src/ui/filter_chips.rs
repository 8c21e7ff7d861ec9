//! The filters that are on, each with a way to take it away.

use super::icon::{Icon, Shape};
use super::keyed::keyed;
use super::state::{live, state};
use crate::view::page::shell::FilterChip;
use leptos::prelude::*;

#[component]
pub fn FilterChips(#[prop(into)] filters: Memo<Vec<FilterChip>>) -> impl IntoView {
    let state = state();
    let chips = keyed(
        filters,
        |chip| format!("{}:{}", chip.dimension, chip.value),
        move |chip| {
            let without = move || {
                let next =
                    chip.with(|chip| state.query.with(|query| query.filter_toggled(&chip.dimension, &chip.value)));
                state.link(&next)
            };
            view! {
                <li>
                    <a
                        class="filter-chips__chip"
                        data-noscroll=""
                        href=live(without)
                        aria-label=live(move || chip.with(|chip| chip.remove.clone()))
                    >
                        <bdi>{live(move || chip.with(|chip| chip.label.clone()))}</bdi>
                        <Icon shape=Shape::Close/>
                    </a>
                </li>
            }
        },
    );
    let reset = move || state.link(&state.query.with(crate::view::query::Query::without_filters));
    view! {
        <section
            class="filter-chips"
            aria-label=state.words("filters")
            hidden=live(move || filters.with(Vec::is_empty))
        >
            <ul class="filter-chips__list">{chips}</ul>
            <a class="filter-chips__reset" data-noscroll="" href=live(reset)>{state.words("filters-reset")}</a>
        </section>
    }
}
