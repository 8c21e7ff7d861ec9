//! Cost against conversions: one mark a channel.

use super::panel::{Panel, PanelWords};
use super::surface::{Surface, Words, by_arrows, px};
use crate::ui::shown::{Figure as FigureOf, Of};
use crate::ui::state::{piece, state};
use crate::view::chart::draw::Figure;
use crate::view::chart::scatter::{Scatter, ScatterFigure, ScatterMark};
use crate::view::page::channels::Panel as Model;
use crate::work::export::Part;
use leptos::html::Div;
use leptos::prelude::*;

#[component]
pub fn ScatterPanel(panel: Memo<Model<Scatter>>, #[prop(into)] dimension: Signal<String>) -> impl IntoView {
    let words = Memo::new(move |_| panel.with(PanelWords::of));
    let scatter = Memo::new(move |_| panel.with(|panel| panel.chart.clone()));
    view! {
        <Panel words part=Part::Efficiency table=move || view! { <Numbers scatter dimension/> }>
            <Chart scatter dimension/>
        </Panel>
    }
    .into_any()
}

#[component]
fn Chart(scatter: Memo<Option<Scatter>>, dimension: Signal<String>) -> impl IntoView {
    let state = state();
    let size = RwSignal::new(None);
    let laid_out = Memo::new(move |_| {
        let (size, direction) = (size.get()?, state.lang.get().direction());
        scatter.with(|scatter| Some(ScatterFigure::lay_out(scatter.as_ref()?, size, direction)))
    });
    let figure = Memo::new(move |_| laid_out.get().map(Figure::Scatter));
    let words =
        Signal::derive(move || laid_out.with(|figure| figure.as_ref().map(|f| f.words.clone()).unwrap_or_default()));
    let names =
        Signal::derive(move || laid_out.with(|figure| figure.as_ref().map(|f| f.names.clone()).unwrap_or_default()));
    let title =
        move |of: fn(&Scatter) -> &String| move || scatter.with(|scatter| scatter.as_ref().map(|s| of(s).clone()));
    let read: RwSignal<Option<ScatterMark>> = RwSignal::new(None);
    let group: NodeRef<Div> = NodeRef::new();
    let marks = move || {
        let marks = laid_out.with(|figure| figure.as_ref().map(|figure| figure.marks.clone()).unwrap_or_default());
        let places = marks.into_iter().enumerate().map(|(index, mark)| {
            let (x, y, radius, id) = (mark.x, mark.y, mark.radius, mark.id.clone());
            let (label, entered, focused) = (mark.sentence.clone(), mark.clone(), mark);
            view! {
                <button
                    type="button"
                    class="surface__mark"
                    data-index=index.to_string()
                    tabindex=if index == 0 { "0" } else { "-1" }
                    aria-label=label
                    style:inset-inline-start=px(x)
                    style:inset-block-start=px(y)
                    style:inline-size=px(radius * 2.0 + 8.0)
                    style:block-size=px(radius * 2.0 + 8.0)
                    on:pointerenter=move |_| read.set(Some(entered.clone()))
                    on:pointerleave=move |_| read.set(None)
                    on:focus=move |_| read.set(Some(focused.clone()))
                    on:blur=move |_| read.set(None)
                    on:click=move |_| dimension.with_untracked(|dimension| state.toggle_filter(dimension, &id))
                ></button>
            }
            .into_any()
        });
        places.collect_view()
    };
    view! {
        <div class="panel__chart" data-kind="scatter">
            <p class="panel__axis">{title(|scatter| &scatter.y.title)}</p>
            <Surface figure size>
                <Words words/>
                <Words words=names is_strong=true/>
                <div role="group" aria-label=state.words("chart-marks") node_ref=group on:keydown=by_arrows(group)>{piece(move || marks().into_any())}</div>
                {piece(move || (read.get().map(|mark| view! {
                    <p
                        class="surface__reading"
                        aria-hidden="true"
                        data-below=(mark.y < 90.0).then_some("")
                        style:inset-inline-start=px(size.get_untracked().map_or(mark.x, |size| mark.x.clamp(120.0_f64.min(size.width_px / 2.0), (size.width_px - 120.0).max(size.width_px / 2.0))))
                        style:inset-block-start=px(mark.y)
                    >
                        <bdi dir=state.lang.get_untracked().direction().id()>{mark.sentence}</bdi>
                    </p>
                })).into_any())}
            </Surface>
            <p class="panel__axis" data-side="below">{title(|scatter| &scatter.x.title)}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Numbers(scatter: Memo<Option<Scatter>>, dimension: Signal<String>) -> impl IntoView {
    let content = move || {
        scatter.get().map(|Scatter { x_kpi, y_kpi, x, y, points, .. }| {
            let row = |point: crate::view::chart::scatter::Point| {
                let of =
                    |metric: &String| Of { metric: metric.clone(), row: Some((dimension.get(), point.id.clone())) };
                let [count, cost] = point.shown.clone();
                view! {
                    <tr>
                        <th scope="row"><bdi>{point.label.clone()}</bdi></th>
                        <td><FigureOf shown=count of=of(&x_kpi)/></td>
                        <td><FigureOf shown=cost of=of(&y_kpi)/></td>
                    </tr>
                }
                .into_any()
            };
            let rows = points.into_iter().map(row).collect_view();
            view! {
                <thead><tr><td></td><th scope="col">{x.title}</th><th scope="col">{y.title}</th></tr></thead>
                <tbody>{rows}</tbody>
            }
        })
    };
    view! { <table class="numbers">{piece(move || content().into_any())}</table> }.into_any()
}
