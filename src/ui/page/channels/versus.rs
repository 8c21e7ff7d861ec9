//! Head to head: the chosen rows side by side.

use crate::browser::document;
use crate::ui::shown::{Figure, Of};
use crate::ui::state::{live, piece, state};
use crate::ui::table::Swatch;
use crate::view::page::channels::{Versus, VersusName, VersusRow};
use leptos::prelude::*;

/// The id of the comparison.
const SECTION: &str = "versus";

/// Shown once two rows are chosen; says so while there is one.
#[component]
pub fn VersusPanel(versus: Memo<Option<Versus>>, dimension: Signal<String>) -> impl IntoView {
    let state = state();
    let n_asked = live(move || state.query.with(|query| query.closer.versus.len()));
    let hint = move || {
        let is_alone = n_asked.get() == 1;
        is_alone.then(|| view! { <p class="versus__hint">{state.words("versus-hint")}</p> }).into_any()
    };
    // Rows are chosen far below what comes of them.
    let is_shown = Memo::new(move |_| versus.with(Option::is_some));
    Effect::new(move |was: Option<bool>| {
        let is_shown = is_shown.get();
        if was == Some(false) && is_shown {
            request_animation_frame(|| document::bring_into_view(SECTION));
        }
        is_shown
    });
    let panel = move || versus.get().map(|versus| panel(versus, dimension)).into_any();
    view! { <div role="status">{piece(hint)}</div>{piece(panel)} }.into_any()
}

fn panel(versus: Versus, dimension: Signal<String>) -> AnyView {
    let state = state();
    let Versus { title, names, rows } = versus;
    let heads = names.iter().map(head).collect_view();
    let values: Vec<String> = names.iter().map(|name| name.value.clone()).collect();
    let body = rows.into_iter().map(|one| row(one, &values, dimension)).collect_view();
    let (caption, label) = (title.clone(), title.clone());
    view! {
        <section class="versus" id=SECTION>
            <div class="versus__bar">
                <h2 class="panel__title">{title}</h2>
                <button type="button" class="button" on:click=move |_| state.end_versus()>{state.words("versus-end")}</button>
            </div>
            <div class="table__scroll" role="region" tabindex="0" aria-label=label>
                <table class="table versus__table">
                    <caption class="visually-hidden">{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="table__name">{state.words("bench-head-metric")}</th>
                            <th scope="col" class="versus__word">{state.words("versus-verdict")}</th>
                            {heads}
                            <th scope="col">{state.words("versus-difference")}</th>
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn head(name: &VersusName) -> AnyView {
    let VersusName { label, colour, .. } = name.clone();
    view! { <th scope="col"><Swatch colour/>" "<bdi>{label}</bdi></th> }.into_any()
}

fn row(row: VersusRow, values: &[String], dimension: Signal<String>) -> AnyView {
    let VersusRow { kpi, name, cells, best, difference, verdict, word } = row;
    let cell = |(at, (shown, value)): (usize, (_, &String))| {
        let of = Of { metric: kpi.clone(), row: Some((dimension.get_untracked(), value.clone())) };
        view! { <td data-best=(best == Some(at)).then_some("")><Figure shown of/></td> }.into_any()
    };
    let cells = cells.into_iter().zip(values).enumerate().map(cell).collect_view();
    let of = Of { metric: format!("{kpi}_difference"), row: None };
    let difference = difference.map(|shown| {
        let range = shown.range.as_ref().map(|range| range.text.clone());
        view! { <Figure shown of/><span class="versus__range">{range}</span> }
    });
    view! {
        <tr data-versus=kpi>
            <th scope="row" class="table__name">{name}</th>
            <td class="versus__word"><span class="change" data-verdict=verdict.id()>{word}</span></td>
            {cells}
            <td>{difference}</td>
        </tr>
    }
    .into_any()
}
