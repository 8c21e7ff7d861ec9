//! What is wrong with the feed: how much of each kind, what to do, and where. A kind or a file that is pressed lists
//! its problems alone; the link says which.

use crate::ui::more::MoreButton;
use crate::ui::state::{live, piece, state};
use crate::view::number::NumberStyle;
use crate::view::page::data::{DataPage as Model, ProblemCount, ProblemRow};
use crate::view::text::Arg;
use leptos::prelude::*;

/// How many rows are listed at first and added at a press: on a phone, where each is a card, two screens or three.
const STEP: usize = 25;

#[component]
pub fn Problems(model: Memo<Model>) -> impl IntoView {
    let state = state();
    let has_none = Memo::new(move |_| model.with(|model| model.counts.is_empty() && model.problems.is_empty()));
    let listed = Memo::new(move |_| {
        let (kind, file) = state.query.with(|query| (query.problem.map(|kind| kind.id()), query.file.clone()));
        let is_listed = |row: &&ProblemRow| {
            kind.is_none_or(|kind| row.kind == kind) && file.as_ref().is_none_or(|file| row.file == *file)
        };
        model.with(|model| model.problems.iter().filter(is_listed).cloned().collect::<Vec<_>>())
    });
    let n_shown = RwSignal::new(STEP);
    Effect::new(move |_| {
        listed.track();
        n_shown.set(STEP);
    });
    let counts = Memo::new(move |_| model.with(|model| model.counts.clone()));
    let kinds = move || counts.get().into_iter().map(|count| view! { <Kind count/> }.into_any()).collect_view();
    let rows = move || {
        let row = |row: ProblemRow| view! { <Row row/> }.into_any();
        listed.with(|listed| listed.iter().take(n_shown.get()).cloned().map(row).collect_view())
    };
    #[allow(clippy::cast_precision_loss)]
    let number = move |n: usize| state.with_voice(|_, locale| locale.number(n as f64, NumberStyle::COUNT));
    let n_hidden = live(move || listed.with(Vec::len).saturating_sub(n_shown.get()));
    let summary = move || {
        let (some, all) = (number(listed.with(Vec::len)), number(model.with(|model| model.problems.len())));
        state.say_with("data-listed", &[("listed", Arg::Text(&some)), ("all", Arg::Text(&all))])
    };
    let is_narrowed = move || state.query.with(|query| query.problem.is_some() || query.file.is_some());
    let more = move || model.with(|model| model.more.clone()).map(|more| view! { <p class="problem__more">{more}</p> });
    view! {
        <p hidden=live(move || !has_none.get())>{state.words("data-no-problems")}</p>
        <ul class="problem__counts">{piece(move || kinds().into_any())}</ul>
        <div class="problem__bar" hidden=live(move || has_none.get())>
            <p role="status">{live(summary)}</p>
            <button
                type="button"
                class="button"
                hidden=live(move || !is_narrowed())
                on:click=move |_| state.list_all_problems()
            >
                {state.words("data-list-all")}
            </button>
            <button type="button" class="button" on:click=move |_| state.save_problems()>
                {state.words("data-save-problems")}
            </button>
        </div>
        <div class="problem__scroll" tabindex="0" role="group" aria-label=state.words("data-problems") hidden=live(move || listed.with(Vec::is_empty))>
            <table class="problem__table">
                <thead>
                    <tr>
                        <th scope="col">{state.words("data-problem-file")}</th>
                        <th scope="col" class="problem__number">{state.words("data-problem-row")}</th>
                        <th scope="col">{state.words("data-problem-column")}</th>
                        <th scope="col">{state.words("data-problem-value")}</th>
                        <th scope="col">{state.words("data-what")}</th>
                    </tr>
                </thead>
                <tbody>{piece(move || rows().into_any())}</tbody>
            </table>
        </div>
        <MoreButton n_hidden n_shown step=STEP/>
        {piece(move || more().into_any())}
    }
    .into_any()
}

#[component]
fn Kind(count: ProblemCount) -> impl IntoView {
    let state = state();
    let ProblemCount { id, count, kind, advice } = count;
    let its = id.clone();
    let is_on = move || state.query.with(|query| query.problem.is_some_and(|kind| kind.id() == its)).to_string();
    view! {
        <li>
            <button
                type="button"
                class="problem__kind"
                aria-pressed=live(is_on)
                title=state.words("data-kind-only")
                on:click=move |_| state.list_problems_of_kind(&id)
            >
                <strong class="problem__count">{count}</strong>
                <span>{kind}</span>
            </button>
            <span class="problem__advice">{advice}</span>
        </li>
    }
}

#[component]
fn Row(row: ProblemRow) -> impl IntoView {
    let state = state();
    let ProblemRow { kind, file, row, column, value, what } = row;
    // Where there is no room for a table, each row is a card, and its cells say what they are.
    let cell = |label: &'static str, class: &'static str, text: String| {
        let is_empty = text.is_empty().to_string();
        view! { <td class=class data-label=state.words(label) data-empty=is_empty><bdi>{text}</bdi></td> }.into_any()
    };
    view! {
        <tr data-problem=kind>
            <th scope="row"><bdi dir="ltr">{file}</bdi></th>
            {cell("data-problem-row", "problem__number", row)}
            {cell("data-problem-column", "", column)}
            {cell("data-problem-value", "problem__value", value)}
            <td class="problem__what">{what}</td>
        </tr>
    }
}
