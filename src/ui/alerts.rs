//! What calls for attention, each with a link to what proves it.

use super::more::MoreButton;
use super::state::{live, piece, state};
use crate::view::page::alerts::{Alert, Alerts as Model};
use leptos::prelude::*;

/// How many are shown at first, and more at a press.
const FIRST: usize = 2;
const STEP: usize = 10;

#[component]
pub fn Alerts(alerts: Memo<Model>) -> impl IntoView {
    let state = state();
    let n_shown = RwSignal::new(FIRST);
    let all = move || alerts.with(|alerts| alerts.alerts.len());
    let link = move |Alert { kind, kpi, text, to }: Alert| {
        let href = live(move || state.link(&state.query.with(|query| to.from(query))));
        view! { <li class="alerts__one" data-alert=kind data-of=kpi><a href=href>{text}</a></li> }.into_any()
    };
    let list = move || {
        let shown = alerts.with(|alerts| alerts.alerts.iter().take(n_shown.get()).cloned().collect::<Vec<_>>());
        shown.into_iter().map(link).collect_view()
    };
    view! {
        <section class="alerts" data-part="alerts" data-count=live(move || all().to_string())>
            <h2 class="alerts__title">{live(move || alerts.with(|alerts| alerts.headline.clone()))}</h2>
            <ul class="alerts__list" hidden=live(move || all() == 0)>{piece(move || list().into_any())}</ul>
            <MoreButton n_hidden=Signal::derive(move || all().saturating_sub(n_shown.get())) n_shown step=STEP/>
        </section>
    }
    .into_any()
}
