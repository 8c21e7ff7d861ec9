//! The course of a metric, small.

use super::surface::Surface;
use crate::view::chart::draw::Figure;
use crate::view::chart::spark::{Spark, SparkFigure};
use leptos::prelude::*;

#[component]
pub fn SparkChart(spark: Memo<Option<Spark>>) -> impl IntoView {
    let size = RwSignal::new(None);
    let figure = Memo::new(move |_| {
        let size = size.get()?;
        spark.with(|spark| Some(Figure::Spark(SparkFigure::lay_out(spark.as_ref()?, size))))
    });
    let sentence = move || spark.with(|spark| spark.as_ref().map(|spark| spark.sentence.clone()));
    view! {
        <div class="spark" role="img" aria-label=sentence title=sentence>
            <Surface figure size/>
        </div>
    }
    .into_any()
}
