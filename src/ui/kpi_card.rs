//! One metric: its value, its change, its course, and where it comes from.

use super::change::ChangeMark;
use super::chart::spark::SparkChart;
use super::icon::{Icon, Shape};
use super::rows;
use super::sheet::Sheet;
use super::shown::{Figure, Of};
use super::state::{live, piece, state};
use crate::view::page::summary::KpiCard as Model;
use crate::view::route::Page;
use leptos::prelude::*;

#[component]
pub fn KpiCard(card: Memo<Model>) -> impl IntoView {
    let state = state();
    let kpi = card.with_untracked(|card| card.kpi.clone());
    let sheet = format!("about-{kpi}");
    let ranking = {
        let kpi = kpi.clone();
        live(move || state.link_to_ranking(&kpi))
    };
    let name = move || card.with(|card| card.name.clone());
    let shown = Signal::derive(move || card.with(|card| card.figure.clone()));
    let of = Of { metric: kpi.clone(), row: None };
    let reason = move || shown.with(|shown| shown.raw.is_none().then(|| shown.full.clone()));
    let note = move || shown.with(|shown| shown.note.clone());
    let unaimed = move || card.with(|card| card.unaimed.clone());
    let change = Memo::new(move |_| card.with(|card| card.change.clone()));
    let spark = Memo::new(move |_| card.with(|card| card.spark.clone()));
    let has_spark = Memo::new(move |_| spark.with(Option::is_some));
    let about = move || state.say("about");
    view! {
        <article class="kpi-card" data-card=kpi>
            <header class="kpi-card__head">
                <h2 class="kpi-card__name"><a class="kpi-card__link" href=ranking>{live(name)}</a></h2>
                <button type="button" class="kpi-card__about" popovertarget=sheet.clone() aria-label=live(move || format!("{}: {}", about(), name())) title=live(about)>
                    <Icon shape=Shape::About/>
                </button>
            </header>
            <p class="kpi-card__figure"><Figure shown of/></p>
            <p class="kpi-card__change">
                {piece(move || (change.get().map(|change| view! { <ChangeMark change/> })).into_any())}
                {piece(move || (reason().map(|reason| view! { <span class="kpi-card__reason" aria-hidden="true">{reason}</span> })).into_any())}
                {piece(move || (unaimed().map(|why| view! { <span class="kpi-card__reason">{why}</span> })).into_any())}
            </p>
            <div class="kpi-card__spark">
                {piece(move || (has_spark.get().then(|| view! { <SparkChart spark/> }.into_any())).into_any())}
            </div>
            <p class="kpi-card__observations">
                {live(move || card.with(|card| card.observations.clone()))}
                {piece(move || (note().map(|note| view! { " " <span class="kpi-card__note">{note}</span> })).into_any())}
            </p>
            <About card sheet/>
        </article>
    }
    .into_any()
}

/// The sheet that a card opens: meaning, exact values, formula, source.
#[component]
fn About(card: Memo<Model>, sheet: String) -> impl IntoView {
    let state = state();
    let text = move |part: fn(&Model) -> String| move || card.with(part);
    let was =
        move || card.with(|card| card.change.as_ref().map(|change| (change.was.full.clone(), change.sentence.clone())));
    let before = move || {
        let is_target = card.with(|card| card.change.as_ref().is_some_and(|change| change.word.is_some()));
        state.say(if is_target { "about-target" } else { "about-then" })
    };
    let note = move || card.with(|card| card.figure.note.clone());
    let kpi = card.with_untracked(|card| card.kpi.clone());
    let why = live(move || state.link_to_explanation(&kpi));
    let is_explained = move || card.with(Model::is_explained);
    let show = move |_| card.with_untracked(|card| state.show_rows(&card.kpi));
    view! {
        <Sheet id=sheet title=Signal::derive(text(|card| card.name.clone()))>
            <p>{text(|card| card.meaning.clone())}</p>
            <dl class="sheet__facts">
                <dt>{state.words("about-now")}</dt>
                <dd>{text(|card| card.figure.full.clone())}</dd>
                {piece(move || (was().map(|(was, sentence)| view! {
                    <dt>{live(before)}</dt>
                    <dd>{was}<br/>{sentence}</dd>
                })).into_any())}
                <dt>{state.words("about-basis")}</dt>
                <dd>
                    {text(|card| card.observations.clone())}
                    {piece(move || (note().map(|note| view! { <br/>{note} })).into_any())}
                </dd>
                <dt>{state.words("about-interval")}</dt>
                <dd>{text(|card| card.interval.clone())}</dd>
                <dt>{state.words("about-formula")}</dt>
                <dd>{text(|card| card.formula.clone())}</dd>
                <dt>{state.words("about-source")}</dt>
                <dd>{text(|card| card.source.clone())}</dd>
            </dl>
            <p>
                <button type="button" class="button" popovertarget=rows::SHEET on:click=show>
                    {state.words("about-rows")}
                </button>
                " "
                <a class="button" href=why hidden=live(move || !is_explained())>{state.words("explain-open")}</a>
                " "
                <a href=live(move || state.link_to_page(Page::Metrics))>{state.words("about-all")}</a>
            </p>
        </Sheet>
    }
    .into_any()
}
