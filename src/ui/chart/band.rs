//! The course of a metric against the middle half of the peers.

use super::panel::{Panel, PanelWords};
use super::surface::{Surface, Words};
use crate::ui::shown::{Figure as FigureOf, Of};
use crate::ui::state::{live, state};
use crate::view::chart::band::{Band, BandFigure, BandPeriod};
use crate::view::chart::draw::Figure;
use crate::view::page::channels::Panel as Model;
use crate::work::export::Part;
use leptos::prelude::*;

/// `panel` is `Some` for as long as it is shown.
#[component]
pub fn BandPanel(panel: Memo<Option<Model<Band>>>) -> impl IntoView {
    let words = Memo::new(move |before: Option<&PanelWords>| {
        let now = panel.with(|panel| panel.as_ref().map(PanelWords::of)).or_else(|| before.cloned());
        now.unwrap_or_else(|| PanelWords {
            title: String::new(),
            subtitle: String::new(),
            sentence: String::new(),
            has_chart: false,
        })
    });
    let band = Memo::new(move |_| panel.with(|panel| panel.as_ref().and_then(|panel| panel.chart.clone())));
    view! {
        <Panel words part=Part::Trend table=move || view! { <Numbers band/> }>
            <Chart band/>
        </Panel>
    }
    .into_any()
}

#[component]
fn Chart(band: Memo<Option<Band>>) -> impl IntoView {
    let state = state();
    let size = RwSignal::new(None);
    let laid_out = Memo::new(move |_| {
        let (size, direction) = (size.get()?, state.lang.get().direction());
        band.with(|band| Some(BandFigure::lay_out(band.as_ref()?, size, direction)))
    });
    let figure = Memo::new(move |_| laid_out.get().map(Figure::Band));
    let words = live(move || laid_out.with(|figure| figure.as_ref().map(|f| f.words.clone()).unwrap_or_default()));
    view! {
        <div class="panel__chart" data-kind="band">
            <p class="panel__axis">{move || band.with(|band| band.as_ref().map(|band| band.y.title.clone()))}</p>
            <Surface figure size><Words words/></Surface>
            <ul class="legend" aria-hidden="true">
                <li data-line="own">{state.words("bench-head-own")}</li>
                <li data-line="median">{state.words("bench-head-median")}</li>
                <li data-line="middle">{state.words("bench-middle")}</li>
            </ul>
        </div>
    }
    .into_any()
}

#[component]
fn Numbers(band: Memo<Option<Band>>) -> impl IntoView {
    let state = state();
    let content = move || {
        band.get().map(|Band { kpi, periods, .. }| {
            let heads = ["bench-head-own", "bench-low", "bench-head-median", "bench-high"];
            let heads = heads.map(|id| view! { <th scope="col">{state.words(id)}</th> }.into_any()).collect_view();
            let row = |BandPeriod { label, shown, .. }| {
                let parts = ["", "_p25", "_median", "_p75"].into_iter().zip(shown);
                let cells = parts.map(|(part, shown)| {
                    let of = Of { metric: format!("{kpi}{part}"), row: None };
                    view! { <td><FigureOf shown of/></td> }.into_any()
                });
                let cells = cells.collect_view();
                view! { <tr><th scope="row">{label}</th>{cells}</tr> }.into_any()
            };
            let rows = periods.into_iter().map(row).collect_view();
            view! { <thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody> }
        })
    };
    view! { <table class="numbers">{content}</table> }.into_any()
}
