//! Choosing one of several.

use crate::ui::state::piece;
use crate::view::page::Choice;
use leptos::prelude::*;

/// A list that opens. `other`: what stands there while none of the choices is chosen.
#[component]
pub fn ChoiceList(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional, into)] other: Signal<String>,
    chosen: fn(super::state::State, &str),
) -> impl IntoView {
    let state = super::state::state();
    let is_other = move || choices.with(|choices| choices.iter().all(|choice| !choice.is_chosen));
    let options = move || {
        let mut options: Vec<AnyView> = Vec::new();
        if is_other() {
            options.push(view! { <option value="" prop:selected=true disabled=true>{other}</option> }.into_any());
        }
        for Choice { id, label, is_chosen } in choices.get() {
            options.push(view! { <option value=id prop:selected=is_chosen>{label}</option> }.into_any());
        }
        options
    };
    view! {
        <label class="choice-list">
            <span class="visually-hidden">{label}</span>
            <select on:change=move |event| chosen(state, &event_target_value(&event))>{piece(move || options().into_any())}</select>
        </label>
    }
}

/// All choices side by side.
#[component]
pub fn ChoiceRow(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    chosen: fn(super::state::State, &str),
) -> impl IntoView {
    let state = super::state::state();
    let buttons = move || {
        choices
            .get()
            .into_iter()
            .map(|Choice { id, label, is_chosen }| {
                view! {
                    <button type="button" aria-pressed=is_chosen.to_string() on:click=move |_| chosen(state, &id)>
                        <bdi>{label}</bdi>
                    </button>
                }
                .into_any()
            })
            .collect_view()
    };
    view! { <div class="choice-row" role="group" aria-label=label>{piece(move || buttons().into_any())}</div> }
}
