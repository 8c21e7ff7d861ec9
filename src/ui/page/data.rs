//! Can I trust it?

mod problems;
mod table;

use crate::browser::location;
use crate::ui::key_form::{KeyForm, KeyList};
use crate::ui::own_files::OwnFilesButton;
use crate::ui::state::{live, state};
use crate::view::page::data::DataPage as Model;
use leptos::prelude::*;
use problems::Problems;
use table::Table;

#[component]
pub fn DataPage(model: Memo<Model>) -> impl IntoView {
    let state = state();
    let tables = Memo::new(move |_| model.with(|model| model.tables.clone()));
    let cards = move || tables.get().into_iter().map(|table| view! { <Table table/> }.into_any()).collect_view();
    let requests = move || {
        let requests = model.with(|model| model.requests.clone());
        requests.into_iter().map(|address| view! { <li><bdi dir="ltr">{address}</bdi></li> }.into_any()).collect_view()
    };
    let locked = Memo::new(move |_| {
        let mut origins: Vec<String> =
            model.with(|model| model.locked.iter().filter_map(|address| location::origin_of(address)).collect());
        origins.dedup();
        origins
    });
    let key_form = move || {
        let is_needed = locked.with(|locked| !locked.is_empty());
        is_needed.then(|| view! { <KeyForm origins=locked is_open=true/> })
    };
    view! {
        <p class="data__privacy">{live(move || model.with(|model| model.privacy.clone()))}</p>
        <p class="data__own"><OwnFilesButton/></p>
        <section class="data__part">
            <h2>{state.words("data-files")}</h2>
            <p class="data__address"><bdi dir="ltr">{live(move || model.with(|model| model.manifest.clone()))}</bdi></p>
            {key_form}
            <KeyList/>
            <ul class="data__tables">{cards}</ul>
        </section>
        <section class="data__part">
            <h2>{state.words("data-problems")}</h2>
            <Problems model/>
        </section>
        <section class="data__part">
            <h2>{state.words("data-requests")}</h2>
            <ol class="data__requests">{requests}</ol>
        </section>
    }
    .into_any()
}
