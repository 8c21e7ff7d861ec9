//! Where a figure lies among its peers.

use super::surface::Surface;
use crate::ui::state::state;
use crate::view::chart::draw::Figure;
use crate::view::chart::strip::{Strip, StripFigure};
use leptos::prelude::*;

#[component]
pub fn StripChart(strip: Memo<Strip>) -> impl IntoView {
    let state = state();
    let size = RwSignal::new(None);
    let figure = Memo::new(move |_| {
        let (size, direction) = (size.get()?, state.lang.get().direction());
        Some(Figure::Strip(strip.with(|strip| StripFigure::lay_out(strip, size, direction))))
    });
    let sentence = move || strip.with(|strip| strip.sentence.clone());
    view! {
        <div class="strip" role="img" aria-label=sentence title=sentence>
            <Surface figure size/>
        </div>
    }
    .into_any()
}
