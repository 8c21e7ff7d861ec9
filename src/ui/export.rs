//! The buttons that take a part of the page along.

use super::state::state;
use crate::work::export::{Kind, Part};
use leptos::prelude::*;

/// A button for a file of a kind.
#[component]
pub fn ExportButton(part: Part, kind: Kind) -> impl IntoView {
    let state = state();
    let (label, name) = match kind {
        Kind::Svg => ("SVG", "export-svg"),
        Kind::Png => ("PNG", "export-png"),
        Kind::Csv => ("CSV", "export-csv"),
        Kind::Xlsx => ("XLSX", "export-xlsx"),
    };
    view! {
        <button type="button" class="button" aria-label=state.words(name) on:click=move |_| state.export(part, kind)>
            {label}
        </button>
    }
    .into_any()
}

/// What a chart can be taken along as.
#[component]
pub fn ExportMenu(part: Part) -> impl IntoView {
    let state = state();
    let button = move |kind| view! { <ExportButton part kind/> }.into_any();
    view! {
        <details class="export-menu">
            <summary>{state.words("export-chart")}</summary>
            <p class="export-menu__ways">{[Kind::Png, Kind::Svg, Kind::Csv].map(button).collect_view()}</p>
        </details>
    }
    .into_any()
}
