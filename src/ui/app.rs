//! The whole page.

use super::consent::ConsentSheet;
use super::filter_chips::FilterChips;
use super::filter_sheet::FilterSheet;
use super::freshness::Freshness;
use super::header::{Header, page_name};
use super::own_files::{OwnFilesButton, OwnFilesPlace, OwnFilesSheet};
use super::page::benchmarks::BenchmarksPage;
use super::page::channels::ChannelsPage;
use super::page::data::DataPage;
use super::page::explain::ExplainPage;
use super::page::metrics::MetricsPage;
use super::page::summary::SummaryPage;
use super::period_bar::PeriodBar;
use super::problem_notice::Problems;
use super::skeleton::Skeleton;
use super::state::{Asking, Phase, State, Trouble, live, piece, state};
use super::tools::{BriefWord, Tools};
use super::trouble::TroubleSheet;
use crate::browser::{document, history};
use crate::view::page::shell::Shell;
use crate::view::page::{Body, PageModel};
use crate::view::route::Page;
use leptos::prelude::*;
use leptos_router::components::Router;

/// Mounts the dashboard into the document's body.
pub fn mount() {
    history::watch();
    mount_to_body(|| {
        view! { <Router><App/></Router> }
    });
}

#[component]
fn App() -> impl IntoView {
    let state = State::from_link();
    provide_context(state);
    state.follow();
    let shell = Memo::new(move |_| state.model.with(|model| model.as_ref().map(|model| model.shell.clone())));
    let has_shell = Memo::new(move |_| shell.with(Option::is_some));
    let title = Memo::new(move |_| shell.with(|shell| shell.as_ref().map(|shell| shell.title.clone())));
    Effect::new(move |_| {
        let page = state.say(page_name(state.query.with(|query| query.page)));
        let parts = [Some(page), title.get(), Some(state.say("product"))];
        document::set_title(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    });
    let has_files = Memo::new(move |_| state.own_files.with(Option::is_some));
    let has_files = move || has_files.get();
    let phase = move || state.phase.with(Phase::id);
    let heading = move || state.say(page_name(state.query.with(|query| query.page)));
    let question = move || {
        state.say(match state.query.with(|query| query.page) {
            Page::Summary => "question-summary",
            Page::Channels => "question-channels",
            Page::Benchmarks => "question-benchmarks",
            Page::Data => "question-data",
            Page::Metrics => "question-metrics",
            Page::Explain => "question-explain",
        })
    };
    view! {
        <a class="skip" href="#main" rel="external">{state.words("skip")}</a>
        <Header title=Signal::derive(move || title.get().unwrap_or_default())/>
        {piece(move || match has_shell.get() {
            true => view! { <Surroundings shell/> }.into_any(),
            false => view! { <Reserved/> }.into_any(),
        })}
        <main
            id="main"
            class="main"
            tabindex="-1"
            data-state=live(move || phase().to_owned())
            aria-busy=live(move || state.is_busy.get().to_string())
        >
            <div class="main__head" hidden=live(has_files)>
                <h1 class="main__title">{live(heading)}</h1>
                <p class="main__question">{live(question)}</p>
                <Tools/>
                <Freshness/>
            </div>
            {piece(move || match has_files() {
                true => view! { <OwnFilesSheet/> }.into_any(),
                false => view! { <Content/> }.into_any(),
            })}
        </main>
        <footer class="footer">
            <p>{state.words("footer-privacy")}</p>
            <p><a href=live(move || state.link_to_page(Page::Data))>{state.words("footer-data")}</a></p>
            <p class="footer__link" dir="ltr">{live(move || state.whole_link())}</p>
        </footer>
        <OwnFilesPlace/>
        <BriefWord/>
        // Said when what is shown has changed.
        <p class="visually-hidden" role="status">
            {live(move || if state.is_busy.get() { state.say("updating") } else { String::new() })}
        </p>
    }
}

/// What stands between the head and the figures. The Data page is about all days, so it has no period.
#[component]
fn Surroundings(shell: Memo<Option<Shell>>) -> impl IntoView {
    let state = state();
    let has_period =
        Memo::new(move |_| state.own_files.with(Option::is_none) && state.query.with(|query| query.page != Page::Data));
    let part = move || shell.get().unwrap_or_default();
    let period = Memo::new(move |_| part().period);
    let filters = Memo::new(move |_| part().filters);
    let notice = Memo::new(move |_| part().notice);
    let problems = Memo::new(move |_| part().problems);
    view! {
        <aside aria-label=state.words("notices") hidden=live(move || state.own_files.with(Option::is_some))>
            {piece(move || (notice.get().map(|notice| view! {
                <div class="notice">
                    <p>{notice}</p>
                    // Whoever sees invented data may have their own. The Data page asks for them itself.
                    {state
                        .query
                        .with(|query| query.feed.is_none() && query.page != Page::Data)
                        .then(|| view! { <OwnFilesButton/> })}
                </div>
            })).into_any())}
            <Problems notice=problems/>
        </aside>
        <div class="controls" hidden=live(move || !has_period.get())>
            <PeriodBar period/>
            <FilterChips filters/>
            <FilterSheet/>
        </div>
    }
    .into_any()
}

/// Keeps the place of the controls until there are any.
#[component]
fn Reserved() -> impl IntoView {
    let state = state();
    let is_kept = move || {
        state.phase.with(|phase| matches!(phase, Phase::Loading(_)))
            && state.query.with(|query| query.page != Page::Data)
    };
    view! { <div class="controls" data-empty="" hidden=live(move || !is_kept())></div> }
}

#[component]
fn Content() -> impl IntoView {
    let state = state();
    // Which component stands there changes with the kind of answer, not with every answer.
    let kind = Memo::new(move |_| match state.phase.get() {
        Phase::Failed(trouble) => Kind::Failed(trouble),
        Phase::Asking(asking) => Kind::Asking(asking),
        Phase::Loading(_) => Kind::Loading(state.query.with(|query| query.page)),
        Phase::Ready => Kind::Ready(state.model.with(|model| match model.as_ref().map(|model| &model.body) {
            Some(Body::Summary(_)) | None => Page::Summary,
            Some(Body::Channels(_)) => Page::Channels,
            Some(Body::Benchmarks(_)) => Page::Benchmarks,
            Some(Body::Data(_)) => Page::Data,
            Some(Body::Metrics(_)) => Page::Metrics,
            Some(Body::Explain(_)) => Page::Explain,
        })),
    });
    move || match kind.get() {
        Kind::Failed(trouble) => view! { <TroubleSheet trouble/> }.into_any(),
        Kind::Asking(asking) => view! { <ConsentSheet asking/> }.into_any(),
        Kind::Loading(page) => view! { <Skeleton page/> }.into_any(),
        Kind::Ready(Page::Summary) => match followed(state, |body| match body {
            Body::Summary(model) => Some(model.clone()),
            _ => None,
        }) {
            Some(model) => view! { <SummaryPage model/> }.into_any(),
            None => ().into_any(),
        },
        Kind::Ready(Page::Channels) => match followed(state, |body| match body {
            Body::Channels(model) => Some((**model).clone()),
            _ => None,
        }) {
            Some(model) => view! { <ChannelsPage model/> }.into_any(),
            None => ().into_any(),
        },
        Kind::Ready(Page::Benchmarks) => match followed(state, |body| match body {
            Body::Benchmarks(model) => Some((**model).clone()),
            _ => None,
        }) {
            Some(model) => view! { <BenchmarksPage model/> }.into_any(),
            None => ().into_any(),
        },
        Kind::Ready(Page::Data) => match followed(state, |body| match body {
            Body::Data(model) => Some(model.clone()),
            _ => None,
        }) {
            Some(model) => view! { <DataPage model/> }.into_any(),
            None => ().into_any(),
        },
        Kind::Ready(Page::Metrics) => match followed(state, |body| match body {
            Body::Metrics(model) => Some(model.clone()),
            _ => None,
        }) {
            Some(model) => view! { <MetricsPage model/> }.into_any(),
            None => ().into_any(),
        },
        Kind::Ready(Page::Explain) => match followed(state, |body| match body {
            Body::Explain(model) => Some((**model).clone()),
            _ => None,
        }) {
            Some(model) => view! { <ExplainPage model/> }.into_any(),
            None => ().into_any(),
        },
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Asking(Asking),
    Loading(Page),
    Failed(Trouble),
    Ready(Page),
}

/// Follows the page's model for as long as it is of one kind; the last one stays while the kind changes.
fn followed<T>(state: State, part: fn(&Body) -> Option<T>) -> Option<Memo<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let of = move |model: &Option<PageModel>| model.as_ref().and_then(|model| part(&model.body));
    let first = state.model.with_untracked(of)?;
    Some(Memo::new(move |before: Option<&T>| {
        state.model.with(of).or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    }))
}
