//! The way in for files of the reader's own: a button, dropping them anywhere on the page, and the sheet on which they
//! are opened.

use super::import::drop_zone::DropZone;
use super::page::import::ImportPage;
use super::state::{live, state};
use super::trouble::loss_words;
use crate::browser::drop::{self, Files};
use leptos::prelude::*;

/// Opens the sheet for own files without any yet.
#[component]
pub fn OwnFilesButton() -> impl IntoView {
    let state = state();
    view! {
        <button type="button" class="button" on:click=move |_| state.take_files(Files::default())>
            {state.words("own-open")}
        </button>
    }
}

/// Takes files that are dropped.
#[component]
pub fn OwnFilesPlace() -> impl IntoView {
    let state = state();
    let is_hovered = RwSignal::new(false);
    drop::on_files(move |is_over| is_hovered.set(is_over), move |files| state.take_files(files));
    view! { <p class="drop-hint" hidden=live(move || !is_hovered.get())>{state.words("own-drop")}</p> }
}

/// Stands in the place of the page until files are opened or given up.
#[component]
pub fn OwnFilesSheet() -> impl IntoView {
    let state = state();
    let is_looking = move || state.own_files.with(|files| files.as_ref().is_some_and(|files| !files.is_empty()));
    let open = Callback::new(move |choices| state.open_chosen(choices));
    let save = Callback::new(move |choices| state.save_feed(choices));
    let cancel = Callback::new(move |()| state.leave_files());
    // Whoever picked the files is taken to what they are, once: a change of language takes nobody anywhere.
    let is_new = StoredValue::new(true);
    move || match state.proposal.get() {
        None if state.own_loss.with(Option::is_some) => view! { <OwnTrouble/> }.into_any(),
        Some(model) => {
            let is_new = is_new.try_update_value(std::mem::take).unwrap_or_default();
            view! { <ImportPage model is_new open save cancel/> }.into_any()
        }
        None if is_looking() => {
            is_new.set_value(true);
            view! { <p class="own-files__looking" role="status">{state.words("own-looking")}</p> }.into_any()
        }
        None => view! {
            <section class="own-files">
                <h1 class="import__title">{state.words("own-open")}</h1>
                <DropZone inspect=Callback::new(move |files| state.take_files(files))/>
                <p>
                    <button type="button" class="button" on:click=move |_| state.leave_files()>
                        {state.words("import-cancel")}
                    </button>
                </p>
            </section>
        }
        .into_any(),
    }
}

/// Says why the files cannot be looked at.
#[component]
fn OwnTrouble() -> impl IntoView {
    let state = state();
    let (headline, advice) = state.own_loss.get_untracked().map(|loss| loss_words(state, loss)).unwrap_or_default();
    view! {
        <section class="trouble" role="alert">
            <h1 class="trouble__headline">{headline}</h1>
            <p>{advice}</p>
            <p class="trouble__ways">
                <button type="button" class="button" on:click=move |_| state.look_again()>
                    {state.words("trouble-retry")}
                </button>
                <button type="button" class="button" on:click=move |_| state.leave_files()>
                    {state.words("import-cancel")}
                </button>
            </p>
        </section>
    }
    .into_any()
}
