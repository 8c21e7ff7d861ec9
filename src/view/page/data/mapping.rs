//! Where the columns of a table come from, in words.

use crate::engine::facts::vocabulary::{Dimension, Measure};
use crate::engine::feed::package::{Resource, Source};
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

/// One field and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldLine {
    /// «Channel», «revenue».
    pub field: String,
    /// The column's name in the file; `None`: see `note`.
    pub column: Option<String>,
    /// «always “email”», «3 values renamed».
    pub note: Option<String>,
}

pub(super) fn lines(scene: &Scene<'_>, resource: &Resource) -> Vec<FieldLine> {
    let mapped = resource.map.iter().map(|(field, source)| {
        let field = name(scene, field);
        match source {
            Source::Column { column, values } => {
                #[allow(clippy::cast_precision_loss)]
                let renamed = (!values.is_empty()).then(|| scene.counted("mapping-values", values.len() as f64));
                FieldLine { field, column: Some(column.clone()), note: renamed }
            }
            Source::Constant(value) => {
                let always = scene.text.with("mapping-always", &[("value", Arg::Text(value))]);
                FieldLine { field, column: None, note: Some(always) }
            }
        }
    });
    let unpivoted = resource.unpivot.iter().flat_map(|unpivot| {
        let into = name(scene, &unpivot.into);
        let along = Dimension::from_id(&unpivot.along);
        unpivot.columns.iter().map(move |(column, value)| {
            let value = along.as_ref().map_or_else(|| value.clone(), |along| scene.value_name(along, value));
            FieldLine { field: scene.text.joined(&[into.clone(), value]), column: Some(column.clone()), note: None }
        })
    });
    mapped.chain(unpivoted).collect()
}

/// Returns what a canonical field is called; one of the feed's own keeps its name.
fn name(scene: &Scene<'_>, field: &str) -> String {
    if let Some(dimension) = Dimension::from_id(field) {
        return scene.dimension_title(&dimension);
    }
    if let Some(measure) = Measure::from_id(field) {
        return scene.measure_name(measure);
    }
    match field {
        "date" => scene.text.get("field-date"),
        "person" => scene.text.get("field-person"),
        "kind" => scene.text.get("field-kind"),
        "value" => scene.text.get("field-value"),
        "order" => scene.text.get("field-order"),
        "amount" => scene.text.get("field-amount"),
        "currency" => scene.text.get("field-currency"),
        "rate" => scene.text.get("field-rate"),
        _ => field.to_owned(),
    }
}
