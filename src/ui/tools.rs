//! What can be done with a view: undo and redo, keep it under a name, share its link, print it; and the list of keys.

use super::icon::{Icon, Shape};
use super::sheet::Sheet;
use super::state::SHORTCUTS;
use super::state::{live, piece, state};
use crate::browser::document;
use crate::view::route::Page;
use crate::view::saved_views::{SavedView, SavedViews};
use crate::view::shortcut::Shortcut;
use crate::view::text::Arg;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

const SHEET: &str = "share";

/// The buttons beside the page's title, with their sheets.
#[component]
pub fn Tools() -> impl IntoView {
    let state = state();
    let tools = state.tools;
    let button = move |name: &'static str, shape: Shape, is_on: RwSignal<bool>, press: fn(super::state::State)| {
        view! {
            <button
                type="button"
                class="button tools__button"
                aria-label=state.words(name)
                title=state.words(name)
                disabled=live(move || !is_on.get())
                on:click=move |_| press(state)
            >
                <Icon shape/>
            </button>
        }
        .into_any()
    };
    view! {
        <div class="tools" role="group" aria-label=state.words("tools")>
            {button("undo", Shape::Undo, tools.can_undo, |state| state.undo())}
            {button("redo", Shape::Redo, tools.can_redo, |state| state.redo())}
            <button
                type="button"
                class="button tools__button"
                popovertarget=SHEET
                aria-label=state.words("share")
                title=state.words("share")
            >
                <Icon shape=Shape::Keep/>
            </button>
        </div>
        <ShareSheet/>
        <ShortcutSheet/>
    }
    .into_any()
}

/// A short word on what has just been done.
#[component]
pub fn BriefWord() -> impl IntoView {
    let word = state().tools.word;
    view! { <p class="brief-word" role="status" data-empty=live(move || word.with(String::is_empty).to_string())>{word}</p> }
}

#[component]
fn ShareSheet() -> impl IntoView {
    let state = state();
    view! {
        <Sheet id=SHEET title=state.words("share")>
            <label class="share__link">
                <span class="sheet__label">{state.words("link")}</span>
                <input type="text" readonly=true dir="ltr" prop:value=live(move || state.whole_link())/>
            </label>
            <p class="share__ways">
                <button type="button" class="button" data-strong="" on:click=move |_| state.copy_link()>
                    {state.words("copy-link")}
                </button>
                <button
                    type="button"
                    class="button"
                    popovertarget=SHEET
                    popovertargetaction="hide"
                    on:click=move |_| document::print()
                >
                    {state.words("print")}
                </button>
                <button
                    type="button"
                    class="button"
                    popovertarget=SHEET
                    popovertargetaction="hide"
                    on:click=move |_| state.save_snapshot()
                >
                    {state.words("export-page")}
                </button>
                <button type="button" class="button" on:click=move |_| state.copy_wall_link()>
                    {state.words("copy-wall")}
                </button>
                <button type="button" class="button" on:click=move |_| state.copy_frame()>
                    {state.words("copy-frame")}
                </button>
                <button type="button" class="button" popovertarget=SHORTCUTS>{state.words("shortcuts")}</button>
            </p>
            <Views/>
        </Sheet>
    }
    .into_any()
}

/// The views that have names, and a field to give what is shown one.
#[component]
fn Views() -> impl IntoView {
    let state = state();
    let views = state.tools.views;
    let name = RwSignal::new(String::new());
    let all = Memo::new(move |_| views.with(|views: &SavedViews| views.all().to_vec()));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if state.save_view(&name.get_untracked()) {
            name.set(String::new());
            state.say_briefly(untrack(|| state.say("view-saved")));
        }
    };
    let row = |view: SavedView| view! { <View view/> }.into_any();
    let rows = move || all.get().into_iter().map(row).collect_view().into_any();
    view! {
        <h3 class="share__heading">{state.words("views")}</h3>
        <form class="share__save" on:submit=save>
            <label>
                <span class="sheet__label">{state.words("view-name")}</span>
                <input
                    type="text"
                    maxlength="80"
                    autocomplete="off"
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="button" disabled=live(move || name.with(|name| name.trim().is_empty()))>
                {state.words("view-save")}
            </button>
        </form>
        <p class="sheet__note" hidden=live(move || all.with(|all| !all.is_empty()))>{state.words("views-none")}</p>
        <ul class="share__views">{piece(rows)}</ul>
    }
    .into_any()
}

