//! Where to cut and where to add.

use crate::ui::shown::{Figure, Of};
use crate::ui::state::{live, piece, state};
use crate::ui::table::Swatch;
use crate::view::page::Shown;
use crate::view::page::channels::{Advice, AdviceRow};
use leptos::prelude::*;

#[component]
pub fn AdvicePanel(advice: Memo<Advice>, dimension: Signal<String>) -> impl IntoView {
    let state = state();
    let has_rows = Memo::new(move |_| advice.with(|advice| !advice.rows.is_empty()));
    let heads = move || {
        let heads = advice.with(|advice| advice.heads.clone());
        heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }.into_any()).collect_view().into_any()
    };
    let rows =
        move || advice.with(|advice| advice.rows.iter().map(|one| row(one, dimension)).collect_view()).into_any();
    let table = move || {
        view! {
            <div class="table__scroll" role="region" tabindex="0" aria-label=state.words("advice-title")>
                <table class="table advice__table">
                    <caption class="visually-hidden">{state.words("advice-title")}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="table__name">{state.words("advice-name")}</th>
                            <th scope="col" class="versus__word">{state.words("versus-verdict")}</th>
                            {piece(heads)}
                        </tr>
                    </thead>
                    <tbody>{piece(rows)}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="advice" id="advice">
            <h2 class="panel__title">{state.words("advice-title")}</h2>
            <p class="advice__sentence">{live(move || advice.with(|advice| advice.sentence.clone()))}</p>
            {piece(move || has_rows.get().then(table).into_any())}
            <p class="advice__assumption">{live(move || advice.with(|advice| advice.assumption.clone()))}</p>
        </section>
    }
    .into_any()
}

fn row(row: &AdviceRow, dimension: Signal<String>) -> AnyView {
    let AdviceRow { value, label, colour, spend, results, average, next, verdict, word } = row.clone();
    let id = value.clone();
    let figure = move |metric: &str, shown: Shown| {
        let of = Of { metric: metric.into(), row: Some((dimension.get_untracked(), value.clone())) };
        let range = shown.range.as_ref().map(|range| range.text.clone());
        let note = shown.note.clone();
        view! { <td><Figure shown of/><span class="versus__range">{range.or(note)}</span></td> }.into_any()
    };
    view! {
        <tr data-advice=id>
            <th scope="row" class="table__name"><Swatch colour/>" "<bdi>{label}</bdi></th>
            <td class="versus__word"><span class="change" data-verdict=verdict.id()>{word}</span></td>
            {figure("advice_spend", spend)}
            {figure("advice_results", results)}
            {figure("advice_average", average)}
            {figure("advice_next", next)}
        </tr>
    }
    .into_any()
}
