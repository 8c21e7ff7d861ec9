//! Choosing the metrics of the table, and taking the table along.

use super::export::ExportButton;
use super::sheet::Sheet;
use super::state::{live, piece, state};
use crate::view::page::Choice;
use crate::view::page::channels::Table;
use crate::work::export::{Kind, Part};
use crate::work::save;
use leptos::prelude::*;

const SHEET: &str = "metrics";

/// The buttons above the table, with the sheet.
#[component]
pub fn TableTools(table: Memo<Table>) -> impl IntoView {
    let state = state();
    let offered = Memo::new(move |_| table.with(|table| table.offered.clone()));
    let save = move |_| {
        let name =
            state.model.with_untracked(|model| model.as_ref().map(|model| model.shell.period.file_name("channels")));
        crate::browser::save::save(&table.with_untracked(|table| save::table(table, &name.unwrap_or_default())));
    };
    let copy = move |_| state.copy(table.with_untracked(save::table_to_paste), "table-copied");
    let row = move |Choice { id, label, is_chosen }: Choice| {
        view! {
            <label class="sheet__check">
                <input
                    type="checkbox"
                    prop:checked=is_chosen
                    on:change=move |_| offered.with_untracked(|offered| state.toggle_metric(&id, offered))
                />
                <span>{label}</span>
            </label>
        }
        .into_any()
    };
    let is_cut = move || offered.with(|offered| offered.iter().any(|choice| !choice.is_chosen));
    view! {
        <div class="table-tools">
            <button type="button" class="button" popovertarget=SHEET>{state.words("metrics")}</button>
            <button type="button" class="button" aria-label=state.words("table-copy-name") on:click=copy>
                {state.words("table-copy")}
            </button>
            <button type="button" class="button" aria-label=state.words("table-save-name") on:click=save>
                {state.words("table-save")}
            </button>
            <ExportButton part=Part::Channels kind=Kind::Xlsx/>
        </div>
        <Sheet id=SHEET title=state.words("metrics-choose")>
            <div class="metric-list">{piece(move || offered.get().into_iter().map(row).collect_view().into_any())}</div>
            <button type="button" class="button" disabled=live(move || !is_cut()) on:click=move |_| state.show_all_metrics()>
                {state.words("metrics-all")}
            </button>
        </Sheet>
    }
    .into_any()
}
