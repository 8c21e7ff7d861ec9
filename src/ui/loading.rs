//! How far the loading has come, and a way to stop it.

use super::state::{Phase, State, live, state};
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::size::size;
use crate::view::text::Arg;
use crate::work::message::Progress;
use leptos::prelude::*;

/// Words and a bar of a fixed size: what stands below does not move while they change.
#[component]
pub fn Loading() -> impl IntoView {
    let state = state();
    let progress = Memo::new(move |before: Option<&Progress>| match state.phase.get() {
        Phase::Loading(progress) => progress,
        Phase::Asking(_) | Phase::Ready | Phase::Failed(_) => before.copied().unwrap_or_default(),
    });
    let words = move || words(state, progress.get());
    // Screen readers are told at each quarter, not at each packet.
    let quarter = Memo::new(move |_| quarters(progress.get()));
    let said = move || match quarter.get() {
        Some(quarter @ 1..) => {
            let percent = state.with_voice(|_, locale| {
                locale.number(f64::from(quarter) / 4.0, NumberStyle::of(NumberKind::Percent, (0, 0)))
            });
            state.say_with("loading-said", &[("percent", Arg::Text(&percent))])
        }
        _ => state.say("loading"),
    };
    let due = move || progress.with(|progress| progress.n_bytes_due.filter(|due| *due > 0));
    let value = move || due().map(|_| progress.with(|progress| progress.n_bytes.to_string()));
    let max = move || due().map(|due| due.to_string());
    view! {
        <div class="loading">
            <p class="loading__words" aria-hidden="true">{live(words)}</p>
            <progress class="loading__bar" value=value max=max aria-label=state.words("loading")></progress>
            <button type="button" class="button" on:click=move |_| state.stop_loading()>
                {state.words("loading-stop")}
            </button>
            <p class="visually-hidden" role="status">{live(said)}</p>
        </div>
    }
}

/// «12.3 MB of 79 MB · 155,000 rows · File 1 of 2», as the language puts parts beside each other.
fn words(state: State, progress: Progress) -> String {
    let Progress { files_done, files, n_bytes, n_bytes_due, n_rows } = progress;
    if n_bytes == 0 {
        return state.say("loading");
    }
    let bytes = state.with_voice(|text, locale| {
        let come = size(text, locale, n_bytes);
        n_bytes_due.map_or(come.clone(), |due| {
            let due = size(text, locale, due);
            text.with("loading-bytes-of", &[("bytes", Arg::Text(&come)), ("due", Arg::Text(&due))])
        })
    });
    let mut parts = vec![bytes];
    if n_rows > 0 {
        #[allow(clippy::cast_precision_loss)]
        parts.push(state.say_counted("loading-rows", n_rows as f64));
    }
    if files > 1 {
        // The file that is being read, of all.
        let number = |n: u32| state.with_voice(|_, locale| locale.number(f64::from(n), NumberStyle::COUNT));
        let (done, files) = (number((files_done + 1).min(files)), number(files));
        parts.push(state.say_with("loading-files", &[("done", Arg::Text(&done)), ("files", Arg::Text(&files))]));
    }
    state.joined(&parts)
}

/// Returns how many quarters of the bytes have come; `None` where nobody knows how many there are.
fn quarters(progress: Progress) -> Option<u32> {
    let due = progress.n_bytes_due.filter(|due| *due > 0)?;
    u32::try_from(progress.n_bytes.min(due).saturating_mul(4) / due).ok()
}
