//! What one file is to be: its kind, its time, its columns, and its first rows.

use super::column::ColumnRow;
use crate::ui::state::{State, live, state};
use crate::view::page::import::{Choices, FileChoices, ImportFile, ImportModel, Named, Preview};
use leptos::prelude::*;

#[component]
pub fn FilePart(
    index: usize,
    file: ImportFile,
    model: StoredValue<ImportModel>,
    choices: RwSignal<Choices>,
) -> impl IntoView {
    let state = state();
    let of_file = move |part: fn(&FileChoices) -> &'static str| {
        Memo::new(move |_| choices.with(|choices| choices.files.get(index).map(part).unwrap_or_default()))
    };
    let table = of_file(FileChoices::table_id);
    let grain = of_file(FileChoices::grain_id);
    let decimal = of_file(FileChoices::decimal_id);
    let is_read = Memo::new(move |_| choices.with(|choices| choices.files.get(index).is_some_and(|file| file.is_read)));
    let has = move |field: &'static str| {
        choices.with(|choices| {
            choices
                .files
                .get(index)
                .is_some_and(|file| file.columns.iter().any(|column| column.field.as_deref() == Some(field)))
        })
    };
    let constant = move |field: &'static str| {
        choices.with(|choices| {
            choices.files.get(index).and_then(|file| file.constants.get(field).cloned()).unwrap_or_default()
        })
    };
    let change = move |change: &dyn Fn(&mut FileChoices)| {
        choices.update(|choices| {
            if let Some(file) = choices.files.get_mut(index) {
                change(file);
            }
        });
    };
    let fields = Memo::new(move |_| model.with_value(|model| model.fields_of(table.get()).to_vec()));
    let kinds = Memo::new(move |_| model.with_value(|model| model.kinds_of(table.get()).to_vec()));
    let tables = Memo::new(move |_| model.with_value(|model| model.tables.clone()));
    let grains = Memo::new(move |_| model.with_value(|model| model.grains.clone()));
    let decimals = options(state, "import-decimal", ["auto", "point", "comma"].into());
    let repeated_options = options(state, "import-repeated", ["all", "once"].into());
    let of_chosen = move |what: fn(&FileChoices) -> &'static str| {
        choices.with(|choices| choices.files.get(index).map(what).unwrap_or_default())
    };
    let proposed = move |what: fn(&FileChoices) -> &'static str| {
        model.with_value(|model| model.choices.files.get(index).map(what).unwrap_or_default())
    };
    // A reason is of what is proposed; of what a person has chosen they know it.
    let reason = move |reason: String, what: fn(&FileChoices) -> &'static str| {
        let is_as_proposed = move |what| of_chosen(what) == proposed(what);
        live(move || match is_as_proposed(what) && is_as_proposed(FileChoices::table_id) {
            true => reason.clone(),
            false => state.say("import-chosen"),
        })
    };
    let ImportFile { name, about, table_reason, grain_reason, repeated, columns, preview, problems } = file;
    let is_empty = columns.is_empty();
    let rows = columns
        .into_iter()
        .enumerate()
        .map(|(at, column)| view! { <ColumnRow file=index index=at column choices fields/> }.into_any())
        .collect_view();
    view! {
        <section class="import-file" data-read=live(move || is_read.get().to_string())>
            <h2 class="import-file__name"><bdi dir="ltr">{name}</bdi></h2>
            <p class="import-file__about">{about}</p>
            <ul class="import-file__problems">
                {problems.into_iter().map(|problem| view! { <li>{problem}</li> }.into_any()).collect_view()}
            </ul>
            <div hidden=is_empty>
                <label class="import-file__read">
                    <input
                        type="checkbox"
                        prop:checked=is_read
                        on:change=move |event| {
                            let is_read = event_target_checked(&event);
                            change(&|file| file.is_read = is_read);
                        }
                    />
                    {state.words("import-read")}
                </label>
                <div class="import-file__choices">
                    <Chooser
                        label="import-table"
                        options=tables
                        chosen=Signal::derive(move || table.get().to_owned())
                        choose=Callback::new(move |id: String| change(&|file| file.choose_table(&id)))
                        reason=reason(table_reason, FileChoices::table_id)
                    />
                    <div hidden=live(move || table.get() == "events")>
                        <Chooser
                            label="import-grain"
                            options=grains
                            chosen=Signal::derive(move || grain.get().to_owned())
                            choose=Callback::new(move |id: String| change(&|file| file.choose_grain(&id)))
                            reason=reason(grain_reason, FileChoices::grain_id)
                        />
                    </div>
                    <div hidden=live(move || kinds.with(Vec::is_empty) || has("kind"))>
                        <Chooser
                            label="import-kind"
                            options=kinds
                            chosen=Signal::derive(move || constant("kind"))
                            choose=Callback::new(move |id: String| change(&|file| file.choose_constant("kind", &id)))
                            reason=String::new()
                        />
                    </div>
                    <Chooser
                        label="import-decimal"
                        options=decimals
                        chosen=Signal::derive(move || decimal.get().to_owned())
                        choose=Callback::new(move |id: String| change(&|file| file.choose_decimal(&id)))
                        reason=String::new()
                    />
                    <div hidden=live(move || of_chosen(FileChoices::repeated_id).is_empty())>
                        <Chooser
                            label="import-repeated"
                            options=repeated_options
                            chosen=Signal::derive(move || of_chosen(FileChoices::repeated_id).to_owned())
                            choose=Callback::new(move |id: String| change(&|file| file.choose_repeated(&id)))
                            reason=repeated
                        />
                    </div>
                    <label class="import-field" hidden=live(move || has("channel"))>
                        <span>{state.words("import-channel")}</span>
                        <input
                            type="text"
                            prop:value=move || constant("channel")
                            on:input=move |event| {
                                let text = event_target_value(&event);
                                change(&|file| file.choose_constant("channel", &text));
                            }
                        />
                    </label>
                </div>
                <ul class="import-columns">{rows}</ul>
                <FirstRows preview/>
            </div>
        </section>
    }
    .into_any()
}

