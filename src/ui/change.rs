//! How a figure stands against the compared period.

use super::icon::{Icon, Shape};
use super::state::{live, state};
use crate::view::page::{Change, Trend, Verdict};
use leptos::prelude::*;

/// Shows a change by arrow, sign and word; colour only repeats it. `is_brief`: in a narrow cell the
/// word is left to screen readers.
#[component]
pub fn ChangeMark(#[prop(into)] change: Signal<Change>, #[prop(optional)] is_brief: bool) -> impl IntoView {
    let state = state();
    let word = move || {
        let id = change.with(|change| match (change.verdict, change.trend) {
            (Verdict::Better, _) => "mark-better",
            (Verdict::Worse, _) => "mark-worse",
            (Verdict::Unclear, _) => "mark-unclear",
            (Verdict::Neutral, Trend::Flat) => "mark-flat",
            (Verdict::Neutral, Trend::Up | Trend::Down) => "mark-neutral",
        });
        change.with(|change| change.word.clone()).unwrap_or_else(|| state.say(id))
    };
    let arrow = move || {
        let shape = match change.with(|change| change.trend) {
            Trend::Up => Shape::Up,
            Trend::Down => Shape::Down,
            Trend::Flat => Shape::Flat,
        };
        view! { <Icon shape/> }
    };
    view! {
        <span
            class="change"
            data-verdict=live(move || change.with(|change| change.verdict.id()))
            data-brief=is_brief.then_some("")
            title=live(move || change.with(|change| change.sentence.clone()))
        >
            {arrow}
            <span class="said change__text">{live(move || change.with(|change| change.text.clone()))}</span>
            <span class="change__word">{word}</span>
        </span>
    }
}
