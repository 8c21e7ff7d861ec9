//! A sheet to choose days in: a month that is walked by keys, and fields to type into.

use super::choice::ChoiceRow;
use super::icon::{Icon, Shape};
use super::sheet::Sheet;
use super::state::{State, live, piece, state};
use crate::browser::document;
use crate::view::calendar::{DayCell, MonthSheet, Move, Picker, Weeks};
use crate::view::page::Choice;
use crate::view::page::shell::PeriodBar as Model;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The sheet with its button. `days`: those that are chosen now; `chosen` is given what a link writes for others.
#[component]
pub fn DatesSheet(
    id: &'static str,
    title: &'static str,
    action: &'static str,
    #[prop(into)] period: Memo<Model>,
    days: fn(&Model) -> Option<(String, String)>,
    chosen: fn(State, &str),
) -> impl IntoView {
    let state = state();
    let picker: RwSignal<Option<Picker>> = RwSignal::new(None);
    let begin = move || {
        picker.set(period.with(|period| {
            let (from, to) = days(period)?;
            Picker::new(&from, &to, period.first.as_ref()?, period.last.as_ref()?)
        }));
    };
    Effect::new(move |_| begin());
    let link = move || picker.with(|picker| picker.and_then(Picker::id));
    let apply = move |_| {
        if let Some(id) = untrack(link) {
            chosen(state, &id);
        }
    };
    let typed = move |of: fn(Picker, &str) -> Picker| {
        move |iso: String| picker.update(|picker| *picker = picker.map(|picker| of(picker, &iso)))
    };
    let day = move |of: fn((String, String)) -> String| {
        live(move || picker.with(|picker| picker.map(|picker| of(picker.days())).unwrap_or_default()))
    };
    view! {
        <button
            type="button"
            class="button period-bar__dates"
            popovertarget=id
            aria-label=state.words(title)
            title=state.words(title)
        >
            <Icon shape=Shape::Calendar/>
        </button>
        <Sheet id title=state.words(title)>
            <p class="sheet__fields">
                <DateField label=state.words("period-from") day=day(|days| days.0) period typed=typed(Picker::typed_from)/>
                <DateField label=state.words("period-to") day=day(|days| days.1) period typed=typed(Picker::typed_to)/>
            </p>
            <Calendar picker period/>
            <Manner/>
            <button
                type="button"
                class="button"
                data-strong=""
                popovertarget=id
                popovertargetaction="hide"
                disabled=live(move || link().is_none())
                on:click=apply
            >
                {state.words(action)}
            </button>
        </Sheet>
    }
    .into_any()
}

