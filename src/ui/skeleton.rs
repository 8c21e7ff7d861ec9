//! Places of what is to come, of the size that it will have.

use super::state::{Progress, state};
use crate::view::route::Page;
use crate::view::text::Arg;
use leptos::prelude::*;

/// As many as the Summary has at most.
const N_CARDS: usize = 10;
const N_ROWS: usize = 9;

#[component]
pub fn Skeleton(page: Page, progress: Progress) -> impl IntoView {
    let state = state();
    let words = move || match progress.files {
        0 => state.say("loading"),
        files => {
            let (done, files) = (progress.files_done.to_string(), files.to_string());
            state.say_with("loading-files", &[("done", Arg::Text(&done)), ("files", Arg::Text(&files))])
        }
    };
    let places = match page {
        Page::Summary => {
            let card = || view! { <div class="kpi-card skeleton__card"><i></i><i></i><i></i><i></i></div> };
            view! { <div class="kpi-grid" aria-hidden="true">{(0..N_CARDS).map(|_| card()).collect_view()}</div> }
                .into_any()
        }
        Page::Channels | Page::Data => {
            let row = || view! { <div class="skeleton__row"><i></i><i></i><i></i></div> };
            view! { <div class="skeleton__rows" aria-hidden="true">{(0..N_ROWS).map(|_| row()).collect_view()}</div> }
                .into_any()
        }
    };
    view! {
        <div class="skeleton">
            <p class="skeleton__words" role="status">{words}</p>
            {places}
        </div>
    }
}
