//! Takes the headers of a private feed: for one origin each, and shown nowhere once they are given.

use super::state::{live, state};
use crate::view::text::Arg;
use crate::work::keys::{Key, Unfit};
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

/// What such a header is called almost everywhere (RFC 9110, 11.6.2).
const USUAL_NAME: &str = "Authorization";

/// `origins`: those that may be given one; the first is chosen. `is_open`: whether one is surely needed.
#[component]
pub fn KeyForm(#[prop(into)] origins: Signal<Vec<String>>, #[prop(into)] is_open: Signal<bool>) -> impl IntoView {
    let state = state();
    let origin = RwSignal::new(origins.with_untracked(|origins| origins.first().cloned().unwrap_or_default()));
    let (name, value, is_kept) = (NodeRef::<Input>::new(), NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let is_shown = RwSignal::new(false);
    let unfit = RwSignal::new(None::<Unfit>);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let text = |of: NodeRef<Input>| of.get_untracked().map(|input| input.value()).unwrap_or_default();
        let is_kept = is_kept.get_untracked().is_some_and(|input| input.checked());
        unfit.set(state.give_key(&origin.get_untracked(), &text(name), &text(value), is_kept).err());
    };
    let options = move || {
        let option = |each: String| {
            let is_chosen = each == origin.get();
            view! { <option prop:selected=is_chosen>{each}</option> }.into_any()
        };
        origins.get().into_iter().map(option).collect_view()
    };
    let goes = move || state.say_with("key-goes", &[("origin", Arg::Text(&origin.get()))]);
    let fault = move || {
        unfit.get().map(|unfit| match unfit {
            Unfit::Name => state.say("key-unfit-name"),
            Unfit::Value => state.say("key-unfit-value"),
        })
    };
    view! {
        <details class="key-form" open=is_open.get_untracked()>
            <summary>{state.words("key-title")}</summary>
            <p>{state.words("key-intro")}</p>
            <form autocomplete="off" on:submit=send>
                <label class="key-form__field">
                    <span>{state.words("key-origin")}</span>
                    <select dir="ltr" on:change=move |event| origin.set(event_target_value(&event))>{options}</select>
                </label>
                <label class="key-form__field">
                    <span>{state.words("key-name")}</span>
                    <input node_ref=name dir="ltr" value=USUAL_NAME autocomplete="off" spellcheck="false"/>
                </label>
                <label class="key-form__field">
                    <span>{state.words("key-value")}</span>
                    <input
                        node_ref=value
                        dir="ltr"
                        type=live(move || if is_shown.get() { "text" } else { "password" })
                        autocomplete="off"
                        spellcheck="false"
                        required
                    />
                </label>
                <label class="key-form__check">
                    <input type="checkbox" on:change=move |event| is_shown.set(event_target_checked(&event))/>
                    <span>{state.words("key-show")}</span>
                </label>
                <label class="key-form__check">
                    <input type="checkbox" node_ref=is_kept/>
                    <span>{state.words("key-keep")}</span>
                </label>
                <p class="key-form__goes">{live(goes)}</p>
                <p class="key-form__fault" role="alert">{live(fault)}</p>
                <button type="submit" class="button">{state.words("key-send")}</button>
            </form>
        </details>
    }
    .into_any()
}

/// The headers in use, without their values.
#[component]
pub fn KeyList() -> impl IntoView {
    let state = state();
    let has_none = move || state.keys.with(|keys| keys.all().is_empty());
    let rows = move || {
        let row = |Key { origin, header, is_kept }: Key| {
            let until = state.say(if is_kept { "key-kept" } else { "key-not-kept" });
            let label =
                state.say_with("key-remove", &[("name", Arg::Text(&header.name)), ("origin", Arg::Text(&origin))]);
            let (name, of) = (header.name.clone(), origin.clone());
            view! {
                <li>
                    <bdi dir="ltr">{header.name}</bdi>
                    <bdi dir="ltr">{origin}</bdi>
                    <span>{until}</span>
                    <button type="button" class="button" on:click=move |_| state.remove_key(&of, &name)>{label}</button>
                </li>
            }
            .into_any()
        };
        state.keys.get().all().iter().cloned().map(row).collect_view()
    };
    view! {
        <section class="key-list" hidden=live(has_none)>
            <h3>{state.words("key-given")}</h3>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}