/// Returns choices whose words the page has itself: `<label>-<id>`.
fn options(state: State, label: &'static str, ids: Vec<&'static str>) -> Memo<Vec<Named>> {
    let named = move |id: &&str| Named { id: (*id).into(), label: state.say(&format!("{label}-{id}")) };
    Memo::new(move |_| ids.iter().map(named).collect())
}

#[component]
fn Chooser(
    label: &'static str,
    options: Memo<Vec<Named>>,
    #[prop(into)] chosen: Signal<String>,
    choose: Callback<String>,
    #[prop(into)] reason: Signal<String>,
) -> impl IntoView {
    let state = state();
    let options = move || {
        let chosen = chosen.get();
        let option = |Named { id, label }: Named| {
            let is_chosen = id == chosen;
            view! { <option value=id prop:selected=is_chosen>{label}</option> }.into_any()
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="import-field">
            <label class="choice-list">
                <span class="import-field__label">{state.words(label)}</span>
                <select on:change=move |event| choose.run(event_target_value(&event))>{options}</select>
            </label>
            <p class="import-field__why">{reason}</p>
        </div>
    }
    .into_any()
}

#[component]
fn FirstRows(preview: Preview) -> impl IntoView {
    let Preview { caption, columns, rows } = preview;
    let title = caption.clone();
    let heads =
        columns.into_iter().map(|name| view! { <th scope="col"><bdi>{name}</bdi></th> }.into_any()).collect_view();
    let row = |cells: Vec<String>| {
        let cells = cells.into_iter().map(|cell| view! { <td><bdi>{cell}</bdi></td> }.into_any()).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    };
    view! {
        <details class="import-preview">
            <summary>{title}</summary>
            <div class="import-preview__scroll" tabindex="0" role="region" aria-label=caption>
                <table class="import-preview__table">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
