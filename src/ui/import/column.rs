//! What one column is to be.

use crate::ui::state::{live, state};
use crate::view::page::import::{Choices, FieldOptions, FileChoices, ImportColumn};
use leptos::prelude::*;

/// `fields`: what a column of the chosen kind of table may be.
#[component]
pub fn ColumnRow(
    file: usize,
    index: usize,
    column: ImportColumn,
    choices: RwSignal<Choices>,
    fields: Memo<Vec<FieldOptions>>,
) -> impl IntoView {
    let state = state();
    let ImportColumn { name, samples, proposed, reason, confidence, confidence_word, date_orders } = column;
    let chosen = Memo::new(move |_| {
        choices.with(|choices| choices.files.get(file).and_then(|file| file.columns.get(index)?.field.clone()))
    });
    let is_swapped = move || choices.with(|choices| choices.files.get(file)?.columns.get(index)?.is_date_order_swapped);
    let is_as_proposed = Memo::new(move |_| chosen.get() == proposed && is_swapped().is_none());
    let change = move |change: &dyn Fn(&mut FileChoices)| {
        choices.update(|choices| {
            if let Some(file) = choices.files.get_mut(file) {
                change(file);
            }
        });
    };
    let options = move || {
        let chosen = chosen.get();
        let group = |FieldOptions { label, fields }: FieldOptions| {
            let option = |field: crate::view::page::import::Named| {
                let is_chosen = chosen.as_ref() == Some(&field.id);
                view! { <option value=field.id prop:selected=is_chosen>{field.label}</option> }.into_any()
            };
            view! { <optgroup label=label>{fields.into_iter().map(option).collect_view()}</optgroup> }.into_any()
        };
        let groups = fields.get().into_iter().map(group).collect_view();
        view! { <option value="" prop:selected=chosen.is_none()>{state.say("import-unused")}</option> {groups} }
            .into_any()
    };
    let word = move || if is_as_proposed.get() { confidence_word.clone() } else { state.say("import-chosen") };
    let label = {
        let name = name.clone();
        move || state.say_with("import-field-of", &[("column", crate::view::text::Arg::Text(&name))])
    };
    let is_date = move || chosen.with(|field| field.as_deref() == Some("date"));
    view! {
        <li class="import-column" data-used=live(move || chosen.with(Option::is_some).to_string())>
            <div class="import-column__what">
                <h3 class="import-column__name"><bdi>{name}</bdi></h3>
                <p class="import-column__samples"><bdi>{samples}</bdi></p>
            </div>
            <div class="import-column__choice">
                <label class="choice-list">
                    <span class="visually-hidden">{label}</span>
                    <select on:change=move |event| {
                        let id = event_target_value(&event);
                        change(&|file| file.choose_field(index, &id));
                    }>{options}</select>
                </label>
                {date_orders.map(|[one, other]| view! {
                    <label class="choice-list" hidden=live(move || !is_date())>
                        <span class="visually-hidden">{state.words("import-date-order")}</span>
                        <select on:change=move |_| change(&|file| file.swap_date_order(index))>
                            <option>{one}</option>
                            <option prop:selected=move || is_swapped() == Some(true)>{other}</option>
                        </select>
                    </label>
                })}
            </div>
            <p class="import-column__why" data-confidence=confidence>
                <strong class="import-column__confidence">{word}</strong>
                // Without a space Arabic letters of both would join.
                " "
                <span hidden=live(move || !is_as_proposed.get())>{reason}</span>
            </p>
        </li>
    }
    .into_any()
}
