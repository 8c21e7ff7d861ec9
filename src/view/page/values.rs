//! The values of a dimension, to choose filters from.

use super::Choice;
use super::channels::ordered;
use crate::engine::cube::group::{self, Selection};
use crate::engine::facts::vocabulary::Dimension;
use crate::view::scene::Scene;
use crate::view::search::is_found;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many values are listed: past them a person writes more of the name.
const LISTED: usize = 60;

/// Past so many, names are put in the order of their letters' numbers: the reader's own order asks the browser for each pair.
const MOST_ORDERED: usize = 2_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueList {
    /// What can be filtered by.
    pub dimensions: Vec<Choice>,
    /// The id of the dimension whose values these are.
    pub dimension: String,
    /// What is looked for.
    pub wanted: String,
    /// Those that are filtered by first, then by name.
    pub values: Vec<Choice>,
    /// «60 of 1,234 are listed: write more of the name.», or that there is none.
    pub note: Option<String>,
}

impl ValueList {
    /// Lists the values whose name has every word of `wanted`. `dimension` is what [`Dimension::id`] writes; where the feed
    /// has none such, its first is taken.
    pub fn new(scene: &Scene<'_>, dimension: &str, wanted: &str) -> Self {
        let facts = scene.facts();
        let asked = Dimension::from_id(dimension).filter(|dimension| facts.has_dimension(dimension));
        let first = || facts.dimensions().into_iter().next().cloned();
        let Some(dimension) = asked.or_else(first) else { return Self::without_any(scene) };
        let on = |value: &str| scene.query.filters.iter().any(|(of, other)| *of == dimension && other == value);
        let choice = |code: u32| {
            let value = facts.value(&dimension, code);
            let label = scene.value_name(&dimension, value);
            let is_wanted = is_found(&label, wanted) || is_found(value, wanted);
            is_wanted.then(|| Choice { id: value.into(), is_chosen: on(value), label })
        };
        // Of all days and whatever else is filtered by: only values that no row has are left out.
        let everything = Selection { window: None, takes_undated: true, clauses: BTreeMap::new() };
        let given = group::by_value(facts, &scene.loaded.cache, &everything, &dimension);
        let found: Vec<Choice> = given.into_iter().filter_map(|(code, _)| choice(code)).collect();
        let is_short = found.len() <= MOST_ORDERED;
        let order = ordered(found.len(), &|a, b| match (found.get(a), found.get(b)) {
            (Some(a), Some(b)) => {
                let by_name = if is_short { scene.locale.compare(&a.label, &b.label) } else { a.label.cmp(&b.label) };
                b.is_chosen.cmp(&a.is_chosen).then(by_name)
            }
            _ => a.cmp(&b),
        });
        let values: Vec<Choice> = order.iter().take(LISTED).filter_map(|at| found.get(*at).cloned()).collect();
        let (listed, all) = (scene.count(values.len() as u64), scene.count(found.len() as u64));
        let cut = || scene.text.with("values-cut", &[("listed", Arg::Text(&listed)), ("all", Arg::Text(&all))]);
        let note = match found.len() {
            0 => Some(scene.text.get("values-none")),
            n => (n > values.len()).then(cut),
        };
        let dimensions = facts.dimensions().into_iter().map(|of| Choice {
            id: of.id(),
            label: scene.dimension_title(of),
            is_chosen: *of == dimension,
        });
        Self { dimensions: dimensions.collect(), dimension: dimension.id(), wanted: wanted.into(), values, note }
    }

    fn without_any(scene: &Scene<'_>) -> Self {
        let note = Some(scene.text.get("values-none"));
        Self { dimensions: Vec::new(), dimension: String::new(), wanted: String::new(), values: Vec::new(), note }
    }
}
