//! The way in for files of the reader's own: a button, and dropping them anywhere on the page.

use super::state::{live, state};
use crate::browser::drop::{self, Files};
use leptos::prelude::*;

/// Opens the sheet for own files without any yet.
#[component]
pub fn OwnFilesButton() -> impl IntoView {
    let state = state();
    view! {
        <button type="button" class="button" on:click=move |_| state.own_files.set(Some(Files::default()))>
            {state.words("own-open")}
        </button>
    }
}

/// Takes files that are dropped, and is where the sheet stands that opens them: [`OwnFilesSheet`].
#[component]
pub fn OwnFilesPlace() -> impl IntoView {
    let state = state();
    let is_hovered = RwSignal::new(false);
    drop::on_files(move |is_over| is_hovered.set(is_over), move |files| state.own_files.set(Some(files)));
    view! {
        <p class="drop-hint" hidden=live(move || !is_hovered.get())>{state.words("own-drop")}</p>
        {move || state.own_files.get().map(|files| view! { <OwnFilesSheet files/> })}
    }
}

/// The import panel is mounted here, with the files that it begins with; it closes by
/// `state.own_files.set(None)`.
#[component]
fn OwnFilesSheet(files: Files) -> impl IntoView {
    let _ = files;
}
