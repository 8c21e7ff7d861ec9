//! The rows behind a figure, in a sheet of their own.

use super::export::ExportButton;
use super::more::MoreButton;
use super::sheet::Sheet;
use super::state::{live, piece, state};
use crate::view::page::rows::RowsSheet as Model;
use crate::work::export::{Kind, Part};
use leptos::prelude::*;

/// The sheet's id, for the buttons that open it.
pub const SHEET: &str = "rows";

/// How many rows are listed at first and added at a press.
const STEP: usize = 50;

#[component]
pub fn RowsSheet() -> impl IntoView {
    let state = state();
    let n_shown = RwSignal::new(STEP);
    Effect::new(move |_| {
        state.rows.track();
        n_shown.set(STEP);
    });
    let title = live(move || match state.rows.with(|rows| rows.as_ref().map(|rows| rows.title.clone())) {
        Some(title) => title,
        None => state.say("updating"),
    });
    let text =
        move |of: fn(&Model) -> String| live(move || state.rows.with(|rows| rows.as_ref().map(of).unwrap_or_default()));
    let n_hidden = live(move || {
        state.rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.rows.len())).saturating_sub(n_shown.get())
    });
    let table = move || {
        state.rows.with(|rows| rows.as_ref().map(|rows| view! { <Table rows=rows.clone() n_shown/> }.into_any()))
    };
    view! {
        <Sheet id=SHEET title wide=true>
            <p role="status">{text(|rows| rows.accounts.clone())}</p>
            <div class="problem__bar">
                <p>{text(|rows| rows.cut.clone().unwrap_or_default())}</p>
                <button type="button" class="button" on:click=move |_| state.save_rows()>
                    {state.words("data-save-problems")}
                </button>
                <ExportButton part=Part::Rows kind=Kind::Xlsx/>
            </div>
            <div class="problem__scroll" tabindex="0" role="group" aria-label=title>{piece(move || table().into_any())}</div>
            <MoreButton n_hidden n_shown step=STEP/>
        </Sheet>
    }
    .into_any()
}

#[component]
fn Table(rows: Model, n_shown: RwSignal<usize>) -> impl IntoView {
    let Model { heads, first_number, rows, .. } = rows;
    let class = move |at: usize| if at < first_number { "" } else { "problem__number" };
    let head = |(at, head): (usize, &String)| {
        view! { <th scope="col" class=class(at)><bdi>{head.clone()}</bdi></th> }.into_any()
    };
    let head_cells = heads.iter().enumerate().map(head).collect_view();
    let row = move |cells: &Vec<String>| {
        // Where there is no room for a table, each row is a card, and its cells say what they are.
        let cell = |(at, (cell, head)): (usize, (&String, &String))| {
            let is_empty = cell.is_empty().to_string();
            view! { <td class=class(at) data-label=head.clone() data-empty=is_empty><bdi>{cell.clone()}</bdi></td> }
                .into_any()
        };
        let cells = cells.iter().zip(&heads).enumerate().map(cell).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    };
    view! {
        <table class="problem__table">
            <thead><tr>{head_cells}</tr></thead>
            <tbody>{piece(move || (rows.iter().take(n_shown.get()).map(&row).collect_view()).into_any())}</tbody>
        </table>
    }
    .into_any()
}
