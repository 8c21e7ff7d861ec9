//! Benchmarks: how do we stand against peers?
//!
//! Peers are those of the feed's table of peers, or the values of a dimension of one's own data. Published figures
//! stand apart at the foot of the page and are mixed with neither.

mod compared;
mod group;
mod index;
mod references;
mod standing;
mod star;
mod trend;

pub use group::Group;
pub use index::{Index, Weight};
pub use references::{Reference, References};
pub use standing::{Gap, Highlight, Standing};
pub use star::Star;
pub use trend::Trend;

pub(super) use standing::{absent, value};

use super::Choice;
use crate::engine::facts::vocabulary::Dimension;
use crate::view::scene::Scene;
use crate::view::text::Arg;
use compared::Field;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Benchmarks {
    /// Against whom: the table of peers, whose id is empty, and the dimensions of one's own data.
    pub peers: Vec<Choice>,
    /// Who one is among them, in one's own data; else empty.
    pub own: Vec<Choice>,
    /// The channels that the table of peers has, the one of all of them first; empty where it has none.
    pub channels: Vec<Choice>,
    /// What is not as it should be: another basis, a broader group.
    pub notices: Vec<String>,
    /// The period that the peers are of, as the link writes it, with its words, where one's own is not as long.
    pub their_period: Option<(String, String)>,
    /// Why nothing is compared, and how to have peers.
    pub empty: Option<Empty>,
    pub highlights: Vec<Highlight>,
    pub has_detail: bool,
    pub caption: String,
    /// The heading of the column with what the others have together, in one's own data.
    pub rest: Option<String>,
    /// The north star, where peers are known by name.
    pub star: Option<Star>,
    pub standings: Vec<Standing>,
    pub group: Option<Group>,
    pub trend: Option<Trend>,
    pub index: Option<Index>,
    pub references: References,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Empty {
    pub title: String,
    pub text: String,
    /// A table of peers and its entry in a manifest, as they are written.
    pub example: String,
}

/// A small table of peers, and what a manifest says of it.
const EXAMPLE: &str = r#"metric,period,n,p25,p50,p75,source
conversion,2026-Q3,42,0.014,0.021,0.030,Trade association
aov,2026-Q3,42,180,240,310,Trade association

{
  "name": "peers", "path": "peers.csv", "format": "csv",
  "miyar": {
    "table": "peers",
    "map": { "metric": "metric", "period": "period", "n": "n",
             "p25": "p25", "p50": "p50", "p75": "p75", "source": "source" }
  }
}"#;

impl Benchmarks {
    pub fn new(scene: &Scene<'_>) -> Self {
        let field = Field::new(scene);
        let is_empty = field.all.is_empty();
        let best = star::Best::new(scene, &field);
        Self {
            peers: peers(scene, &field),
            own: own(scene, &field),
            channels: if field.values.is_none() { channels(scene) } else { Vec::new() },
            notices: field.notices(scene),
            their_period: field.their_period(scene),
            empty: is_empty.then(|| empty(scene, &field)),
            highlights: standing::highlights(scene, &field),
            has_detail: scene.query.against.has_detail,
            caption: scene.text.get("bench-caption"),
            rest: field.values.as_ref().map(|_| scene.text.get("bench-rest")),
            star: best.model(scene, &field),
            standings: field
                .all
                .iter()
                .map(|compared| Standing { star: best.cell(scene, compared), ..standing::row(scene, compared) })
                .collect(),
            group: (!is_empty).then(|| group::card(scene, &field)),
            trend: trend::trend(scene, &field),
            index: index::index(scene, &field),
            references: references::references(scene),
        }
    }
}

/// A standing in a sentence.
pub(super) struct Said {
    /// The highlight's id.
    pub id: String,
    pub text: String,
    /// The metric's id.
    pub metric: String,
}

/// Says the highlights in a sentence each: «Strongest against peers: Conversion rate – Excellent. 4.1 % …».
pub(super) fn said(scene: &Scene<'_>) -> Vec<Said> {
    let say = |highlight: Highlight| {
        let Highlight { id, title, kpi, metric, word, brief, .. } = highlight;
        let args = [
            ("title", Arg::Text(title.as_str())),
            ("metric", Arg::Text(&metric)),
            ("word", Arg::Text(&word)),
            ("sentence", Arg::Text(&brief)),
        ];
        Said { text: scene.text.with("bench-said", &args), id, metric: kpi }
    };
    standing::highlights(scene, &Field::new(scene)).into_iter().map(say).collect()
}

/// Returns the dimensions that have at least two values, which can be peers of each other.
fn dimensions<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a Dimension> {
    let facts = scene.facts();
    facts.dimensions().into_iter().filter(|dimension| facts.n_codes(dimension) > 2)
}

fn peers(scene: &Scene<'_>, field: &Field<'_>) -> Vec<Choice> {
    let chosen = field.values.as_ref().map(|values| &values.dimension);
    let table = Choice { id: String::new(), label: scene.text.get("bench-peers-table"), is_chosen: chosen.is_none() };
    let own = dimensions(scene).map(|dimension| Choice {
        id: dimension.id(),
        label: scene.text.with("bench-peers-own", &[("dimension", Arg::Text(&scene.dimension_title(dimension)))]),
        is_chosen: chosen == Some(dimension),
    });
    std::iter::once(table).chain(own).collect()
}

fn own(scene: &Scene<'_>, field: &Field<'_>) -> Vec<Choice> {
    let Some(values) = &field.values else { return Vec::new() };
    let choice = |value: &String| Choice {
        id: value.clone(),
        label: scene.value_name(&values.dimension, value),
        is_chosen: *value == values.own,
    };
    let mut choices: Vec<Choice> = values.all.iter().map(choice).collect();
    choices.sort_by(|a, b| scene.locale.compare(&a.label, &b.label));
    choices
}

fn channels(scene: &Scene<'_>) -> Vec<Choice> {
    let rows = &scene.facts().peers;
    let named: BTreeSet<&String> = rows.iter().filter_map(|row| row.cut.get(&Dimension::Channel)).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let on: Vec<&String> = scene
        .query
        .filters
        .iter()
        .filter(|(dimension, _)| *dimension == Dimension::Channel)
        .map(|(_, value)| value)
        .collect();
    let all = Choice { id: String::new(), label: scene.text.get("bench-all-channels"), is_chosen: on.is_empty() };
    let named = named.into_iter().map(|value| Choice {
        id: value.clone(),
        label: scene.value_name(&Dimension::Channel, value),
        is_chosen: on == [value],
    });
    std::iter::once(all).chain(named).collect()
}

fn empty(scene: &Scene<'_>, field: &Field<'_>) -> Empty {
    let has_peers = !scene.facts().peers.is_empty();
    let (title, text) = match (&field.values, has_peers) {
        (Some(_), _) => ("bench-empty-own-title", "bench-empty-own"),
        (None, true) => ("bench-empty-cut-title", "bench-empty-cut"),
        (None, false) => ("bench-empty-title", "bench-empty"),
    };
    let example = if field.values.is_none() && !has_peers { EXAMPLE.to_owned() } else { String::new() };
    Empty { title: scene.text.get(title), text: scene.text.get(text), example }
}
