//! A metric over time, to be read with the pointer or the keyboard; what is drawn over it becomes the period.

use super::panel::{Panel, PanelWords};
use super::surface::{Surface, Words, px};
use crate::ui::shown::{Figure as FigureOf, Of};
use crate::ui::state::{live, piece, state};
use crate::ui::table::Swatch;
use crate::view::chart::draw::Figure;
use crate::view::chart::line::{ALL_COLOUR, Line, Lines, LinesFigure};
use crate::view::page::Shown;
use crate::view::page::channels::Panel as Model;
use crate::view::query::PeriodChoice;
use crate::work::export::Part;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

#[component]
pub fn LinePanel(panel: Memo<Model<Lines>>, #[prop(into)] dimension: Signal<String>) -> impl IntoView {
    let words = Memo::new(move |_| panel.with(PanelWords::of));
    let lines = Memo::new(move |_| panel.with(|panel| panel.chart.clone()));
    view! {
        <Panel words part=Part::OverTime table=move || view! { <Numbers lines dimension/> }>
            <Chart lines/>
        </Panel>
    }
    .into_any()
}

/// The step that is read, and the one where a selection began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Cursor {
    at: Option<usize>,
    from: Option<usize>,
}

#[component]
fn Chart(lines: Memo<Option<Lines>>) -> impl IntoView {
    let state = state();
    let size = RwSignal::new(None);
    let laid_out = Memo::new(move |_| {
        let (size, direction) = (size.get()?, state.lang.get().direction());
        lines.with(|lines| Some(LinesFigure::lay_out(lines.as_ref()?, size, direction)))
    });
    let figure = Memo::new(move |_| laid_out.get().map(Figure::Lines));
    let words = live(move || laid_out.with(|figure| figure.as_ref().map(|f| f.words.clone()).unwrap_or_default()));
    let names = move || {
        let names = laid_out.with(|figure| figure.as_ref().map(|figure| figure.names.clone()).unwrap_or_default());
        let name = |(colour, word): (u8, crate::view::chart::place::Word)| {
            let dir = state.lang.get_untracked().direction().id();
            view! {
                <span
                    class="surface__word surface__name"
                    aria-hidden="true"
                    data-strong=""
                    data-align=word.align.id()
                    style:inset-inline-start=px(word.x)
                    style:inset-block-start=px(word.y)
                >
                    <Sign colour/>
                    <bdi dir=dir>{word.text}</bdi>
                </span>
            }
            .into_any()
        };
        names.into_iter().map(name).collect_view()
    };
    let has_legend = Memo::new(move |_| laid_out.with(|figure| figure.as_ref().is_some_and(|f| f.names.is_empty())));
    let cursor = RwSignal::new(Cursor::default());
    view! {
        <div class="panel__chart" data-kind="line">
            {piece(move || (has_legend.get().then(|| view! { <Legend lines/> })).into_any())}
            <Surface figure size>
                <Words words/>
                {piece(move || names().into_any())}
                <Reader lines laid_out cursor/>
            </Surface>
            <p class="panel__hint">{state.words("over-time-hint")}</p>
        </div>
    }
    .into_any()
}

