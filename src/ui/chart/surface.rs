//! A canvas that has the size of its box and is drawn when its figure, its size or the theme changes.

use crate::browser::canvas::{SizeWatch, paint};
use crate::browser::document::move_focus;
use crate::ui::state::state;
use crate::view::chart::draw::{Figure, Palette};
use crate::view::chart::place::{Size, Word};
use leptos::ev::KeyboardEvent;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;

/// Where a figure is laid out and drawn; `children` lie over it, in pixels from its left edge.
#[component]
pub fn Surface(
    /// Lays out what is to be drawn; `None`: nothing.
    figure: Memo<Option<Figure>>,
    size: RwSignal<Option<Size>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let state = state();
    let frame: NodeRef<Div> = NodeRef::new();
    let canvas: NodeRef<Canvas> = NodeRef::new();
    let watch: StoredValue<Option<SizeWatch>, LocalStorage> = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            watch.set_value(Some(SizeWatch::new(&frame, move |now| {
                if now.width_px > 0.0 && size.get_untracked() != Some(now) {
                    size.set(Some(now));
                }
            })));
        }
    });
    Effect::new(move |_| {
        if let (Some(canvas), Some(size)) = (canvas.get(), size.get()) {
            figure.with(|figure| {
                if let Some(figure) = figure {
                    let palette = state.palette.with(|palette| Palette { lit: state.lit.get(), ..palette.clone() });
                    paint(&canvas, size, figure, &palette);
                }
            });
        }
    });
    view! {
        // Places are physical here: the figure itself is laid out for the direction of the page.
        <div class="surface" dir="ltr" node_ref=frame>
            <canvas class="surface__canvas" aria-hidden="true" node_ref=canvas></canvas>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// Words over a canvas. They repeat what the table beside the chart says, so screen readers pass over them.
#[component]
pub fn Words(#[prop(into)] words: Signal<Vec<Word>>, #[prop(optional)] is_strong: bool) -> impl IntoView {
    let state = state();
    move || {
        let dir = state.lang.get().direction().id();
        let word = |Word { text, x, y, align }: Word| {
            view! {
                <span
                    class="surface__word"
                    aria-hidden="true"
                    data-strong=is_strong.then_some("")
                    data-align=align.id()
                    style:inset-inline-start=px(x)
                    style:inset-block-start=px(y)
                >
                    <bdi dir=dir>{text}</bdi>
                </span>
            }
        };
        words.get().into_iter().map(word).collect_view()
    }
}

/// Moves the focus among a group's marks. Time, and what is counted, grow to the right in both languages.
pub fn by_arrows(group: NodeRef<Div>) -> impl Fn(KeyboardEvent) {
    move |event| {
        let step = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => 1,
            "ArrowLeft" | "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        if let Some(group) = group.get_untracked() {
            move_focus(&group, step);
        }
    }
}

/// Writes a length for the style sheet, not for a reader.
pub fn px(length: f64) -> String {
    format!("{length:.1}px")
}
