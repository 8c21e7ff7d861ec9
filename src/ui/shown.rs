//! A figure.

use super::state::{live, piece};
use crate::view::page::Shown;
use leptos::prelude::*;

/// What a figure is of, for whoever reads the document by machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Of {
    pub metric: String,
    /// Dimension and value of a row; `None` for the total and on cards.
    pub row: Option<(String, String)>,
}

/// Shows a figure with its unrounded value; where there is none, the reason is its title and said
/// to screen readers.
#[component]
pub fn Figure(#[prop(into)] shown: Signal<Shown>, #[prop(into)] of: Signal<Of>) -> impl IntoView {
    let of_row = move |name: &'static str| {
        of.with(|of| {
            let (dimension, value) = of.row.as_ref()?;
            match name {
                "data-channel" => (dimension == "channel").then(|| value.clone()),
                "data-dimension" => Some(dimension.clone()),
                _ => Some(value.clone()),
            }
        })
    };
    let reason = move || shown.with(|shown| shown.raw.is_none().then(|| shown.full.clone()));
    view! {
        <data
            class="figure"
            value=live(move || shown.with(Shown::value))
            data-low=live(move || shown.with(|shown| shown.range.as_ref().map(|range| range.low.to_string())))
            data-high=live(move || shown.with(|shown| shown.range.as_ref().map(|range| range.high.to_string())))
            data-metric=live(move || of.with(|of| of.metric.clone()))
            data-channel=live(move || of_row("data-channel"))
            data-dimension=live(move || of_row("data-dimension"))
            data-value=live(move || of_row("data-value"))
            title=live(move || shown.with(Shown::title))
        >
            <span class="said">{live(move || shown.with(|shown| shown.text.clone()))}</span>
        </data>
        {piece(move || (reason().map(|reason| view! { <span class="visually-hidden">{reason}</span> })).into_any())}
    }
}
