//! A sheet over the page: opened by a button that names its id, closed by its own button, by Escape or by a press beside
//! it.

use super::icon::{Icon, Shape};
use super::state::state;
use leptos::prelude::*;

/// `wide`: as wide as the page, for tables.
#[component]
pub fn Sheet(
    #[prop(into)] id: String,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let state = state();
    let (its, named, label) = (id.clone(), format!("{id}-title"), format!("{id}-title"));
    view! {
        <div id=id class="sheet" popover="auto" role="dialog" aria-labelledby=label data-wide=wide.then_some("")>
            <div class="sheet__head">
                <h2 id=named class="sheet__title">{title}</h2>
                <button
                    type="button"
                    class="sheet__close"
                    popovertarget=its
                    popovertargetaction="hide"
                    aria-label=state.words("close")
                    title=state.words("close")
                >
                    <Icon shape=Shape::Close/>
                </button>
            </div>
            {children()}
        </div>
    }
    .into_any()
}
