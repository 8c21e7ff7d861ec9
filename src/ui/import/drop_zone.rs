//! Where files are picked; dropped they may be anywhere on the page.

use crate::browser::drop::Files;
use crate::browser::files;
use crate::ui::state::{live, state};
use leptos::html::Input;
use leptos::prelude::*;

/// What the picker offers first; other files can be dropped all the same.
const ACCEPTED: &str = ".csv,.tsv,.tab,.txt,.json,.ndjson,.jsonl,.gz,.zip,.xlsx,.xlsm,.xlsb,.xls,.ods,.parquet";

#[component]
pub fn DropZone(inspect: Callback<Files>) -> impl IntoView {
    let state = state();
    let input = NodeRef::<Input>::new();
    let pick = move |_| {
        if let Some(input) = input.get_untracked() {
            files::press(&input);
        }
    };
    view! {
        <section class="drop-zone" aria-label=live(move || state.say("import-title"))>
            <p class="drop-zone__title">{state.words("import-drop")}</p>
            <button type="button" class="button" on:click=pick>{state.words("import-pick")}</button>
            <input
                node_ref=input
                type="file"
                hidden=true
                multiple=true
                accept=ACCEPTED
                aria-label=live(move || state.say("import-pick"))
                on:change=move |event| {
                    if let Some(files) = files::picked(&event) {
                        inspect.run(files);
                    }
                }
            />
            <p class="drop-zone__note">{state.words("import-privacy")}</p>
        </section>
    }
    .into_any()
}
