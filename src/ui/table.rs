//! The table of metrics: one row a channel (or what else it is cut by), one column a metric.

use super::change::ChangeMark;
use super::icon::{Icon, Shape};
use super::keyed::keyed;
use super::opened::{OpenButton, OpenedRows, VersusBox};
use super::shown::{Figure, Of};
use super::state::{live, piece, state};
use crate::view::chart::draw::{Cue, series_index};
use crate::view::page::channels::{ColumnHead, Row, Sorting, Table as Model, TableCell};
use leptos::prelude::*;

#[component]
pub fn Table(table: Memo<Model>, #[prop(into)] dimension: Signal<String>) -> impl IntoView {
    let columns = Memo::new(move |_| table.with(|table| table.columns.clone()));
    let rows = Memo::new(move |_| table.with(|table| table.rows.clone()));
    let total = Memo::new(move |_| table.with(|table| table.total.clone()));
    let metrics = Memo::new(move |_| columns.with(|columns| columns.iter().map(|c| c.kpi.clone()).collect::<Vec<_>>()));
    let caption = move || table.with(|table| table.caption.clone());
    let heads = keyed(columns, |column| column.kpi.clone(), |column| view! { <Head column/> });
    let body = keyed(rows, row_key, move |row| {
        view! {
            <TableRow row metrics dimension/>
            <OpenedRows row metrics dimension/>
        }
    });
    view! {
        // Scrolls by itself, so it can be reached and named.
        <div class="table__scroll" role="region" tabindex="0" aria-label=live(caption)>
            <table class="table">
                <caption class="visually-hidden">{live(caption)}</caption>
                <thead>
                    <tr>
                        <NameHead heading=Signal::derive(move || table.with(|table| table.heading.clone()))/>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    <TableRow row=total metrics dimension/>
                    {body}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row_key(row: &Row) -> String {
    row.value.clone().unwrap_or_default()
}

#[component]
fn NameHead(heading: Signal<String>) -> impl IntoView {
    let state = state();
    let sort = move || {
        state.query.with(|query| {
            let sort = query.sort.as_ref().filter(|sort| sort.column == "name")?;
            // What is «largest first» for numbers is the order of the alphabet for names.
            Some(if sort.is_ascending { Sorting::Descending.id() } else { Sorting::Ascending.id() })
        })
    };
    view! {
        <th scope="col" class="table__name" aria-sort=live(move || sort().map(str::to_owned))>
            <button type="button" class="table__sort" on:click=move |_| state.sort_by("name", None)>
                <span>{heading}</span><Icon shape=Shape::Sorted/>
            </button>
        </th>
    }
}

#[component]
fn Head(column: Memo<ColumnHead>) -> impl IntoView {
    let state = state();
    let sort = move || column.with(|column| column.sort.map(|sort| sort.id()));
    let by = move |_| column.with_untracked(|column| state.sort_by(&column.kpi, column.sort));
    view! {
        <th scope="col" aria-sort=live(move || sort().map(str::to_owned)) title=live(move || column.with(|column| column.formula.clone()))>
            <button type="button" class="table__sort" on:click=by>
                <span>{live(move || column.with(|column| column.name.clone()))}</span><Icon shape=Shape::Sorted/>
            </button>
        </th>
    }
}

#[component]
fn TableRow(row: Memo<Row>, metrics: Memo<Vec<String>>, dimension: Signal<String>) -> impl IntoView {
    let is_total = row.with_untracked(|row| row.value.is_none());
    let cells = move || {
        let n_cells = Memo::new(move |_| row.with(|row| row.cells.len()));
        (0..n_cells.get()).map(|index| view! { <Cell row metrics dimension index/> }.into_any()).collect_view()
    };
    let state = state();
    // A row that goes away loses the focus after it is gone.
    let point = move |is_on: bool| {
        state.lit.set(if is_on { row.try_with_untracked(|row| row.colour).flatten() } else { None });
    };
    view! {
        <tr
            data-row=live(move || row.with(|row| row.value.clone()))
            data-row-total=is_total.then_some("")
            data-selected=live(move || row.with(|row| row.is_selected.then(String::new)))
            on:pointerenter=move |_| point(true)
            on:pointerleave=move |_| point(false)
            on:focusin=move |_| point(true)
            on:focusout=move |_| point(false)
        >
            <th scope="row" class="table__name"><RowName row dimension/></th>
            {piece(move || cells().into_any())}
        </tr>
    }
    .into_any()
}

/// The name of a row, which sets and clears a filter; the total's is only a name.
#[component]
fn RowName(row: Memo<Row>, dimension: Signal<String>) -> impl IntoView {
    let state = state();
    let label = move || row.with(|row| row.label.clone());
    let tag = move || row.with(|row| row.tag.clone()).map(|tag| view! { <span class="table__tag">{tag}</span> });
    if row.with_untracked(|row| row.value.is_none()) {
        return view! { <span class="table__total">{live(label)}</span> }.into_any();
    }
    let toggle = move |_| {
        row.with_untracked(|row| {
            if let Some(value) = &row.value {
                dimension.with_untracked(|dimension| state.toggle_filter(dimension, value));
            }
        });
    };
    view! {
        <OpenButton row/>
        <button
            type="button"
            class="table__filter"
            aria-pressed=live(move || row.with(|row| row.is_selected.to_string()))
            title=state.words("table-filter")
            on:click=toggle
        >
            {piece(move || (row.with(|row| row.colour).map(|colour| view! { <Swatch colour/> })).into_any())}
            <bdi>{live(label)}</bdi>
        </button>
        <span class="table__under">{piece(move || tag().into_any())}<VersusBox row/></span>
    }
    .into_any()
}

/// The sign of a series: its colour and its shape.
#[component]
pub fn Swatch(colour: u8) -> impl IntoView {
    view! { <i class="swatch" aria-hidden="true" data-series=(series_index(colour) + 1).to_string() data-cue=Cue::of(colour).id()></i> }
}

#[component]
fn Cell(row: Memo<Row>, metrics: Memo<Vec<String>>, dimension: Signal<String>, index: usize) -> impl IntoView {
    let cell: Memo<Option<TableCell>> = Memo::new(move |_| row.with(|row| row.cells.get(index).cloned()));
    let of = move || Of {
        metric: metrics.with(|metrics| metrics.get(index).cloned()).unwrap_or_default(),
        row: row.with(|row| row.value.clone()).map(|value| (dimension.get(), value)),
    };
    let content = move || cell.get().map(|cell| view! { <CellContent cell of=live(of)/> }).into_any();
    view! { <td>{piece(content)}</td> }.into_any()
}

/// A figure with its change, which leads to why it changed; the card of a metric and the page itself lead there by keys.
/// `within`: dimension and value of the row that it is a part of.
#[component]
pub fn CellContent(
    cell: TableCell,
    #[prop(into)] of: Signal<Of>,
    #[prop(optional)] within: Option<(String, String)>,
) -> impl IntoView {
    let state = state();
    let TableCell { figure, change, bar, share } = cell;
    let note = figure.note.clone();
    let explain = move |_| {
        let rows: Vec<_> = within.clone().into_iter().chain(of.with_untracked(|of| of.row.clone())).collect();
        state.explain(&of.with_untracked(|of| of.metric.clone()), &rows);
    };
    let change = change.map(|change| {
        // How far it is from a target is no change that could be explained.
        if change.word.is_some() {
            return view! { <ChangeMark change/> }.into_any();
        }
        view! {
            <button type="button" class="table__why" tabindex="-1" title=state.words("explain-open") on:click=explain>
                <ChangeMark change is_brief=true/>
            </button>
        }
        .into_any()
    });
    view! {
        <Figure shown=figure of/>
        {note.map(|note| view! { <Note note/> })}
        {bar.map(|bar| view! { <i class="table__bar" aria-hidden="true"><i style:inline-size=percent(bar)></i></i> })}
        <span class="table__below">
            {share.map(|share| view! { <span class="said table__share">{share}</span> })}
            {change}
        </span>
    }
    .into_any()
}

#[component]
fn Note(note: String) -> impl IntoView {
    let title = note.clone();
    view! { <abbr class="table__note" title=title>"*"<span class="visually-hidden">{note}</span></abbr> }
}

/// Writes a length for the style sheet, not for a reader.
fn percent(share: f64) -> String {
    format!("{:.2}%", share.clamp(0.0, 1.0) * 100.0)
}