/// What is read and chosen: over all of the plot, as one control.
#[component]
fn Reader(lines: Memo<Option<Lines>>, laid_out: Memo<Option<LinesFigure>>, cursor: RwSignal<Cursor>) -> impl IntoView {
    let state = state();
    let n_steps = move || lines.with(|lines| lines.as_ref().map_or(0, |lines| lines.steps.len()));
    let step_at = move |event: &PointerEvent| {
        let x = f64::from(event.offset_x());
        laid_out.with_untracked(|figure| figure.as_ref().and_then(|figure| figure.step_at(figure.plot.x0 + x)))
    };
    let apply = move || {
        let Cursor { at, from } = cursor.get_untracked();
        cursor.update(|cursor| cursor.from = None);
        let (Some(at), Some(from)) = (at, from) else { return };
        if at == from {
            return;
        }
        let days = lines.with_untracked(|lines| {
            let steps = &lines.as_ref()?.steps;
            Some((steps.get(at.min(from))?.days.from, steps.get(at.max(from))?.days.to))
        });
        if let Some((first, last)) = days {
            cursor.set(Cursor::default());
            state.choose_period(&PeriodChoice::Custom(first, last).id());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let last = n_steps().saturating_sub(1);
        let now = cursor.get_untracked();
        // A first press begins at the latest.
        let at = now.at.unwrap_or(last);
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => (at + usize::from(now.at.is_some())).min(last),
            "ArrowLeft" | "ArrowDown" => at.saturating_sub(usize::from(now.at.is_some())),
            "PageUp" => (at + last / 10 + 1).min(last),
            "PageDown" => at.saturating_sub(last / 10 + 1),
            "Home" => 0,
            "End" => last,
            "Enter" => {
                event.prevent_default();
                return apply();
            }
            "Escape" => return cursor.set(Cursor::default()),
            _ => return,
        };
        event.prevent_default();
        let from = event.shift_key().then(|| now.from.unwrap_or(at));
        cursor.set(Cursor { at: Some(next), from });
    };
    let on_down = move |event: PointerEvent| {
        // A finger scrolls the page.
        if event.button() == 0 && event.pointer_type() != "touch" {
            let at = step_at(&event);
            cursor.set(Cursor { at, from: at });
        }
    };
    let on_move = move |event: PointerEvent| {
        let at = step_at(&event);
        cursor.update(|cursor| cursor.at = at);
    };
    let on_leave = move |_| cursor.set(Cursor::default());
    let plot = move || laid_out.with(|figure| figure.as_ref().map(|figure| figure.plot));
    let spoken = move || {
        let at = cursor.get().at.unwrap_or(n_steps().saturating_sub(1));
        lines.with(|lines| lines.as_ref().map(|lines| said(lines, at)))
    };
    let place = move |of: fn(&crate::view::chart::place::Area) -> f64| move || plot().map(|area| px(of(&area)));
    view! {
        {piece(move || view! { <Marks lines laid_out cursor/> }.into_any())}
        <div
            class="surface__reader"
            role="slider"
            tabindex="0"
            aria-label=state.words("over-time-reader")
            aria-valuemin="1"
            aria-valuemax=live(move || n_steps().to_string())
            aria-valuenow=live(move || cursor.get().at.map_or(n_steps(), |at| at + 1).to_string())
            aria-valuetext=live(spoken)
            style:inset-inline-start=live(place(|area| area.x0))
            style:inset-block-start=live(place(|area| area.y0))
            style:inline-size=live(place(|area| area.x1 - area.x0))
            style:block-size=live(place(|area| area.y1 - area.y0))
            on:keydown=on_key
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| apply()
            on:pointerleave=on_leave
            on:blur=move |_| cursor.set(Cursor::default())
        ></div>
    }
    .into_any()
}

/// The line of the step that is read, its dots and its card, and what has been drawn over.
#[component]
fn Marks(lines: Memo<Option<Lines>>, laid_out: Memo<Option<LinesFigure>>, cursor: RwSignal<Cursor>) -> impl IntoView {
    let band = move || {
        let Cursor { at, from } = cursor.get();
        let (from, to) = laid_out.with(|figure| figure.as_ref()?.reach(from?, at?))?;
        Some(view! { <i class="surface__brush" style:inset-inline-start=px(from) style:inline-size=px(to - from)></i> })
    };
    let read = move || {
        let at = cursor.get().at?;
        let (x, dots, width) = laid_out.with(|figure| {
            let figure = figure.as_ref()?;
            let dot = |(line, heights): (&crate::view::chart::line::LineMarks, &Vec<Option<f64>>)| {
                Some((line.colour, heights.get(at).copied().flatten()?))
            };
            let dots: Vec<(u8, f64)> = figure.lines.iter().zip(&figure.heights).filter_map(dot).collect();
            Some((*figure.places.get(at)?, dots, figure.size.width_px))
        })?;
        let dots = dots.into_iter().map(|(colour, y)| {
            view! { <i class="surface__dot" style:inset-inline-start=px(x) style:inset-block-start=px(y)><Sign colour/></i> }
        });
        let dots = dots.collect_view();
        Some(view! {
            <i class="surface__line" style:inset-inline-start=px(x)></i>
            {dots}
            <Reading lines at x is_left={x > width / 2.0}/>
        })
    };
    view! {
        {piece(move || band().into_any())}
        {piece(move || read().into_any())}
    }
    .into_any()
}

