//! Which days are shown, and what they are compared with.

use super::calendar::DatesSheet;
use super::choice::ChoiceList;
use super::filter_sheet::FilterButton;
use super::icon::{Icon, Shape};
use super::state::{State, live, piece, state};
use crate::view::calendar::hijri_range;
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
    let hijri = move || {
        let (from, to) = period.with(|period| period.from.clone().zip(period.to.clone()))?;
        let write = || state.with_voice(|_, locale| hijri_range(locale, &from, &to));
        state.tools.has_hijri.get().then(write).flatten()
    };
    let compared = part(|period| period.compared.clone().unwrap_or_default());
    view! {
        <section class="period-bar" aria-label=state.words("period")>
            <div class="period-bar__group" data-control="period" hidden=live(move || !has_dates())>
                <Step is_later=false to=Signal::derive(move || period.with(|period| period.earlier.clone()))/>
                <ChoiceList
                    label=state.words("period")
                    choices=Signal::derive(move || period.with(|period| period.choices.clone()))
                    other=state.words("period-custom")
                    chosen=State::choose_period
                />
                <Step is_later=true to=Signal::derive(move || period.with(|period| period.later.clone()))/>
                <DatesSheet
                    id="custom-dates"
                    title="period-choose-dates"
                    action="period-apply"
                    period
                    days=|period| period.from.clone().zip(period.to.clone())
                    chosen=State::choose_period
                />
            </div>
            <p class="period-bar__resolved">
                {part(|period| period.resolved.clone())}
                <span class="period-bar__hijri">{live(move || hijri().unwrap_or_default())}</span>
            </p>
            <div class="period-bar__group" data-control="compare" hidden=live(move || period.with(|period| period.compare.is_empty()))>
                <ChoiceList
                    label=state.words("compare")
                    choices=Signal::derive(move || period.with(|period| period.compare.clone()))
                    other=state.words("period-custom")
                    chosen=State::compare_with
                />
                <DatesSheet
                    id="compared-dates"
                    title="compare-choose-dates"
                    action="compare-apply"
                    period
                    days=compared_days
                    chosen=State::compare_with
                />
            </div>
            <p class="period-bar__compared" hidden=live(move || compared.with(String::is_empty))>{compared}</p>
            <div class="period-bar__group" data-control="step" hidden=live(move || period.with(|period| period.steps.is_empty()))>
                <ChoiceList
                    label=state.words("step")
                    choices=Signal::derive(move || period.with(|period| period.steps.clone()))
                    chosen=State::step_by
                />
                <FilterButton/>
            </div>
            {piece(move || notes().into_any())}
        </section>
    }
}

/// The compared days; where there are none, the period itself is what others are chosen from.
fn compared_days(period: &Model) -> Option<(String, String)> {
    let compared = period.compared_from.clone().zip(period.compared_to.clone());
    compared.or_else(|| period.from.clone().zip(period.to.clone()))
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
            href=live(link)
            aria-disabled=live(move || to.with(Option::is_none).then(|| "true".to_owned()))
            aria-label=state.words(name)
            title=state.words(name)
        >
            <Icon shape/>
        </a>
    }
}
