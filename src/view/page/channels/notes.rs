//! What the table of channels has to say of itself.

use crate::engine::cube::group::{Reach, Supply};
use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::kpi::Kpi;
use crate::view::scene::Scene;
use crate::view::text::Arg;

/// Says which columns the dimension cannot give, and what stands in the total only.
pub(super) fn notes(
    scene: &Scene<'_>,
    dimension: &Dimension,
    kpis: &[Kpi],
    reach: &Reach,
    rows: (usize, usize),
) -> Vec<String> {
    let mut notes = Vec::new();
    let (n_shown, n_rows) = rows;
    if n_rows > n_shown {
        let (shown, all) = (scene.count(n_shown as u64), scene.count(n_rows as u64));
        notes.push(scene.text.with("table-cut", &[("shown", Arg::Text(&shown)), ("all", Arg::Text(&all))]));
    }
    for kpi in kpis {
        let lacking = kpi.spec().formula.terms().find(|term| matches!(reach.of(term.measure), Supply::Lacking(_)));
        if let Some(term) = lacking {
            let (kpi, measure) = (scene.kpi_name(*kpi), scene.measure_name(term.measure));
            let dimension = scene.dimension_name(dimension);
            let args =
                [("kpi", Arg::Text(&kpi)), ("measure", Arg::Text(&measure)), ("dimension", Arg::Text(&dimension))];
            notes.push(scene.text.with("table-lacking", &args));
        }
    }
    for measure in Measure::ALL {
        let is_shown = kpis.iter().flat_map(|kpi| kpi.spec().formula.terms()).any(|term| term.measure == measure);
        if is_shown && matches!(reach.of(measure), Supply::Partial(_)) {
            let (measure, dimension) = (scene.measure_name(measure), scene.dimension_name(dimension));
            let args = [("measure", Arg::Text(&measure)), ("dimension", Arg::Text(&dimension))];
            notes.push(scene.text.with("table-partial", &args));
        }
    }
    notes
}
