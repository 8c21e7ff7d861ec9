//! Shares of a whole over time: stacked bars.

use super::panel::{Panel, PanelWords};
use super::surface::{Surface, Words, by_arrows, px};
use crate::ui::shown::{Figure as FigureOf, Of};
use crate::ui::state::{piece, state};
use crate::ui::table::Swatch;
use crate::view::chart::draw::Figure;
use crate::view::chart::mix::{Column, Mix, MixFigure};
use crate::view::chart::place::Word;
use crate::view::page::channels::Panel as Model;
use crate::work::export::Part;
use leptos::html::Div;
use leptos::prelude::*;

#[component]
pub fn MixPanel(panel: Memo<Model<Mix>>, #[prop(into)] dimension: Signal<String>) -> impl IntoView {
    let words = Memo::new(move |_| panel.with(PanelWords::of));
    let mix = Memo::new(move |_| panel.with(|panel| panel.chart.clone()));
    view! {
        <Panel words part=Part::Mix table=move || view! { <Numbers mix dimension/> }>
            <Chart mix/>
        </Panel>
    }
    .into_any()
}

#[component]
fn Chart(mix: Memo<Option<Mix>>) -> impl IntoView {
    let state = state();
    let size = RwSignal::new(None);
    let laid_out = Memo::new(move |_| {
        let (size, direction) = (size.get()?, state.lang.get().direction());
        mix.with(|mix| Some(MixFigure::lay_out(mix.as_ref()?, size, direction)))
    });
    let figure = Memo::new(move |_| laid_out.get().map(Figure::Mix));
    let words =
        Signal::derive(move || laid_out.with(|figure| figure.as_ref().map(|f| f.words.clone()).unwrap_or_default()));
    let names = move || {
        let names = laid_out.with(|figure| figure.as_ref().map(|figure| figure.names.clone()).unwrap_or_default());
        names.into_iter().map(|(colour, word)| view! { <Name colour word/> }.into_any()).collect_view()
    };
    let has_legend = Memo::new(move |_| laid_out.with(|figure| figure.as_ref().is_some_and(|f| f.names.is_empty())));
    let read: RwSignal<Option<Column>> = RwSignal::new(None);
    let group: NodeRef<Div> = NodeRef::new();
    let columns = move || {
        let columns = laid_out.with(|figure| figure.as_ref().map(|figure| figure.columns.clone()).unwrap_or_default());
        let places = columns.into_iter().enumerate().map(|(index, column)| {
            let (area, label) = (column.area, spoken(&column));
            let (entered, focused) = (column.clone(), column);
            view! {
                <button
                    type="button"
                    class="surface__column"
                    data-index=index.to_string()
                    tabindex=if index == 0 { "0" } else { "-1" }
                    aria-label=label
                    style:inset-inline-start=px(area.x0)
                    style:inset-block-start=px(area.y0)
                    style:inline-size=px(area.x1 - area.x0)
                    style:block-size=px(area.y1 - area.y0)
                    on:pointerenter=move |_| read.set(Some(entered.clone()))
                    on:pointerleave=move |_| read.set(None)
                    on:focus=move |_| read.set(Some(focused.clone()))
                    on:blur=move |_| read.set(None)
                ></button>
            }
            .into_any()
        });
        places.collect_view()
    };
    view! {
        <div class="panel__chart" data-kind="mix">
            {piece(move || (has_legend.get().then(|| view! { <Legend mix/> })).into_any())}
            <Surface figure size>
                <Words words/>
                {piece(move || names().into_any())}
                <div role="group" aria-label=state.words("chart-bars") node_ref=group on:keydown=by_arrows(group)>{piece(move || columns().into_any())}</div>
                {piece(move || (read.get().map(|column| view! { <Reading column size=size.get_untracked().map_or(0.0, |s| s.width_px)/> })).into_any())}
            </Surface>
        </div>
    }
    .into_any()
}

/// The name of a series beside its bar.
#[component]
fn Name(colour: u8, word: Word) -> impl IntoView {
    let dir = state().lang.get_untracked().direction().id();
    view! {
        <span
            class="surface__word surface__name"
            aria-hidden="true"
            data-strong=""
            data-align=word.align.id()
            style:inset-inline-start=px(word.x)
            style:inset-block-start=px(word.y)
        >
            <Swatch colour/>
            <bdi dir=dir>{word.text}</bdi>
        </span>
    }
}

fn spoken(column: &Column) -> String {
    let shares: Vec<String> = column.shares.iter().map(|(name, _, text)| format!("{name} {text}")).collect();
    format!("{}, {}: {}", column.label, column.total, shares.join("; "))
}

/// What one bar says, beside it, on the side with more room.
#[component]
fn Reading(column: Column, size: f64) -> impl IntoView {
    let state = state();
    let is_left = column.area.x1 > size / 2.0;
    let x = if is_left { column.area.x0 } else { column.area.x1 };
    let shares = column.shares.into_iter().rev().map(|(name, colour, text)| {
        view! { <li><Swatch colour/><bdi>{name}</bdi><bdi class="surface__value">{text}</bdi></li> }
    });
    view! {
        <div
            class="surface__card"
            aria-hidden="true"
            data-align=if is_left { "right" } else { "left" }
            style:inset-inline-start=px(x)
        >
            <div dir=state.lang.get_untracked().direction().id()>
            <p><bdi>{column.label}</bdi><bdi class="surface__value">{column.total}</bdi></p>
            {column.is_partial.then(|| view! { <p class="surface__aside">{state.say("chart-partial")}</p> })}
            <ul>{shares.collect_view()}</ul>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Legend(mix: Memo<Option<Mix>>) -> impl IntoView {
    move || {
        let series = mix.with(|mix| mix.as_ref().map(|mix| mix.series.clone()).unwrap_or_default());
        let entry = |series: crate::view::chart::mix::Series| {
            view! { <li><Swatch colour=series.colour/><bdi>{series.label}</bdi></li> }.into_any()
        };
        view! { <ul class="legend" aria-hidden="true">{series.into_iter().map(entry).collect_view()}</ul> }
    }
}

#[component]
fn Numbers(mix: Memo<Option<Mix>>, dimension: Signal<String>) -> impl IntoView {
    let content = move || {
        mix.get().map(|Mix { kpi, bars, series, y, .. }| {
            let heads = series.iter().map(|series| view! { <th scope="col"><bdi>{series.label.clone()}</bdi></th> });
            let heads = heads.collect_view();
            let share = format!("{kpi}_share");
            let rows = bars.into_iter().enumerate().map(|(index, bar)| {
                let cell = |series: &crate::view::chart::mix::Series| {
                    let of = Of { metric: share.clone(), row: Some((dimension.get(), series.id.clone())) };
                    view! { <td><FigureOf shown=series.shown(index) of/></td> }.into_any()
                };
                let cells = series.iter().map(cell).collect_view();
                let of = Of { metric: kpi.clone(), row: None };
                view! { <tr><th scope="row">{bar.label}</th>{cells}<td><FigureOf shown=bar.total of/></td></tr> }
            });
            view! {
                <thead><tr><td></td>{heads}<th scope="col">{y.title}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            }
        })
    };
    view! { <table class="numbers">{piece(move || content().into_any())}</table> }.into_any()
}
