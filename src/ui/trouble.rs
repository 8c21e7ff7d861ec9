//! Nothing can be shown: why, and what to do.

use super::state::{Trouble, state};
use crate::browser::port::Loss;
use crate::view::query::Query;
use leptos::prelude::*;

#[component]
pub fn TroubleSheet(trouble: Trouble) -> impl IntoView {
    let state = state();
    let is_demo = state.query.with_untracked(|query| query.feed.is_none());
    let (headline, reasons) = match trouble {
        Trouble::Feed(failure) => (failure.headline, failure.reasons),
        Trouble::Address => (state.say("trouble-address"), vec![state.say("trouble-address-advice")]),
        Trouble::Worker(Loss::NotStarted) => {
            (state.say("trouble-not-started"), vec![state.say("trouble-not-started-advice")])
        }
        Trouble::Worker(Loss::Stopped) => (state.say("trouble-stopped"), vec![state.say("trouble-stopped-advice")]),
        Trouble::Worker(Loss::Garbled) => (state.say("trouble-garbled"), vec![state.say("trouble-garbled-advice")]),
    };
    let demo =
        move || state.link(&Query { feed: None, lang: state.query.with(|query| query.lang), ..Query::default() });
    view! {
        <section class="trouble" role="alert">
            <h2 class="trouble__headline">{headline}</h2>
            <ul class="trouble__reasons">
                {reasons.into_iter().map(|reason| view! { <li>{reason}</li> }.into_any()).collect_view()}
            </ul>
            <p class="trouble__ways">
                <button type="button" class="button" on:click=move |_| state.retry()>
                    {state.words("trouble-retry")}
                </button>
                {(!is_demo).then(|| view! { <a href=demo>{state.words("trouble-demo")}</a> })}
            </p>
        </section>
    }
}
