//! Nothing can be shown: why, and what to do.

use super::key_form::{KeyForm, KeyList};
use super::own_files::OwnFilesButton;
use super::state::{State, Trouble, state};
use crate::browser::port::Loss;
use crate::view::query::Query;
use crate::view::text::Arg;
use leptos::prelude::*;

/// Says why a worker answers no more, and what to do.
pub(super) fn loss_words(state: State, loss: Loss) -> (String, String) {
    let (headline, advice) = match loss {
        Loss::NotStarted => ("trouble-not-started", "trouble-not-started-advice"),
        Loss::Stopped => ("trouble-stopped", "trouble-stopped-advice"),
        Loss::Garbled => ("trouble-garbled", "trouble-garbled-advice"),
    };
    (state.say(headline), state.say(advice))
}

#[component]
pub fn TroubleSheet(trouble: Trouble) -> impl IntoView {
    let state = state();
    let is_demo = state.query.with_untracked(|query| query.feed.is_none());
    // Which of them asks who is there the sentences say; a header may be given to each.
    let is_of_feed = matches!(trouble, Trouble::Feed(_)) && !is_demo;
    let origins = Signal::derive(move || state.asked_origins());
    let (headline, reasons) = match trouble {
        Trouble::Feed(failure) => (failure.headline, failure.reasons),
        Trouble::Address => (state.say("trouble-address"), vec![state.say("trouble-address-advice")]),
        Trouble::OwnFile(name) => (
            state.say_with("trouble-own-file", &[("name", Arg::Text(&name))]),
            vec![state.say("trouble-own-file-advice")],
        ),
        Trouble::Worker(loss) => {
            let (headline, advice) = loss_words(state, loss);
            (headline, vec![advice])
        }
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
                <OwnFilesButton/>
            </p>
            {is_of_feed.then(|| view! { <KeyForm origins is_open=false/><KeyList/> })}
        </section>
    }
}
