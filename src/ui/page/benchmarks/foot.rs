//! What stands below the table: the index, who the peers are, what was published.

use super::table::source;
use crate::ui::keyed::keyed;
use crate::ui::shown::{Figure, Of};
use crate::ui::state::{live, state};
use crate::view::page::benchmarks::{Group, Index, Reference, References, Weight};
use crate::view::page::data::Fact;
use leptos::prelude::*;

#[component]
pub fn IndexCard(index: Memo<Option<Index>>) -> impl IntoView {
    let state = state();
    let weights = Memo::new(move |_| index.with(|index| index.as_ref().map(|i| i.weights.clone()).unwrap_or_default()));
    let rows = keyed(weights, |weight| weight.kpi.clone(), move |weight| view! { <WeightRow weight/> });
    let said = move || {
        index.get().map(|Index { index, rank, title, sentences, .. }| {
            let of = |metric: &str| Of { metric: metric.into(), row: None };
            let lines = sentences.into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect_view();
            view! {
                <h2 class="panel__title">{title}</h2>
                <p class="panel__subtitle">{state.words("bench-index-about")}</p>
                <dl class="bench__facts">
                    <div><dt>{state.words("bench-index")}</dt><dd><Figure shown=index of=of("index")/></dd></div>
                    <div><dt>{state.words("bench-rank")}</dt><dd><Figure shown=rank of=of("rank")/></dd></div>
                </dl>
                {lines}
            }
        })
    };
    view! {
        <section class="panel">
            <div aria-live="polite">{said}</div>
            <h3 class="bench__label">{state.words("bench-weights")}</h3>
            <ul class="bench__weights">{rows}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn WeightRow(weight: Memo<Weight>) -> impl IntoView {
    let state = state();
    let text = move |of: fn(&Weight) -> &String| live(move || weight.with(|weight| of(weight).clone()));
    let step = move |of: fn(&Weight) -> Option<u8>, label: fn(&Weight) -> &String, sign: &'static str| {
        let go = move |_| {
            weight.with_untracked(|weight| {
                if let Some(next) = of(weight) {
                    state.weigh(&weight.kpi, next);
                }
            });
        };
        let is_end = live(move || weight.with(|weight| of(weight).is_none().to_string()));
        view! { <button type="button" class="button" aria-label=text(label) aria-disabled=is_end on:click=go>{sign}</button> }
            .into_any()
    };
    view! {
        <li>
            <span>{text(|weight| &weight.name)}</span>
            {step(|weight| weight.lower, |weight| &weight.less, "−")}
            <span class="bench__weight">{text(|weight| &weight.text)}</span>
            {step(|weight| weight.higher, |weight| &weight.more, "+")}
        </li>
    }
    .into_any()
}

fn facts(facts: Vec<Fact>) -> AnyView {
    let fact = |Fact { id, name, value }| view! { <div data-fact=id><dt>{name}</dt><dd>{value}</dd></div> }.into_any();
    view! { <dl class="bench__facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}

#[component]
pub fn GroupCard(group: Group) -> impl IntoView {
    let state = state();
    let Group { facts: known, members, members_title, method } = group;
    let lines = |lines: Vec<String>| {
        lines.into_iter().map(|line| view! { <li><bdi>{line}</bdi></li> }.into_any()).collect_view()
    };
    let method = lines(method);
    let named = (!members.is_empty()).then(|| {
        view! { <details><summary>{members_title}</summary><ul class="bench__members">{lines(members)}</ul></details> }
            .into_any()
    });
    view! {
        <section class="panel bench__group">
            <h2 class="panel__title">{state.words("bench-group")}</h2>
            {facts(known)}
            {named}
            <details><summary>{state.words("bench-method")}</summary><ul class="bench__method">{method}</ul></details>
        </section>
    }
    .into_any()
}

#[component]
pub fn PublishedFigures(references: References) -> impl IntoView {
    let state = state();
    let References { entries, fault } = references;
    if entries.is_empty() && fault.is_none() {
        return ().into_any();
    }
    let entry = |Reference { title, values, about, source: name, url }| {
        view! {
            <li class="bench__reference">
                <p class="bench__published">{state.words("bench-published")}</p>
                <h3>{title}</h3>
                {facts(values)}
                <p class="bench__about">{source((name, url))}{about}</p>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="panel bench__references">
            <h2 class="panel__title">{state.words("bench-references")}</h2>
            <p class="panel__subtitle">{state.words("bench-references-about")}</p>
            {fault.map(|fault| view! { <p>{fault}</p> })}
            <ul>{entries.into_iter().map(entry).collect_view()}</ul>
        </section>
    }
    .into_any()
}
