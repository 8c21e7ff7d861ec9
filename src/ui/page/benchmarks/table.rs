//! One row a metric: own figure, the peers' median, where it lies, how far it is.

use crate::ui::chart::strip::StripChart;
use crate::ui::choice::ChoiceList;
use crate::ui::export::ExportButton;
use crate::ui::keyed::keyed;
use crate::ui::shown::{Figure, Of};
use crate::ui::state::{State, live, state};
use crate::view::page::benchmarks::{Benchmarks, Gap, Standing, Star};
use crate::work::export::{Kind, Part};
use leptos::prelude::*;

#[component]
pub fn Standings(model: Memo<Benchmarks>) -> impl IntoView {
    let state = state();
    let caption = live(move || model.with(|model| model.caption.clone()));
    let has_detail = Memo::new(move |_| model.with(|model| model.has_detail));
    let rest = Memo::new(move |_| model.with(|model| model.rest.clone()));
    let star = Memo::new(move |_| model.with(|model| model.star.clone()));
    let star_head = Memo::new(move |_| star.with(|star| star.as_ref().and_then(|star| star.heading.clone())));
    let rows = Memo::new(move |_| model.with(|model| model.standings.clone()));
    let quantiles = Memo::new(move |_| {
        rows.with(|rows| rows.first().map(|row| row.quantiles.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()))
    });
    let head = move |id: &'static str| view! { <th scope="col">{state.words(id)}</th> }.into_any();
    let detail_heads = move || {
        let named = quantiles.get().unwrap_or_default().into_iter();
        let named = named.map(|name| view! { <th scope="col">{name}</th> }.into_any()).collect_view();
        has_detail.get().then(|| (named, head("bench-head-best"), head("bench-head-source")))
    };
    let body = keyed(rows, |row| row.kpi.clone(), move |row| view! { <Row row has_detail/> });
    view! {
        <section class="bench__table">
            <p class="bench__toggle">
                <button
                    type="button"
                    class="button"
                    aria-pressed=live(move || has_detail.get().to_string())
                    on:click=move |_| State::toggle_detail(state)
                >
                    {state.words("bench-detail")}
                </button>
                <StarChoice star/>
                <span class="table-tools">
                    <ExportButton part=Part::Standings kind=Kind::Csv/>
                    <ExportButton part=Part::Standings kind=Kind::Xlsx/>
                </span>
            </p>
            <div class="table__scroll" role="region" tabindex="0" aria-label=caption>
                <table class="table">
                    <caption class="visually-hidden">{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="table__name">{state.words("bench-head-metric")}</th>
                            {head("bench-head-own")}
                            {head("bench-head-median")}
                            {move || star_head.get().map(|head| view! { <th scope="col">{head}</th> }.into_any())}
                            {move || rest.get().map(|rest| view! { <th scope="col">{rest}</th> }.into_any())}
                            <th scope="col" class="bench__place">{state.words("bench-head-place")}</th>
                            {head("bench-head-percentile")}
                            {head("bench-head-gap")}
                            {detail_heads}
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// The metric whose best peers get a column of their own.
#[component]
fn StarChoice(star: Memo<Option<Star>>) -> impl IntoView {
    let state = state();
    let choices = live(move || star.with(|star| star.as_ref().map(|star| star.metrics.clone()).unwrap_or_default()));
    let note = move || star.with(|star| star.as_ref().map(|star| star.note.clone()).unwrap_or_default());
    view! {
        <span class="bench__star" hidden=live(move || star.with(Option::is_none))>
            <span class="bench__label" aria-hidden="true">{state.words("bench-star")}</span>
            <ChoiceList label=state.words("bench-star") choices chosen=State::be_guided_by/>
            <span class="bench__note">{live(note)}</span>
        </span>
    }
    .into_any()
}

/// A figure of the row under a name of its own.
fn figure(kpi: &str, part: &str, shown: crate::view::page::Shown) -> AnyView {
    let of = Of { metric: format!("{kpi}{part}"), row: None };
    view! { <td><Figure shown of/></td> }.into_any()
}

#[component]
fn Row(row: Memo<Standing>, has_detail: Memo<bool>) -> impl IntoView {
    let state = state();
    let kpi = row.with_untracked(|row| row.kpi.clone());
    let strip = Memo::new(move |_| row.with(|row| row.strip.clone()));
    let before = move || {
        let Standing { kpi, own, median, rest, star, .. } = row.get();
        let star = star.map(|star| figure(&kpi, "_star", star));
        let rest = rest.map(|rest| figure(&kpi, "_rest", rest));
        (figure(&kpi, "", own), figure(&kpi, "_median", median), star, rest)
    };
    let after = move || {
        let Standing { kpi, percentile, to_median, to_best, worth, quantiles, sources, .. } = row.get();
        let worth = worth.map(|worth| view! { <span class="bench__worth">{worth}</span> });
        let from_median =
            view! { <td class="bench__gap">{to_median.map(|to| gap(&kpi, "_gap", to))}{worth}</td> }.into_any();
        let detail = has_detail.get().then(|| {
            let parts = ["_p10", "_p25", "_p75", "_p90"].into_iter().zip(quantiles);
            let parts = parts.map(|(part, (_, shown))| figure(&kpi, part, shown)).collect_view();
            let best = view! { <td>{to_best.map(|to| gap(&kpi, "_best", to))}</td> }.into_any();
            let sources = sources.into_iter().map(source).collect_view();
            (parts, best, view! { <td class="bench__sources">{sources}</td> }.into_any())
        });
        (figure(&kpi, "_percentile", percentile), from_median, detail)
    };
    view! {
        <tr data-standing=kpi data-band=live(move || row.with(|row| row.band.clone()))>
            <th scope="row" class="table__name">
                <span class="bench__name">{live(move || row.with(|row| row.name.clone()))}</span>
                <span class="bench__word" data-band=live(move || row.with(|row| row.band.clone()))>
                    {live(move || row.with(|row| row.word.clone()))}
                </span>
                <span class="table__tag">
                    {live(move || row.with(|row| row.peers.clone()))}
                    {move || row.with(|row| row.is_thin).then(|| view! { " · " {state.words("bench-thin")} })}
                </span>
            </th>
            {before}
            <td class="bench__place"><StripChart strip/></td>
            {after}
        </tr>
    }
    .into_any()
}

fn gap(kpi: &str, part: &str, gap: Gap) -> AnyView {
    let Gap { shown, verdict, word } = gap;
    let of = Of { metric: format!("{kpi}{part}"), row: None };
    view! { <span class="change" data-verdict=verdict.id()><Figure shown of/>" "<span>{word}</span></span> }.into_any()
}

/// Who says so: a link where there is an address that a browser opens.
pub(super) fn source((name, url): (String, String)) -> AnyView {
    if url.starts_with("https://") || url.starts_with("http://") {
        let name = if name.is_empty() { url.clone() } else { name };
        return view! { <a href=url rel="external noreferrer"><bdi>{name}</bdi></a>" " }.into_any();
    }
    view! { <bdi>{name}</bdi>" " }.into_any()
}
