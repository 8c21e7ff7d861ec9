//! The north star: the best quarter of the peers by one metric, and what they have of the others.

use super::compared::{Compared, Field};
use super::standing::{absent, value};
use crate::engine::benchmark::north_star::NorthStar;
use crate::engine::benchmark::peers::MIN_RANKED;
use crate::engine::benchmark::supplied::Given;
use crate::engine::kpi::{Good, Kpi};
use crate::view::page::{Choice, Shown};
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Star {
    /// The metrics that can be one, none of them first.
    pub metrics: Vec<Choice>,
    /// «The 9 best by conversion rate»; `None`: none is chosen.
    pub heading: Option<String>,
    /// What the column means, or why there is none.
    pub note: String,
}

/// What is chosen, and the peers that it gives.
pub(super) struct Best<'f> {
    kpi: Option<Kpi>,
    star: Option<NorthStar<'f>>,
}

impl<'f> Best<'f> {
    pub(super) fn new(scene: &Scene<'_>, field: &'f Field<'_>) -> Self {
        let asked = scene.query.against.star.as_deref();
        let chosen = field.all.iter().find(|compared| Some(compared.kpi.id()) == asked && can_be(compared));
        let star = chosen.and_then(|chosen| NorthStar::of(members(chosen)?, chosen.kpi.spec().good));
        Self { kpi: chosen.map(|chosen| chosen.kpi), star }
    }

    /// Returns the cell of a metric; `None`: there is no such column.
    pub(super) fn cell(&self, scene: &Scene<'_>, compared: &Compared<'_>) -> Option<Shown> {
        let star = self.star.as_ref()?;
        let median = members(compared).and_then(|members| star.median(members));
        let few = || scene.text.with("bench-no-few", &[("least", Arg::Text(&scene.count(MIN_RANKED as u64)))]);
        Some(median.map_or_else(|| absent(few()), |median| value(scene, compared.kpi.spec().unit, median)))
    }

    /// Returns the choice and its words; `None` where no metric has peers by name.
    pub(super) fn model(&self, scene: &Scene<'_>, field: &Field<'_>) -> Option<Star> {
        let none =
            Choice { id: String::new(), label: scene.text.get("bench-star-none"), is_chosen: self.kpi.is_none() };
        let metric = |compared: &Compared<'_>| Choice {
            id: compared.kpi.id().into(),
            label: scene.kpi_name(compared.kpi),
            is_chosen: self.kpi == Some(compared.kpi),
        };
        let metrics: Vec<Choice> = field.all.iter().filter(|compared| can_be(compared)).map(metric).collect();
        if metrics.is_empty() {
            return None;
        }
        let heading = self.kpi.zip(self.star.as_ref()).map(|(kpi, star)| {
            let (n, name) = (scene.count(star.n() as u64), scene.kpi_name(kpi));
            scene.text.with("bench-star-head", &[("n", Arg::Text(&n)), ("kpi", Arg::Text(&name))])
        });
        let note = match (self.kpi, &self.star) {
            (None, _) => String::new(),
            (Some(_), Some(_)) => scene.text.get("bench-star-note"),
            (Some(_), None) => {
                scene.text.with("bench-star-few", &[("least", Arg::Text(&scene.count(MIN_RANKED as u64)))])
            }
        };
        Some(Star { metrics: std::iter::once(none).chain(metrics).collect(), heading, note })
    }
}

fn members<'f>(compared: &'f Compared<'_>) -> Option<&'f [(String, f64)]> {
    match &compared.supplied.given {
        Given::Figures { members, .. } => Some(members),
        Given::Quantiles { .. } => None,
    }
}

fn can_be(compared: &Compared<'_>) -> bool {
    compared.kpi.spec().good != Good::Neutral && members(compared).is_some()
}