/// A day within what the feed covers.
#[component]
fn DateField(
    label: Signal<String>,
    day: Signal<String>,
    period: Memo<Model>,
    typed: impl Fn(String) + 'static,
) -> impl IntoView {
    view! {
        <label>
            <span>{label}</span>
            <input
                type="date"
                prop:value=day
                min=live(move || period.with(|period| period.first.clone().unwrap_or_default()))
                max=live(move || period.with(|period| period.last.clone().unwrap_or_default()))
                on:change=move |event| typed(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

/// The month that is shown, with a way to the one before and after.
#[component]
fn Calendar(picker: RwSignal<Option<Picker>>, period: Memo<Model>) -> impl IntoView {
    let state = state();
    let start = move || state.tools.weeks.get().start(period.with(|period| period.week_start));
    let sheet = Memo::new(move |_| {
        let (picker, has_hijri) = (picker.get()?, state.tools.has_hijri.get());
        Some(state.with_voice(|_, locale| picker.sheet(locale, start(), has_hijri)))
    });
    let title = move || sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.title.clone()));
    let hijri = move || sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.hijri.clone()));
    let go = move |by: Move| picker.update(|picker| *picker = picker.map(|picker| picker.moved(by, untrack(start))));
    let by_keys = move |event: KeyboardEvent| {
        let direction = state.lang.get_untracked().direction();
        let Some(by) = Move::of_key(&event.key(), event.shift_key(), direction) else { return };
        event.prevent_default();
        go(by);
        // The month may be another one: its days stand there after the next frame.
        request_animation_frame(|| document::focus("[popover]:popover-open .calendar [tabindex='0']"));
    };
    let turn = move |months: i32| {
        let (name, shape) = if months < 0 { ("month-earlier", Shape::Back) } else { ("month-later", Shape::Forward) };
        let is_off = move || !picker.with(|picker| picker.is_some_and(|picker| picker.can_move(months)));
        view! {
            <button
                type="button"
                class="button calendar__turn"
                aria-label=state.words(name)
                title=state.words(name)
                disabled=live(is_off)
                on:click=move |_| go(Move::Months(months))
            >
                <Icon shape/>
            </button>
        }
        .into_any()
    };
    let weekdays = move || {
        let names = sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.weekdays.clone()).unwrap_or_default());
        names.into_iter().map(|name| view! { <th scope="col">{name}</th> }.into_any()).collect_view()
    };
    let weeks = move || {
        let weeks =
            sheet.with(|sheet| sheet.as_ref().map(|MonthSheet { weeks, .. }| weeks.clone()).unwrap_or_default());
        let cell = move |cell: Option<DayCell>| match cell {
            Some(cell) => view! { <DayButton cell picker/> }.into_any(),
            None => view! { <td></td> }.into_any(),
        };
        let week =
            |week: Vec<Option<DayCell>>| view! { <tr>{week.into_iter().map(cell).collect_view()}</tr> }.into_any();
        weeks.into_iter().map(week).collect_view()
    };
    view! {
        <div class="calendar">
            <div class="calendar__head">
                {turn(-1)}
                <p class="calendar__title" aria-live="polite">
                    <span>{live(move || title().unwrap_or_default())}</span>
                    <span class="calendar__hijri">{live(move || hijri().unwrap_or_default())}</span>
                </p>
                {turn(1)}
            </div>
            <table class="calendar__month" role="grid" aria-label=live(move || title().unwrap_or_default()) on:keydown=by_keys>
                <thead><tr>{piece(move || weekdays().into_any())}</tr></thead>
                <tbody>{piece(move || weeks().into_any())}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn DayButton(cell: DayCell, picker: RwSignal<Option<Picker>>) -> impl IntoView {
    let DayCell { day, iso, number, hijri, name, is_given } = cell;
    let place = live(move || picker.with(|picker| picker.map_or("outside", |picker| picker.place(day).id())));
    let pick = move |_| picker.update(|picker| *picker = picker.map(|picker| picker.picked(day)));
    view! {
        <td role="gridcell" aria-selected=live(move || (place.get() != "outside").to_string())>
            <button
                type="button"
                class="calendar__day"
                data-day=iso
                data-place=live(move || place.get().to_owned())
                tabindex=live(move || if picker.with(|picker| picker.is_some_and(|picker| picker.has_focus(day))) { "0" } else { "-1" }.to_owned())
                aria-label=name
                disabled=!is_given
                on:click=pick
            >
                <span>{number}</span>
                {hijri.map(|hijri| view! { <small class="calendar__moon">{hijri}</small> })}
            </button>
        </td>
    }
    .into_any()
}

/// How calendars are shown, for this reader.
#[component]
fn Manner() -> impl IntoView {
    let state = state();
    let weeks = move || {
        let choice = |weeks: Weeks| Choice {
            id: weeks.id().into(),
            label: state.say(match weeks {
                Weeks::Feed => "weeks-feed",
                Weeks::Sunday => "weeks-sunday",
                Weeks::Monday => "weeks-monday",
            }),
            is_chosen: state.tools.weeks.get() == weeks,
        };
        Weeks::ALL.map(choice).to_vec()
    };
    view! {
        <div class="calendar__manner">
            <p class="sheet__label">{state.words("weeks")}</p>
            <ChoiceRow label=state.words("weeks") choices=Signal::derive(weeks) chosen=State::prefer_weeks/>
            <label class="sheet__check">
                <input
                    type="checkbox"
                    prop:checked=state.tools.has_hijri
                    on:change=move |event| state.prefer_hijri(event_target_checked(&event))
                />
                <span>{state.words("hijri-beside")}</span>
            </label>
        </div>
    }
    .into_any()
}
