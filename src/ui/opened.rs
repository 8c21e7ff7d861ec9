//! A row of the table that is open: what it is made of, below it.

use super::icon::{Icon, Shape};
use super::shown::Of;
use super::state::{State, live, piece, state};
use super::table::CellContent;
use crate::view::page::Choice;
use crate::view::page::channels::{Opened, Row};
use crate::view::text::Arg;
use leptos::prelude::*;

/// The button that opens and closes a row.
#[component]
pub fn OpenButton(row: Memo<Row>) -> impl IntoView {
    let state = state();
    let value = row.with_untracked(|row| row.value.clone()).unwrap_or_default();
    let its = value.clone();
    let is_open = Memo::new(move |_| state.query.with(|query| query.closer.open.contains(&its)));
    let name = move || {
        let label = row.with(|row| row.label.clone());
        let args = [("name", Arg::Text(label.as_str()))];
        state.say_with("row-open", &args)
    };
    view! {
        <button
            type="button"
            class="table__open"
            aria-expanded=live(move || is_open.get().to_string())
            aria-label=live(name)
            title=live(name)
            on:click=move |_| state.toggle_row(&value)
        >
            <Icon shape=Shape::Forward/>
        </button>
    }
    .into_any()
}

/// The box that sets a row against others.
#[component]
pub fn VersusBox(row: Memo<Row>) -> impl IntoView {
    let state = state();
    let value = row.with_untracked(|row| row.value.clone()).unwrap_or_default();
    let its = value.clone();
    let is_on = live(move || state.query.with(|query| query.closer.versus.contains(&its)));
    let name = move || {
        let label = row.with(|row| row.label.clone());
        state.say_with("versus-with", &[("name", Arg::Text(label.as_str()))])
    };
    view! {
        <label class="table__versus">
            <input type="checkbox" prop:checked=is_on aria-label=live(name) on:change=move |_| state.toggle_versus(&value)/>
            <span aria-hidden="true">{state.words("versus-choose")}</span>
        </label>
    }
    .into_any()
}

/// The rows below an open one; while they are awaited, their place.
#[component]
pub fn OpenedRows(row: Memo<Row>, metrics: Memo<Vec<String>>, dimension: Signal<String>) -> impl IntoView {
    let state = state();
    let value = row.with_untracked(|row| row.value.clone()).unwrap_or_default();
    let opened = Memo::new(move |_| row.with(|row| row.opened.clone()));
    let its = value.clone();
    let is_open = Memo::new(move |_| state.query.with(|query| query.closer.open.contains(&its)));
    let n_columns = live(move || metrics.with(|metrics| (metrics.len() + 1).to_string()));
    let rows = move || {
        match (is_open.get(), opened.get()) {
        (false, _) => ().into_any(),
        (true, None) => view! {
            <tr class="table__awaited" aria-busy="true">
                <th scope="row" class="table__name"><i></i><span class="visually-hidden">{state.words("updating")}</span></th>
                <td colspan=live(move || metrics.with(|metrics| metrics.len().to_string()))></td>
            </tr>
        }
        .into_any(),
        (true, Some(opened)) => parts(opened, (dimension.get(), value.clone()), metrics, n_columns),
    }
    };
    piece(rows)
}

fn parts(opened: Opened, within: (String, String), metrics: Memo<Vec<String>>, n_columns: Signal<String>) -> AnyView {
    let state = state();
    let Opened { into, dimension, rows, notes } = opened;
    let choice = |Choice { id, label, is_chosen }: Choice| {
        view! {
            <button type="button" aria-pressed=is_chosen.to_string() on:click=move |_| State::open_into(state, &id)>
                <bdi>{label}</bdi>
            </button>
        }
        .into_any()
    };
    let choices = into.into_iter().map(choice).collect_view();
    let rows = rows.into_iter().map(|row| part(row, &dimension, &within, metrics)).collect_view();
    let notes = notes.into_iter().map(|note| view! { <p>{note}</p> }.into_any()).collect_view();
    view! {
        <tr class="table__into">
            <td colspan=n_columns>
                <div class="choice-row" role="group" aria-label=state.words("cut-by")>{choices}</div>
            </td>
        </tr>
        {rows}
        <tr class="table__into table__after"><td colspan=n_columns><div class="table__said">{notes}</div></td></tr>
    }
    .into_any()
}

fn part(row: Row, dimension: &str, within: &(String, String), metrics: Memo<Vec<String>>) -> AnyView {
    let state = state();
    let Row { value, label, cells, is_selected, .. } = row;
    let value = value.unwrap_or_default();
    let (by, its, id) = (dimension.to_owned(), value.clone(), value.clone());
    let ids = metrics.get_untracked();
    let cell = |(cell, metric): (_, String)| {
        let of = Of { metric, row: Some((dimension.to_owned(), value.clone())) };
        view! { <td><CellContent cell of within=within.clone()/></td> }.into_any()
    };
    let cells = cells.into_iter().zip(ids).map(cell).collect_view();
    view! {
        <tr class="table__part" data-part=id>
            <th scope="row" class="table__name">
                <button
                    type="button"
                    class="table__filter"
                    aria-pressed=is_selected.to_string()
                    title=state.words("table-filter")
                    on:click=move |_| state.toggle_filter(&by, &its)
                >
                    <bdi>{label}</bdi>
                </button>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}
