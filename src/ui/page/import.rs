//! Files of one's own: what they seem to be, and what they are to be.

use crate::ui::import::file::FilePart;
use crate::ui::state::{live, piece, state};
use crate::view::page::import::{Choices, ImportModel, LackSentence};
use leptos::html::H1;
use leptos::prelude::*;

/// Shows the proposals until they are opened or given up; `open` and `save` are given what is chosen by then.
/// `is_new`: they have just been made, and are not those before in other words.
#[component]
pub fn ImportPage(
    model: ImportModel,
    is_new: bool,
    open: Callback<Choices>,
    save: Callback<Choices>,
    cancel: Callback<()>,
) -> impl IntoView {
    let state = state();
    let choices = state.choices;
    let files = model.files.clone();
    let model = StoredValue::new(model);
    let can_open = Memo::new(move |_| choices.with(Choices::can_open));
    let lacks = Memo::new(move |_| model.with_value(|model| choices.with(|choices| model.lacks(choices))));
    let heading = NodeRef::<H1>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get().filter(|_| is_new) {
            let _ = heading.focus();
        }
    });
    let sentences = move || {
        let sentence = |LackSentence { text, is_blocking }| {
            view! { <li data-blocking=is_blocking.to_string()>{text}</li> }.into_any()
        };
        lacks.get().into_iter().map(sentence).collect_view()
    };
    let parts = files
        .into_iter()
        .enumerate()
        .map(|(index, file)| view! { <FilePart index file model choices/> }.into_any())
        .collect_view();
    view! {
        <section class="import" aria-labelledby="import-heading">
            <h1 node_ref=heading id="import-heading" class="import__title" tabindex="-1">{state.words("import-title")}</h1>
            <p class="import__note">{state.words("import-check")}</p>
            <div class="import__all">
                <label class="import-field">
                    <span>{state.words("import-name")}</span>
                    <input
                        type="text"
                        prop:value=live(move || choices.with(|choices| choices.title.clone()))
                        on:input=move |event| choices.update(|choices| choices.title = event_target_value(&event))
                    />
                </label>
                <label class="import-field">
                    <span>{state.words("import-currency")}</span>
                    <input
                        type="text"
                        maxlength="3"
                        autocapitalize="characters"
                        placeholder="SAR"
                        prop:value=live(move || choices.with(|choices| choices.currency.clone()))
                        on:input=move |event| {
                            let code = event_target_value(&event).to_ascii_uppercase();
                            choices.update(|choices| choices.currency = code);
                        }
                    />
                </label>
            </div>
            {parts}
            <ul class="import__lacks" aria-live="polite">{piece(move || sentences().into_any())}</ul>
            <p class="import__ways">
                <button
                    type="button"
                    class="button"
                    data-strong=""
                    disabled=live(move || !can_open.get())
                    on:click=move |_| open.run(choices.get_untracked())
                >
                    {state.words("import-open")}
                </button>
                <button
                    type="button"
                    class="button"
                    disabled=live(move || !can_open.get())
                    on:click=move |_| save.run(choices.get_untracked())
                >
                    {state.words("import-save")}
                </button>
                <button type="button" class="button" on:click=move |_| cancel.run(())>
                    {state.words("import-cancel")}
                </button>
            </p>
            <p class="import__note">{state.words("import-save-note")}</p>
        </section>
    }
    .into_any()
}
