//! Can I trust it?

use crate::ui::state::{live, state};
use crate::view::page::data::{DataPage as Model, FileRow, ProblemCount, ProblemRow};
use leptos::prelude::*;

#[component]
pub fn DataPage(model: Memo<Model>) -> impl IntoView {
    let state = state();
    let say = move |id: &'static str| move || state.say(id);
    let files = move || {
        model.with(|model| model.files.clone()).into_iter().map(|file| view! { <File file/> }.into_any()).collect_view()
    };
    let requests = move || {
        let requests = model.with(|model| model.requests.clone());
        requests.into_iter().map(|address| view! { <li><bdi dir="ltr">{address}</bdi></li> }.into_any()).collect_view()
    };
    view! {
        <p class="data__privacy">{live(move || model.with(|model| model.privacy.clone()))}</p>
        <section class="data__part">
            <h2>{say("data-files")}</h2>
            <p class="data__address"><bdi dir="ltr">{live(move || model.with(|model| model.manifest.clone()))}</bdi></p>
            <ul class="data__files">{files}</ul>
        </section>
        <section class="data__part">
            <h2>{say("data-problems")}</h2>
            <Problems model/>
        </section>
        <section class="data__part">
            <h2>{say("data-requests")}</h2>
            <ol class="data__requests">{requests}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn File(file: FileRow) -> impl IntoView {
    let state = state();
    let FileRow { name, addresses, about, rows, size, covers, state: how, is_good, mapping } = file;
    let has_mapping = !mapping.is_empty();
    let fields = mapping.into_iter().map(|field| view! { <li><bdi>{field}</bdi></li> }.into_any()).collect_view();
    let link = |address: String| {
        let href = address.clone();
        view! { <a class="file__address" href=href rel="external"><bdi dir="ltr">{address}</bdi></a> }.into_any()
    };
    let links = addresses.into_iter().map(link).collect_view();
    view! {
        <li class="file" data-good=is_good.to_string()>
            <h3 class="file__name"><bdi dir="ltr">{name}</bdi></h3>
            <p class="file__state">{how}</p>
            <p class="file__about">{about}</p>
            <ul class="file__facts"><li>{rows}</li><li>{size}</li><li>{covers}</li></ul>
            {links}
            {has_mapping.then(|| view! {
                <details class="file__mapping">
                    <summary>{state.words("data-mapping")}</summary>
                    <ul>{fields}</ul>
                </details>
            })}
        </li>
    }
    .into_any()
}

#[component]
fn Problems(model: Memo<Model>) -> impl IntoView {
    let state = state();
    let has_none = Memo::new(move |_| model.with(|model| model.counts.is_empty() && model.problems.is_empty()));
    let counts = move || {
        let row = |ProblemCount { count, kind, advice }| {
            view! { <li><strong class="problem__count">{count}</strong><span>{kind}</span><span class="problem__advice">{advice}</span></li> }.into_any()
        };
        model.with(|model| model.counts.clone()).into_iter().map(row).collect_view()
    };
    let rows = move || {
        let row = |ProblemRow { place, what }| view! { <tr><th scope="row"><span class="said">{place}</span></th><td>{what}</td></tr> };
        model.with(|model| model.problems.clone()).into_iter().map(row).collect_view()
    };
    let more = move || model.with(|model| model.more.clone()).map(|more| view! { <p class="problem__more">{more}</p> });
    view! {
        <p hidden=live(move || !has_none.get())>{state.words("data-no-problems")}</p>
        <ul class="problem__counts">{counts}</ul>
        <div class="problem__scroll" hidden=live(move || model.with(|model| model.problems.is_empty()))>
            <table class="problem__table">
                <thead>
                    <tr>
                        <th scope="col">{state.words("data-place")}</th>
                        <th scope="col">{state.words("data-what")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}
