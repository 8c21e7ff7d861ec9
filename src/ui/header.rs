//! The head of every page: whose it is, where one can go, how it is read.

use super::choice::ChoiceRow;
use super::icon::{Icon, Shape};
use super::sheet::Sheet;
use super::state::{State, live, piece, state};
use crate::browser::drop::Files;
use crate::browser::media::Theme;
use crate::view::number::Digits;
use crate::view::page::Choice;
use crate::view::route::Page;
use crate::view::text::Lang;
use leptos::prelude::*;

#[component]
pub fn Header(#[prop(into)] title: Signal<String>) -> impl IntoView {
    let state = state();
    view! {
        <header class="header">
            <a class="header__brand" href=live(move || state.link_to_page(Page::Summary))>
                <Mark/>
                <span class="header__name">{state.words("product")}</span>
            </a>
            <p class="header__title"><bdi>{title}</bdi></p>
            <nav class="nav" aria-label=state.words("nav")>
                {Page::LISTED.into_iter().map(|page| view! { <NavLink page/> }.into_any()).collect_view()}
            </nav>
            <Settings/>
        </header>
    }
}

/// A graduated edge: what one measures by.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="header__mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M2 2h20v20H2z"></path>
            <path class="header__ticks" d="M6 22V8M10 22v-7M14 22v-7M18 22V8"></path>
        </svg>
    }
}

#[component]
fn NavLink(page: Page) -> impl IntoView {
    let state = state();
    let current = move || (state.query.with(|query| query.page) == page).then_some("page");
    let name = move || state.say(page_name(page));
    view! { <a class="nav__link" href=live(move || state.link_to_page(page)) aria-current=live(move || current().map(str::to_owned))>{live(name)}</a> }
}

/// Returns the message with a page's name.
pub const fn page_name(page: Page) -> &'static str {
    match page {
        Page::Summary => "page-summary",
        Page::Channels => "page-channels",
        Page::Benchmarks => "page-benchmarks",
        Page::Data => "page-data",
        Page::Metrics => "page-metrics",
        Page::Explain => "page-explain",
    }
}

/// Language is one step away; what else one chooses once is in a sheet.
#[component]
fn Settings() -> impl IntoView {
    let state = state();
    let themes = move || choices(state, "theme", &Theme::ALL.map(Theme::id), state.theme.get().id());
    let digits = move || choices(state, "digits", &Digits::ALL.map(Digits::id), state.digits.get().id());
    let say = move |id: &'static str| Signal::derive(move || state.say(id));
    view! {
        <div class="settings">
            {Lang::ALL.into_iter().map(|lang| view! { <LangLink lang/> }.into_any()).collect_view()}
            <button
                type="button"
                class="settings__open"
                popovertarget="settings"
                aria-label=say("settings")
                title=say("settings")
            >
                <Icon shape=Shape::Settings/>
            </button>
            <Sheet id="settings" title=say("settings")>
                <button
                    type="button"
                    class="button"
                    popovertarget="settings"
                    popovertargetaction="hide"
                    on:click=move |_| state.take_files(Files::default())
                >
                    {say("own-open")}
                </button>
                <p class="sheet__label">{say("theme")}</p>
                <ChoiceRow label=say("theme") choices=Signal::derive(themes) chosen=State::prefer_theme/>
                {piece(move || ((state.lang.get() == Lang::Ar).then(|| view! {
                    <p class="sheet__label">{say("digits")}</p>
                    <ChoiceRow label=say("digits") choices=Signal::derive(digits) chosen=State::prefer_digits/>
                })).into_any())}
                <p class="sheet__label">{say("keep")}</p>
                <label class="sheet__check">
                    <input
                        type="checkbox"
                        prop:checked=state.keeps_copies
                        on:change=move |event| state.keep_copies(event_target_checked(&event))
                    />
                    <span>{say("keep-label")}</span>
                </label>
                <p class="sheet__note">{say("keep-note")}</p>
            </Sheet>
        </div>
    }
}

fn choices(state: State, name: &str, ids: &[&str], chosen: &str) -> Vec<Choice> {
    let choice =
        |id: &&str| Choice { id: (*id).into(), label: state.say(&format!("{name}-{id}")), is_chosen: *id == chosen };
    ids.iter().map(choice).collect()
}

/// A link to the same page in another language, named in that language.
#[component]
fn LangLink(lang: Lang) -> impl IntoView {
    let state = state();
    let link = move || state.link(&state.query.with(|query| query.in_language(lang)));
    view! {
        <a
            class="settings__lang"
            href=live(link)
            hreflang=lang.id()
            lang=lang.id()
            data-noscroll=""
            hidden=live(move || state.lang.get() == lang)
            on:click=move |_| state.prefer_lang(lang)
        >
            {lang.name()}
        </a>
    }
}
