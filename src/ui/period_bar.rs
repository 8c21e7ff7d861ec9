//! Which days are shown, and what they are compared with.

use super::choice::ChoiceList;
use super::icon::{Icon, Shape};
use super::state::{State, live, state};
use crate::view::page::shell::PeriodBar as Model;
use leptos::prelude::*;

#[component]
pub fn PeriodBar(#[prop(into)] period: Memo<Model>) -> impl IntoView {
    let state = state();
    let part = move |part: fn(&Model) -> String| Signal::derive(move || period.with(part));
    let has_dates = move || period.with(|period| !period.choices.is_empty());
    let notes = move || {
        let notes = period.with(|period| period.notes.clone());
        notes.into_iter().map(|note| view! { <p class="period-bar__note">{note}</p> }.into_any()).collect_view()
    };
    let compared = part(|period| period.compared.clone().unwrap_or_default());
    view! {
        <section class="period-bar" aria-label=state.words("period")>
            <div class="period-bar__group" hidden=live(move || !has_dates())>
                <Step is_later=false to=Signal::derive(move || period.with(|period| period.earlier.clone()))/>
                <ChoiceList
                    label=state.words("period")
                    choices=Signal::derive(move || period.with(|period| period.choices.clone()))
                    other=state.words("period-custom")
                    chosen=State::choose_period
                />
                <Step is_later=true to=Signal::derive(move || period.with(|period| period.later.clone()))/>
                <CustomDates period/>
            </div>
            <p class="period-bar__resolved">{part(|period| period.resolved.clone())}</p>
            <div class="period-bar__group" hidden=live(move || period.with(|period| period.compare.is_empty()))>
                <ChoiceList
                    label=state.words("compare")
                    choices=Signal::derive(move || period.with(|period| period.compare.clone()))
                    chosen=State::compare_with
                />
            </div>
            <p class="period-bar__compared" hidden=live(move || compared.with(String::is_empty))>{compared}</p>
            {notes}
        </section>
    }
}

/// A link one step earlier or later; where the feed ends it stays in place without a way to go.
#[component]
fn Step(is_later: bool, to: Signal<Option<String>>) -> impl IntoView {
    let state = state();
    let (name, shape) = if is_later { ("period-later", Shape::Forward) } else { ("period-earlier", Shape::Back) };
    let link = move || to.get().map(|id| state.link(&state.query.with(|query| query.in_period(&id))));
    view! {
        <a
            class="button period-bar__step"
            role="link"
            data-noscroll=""
            href=link
            aria-disabled=move || to.with(Option::is_none).then_some("true")
            aria-label=move || state.say(name)
            title=move || state.say(name)
        >
            <Icon shape/>
        </a>
    }
}

/// A small sheet with the first and the last day.
#[component]
fn CustomDates(#[prop(into)] period: Memo<Model>) -> impl IntoView {
    let state = state();
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |_| {
        period.with(|period| {
            from.set(period.from.clone().unwrap_or_default());
            to.set(period.to.clone().unwrap_or_default());
        });
    });
    let apply = move |_| state.choose_period(&format!("{}..{}", from.get_untracked(), to.get_untracked()));
    // ISO days in order are in order as text; an emptied input is no day.
    let is_period = move || from.with(|from| !from.is_empty() && to.with(|to| from <= to));
    view! {
        <button
            type="button"
            class="button period-bar__dates"
            popovertarget="custom-dates"
            aria-label=state.words("period-choose-dates")
            title=state.words("period-choose-dates")
        >
            <Icon shape=Shape::Calendar/>
        </button>
        <div id="custom-dates" class="sheet" popover="auto">
            <h2 class="sheet__title">{state.words("period-choose-dates")}</h2>
            <p class="sheet__fields">
                <DateField label=state.words("period-from") day=from period/>
                <DateField label=state.words("period-to") day=to period/>
            </p>
            <button
                type="button"
                class="button"
                data-strong=""
                popovertarget="custom-dates"
                popovertargetaction="hide"
                disabled=move || !is_period()
                on:click=apply
            >
                {state.words("period-apply")}
            </button>
        </div>
    }
}

/// A day within what the feed covers.
#[component]
fn DateField(label: Signal<String>, day: RwSignal<String>, period: Memo<Model>) -> impl IntoView {
    view! {
        <label>
            <span>{label}</span>
            <input
                type="date"
                prop:value=day
                min=move || period.with(|period| period.first.clone())
                max=move || period.with(|period| period.last.clone())
                on:input=move |event| day.set(event_target_value(&event))
            />
        </label>
    }
}
