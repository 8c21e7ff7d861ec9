//! Why did it change?

use crate::ui::change::ChangeMark;
use crate::ui::choice::{ChoiceList, ChoiceRow};
use crate::ui::keyed::keyed;
use crate::ui::shown::{Figure, Of};
use crate::ui::state::{State, live, piece, state};
use crate::ui::table::Swatch;
use crate::view::page::Shown;
use crate::view::page::explain::{Effect, Effects, Explain};
use leptos::prelude::*;

#[component]
pub fn ExplainPage(model: Memo<Explain>) -> impl IntoView {
    let state = state();
    let metrics = live(move || model.with(|model| model.metrics.clone()));
    let by = live(move || model.with(|model| model.by.clone()));
    let dimension = live(move || model.with(|model| model.dimension.clone()));
    let shown = live(move || model.with(|model| model.now.clone()));
    let of = live(move || Of { metric: model.with(|model| model.kpi.clone()), row: None });
    let change = Memo::new(move |_| model.with(|model| model.change.clone()));
    let table = Memo::new(move |_| model.with(|model| model.table.clone()));
    let has_table = Memo::new(move |_| table.with(Option::is_some));
    let lines = move |of: fn(&Explain) -> &Vec<String>| {
        let lines = model.with(|model| of(model).clone());
        lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect_view().into_any()
    };
    view! {
        <div class="explain__head">
            <ChoiceList label=state.words("explain-metric") choices=metrics chosen=State::explain_metric/>
            <p class="explain__figure">
                <Figure shown of/>
                {piece(move || change.get().map(|change| view! { <ChangeMark change/> }).into_any())}
            </p>
            <div hidden=live(move || by.with(|by| by.len() < 2))>
                <ChoiceRow label=state.words("cut-by") choices=by chosen=State::cut_by/>
            </div>
        </div>
        <div role="status"><ul class="explain__sentences">{piece(move || lines(|model| &model.sentences))}</ul></div>
        {piece(move || has_table.get().then(|| view! { <EffectTable table dimension/> }.into_any()).into_any())}
        <ul class="explain__notes">{piece(move || lines(|model| &model.notes))}</ul>
    }
    .into_any()
}

#[component]
fn EffectTable(table: Memo<Option<Effects>>, dimension: Signal<String>) -> impl IntoView {
    let caption =
        live(move || table.with(|table| table.as_ref().map(|table| table.caption.clone()).unwrap_or_default()));
    let heads = move || {
        let heads = table.with(|table| table.as_ref().map(|table| table.heads.clone()).unwrap_or_default());
        let head = |(at, head): (usize, String)| {
            view! { <th scope="col" class=if at == 0 { "table__name" } else { "explain__number" }>{head}</th> }
                .into_any()
        };
        heads.into_iter().enumerate().map(head).collect_view().into_any()
    };
    let rows =
        Memo::new(move |_| table.with(|table| table.as_ref().map(|table| table.rows.clone()).unwrap_or_default()));
    let total = Memo::new(move |_| table.with(|table| table.as_ref().map(|table| table.total.clone())));
    let key = |row: &Effect| format!("{}/{}", row.value.is_some(), row.value.as_ref().unwrap_or(&row.label));
    let body = keyed(rows, key, move |row| view! { <EffectRow row dimension/> });
    let whole = move || {
        let total = total.get();
        total.map(|row| view! { <tr data-row-total="">{cells(&row, dimension, true)}</tr> }.into_any()).into_any()
    };
    view! {
        <div class="table__scroll" role="region" tabindex="0" aria-label=caption>
            <table class="table explain__table">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{piece(heads)}</tr></thead>
                <tbody>{piece(whole)}{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn EffectRow(row: Memo<Effect>, dimension: Signal<String>) -> impl IntoView {
    let value = row.with_untracked(|row| row.value.clone());
    view! { <tr data-effect=value>{piece(move || row.with(|row| cells(row, dimension, false)))}</tr> }.into_any()
}

/// `is_whole`: the total, which has no bar.
fn cells(row: &Effect, dimension: Signal<String>, is_whole: bool) -> AnyView {
    let state = state();
    let Effect { value, label, colour, then, now, adds, bar, verdict, made_of } = row.clone();
    let swatch = colour.map(|colour| view! { <Swatch colour/> });
    let name = match &value {
        Some(value) => {
            let value = value.clone();
            let href = live(move || state.link_into(&dimension.get(), &value));
            view! { <a class="explain__into" href=href data-noscroll="" title=state.words("explain-into")>{swatch}<bdi>{label}</bdi></a> }
                .into_any()
        }
        None => view! { <span class="table__total">{label}</span> }.into_any(),
    };
    let figure = move |part: &'static str, shown: Shown| {
        let row = value.clone().map(|value| (dimension.get_untracked(), value));
        let of = Of { metric: part.into(), row };
        view! { <td><Figure shown of/></td> }.into_any()
    };
    let bar = (!is_whole).then(|| {
        let size = format!("{:.2}%", bar.abs().clamp(0.0, 1.0) * 100.0);
        let side = if bar < 0.0 { "down" } else { "up" };
        view! { <i class="explain__bar" aria-hidden="true" data-side=side data-verdict=verdict.id()><i style:inline-size=size></i></i> }
    });
    let parts = ["rate", "mix", "both", "turnover"].into_iter().zip(made_of);
    let of_adds = Of { metric: "adds".into(), row: None };
    view! {
        <th scope="row" class="table__name">{name}</th>
        <td class="explain__adds"><Figure shown=adds of=of_adds/>{bar}</td>
        {figure("then", then)}
        {figure("now", now)}
        {parts.map(|(part, shown)| figure(part, shown)).collect_view()}
    }
    .into_any()
}
