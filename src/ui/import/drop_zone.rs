//! A place for files: dropped, or picked by a button.

use crate::browser::files::{self, FileList};
use crate::ui::state::{live, state};
use leptos::html::Input;
use leptos::prelude::*;

/// What the picker offers first; other files can be dropped all the same.
const ACCEPTED: &str = ".csv,.tsv,.tab,.txt,.json,.ndjson,.jsonl,.gz,.zip,.xlsx,.xlsm,.xlsb,.xls,.ods,.parquet,.arrow";

#[component]
pub fn DropZone(inspect: Callback<FileList>) -> impl IntoView {
    let state = state();
    let input = NodeRef::<Input>::new();
    // Counted, for the parts within are left and entered too.
    let n_over = RwSignal::new(0_u32);
    let is_over = move || n_over.with(|n_over| *n_over > 0).then_some("");
    let pick = move |_| {
        if let Some(input) = input.get_untracked() {
            files::press(&input);
        }
    };
    view! {
        <section
            class="drop-zone"
            aria-label=live(move || state.say("import-title"))
            data-over=is_over
            on:dragenter=move |event| {
                event.prevent_default();
                n_over.update(|n_over| *n_over += 1);
            }
            on:dragover=move |event| event.prevent_default()
            on:dragleave=move |_| n_over.update(|n_over| *n_over = n_over.saturating_sub(1))
            on:drop=move |event| {
                event.prevent_default();
                n_over.set(0);
                if let Some(files) = files::dropped(&event) {
                    inspect.run(files);
                }
            }
        >
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
