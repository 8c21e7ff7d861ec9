//! One table of the feed: its numbers, its files, where its columns come from.

use crate::browser::clock;
use crate::ui::freshness::say_age;
use crate::ui::state::{live, state};
use crate::view::age::Age;
use crate::view::page::data::{Fact, FieldLine, FileLine, TableCard};
use crate::view::text::Arg;
use leptos::prelude::*;

#[component]
pub fn Table(table: TableCard) -> impl IntoView {
    let state = state();
    let TableCard { name, about, state: how, is_good, facts, date_order, files, mapping } = table;
    let fact = |Fact { id, name, value }| {
        view! { <div data-fact=id><dt>{name}</dt><dd><span class="said">{value}</span></dd></div> }.into_any()
    };
    let facts = facts.into_iter().map(fact).collect_view();
    let files = files.into_iter().map(|file| view! { <File file/> }.into_any()).collect_view();
    let field = |FieldLine { field, column, note }| {
        let column = column.map(|column| view! { <bdi>{column}</bdi> });
        view! { <div><dt>{field}</dt><dd>{column}<span class="mapping__note">{note}</span></dd></div> }.into_any()
    };
    let has_mapping = !mapping.is_empty();
    let fields = mapping.into_iter().map(field).collect_view();
    view! {
        <li class="source" data-good=is_good.to_string()>
            <h3 class="source__name"><bdi dir="ltr">{name}</bdi></h3>
            <p class="source__state">{how}</p>
            <p class="source__about">{about}</p>
            <dl class="source__facts">{facts}</dl>
            {date_order.map(|order| view! { <p class="source__order">{order}</p> })}
            <ul class="source__files">{files}</ul>
            {has_mapping.then(|| view! {
                <details class="source__mapping">
                    <summary>{state.words("data-mapping")}</summary>
                    <dl class="mapping">{fields}</dl>
                </details>
            })}
        </li>
    }
    .into_any()
}

#[component]
fn File(file: FileLine) -> impl IntoView {
    let state = state();
    let FileLine { path, address, about, fetched_ms, redirected, notes, problems } = file;
    let source = match address {
        Some(address) => {
            let href = address.clone();
            view! { <a class="file__source" href=href rel="external noreferrer"><bdi dir="ltr">{address}</bdi></a> }
                .into_any()
        }
        None => {
            view! { <p class="file__source"><bdi dir="ltr">{path.clone()}</bdi>" – "{state.words("data-own-file")}</p> }
                .into_any()
        }
    };
    let fetched_ms = fetched_ms.filter(|ms| *ms > 0);
    let age = Memo::new(move |_| fetched_ms.map(|ms| Age::between(ms, state.now_ms.get())));
    let ago = move || age.get().map(|age| state.say_with("data-read-ago", &[("age", Arg::Text(&say_age(state, age)))]));
    let moment = move || fetched_ms.map(|ms| clock::moment(ms, state.reader()));
    let has_notes = !notes.is_empty();
    let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }.into_any()).collect_view();
    let drill = problems.map(|problems| {
        let (of, shown) = (path.clone(), path);
        let is_on = move || state.query.with(|query| query.file.as_ref() == Some(&shown)).to_string();
        view! {
            <button
                type="button"
                class="file__problems"
                aria-pressed=live(is_on)
                title=state.words("data-file-only")
                on:click=move |_| state.list_problems_of_file(&of)
            >
                {problems}
            </button>
        }
    });
    view! {
        <li class="file">
            {source}
            <p class="file__about">
                <span>{about}</span>
                <span title=live(moment)>{live(ago)}</span>
            </p>
            {redirected.map(|words| view! { <p class="file__redirected">{words}</p> })}
            {has_notes.then(|| view! {
                <details class="file__notes">
                    <summary>{state.words("data-manner")}</summary>
                    <ul>{notes}</ul>
                </details>
            })}
            {drill}
        </li>
    }
    .into_any()
}
