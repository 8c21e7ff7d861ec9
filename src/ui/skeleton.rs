//! Places of what is to come, of the size that it will have.

use super::loading::Loading;
use crate::view::route::Page;
use leptos::prelude::*;

/// As many as the Summary has at most.
const N_CARDS: usize = 10;
const N_ROWS: usize = 9;

#[component]
pub fn Skeleton(page: Page) -> impl IntoView {
    let places = match page {
        Page::Summary => {
            let card = || view! { <div class="kpi-card skeleton__card"><i></i><i></i><i></i><i></i></div> };
            view! { <div class="kpi-grid" aria-hidden="true">{(0..N_CARDS).map(|_| card()).collect_view()}</div> }
                .into_any()
        }
        Page::Channels | Page::Benchmarks | Page::Data | Page::Metrics | Page::Explain => {
            let row = || view! { <div class="skeleton__row"><i></i><i></i><i></i></div> };
            view! { <div class="skeleton__rows" aria-hidden="true">{(0..N_ROWS).map(|_| row()).collect_view()}</div> }
                .into_any()
        }
    };
    view! {
        <div class="skeleton">
            <Loading/>
            {places}
        </div>
    }
}
