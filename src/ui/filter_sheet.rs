//! Finding what to filter by.

use super::choice::ChoiceList;
use super::icon::{Icon, Shape};
use super::keyed::keyed;
use super::sheet::Sheet;
use super::state::{FILTERS, State, live, state};
use crate::view::page::values::ValueList;
use leptos::prelude::*;

/// The button that opens the sheet.
#[component]
pub fn FilterButton() -> impl IntoView {
    let state = state();
    view! {
        <button
            type="button"
            class="button filter-button"
            popovertarget=FILTERS
            on:click=move |_| state.find_values("")
        >
            <Icon shape=Shape::Add/>
            <span>{state.words("filter-add")}</span>
        </button>
    }
}

/// A dimension, a field to look for its values, and those that are found: each is pressed to filter by it.
#[component]
pub fn FilterSheet() -> impl IntoView {
    let state = state();
    let list = state.values;
    let part =
        move |of: fn(&ValueList) -> String| live(move || list.with(|list| list.as_ref().map(of).unwrap_or_default()));
    let dimensions = move || list.with(|list| list.as_ref().map(|list| list.dimensions.clone()).unwrap_or_default());
    let values =
        Memo::new(move |_| list.with(|list| list.as_ref().map(|list| list.values.clone()).unwrap_or_default()));
    let dimension = part(|list| list.dimension.clone());
    let rows = keyed(
        values,
        |value| value.id.clone(),
        move |value| {
            let press = move |_| {
                let id = value.with_untracked(|value| value.id.clone());
                dimension.with_untracked(|dimension| state.toggle_filter(dimension, &id));
            };
            view! {
                <li>
                    <button
                        type="button"
                        class="filter-sheet__value"
                        aria-pressed=live(move || value.with(|value| value.is_chosen.to_string()))
                        on:click=press
                    >
                        <bdi>{live(move || value.with(|value| value.label.clone()))}</bdi>
                        <Icon shape=Shape::Check/>
                    </button>
                </li>
            }
        },
    );
    view! {
        <Sheet id=FILTERS title=state.words("filter-find")>
            <div class="filter-sheet__ways">
                <ChoiceList label=state.words("filter-by") choices=Signal::derive(dimensions) chosen=State::find_in/>
                <label class="filter-sheet__wanted">
                    <span class="visually-hidden">{state.words("filter-wanted")}</span>
                    <input
                        type="search"
                        autocomplete="off"
                        placeholder=state.words("filter-wanted")
                        prop:value=live(move || state.wanted.get())
                        on:input=move |event| state.find_values(&event_target_value(&event))
                    />
                </label>
            </div>
            <p class="sheet__note" role="status">{part(|list| list.note.clone().unwrap_or_default())}</p>
            <ul class="filter-sheet__values">{rows}</ul>
        </Sheet>
    }
    .into_any()
}
