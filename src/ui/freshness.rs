//! How old the figures are, kept true, and a way to have them renewed.

use super::icon::{Icon, Shape};
use super::state::{State, live, state};
use crate::browser::clock;
use crate::view::age::Age;
use crate::view::text::Arg;
use crate::work::message::Freshness as Told;
use leptos::prelude::*;

#[component]
pub fn Freshness() -> impl IntoView {
    let state = state();
    let age = Memo::new(move |_| {
        let fetched_ms = state.freshness.get().map(|told| told.fetched_ms).filter(|ms| *ms > 0)?;
        Some(Age::between(fetched_ms, state.now_ms.get()))
    });
    let look = move || match state.freshness.get() {
        Some(Told { is_checking: true, .. }) => "checking",
        Some(Told { is_stale: true, .. }) => "stale",
        _ => "fresh",
    };
    let words = move || {
        let told = state.freshness.get()?;
        if told.is_checking {
            return Some(state.say("fresh-checking"));
        }
        let age = say_age(state, age.get()?);
        Some(state.say_with(if told.is_stale { "fresh-stale" } else { "fresh" }, &[("age", Arg::Text(&age))]))
    };
    let moment = move || {
        let fetched_ms = state.freshness.get().map(|told| told.fetched_ms).filter(|ms| *ms > 0);
        fetched_ms.map(|ms| clock::moment(ms, state.reader()))
    };
    let is_checking = move || state.freshness.get().is_some_and(|told| told.is_checking);
    view! {
        <div class="freshness" data-look=look hidden=live(move || words().is_none())>
            <Icon shape=Shape::Warning/>
            <span class="freshness__words" title=live(moment)>{live(words)}</span>
            <button
                type="button"
                class="freshness__refresh"
                aria-label=state.words("fresh-refresh")
                title=state.words("fresh-refresh")
                hidden=live(move || state.is_own())
                disabled=live(is_checking)
                on:click=move |_| state.refresh()
            >
                <Icon shape=Shape::Refresh/>
            </button>
        </div>
    }
}

/// Says an age: «3 minutes ago».
#[allow(clippy::cast_precision_loss)]
pub fn say_age(state: State, age: Age) -> String {
    match age {
        Age::Now => state.say("age-now"),
        Age::Minutes(_) | Age::Hours(_) | Age::Days(_) => {
            state.say_counted(&format!("age-{}", age.id()), age.count() as f64)
        }
    }
}
