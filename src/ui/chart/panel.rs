//! A chart with its finding above it and its numbers below it.

use crate::ui::export::ExportMenu;
use crate::ui::state::{piece, state};
use crate::view::page::channels::Panel as Model;
use crate::work::export::Part;
use leptos::prelude::*;

/// The words of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelWords {
    pub title: String,
    pub subtitle: String,
    pub sentence: String,
    pub has_chart: bool,
}

impl PanelWords {
    pub fn of<T>(panel: &Model<T>) -> Self {
        let Model { title, subtitle, sentence, chart, .. } = panel;
        Self {
            title: title.clone(),
            subtitle: subtitle.clone(),
            sentence: sentence.clone(),
            has_chart: chart.is_some(),
        }
    }
}

/// `table`: the same numbers as rows, for whoever does not see the chart. `part`: what it is exported as.
#[component]
pub fn Panel(words: Memo<PanelWords>, part: Part, children: ChildrenFn, #[prop(into)] table: ViewFn) -> impl IntoView {
    let state = state();
    let text = move |part: fn(&PanelWords) -> &String| move || words.with(|words| part(words).clone());
    let has_chart = Memo::new(move |_| words.with(|words| words.has_chart));
    view! {
        <figure class="panel">
            <figcaption class="panel__words">
                <h2 class="panel__title">{text(|words| &words.title)}</h2>
                <p class="panel__subtitle">{text(|words| &words.subtitle)}</p>
            </figcaption>
            {piece(move || (has_chart.get().then(|| children())).into_any())}
            <p class="panel__sentence">{text(|words| &words.sentence)}</p>
            {piece(move || ({
                let table = table.clone();
                has_chart.get().then(|| view! {
                    <details class="panel__table">
                        <summary>{state.words("chart-table")}</summary>
                        <div class="panel__scroll" role="region" tabindex="0" aria-label=text(|words| &words.subtitle)>
                            {table.run()}
                        </div>
                    </details>
                    <ExportMenu part/>
                })
            }).into_any())}
        </figure>
    }
    .into_any()
}
