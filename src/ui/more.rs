//! Showing a long list by and by.

use super::state::{live, state};
use crate::view::number::NumberStyle;
use crate::view::text::Arg;
use leptos::prelude::*;

/// A button that shows so many further rows at a press; gone when all are shown. `n_hidden`: how many are not yet.
#[component]
pub fn MoreButton(#[prop(into)] n_hidden: Signal<usize>, n_shown: RwSignal<usize>, step: usize) -> impl IntoView {
    let state = state();
    let next = move || {
        #[allow(clippy::cast_precision_loss)]
        let n = n_hidden.get().min(step) as f64;
        let number = state.with_voice(|_, locale| locale.number(n, NumberStyle::COUNT));
        state.say_with("data-list-more", &[("number", Arg::Text(&number))])
    };
    view! {
        <button
            type="button"
            class="button"
            hidden=live(move || n_hidden.get() == 0)
            on:click=move |_| n_shown.update(|n| *n += step)
        >
            {live(next)}
        </button>
    }
}
