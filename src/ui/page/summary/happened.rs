//! What happened: sentences, each a link to the view that proves it.

use crate::ui::state::{live, piece, state};
use crate::view::page::summary::Finding;
use leptos::prelude::*;

#[component]
pub fn Happened(findings: Memo<Vec<Finding>>) -> impl IntoView {
    let state = state();
    let line = move |Finding { id, text, to }: Finding| {
        let href = live(move || state.link_to(&to));
        view! { <li><a class="happened__link" data-finding=id href=href>{text}</a></li> }.into_any()
    };
    view! {
        <section class="happened" hidden=live(move || findings.with(Vec::is_empty))>
            <h2 class="happened__title">{state.words("happened")}</h2>
            <ul>{piece(move || findings.get().into_iter().map(line).collect_view().into_any())}</ul>
        </section>
    }
    .into_any()
}