#[component]
fn View(view: SavedView) -> impl IntoView {
    let state = state();
    let view = StoredValue::new(view);
    let name = move || view.with_value(|view| view.name.clone());
    // What is typed for another name; `None`: none is asked for.
    let new: RwSignal<Option<String>> = RwSignal::new(None);
    let rename = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(wanted) = new.get_untracked() else { return };
        if state.rename_view(&name(), &wanted) {
            // Its row goes with its name, and another comes.
            return;
        }
        state.say_briefly(untrack(|| state.say("view-taken")));
    };
    let remove = move |_| {
        state.remove_view(&name());
        state.say_briefly(untrack(|| state.say("view-removed")));
    };
    let named = move |message: &'static str| live(move || state.say_with(message, &[("name", Arg::Text(&name()))]));
    let content = move || match new.get().is_some() {
        true => view! {
            <form class="share__save" on:submit=rename>
                <label>
                    <span class="visually-hidden">{state.words("view-name")}</span>
                    <input
                        type="text"
                        maxlength="80"
                        autocomplete="off"
                        prop:value=live(move || new.get().unwrap_or_default())
                        on:input=move |event| new.set(Some(event_target_value(&event)))
                    />
                </label>
                <button type="submit" class="button">{state.words("view-rename")}</button>
            </form>
        }
        .into_any(),
        false => view! {
            <a class="share__view" data-noscroll="" href=live(move || view.with_value(|view| state.link_to_view(view)))>
                <bdi>{name()}</bdi>
            </a>
            <button
                type="button"
                class="button tools__button"
                aria-label=named("view-rename-of")
                title=named("view-rename-of")
                on:click=move |_| new.set(Some(name()))
            >
                <Icon shape=Shape::Pen/>
            </button>
            <button
                type="button"
                class="button tools__button"
                aria-label=named("view-remove")
                title=named("view-remove")
                on:click=remove
            >
                <Icon shape=Shape::Close/>
            </button>
        }
        .into_any(),
    };
    view! { <li class="share__row">{piece(move || content().into_any())}</li> }
}

#[component]
fn ShortcutSheet() -> impl IntoView {
    let state = state();
    let keys =
        |keys: &'static [&'static str]| keys.iter().map(|key| view! { <kbd>{*key}</kbd> }.into_any()).collect_view();
    let row = move |shortcut: Shortcut| {
        view! { <div><dt>{keys(shortcut.keys())}</dt><dd>{state.words(message(shortcut))}</dd></div> }.into_any()
    };
    let rows = Shortcut::LISTED.into_iter().map(row).collect_view();
    view! {
        <Sheet id=SHORTCUTS title=state.words("shortcuts")>
            <dl class="shortcuts">
                {rows}
                {row(Shortcut::Page(Page::Summary))}
                <div><dt>{keys(&["←", "→"])}</dt><dd>{state.words("shortcut-chart")}</dd></div>
            </dl>
            <label class="sheet__check">
                <input
                    type="checkbox"
                    prop:checked=state.tools.has_keys
                    on:change=move |event| state.prefer_keys(event_target_checked(&event))
                />
                <span>{state.words("shortcut-single")}</span>
            </label>
        </Sheet>
    }
    .into_any()
}

/// Returns the message that says what a key does.
const fn message(shortcut: Shortcut) -> &'static str {
    match shortcut {
        Shortcut::Help => "shortcut-help",
        Shortcut::Period => "shortcut-period",
        Shortcut::Compare => "shortcut-compare",
        Shortcut::Filter => "filter-find",
        Shortcut::Earlier => "period-earlier",
        Shortcut::Later => "period-later",
        Shortcut::Undo => "undo",
        Shortcut::Redo => "redo",
        Shortcut::CopyLink => "copy-link",
        Shortcut::Page(_) => "shortcut-page",
    }
}
