//! Asks before anything is asked of a host that the reader has not chosen.

use super::state::{Asking, state};
use crate::view::query::Query;
use leptos::prelude::*;

#[component]
pub fn ConsentSheet(asking: Asking) -> impl IntoView {
    let state = state();
    let Asking { origins, is_of_link } = asking;
    let (title, intro) =
        if is_of_link { ("asking-title", "asking-first") } else { ("asking-title-more", "asking-more") };
    let hosts = origins.iter().map(|origin| view! { <li><bdi dir="ltr">{origin.clone()}</bdi></li> }.into_any());
    let hosts = hosts.collect_view();
    let demo =
        move || state.link(&Query { feed: None, lang: state.query.with(|query| query.lang), ..Query::default() });
    view! {
        <section class="consent" aria-labelledby="consent-title">
            <h2 id="consent-title" class="consent__title">{state.words(title)}</h2>
            <p>{state.words(intro)}</p>
            <ul class="consent__hosts">{hosts}</ul>
            <p class="consent__sent">{state.words("asking-sent")}</p>
            <p class="consent__ways">
                <button type="button" class="button" data-strong="" on:click=move |_| state.allow(&origins)>
                    {state.words("asking-yes")}
                </button>
                <a class="button" href=demo>{state.words("asking-no")}</a>
                <span class="consent__once">{state.words("asking-once")}</span>
            </p>
        </section>
    }
    .into_any()
}
