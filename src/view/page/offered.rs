//! Which metrics the table of channels shows, and what its columns are called elsewhere.

use super::Choice;
use crate::engine::cube::window::Window;
use crate::engine::kpi::Kpi;
use crate::view::compare::Compare;
use crate::view::scene::Scene;
use crate::view::text::Arg;

/// Returns those that the link asks for, all where it asks for none that is given.
pub(super) fn wanted(scene: &Scene<'_>, given: &[Kpi]) -> Vec<Kpi> {
    let asked = &scene.query.metrics;
    let wanted: Vec<Kpi> = given.iter().copied().filter(|kpi| asked.iter().any(|id| id == kpi.id())).collect();
    if wanted.is_empty() { given.to_vec() } else { wanted }
}

pub(super) fn offer(scene: &Scene<'_>, kpi: Kpi, shown: &[Kpi]) -> Choice {
    Choice { id: kpi.id().into(), label: scene.kpi_name(kpi), is_chosen: shown.contains(&kpi) }
}

/// Names a metric of the compared period, with its days as programs write them.
pub(super) fn name_then(scene: &Scene<'_>, kpi: Kpi) -> String {
    let name = scene.kpi_name(kpi);
    match scene.compared {
        Some(Window { from, to }) => format!("{name}, {from}..{to}"),
        None if scene.query.compare == Compare::Target => {
            scene.text.with("target-column", &[("metric", Arg::Text(&name))])
        }
        None => name,
    }
}
