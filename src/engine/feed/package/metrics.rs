//! Reads the metrics that a feed defines.

use super::super::problem::ProblemKind;
use super::place::{Notes, Place, path_to, property};
use super::{OwnMetric, Texts};
use crate::engine::kpi::expression::{Fault, FaultKind};
use crate::engine::kpi::own::{Definition, MAX_OWN, OwnUnit, define};
use crate::engine::kpi::{Good, Kpi};

const PROPERTIES: [&str; 6] = ["id", "name", "meaning", "formula", "unit", "better"];

/// How many characters before the mark a problem quotes: a formula may be longer than what is quoted.
const QUOTED_BEFORE: usize = 40;

pub(super) fn read(place: &Place<'_>, notes: &mut Notes<'_>) -> Vec<OwnMetric> {
    let mut metrics: Vec<OwnMetric> = Vec::new();
    for (index, value) in place.array(notes).unwrap_or_default().iter().enumerate() {
        let place = Place { value, path: path_to(&place.path, &index.to_string()) };
        if metrics.len() == MAX_OWN {
            place.invalid(notes);
            break;
        }
        metrics.extend(read_one(&place, &metrics, notes));
    }
    metrics
}

fn read_one(place: &Place<'_>, before: &[OwnMetric], notes: &mut Notes<'_>) -> Option<OwnMetric> {
    let object = place.object(notes)?;
    place.refuse_others(object, &PROPERTIES, notes);
    let mut due = |name: &str| {
        let found = property(object, &place.path, name);
        if found.is_none() {
            notes.missing(&path_to(&place.path, name));
        }
        found
    };
    let (id, name, formula, unit) = (due("id"), due("name"), due("formula"), due("unit"));
    let is_new = |id: &str| is_id(id) && Kpi::from_id(id).is_none() && before.iter().all(|own| own.kpi.id() != id);
    let id = id.and_then(|id| id.text(is_new, notes));
    let name = name.map(|name| name.texts(notes)).filter(|name| !name.is_empty());
    let meaning = property(object, &place.path, "meaning").map_or_else(Texts::new, |meaning| meaning.texts(notes));
    let better = property(object, &place.path, "better");
    let good = better.map_or(Some(Good::Neutral), |better| better.parsed(good_from_id, notes));
    let unit = unit.and_then(|unit| unit.parsed(OwnUnit::from_id, notes));
    let place_of_formula = formula?;
    let formula = place_of_formula.text(|_| true, notes);
    let definition = Definition { id: id?.to_owned(), formula: formula?.to_owned(), unit: unit?, good: good? };
    match define(&definition) {
        Ok(kpi) => Some(OwnMetric { kpi, definition, name: name?, meaning }),
        Err(fault) => {
            notes.wrong(kind_of(fault.kind), &place_of_formula.path, &marked(&definition.formula, fault));
            None
        }
    }
}

/// Returns «8: (cost +‸* 2)»: the character at fault, counted from 1, and the formula with a mark before it.
fn marked(formula: &str, Fault { at, .. }: Fault) -> String {
    let from = at.saturating_sub(QUOTED_BEFORE);
    let cut = if from > 0 { "…" } else { "" };
    let before: String = formula.chars().skip(from).take(at - from).collect();
    let after: String = formula.chars().skip(at).collect();
    format!("{}: {cut}{before}‸{after}", at + 1)
}

const fn kind_of(kind: FaultKind) -> ProblemKind {
    match kind {
        FaultKind::Unexpected => ProblemKind::FormulaBroken,
        FaultKind::UnknownMeasure => ProblemKind::FormulaUnknownMeasure,
        FaultKind::Units => ProblemKind::FormulaUnits,
        FaultKind::NotAQuotient => ProblemKind::FormulaNoQuotient,
    }
}

fn good_from_id(id: &str) -> Option<Good> {
    match id {
        "higher" => Some(Good::Higher),
        "lower" => Some(Good::Lower),
        "neutral" => Some(Good::Neutral),
        _ => None,
    }
}

/// Whether it is written as the ids of metrics are: small letters, digits and lines, a letter first.
fn is_id(id: &str) -> bool {
    id.len() <= 40
        && id.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
