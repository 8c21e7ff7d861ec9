//! What do the figures mean?

use crate::ui::keyed::keyed;
use crate::ui::shown::{Figure, Of};
use crate::ui::state::{live, state};
use crate::view::page::metrics::{Entry, Metrics};
use leptos::prelude::*;

#[component]
pub fn MetricsPage(model: Memo<Metrics>) -> impl IntoView {
    let state = state();
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let search = search.get();
        model.with(|model| model.entries.iter().filter(|entry| entry.is_found(&search)).cloned().collect::<Vec<_>>())
    });
    let list = keyed(found, |entry| entry.kpi.clone(), |entry| view! { <Metric entry/> });
    view! {
        <search class="metrics__search">
            <label>
                <span>{state.words("metrics-search")}</span>
                <input type="search" class="metrics__input" on:input=move |event| search.set(event_target_value(&event))/>
            </label>
            <p>{live(move || model.with(|model| model.summary.clone()))}</p>
        </search>
        <div class="metrics">{list}</div>
        <p class="metrics__none" role="status" hidden=live(move || found.with(|found| !found.is_empty()))>
            {state.words("metrics-none")}
        </p>
    }
    .into_any()
}

#[component]
fn Metric(entry: Memo<Entry>) -> impl IntoView {
    let state = state();
    let text = move |part: fn(&Entry) -> String| move || entry.with(part);
    let figure = Signal::derive(move || entry.with(|entry| entry.figure.clone()));
    let of = Of { metric: entry.with_untracked(|entry| entry.kpi.clone()), row: None };
    let id = of.metric.clone();
    let names = move |part: fn(&Entry) -> Vec<String>| {
        move || {
            let names = entry.with(part);
            names.into_iter().map(|name| view! { <li><bdi>{name}</bdi></li> }.into_any()).collect_view()
        }
    };
    let reason =
        move || entry.with(|entry| entry.reason.clone()).map(|reason| view! { <p class="metric__reason">{reason}</p> });
    view! {
        <article class="metric" data-entry=id>
            <header class="metric__head">
                <h2 class="metric__name">{text(|entry| entry.name.clone())}</h2>
                <p class="metric__figure"><Figure shown=figure of/></p>
            </header>
            <p>{text(|entry| entry.meaning.clone())}</p>
            {reason}
            <details>
                <summary>{state.words("about")}</summary>
                <dl class="sheet__facts">
                    <dt>{state.words("about-formula")}</dt>
                    <dd>{text(|entry| entry.formula.clone())}</dd>
                    <dt>{state.words("about-interval")}</dt>
                    <dd>{text(|entry| entry.interval.clone())}</dd>
                    <dt>{state.words("metrics-unit")}</dt>
                    <dd>{text(|entry| entry.unit.clone())}</dd>
                    <dt>{state.words("metrics-direction")}</dt>
                    <dd>{text(|entry| entry.direction.clone())}</dd>
                    <dt hidden=live(move || entry.with(|entry| entry.minimum.is_empty()))>{state.words("metrics-minimum")}</dt>
                    <dd hidden=live(move || entry.with(|entry| entry.minimum.is_empty()))>{text(|entry| entry.minimum.clone())}</dd>
                    <dt>{state.words("metrics-needs")}</dt>
                    <dd><ul class="metric__names">{names(|entry| entry.needs.clone())}</ul></dd>
                    <dt hidden=live(move || entry.with(|entry| entry.feeds.is_empty()))>{state.words("metrics-feeds")}</dt>
                    <dd hidden=live(move || entry.with(|entry| entry.feeds.is_empty()))>
                        <ul class="metric__names">{names(|entry| entry.feeds.clone())}</ul>
                    </dd>
                    <dt>{state.words("about-source")}</dt>
                    <dd>{text(|entry| entry.source.clone())}</dd>
                </dl>
            </details>
        </article>
    }
    .into_any()
}
