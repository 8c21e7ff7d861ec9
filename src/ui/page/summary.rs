//! How are we doing?

mod happened;

use crate::ui::alerts::Alerts;
use crate::ui::keyed::keyed;
use crate::ui::kpi_card::KpiCard;
use crate::ui::own_files::OwnFilesButton;
use crate::ui::pacing::Pacing;
use crate::ui::rows::RowsSheet;
use crate::ui::state::{live, piece, state};
use crate::view::page::summary::{MissingKpi, Summary};
use happened::Happened;
use leptos::prelude::*;

#[component]
pub fn SummaryPage(model: Memo<Summary>) -> impl IntoView {
    let state = state();
    let cards = Memo::new(move |_| model.with(|model| model.cards.clone()));
    let findings = Memo::new(move |_| model.with(|model| model.happened.clone()));
    let missing = Memo::new(move |_| model.with(|model| model.missing.clone()));
    let alerts = Memo::new(move |_| model.with(|model| model.alerts.clone()));
    let rows = Memo::new(move |_| model.with(|model| model.pacing.clone()));
    let grid = keyed(cards, |card| card.kpi.clone(), |card| view! { <KpiCard card/> });
    let reasons = move || {
        let row =
            |MissingKpi { kpi, name, reason }| view! { <dt data-missing=kpi>{name}</dt><dd>{reason}</dd> }.into_any();
        missing.get().into_iter().map(row).collect_view()
    };
    view! {
        <div class="kpi-grid">{grid}</div>
        <div class="summary__said">
            <Happened findings/>
            <Alerts alerts/>
        </div>
        <Pacing rows/>
        <RowsSheet/>
        <p class="data__own" hidden=live(move || cards.with(|cards| !cards.is_empty()))><OwnFilesButton/></p>
        <details class="missing" hidden=live(move || missing.with(Vec::is_empty))>
            <summary>{state.words("summary-missing")}</summary>
            <dl>{piece(move || reasons().into_any())}</dl>
        </details>
    }
    .into_any()
}