#[component]
fn Reading(lines: Memo<Option<Lines>>, at: usize, x: f64, is_left: bool) -> impl IntoView {
    let state = state();
    let content = lines.with_untracked(|lines| {
        let lines = lines.as_ref()?;
        let step = lines.steps.get(at)?;
        let value = |line: &Line| (line.label.clone(), line.colour, line.texts.get(at).cloned().unwrap_or_default());
        Some((step.label.clone(), step.is_partial, lines.series.iter().map(value).collect::<Vec<_>>()))
    });
    let (label, is_partial, values) = content.unwrap_or_default();
    let values = values.into_iter().map(|(name, colour, text)| {
        view! { <li><Sign colour/><bdi>{name}</bdi><bdi class="surface__value">{text}</bdi></li> }.into_any()
    });
    view! {
        <div
            class="surface__card"
            aria-hidden="true"
            data-align=if is_left { "right" } else { "left" }
            style:inset-inline-start=px(x)
        >
            <div dir=state.lang.get_untracked().direction().id()>
                <p><bdi>{label}</bdi></p>
                {is_partial.then(|| view! { <p class="surface__aside">{state.say("chart-partial")}</p> })}
                <ul>{values.collect_view()}</ul>
            </div>
        </div>
    }
    .into_any()
}

/// The sign of a line: that of its series, or of everything.
#[component]
fn Sign(colour: u8) -> impl IntoView {
    match colour {
        ALL_COLOUR => view! { <i class="swatch" aria-hidden="true" data-series="all"></i> }.into_any(),
        colour => view! { <Swatch colour/> }.into_any(),
    }
}

/// What a step says, for whoever hears it.
fn said(lines: &Lines, at: usize) -> String {
    let label = lines.steps.get(at).map(|step| step.label.clone()).unwrap_or_default();
    let value = |line: &Line| format!("{} {}", line.label, line.texts.get(at).map_or("—", String::as_str));
    let values: Vec<String> = lines.series.iter().map(value).collect();
    format!("{label}: {}", values.join("; "))
}

#[component]
fn Legend(lines: Memo<Option<Lines>>) -> impl IntoView {
    move || {
        let series = lines.with(|lines| lines.as_ref().map(|lines| lines.series.clone()).unwrap_or_default());
        let entry = |line: Line| view! { <li><Sign colour=line.colour/><bdi>{line.label}</bdi></li> }.into_any();
        view! { <ul class="legend" aria-hidden="true">{series.into_iter().map(entry).collect_view()}</ul> }
    }
}

#[component]
fn Numbers(lines: Memo<Option<Lines>>, dimension: Signal<String>) -> impl IntoView {
    let content = move || {
        lines.get().map(|Lines { kpi, steps, series, .. }| {
            let heads = series.iter().map(|line| view! { <th scope="col"><bdi>{line.label.clone()}</bdi></th> });
            let heads = heads.collect_view();
            let rows = steps.into_iter().enumerate().map(|(at, step)| {
                let cell = |line: &Line| {
                    let text = line.texts.get(at).cloned().unwrap_or_default();
                    let raw = line.values.get(at).copied().flatten();
                    let shown = Shown { raw, full: text.clone(), text, range: None, note: None };
                    let of = Of { metric: kpi.clone(), row: line.id.clone().map(|id| (dimension.get(), id)) };
                    view! { <td><FigureOf shown of/></td> }.into_any()
                };
                let cells = series.iter().map(cell).collect_view();
                view! { <tr><th scope="row">{step.label}</th>{cells}</tr> }.into_any()
            });
            view! { <thead><tr><td></td>{heads}</tr></thead><tbody>{rows.collect_view()}</tbody> }
        })
    };
    view! { <table class="numbers">{piece(move || content().into_any())}</table> }.into_any()
}
