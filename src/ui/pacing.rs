//! Targets: what was reached so far, what is aimed at, how it will end.

use super::keyed::keyed;
use super::more::MoreButton;
use super::shown::{Figure, Of};
use super::state::{live, piece, state};
use crate::view::page::pacing::PaceRow as Model;
use leptos::prelude::*;

/// How many are shown at first, and more at a press.
const FIRST: usize = 4;
const STEP: usize = 12;

#[component]
pub fn Pacing(rows: Memo<Option<Vec<Model>>>) -> impl IntoView {
    let state = state();
    let n_shown = RwSignal::new(FIRST);
    let all = move || rows.with(|rows| rows.as_ref().map_or(0, Vec::len));
    let shown =
        Memo::new(move |_| rows.with(|rows| rows.iter().flatten().take(n_shown.get()).cloned().collect::<Vec<_>>()));
    let list = keyed(shown, |row| row.id.clone(), |row| view! { <PaceRow row/> });
    view! {
        <section class="pacing" data-part="targets" hidden=live(move || rows.with(Option::is_none))>
            <h2 class="pacing__title">{state.words("targets")}</h2>
            <p class="pacing__none" hidden=live(move || all() > 0)>{state.words("targets-none")}</p>
            <ul class="pacing__rows">{list}</ul>
            <MoreButton n_hidden=Signal::derive(move || all().saturating_sub(n_shown.get())) n_shown step=STEP/>
        </section>
    }
    .into_any()
}

#[component]
fn PaceRow(row: Memo<Model>) -> impl IntoView {
    let state = state();
    let text = move |part: fn(&Model) -> String| live(move || row.with(part));
    let of = move |part: &'static str| {
        Signal::derive(move || Of { metric: row.with(|row| format!("{}_{part}", row.kpi)), row: None })
    };
    let bar = move || {
        let (bar, due, target) = row.with(|row| (row.bar, row.due_at, row.target_at));
        let due = due.map(|due| view! { <i class="pacing__due" style:inset-inline-start=percent(due)></i> }.into_any());
        view! {
            <i class="pacing__reached" style:inline-size=percent(bar)></i>
            {due}
            <i class="pacing__target" style:inset-inline-start=percent(target)></i>
        }
    };
    let end = move || row.with(|row| row.end.clone());
    let pace =
        move || state.say(if row.with(|row| row.is_by_last_year) { "targets-end-last-year" } else { "targets-end" });
    view! {
        <li
            class="pacing__row"
            data-target=text(|row| row.id.clone())
            data-verdict=live(move || row.with(|row| row.verdict.id()))
            title=text(|row| row.sentence.clone())
        >
            <span class="pacing__name"><bdi>{text(|row| row.name.clone())}</bdi> " " <small>{text(|row| row.dates.clone())}</small></span>
            <span class="pacing__word">{text(|row| row.word.clone())}</span>
            <span class="pacing__figures">
                <Figure shown=Signal::derive(move || row.with(|row| row.figure.clone())) of=of("to_date")/>
                <span class="pacing__of">{state.words("targets-of")}</span>
                <Figure shown=Signal::derive(move || row.with(|row| row.target.clone())) of=of("target")/>
            </span>
            <span class="pacing__bar" aria-hidden="true">{piece(move || bar().into_any())}</span>
            <span class="visually-hidden">{text(|row| row.sentence.clone())}</span>
            {piece(move || (end().map(|end| view! { <span class="pacing__end">{live(pace)}" "<Figure shown=end of=of("end")/></span> })).into_any())}
        </li>
    }
    .into_any()
}

/// Writes a length for the style sheet, not for a reader.
fn percent(share: f64) -> String {
    format!("{:.2}%", share.clamp(0.0, 1.0) * 100.0)
}
