//! Which channel is worth its money?

mod advice;
mod versus;

use crate::ui::chart::line::LinePanel;
use crate::ui::chart::mix::MixPanel;
use crate::ui::chart::scatter::ScatterPanel;
use crate::ui::choice::ChoiceRow;
use crate::ui::metrics::TableTools;
use crate::ui::state::{State, live, piece, state};
use crate::ui::table::Table;
use crate::view::page::channels::Channels;
use advice::AdvicePanel;
use leptos::prelude::*;
use versus::VersusPanel;

#[component]
pub fn ChannelsPage(model: Memo<Channels>) -> impl IntoView {
    let state = state();
    let by = Signal::derive(move || model.with(|model| model.by.clone()));
    let dimension = Signal::derive(move || model.with(|model| model.dimension.clone()));
    let table = Memo::new(move |_| model.with(|model| model.table.clone()));
    let over_time = Memo::new(move |_| model.with(|model| model.over_time.clone()));
    let versus = Memo::new(move |_| model.with(|model| model.versus.clone()));
    let advice = Memo::new(move |_| model.with(|model| model.advice.clone()));
    let efficiency = Memo::new(move |_| model.with(|model| model.efficiency.clone()));
    let mix = Memo::new(move |_| model.with(|model| model.mix.clone()));
    let notes = move || {
        let (notes, reasons) = table.with(|table| (table.notes.clone(), table.reasons()));
        let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }.into_any()).collect_view();
        let reasons = reasons.into_iter().map(|reason| view! { <li>"— "{reason}</li> }.into_any()).collect_view();
        view! { <ul class="table-notes">{notes}{reasons}</ul> }
    };
    let formulas = move || {
        let columns = table.with(|table| table.columns.clone());
        columns
            .into_iter()
            .map(|column| view! { <dt>{column.name}</dt><dd>{column.formula}</dd> }.into_any())
            .collect_view()
    };
    view! {
        <div class="channels__by" hidden=live(move || by.with(|by| by.len() < 2))>
            <ChoiceRow label=state.words("cut-by") choices=by chosen=State::cut_by/>
        </div>
        <TableTools table/>
        <VersusPanel versus dimension/>
        <Table table dimension/>
        {piece(move || notes().into_any())}
        <details class="formulas">
            <summary>{state.words("table-formulas")}</summary>
            <dl>{piece(move || formulas().into_any())}</dl>
        </details>
        <AdvicePanel advice dimension/>
        <div class="channels__charts">
            <LinePanel panel=over_time dimension/>
            <ScatterPanel panel=efficiency dimension/>
            <MixPanel panel=mix dimension/>
        </div>
    }
    .into_any()
}
