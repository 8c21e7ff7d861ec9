//! What is wrong with a feed, in words: what, where, what to do.

use super::data::{ProblemCount, ProblemRow};
use super::shell::ProblemNotice;
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::view::number::{Locale, NumberStyle};
use crate::view::scene::Scene;
use crate::view::text::{Arg, Text};

/// How many problems a notice names; the rest stands on the Data page.
const IN_NOTICE: usize = 3;

/// Says on every page that something is wrong.
pub(super) fn notice(scene: &Scene<'_>) -> Option<ProblemNotice> {
    let problems = &scene.loaded.report.problems;
    if problems.is_empty() {
        return None;
    }
    #[allow(clippy::cast_precision_loss)]
    let headline = scene.counted("problems-headline", problems.count() as f64);
    let first = problems.kept().iter().take(IN_NOTICE).map(|problem| sentence(scene.text, scene.locale, problem));
    Some(ProblemNotice { headline, first: first.collect() })
}

/// Says all problems of a feed that shows nothing.
pub fn sentences(text: &Text, locale: &dyn Locale, problems: &Problems) -> Vec<String> {
    problems.kept().iter().take(20).map(|problem| sentence(text, locale, problem)).collect()
}

pub(super) fn counts(scene: &Scene<'_>) -> Vec<ProblemCount> {
    let count = |(kind, count): (&ProblemKind, &u64)| ProblemCount {
        count: scene.count(*count),
        kind: kind_name(scene.text, *kind),
        advice: advice(scene.text, *kind),
    };
    scene.loaded.report.problems.counts().iter().map(count).collect()
}

pub(super) fn row(text: &Text, locale: &dyn Locale, problem: &Problem) -> ProblemRow {
    ProblemRow { place: place(text, locale, problem), what: what(text, problem) }
}

fn sentence(text: &Text, locale: &dyn Locale, problem: &Problem) -> String {
    let advice = what_to_do(text, problem);
    format!("{}: {} {advice}", place(text, locale, problem), what(text, problem))
}

/// Returns what a kind of problem is called in lists.
pub fn kind_name(text: &Text, kind: ProblemKind) -> String {
    text.get(&format!("problem-{}.name", kind.id()))
}

/// Says what to do about a kind of problem.
pub fn advice(text: &Text, kind: ProblemKind) -> String {
    text.get(&format!("problem-{}.advice", kind.id()))
}

/// Says what to do about a problem; what a server would have to send is named.
fn what_to_do(text: &Text, problem: &Problem) -> String {
    text.with(&format!("problem-{}.advice", problem.kind.id()), &args_of(problem))
}

/// Says what is wrong.
pub fn what(text: &Text, problem: &Problem) -> String {
    text.with(&format!("problem-{}", problem.kind.id()), &args_of(problem))
}

fn args_of(problem: &Problem) -> [(&'static str, Arg<'_>); 2] {
    let column = problem.column.as_deref().unwrap_or_default();
    let value = problem.value.as_deref().unwrap_or_default();
    [("column", Arg::Text(column)), ("value", Arg::Text(value))]
}

#[allow(clippy::cast_precision_loss)]
fn place(text: &Text, locale: &dyn Locale, problem: &Problem) -> String {
    let row = problem.row.map(|row| locale.number(row as f64, NumberStyle::COUNT));
    let (id, row, column) = match (&row, &problem.column) {
        (None, None) => ("place-file", "", ""),
        (None, Some(column)) => ("place-column", "", column.as_str()),
        (Some(row), None) => ("place-row", row.as_str(), ""),
        (Some(row), Some(column)) => ("place-cell", row.as_str(), column.as_str()),
    };
    text.with(id, &[("file", Arg::Text(&problem.file)), ("row", Arg::Text(row)), ("column", Arg::Text(column))])
}
