//! How do we stand against peers?

mod foot;
mod table;

use crate::ui::chart::band::BandPanel;
use crate::ui::choice::{ChoiceList, ChoiceRow};
use crate::ui::state::{State, live, state};
use crate::view::page::Choice;
use crate::view::page::benchmarks::{Benchmarks, Empty, Highlight};
use leptos::prelude::*;

#[component]
pub fn BenchmarksPage(model: Memo<Benchmarks>) -> impl IntoView {
    let state = state();
    let trend = Memo::new(move |_| model.with(|model| model.trend.as_ref().map(|trend| trend.panel.clone())));
    let metrics =
        live(move || model.with(|model| model.trend.as_ref().map(|trend| trend.metrics.clone()).unwrap_or_default()));
    let has_trend = Memo::new(move |_| trend.with(Option::is_some));
    let index = Memo::new(move |_| model.with(|model| model.index.clone()));
    let has_index = Memo::new(move |_| index.with(Option::is_some));
    let has_rows = Memo::new(move |_| model.with(|model| !model.standings.is_empty()));
    let empty = Memo::new(move |_| model.with(|model| model.empty.clone()));
    let highlights = Memo::new(move |_| model.with(|model| model.highlights.clone()));
    let group = Memo::new(move |_| model.with(|model| model.group.clone()));
    let references = Memo::new(move |_| model.with(|model| model.references.clone()));
    view! {
        <Choices model/>
        <Notices model/>
        {move || empty.get().map(|Empty { title, text, example }| view! {
            <section class="bench__empty">
                <h2>{title}</h2>
                <p>{text}</p>
                {(!example.is_empty()).then(|| view! {
                    <pre class="bench__example" dir="ltr" tabindex="0" role="region" aria-label=state.words("bench-example")>{example}</pre>
                })}
            </section>
        }.into_any())}
        <ul class="bench__highlights">
            {move || highlights.get().into_iter().map(highlight).collect_view()}
        </ul>
        {move || has_rows.get().then(|| view! { <table::Standings model/> }.into_any())}
        <div class="bench__parts">
            {move || has_trend.get().then(|| view! {
                <section class="bench__trend">
                    <ChoiceList label=state.words("bench-trend-metric") choices=metrics chosen=State::follow_metric/>
                    <BandPanel panel=trend/>
                </section>
            }.into_any())}
            {move || has_index.get().then(|| view! { <foot::IndexCard index/> }.into_any())}
            {move || group.get().map(|group| view! { <foot::GroupCard group/> }.into_any())}
        </div>
        {move || view! { <foot::PublishedFigures references=references.get()/> }.into_any()}
    }
    .into_any()
}

/// Against whom, as whom, and of which channel.
#[component]
fn Choices(model: Memo<Benchmarks>) -> impl IntoView {
    let state = state();
    let part = move |of: fn(&Benchmarks) -> &Vec<Choice>| live(move || model.with(|model| of(model).clone()));
    let (own, channels) = (part(|model| &model.own), part(|model| &model.channels));
    let has_own = Memo::new(move |_| own.with(|own| !own.is_empty()));
    let has_channels = Memo::new(move |_| channels.with(|channels| !channels.is_empty()));
    view! {
        <div class="bench__choices">
            <span class="bench__label" aria-hidden="true">{state.words("bench-against")}</span>
            <ChoiceList label=state.words("bench-against") choices=part(|model| &model.peers) chosen=State::choose_peers/>
            {move || has_own.get().then(|| view! {
                <span class="bench__label" aria-hidden="true">{state.words("bench-as")}</span>
                <ChoiceList label=state.words("bench-as") choices=own chosen=State::stand_as/>
            }.into_any())}
            {move || has_channels.get().then(|| view! {
                <ChoiceRow label=state.words("bench-channel") choices=channels chosen=State::compare_channel/>
            }.into_any())}
        </div>
    }
}

#[component]
fn Notices(model: Memo<Benchmarks>) -> impl IntoView {
    let state = state();
    let said = Memo::new(move |_| model.with(|model| (model.notices.clone(), model.their_period.clone())));
    move || {
        let (notices, period) = said.get();
        let lines = notices.into_iter().map(|notice| view! { <p>{notice}</p> }.into_any()).collect_view();
        let link = period.map(|(id, words)| {
            let href = live(move || state.link(&state.query.with(|query| query.in_period(&id))));
            view! { <p><a data-noscroll="" href=href>{words}</a></p> }.into_any()
        });
        view! { <div class="bench__notices">{lines}{link}</div> }
    }
}

fn highlight(highlight: Highlight) -> AnyView {
    let Highlight { id, title, metric, band, word, sentence, .. } = highlight;
    view! {
        <li class="bench__highlight" data-highlight=id>
            <p class="bench__label">{title}</p>
            <h2 class="bench__metric">{metric}</h2>
            <p class="bench__word" data-band=band>{word}</p>
            <p class="bench__sentence">{sentence}</p>
        </li>
    }
    .into_any()
}
