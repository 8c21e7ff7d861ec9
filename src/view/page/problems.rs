//! What is wrong with a feed, in words: what, where, what to do.

use super::data::{ProblemCount, ProblemRow};
use super::shell::ProblemNotice;
use crate::engine::day::Day;
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::view::number::{Locale, NumberStyle, Plain};
use crate::view::scene::Scene;
use crate::view::size::size;
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
    let first = first_of_kinds(problems.kept()).map(|problem| sentence(scene.text, scene.locale, problem));
    Some(ProblemNotice { headline, first: first.collect() })
}

/// Returns the first problem of each kind, and where there are few kinds, further ones: one kind often comes in
/// hundreds, and must not hide another.
fn first_of_kinds(problems: &[Problem]) -> impl Iterator<Item = &Problem> {
    let is_first = |at: usize, kind| problems.iter().take(at).all(|before| before.kind != kind);
    // Looking further would take long, and what comes that late is one of many.
    let near = || problems.iter().enumerate().take(100);
    let first = near().filter(move |(at, problem)| is_first(*at, problem.kind));
    let others = near().filter(move |(at, problem)| !is_first(*at, problem.kind));
    first.chain(others).map(|(_, problem)| problem).take(IN_NOTICE)
}

/// Says all problems of a feed that shows nothing.
pub fn sentences(text: &Text, locale: &dyn Locale, problems: &Problems) -> Vec<String> {
    problems.kept().iter().take(20).map(|problem| sentence(text, locale, problem)).collect()
}

pub(super) fn counts(scene: &Scene<'_>) -> Vec<ProblemCount> {
    let problems = &scene.loaded.report.problems;
    let count = |(kind, count): (&ProblemKind, &u64)| {
        let first = problems.kept().iter().find(|problem| problem.kind == *kind);
        let bare = Problem::of_file(*kind, "");
        ProblemCount {
            id: kind.id().into(),
            count: scene.count(*count),
            kind: kind_name(scene.text, *kind),
            advice: what_to_do(scene.text, scene.locale, first.unwrap_or(&bare)),
        }
    };
    problems.counts().iter().map(count).collect()
}

pub(super) fn row(text: &Text, locale: &dyn Locale, problem: &Problem) -> ProblemRow {
    ProblemRow {
        kind: problem.kind.id().into(),
        file: problem.file.clone(),
        row: row_number(locale, problem).unwrap_or_default(),
        column: problem.column.clone().unwrap_or_default(),
        value: value(text, locale, problem),
        what: what_in(text, locale, problem),
    }
}

/// Whether a problem is of the file with a path. A problem keeps the beginning of a very long one.
pub(super) fn is_of(problem: &Problem, path: &str) -> bool {
    let is_start = |start: &str| path.starts_with(start);
    problem.file == path || problem.file.strip_suffix('…').is_some_and(is_start)
}

fn sentence(text: &Text, locale: &dyn Locale, problem: &Problem) -> String {
    let advice = what_to_do(text, locale, problem);
    format!("{}: {} {advice}", place(text, locale, problem), what_in(text, locale, problem))
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
fn what_to_do(text: &Text, locale: &dyn Locale, problem: &Problem) -> String {
    say(text, locale, problem, ".advice")
}

/// Says what is wrong, with plain digits: for files that programs read.
pub fn what(text: &Text, problem: &Problem) -> String {
    what_in(text, &Plain, problem)
}

fn what_in(text: &Text, locale: &dyn Locale, problem: &Problem) -> String {
    say(text, locale, problem, "")
}

fn say(text: &Text, locale: &dyn Locale, problem: &Problem, part: &str) -> String {
    let column = problem.column.as_deref().unwrap_or_default();
    let value = value(text, locale, problem);
    #[allow(clippy::cast_precision_loss)]
    let count = rows_and_days(problem).map_or(0.0, |(n_rows, _, _)| n_rows as f64);
    let number = locale.number(count, NumberStyle::COUNT);
    let args = [
        ("column", Arg::Text(column)),
        ("value", Arg::Text(&value)),
        ("count", Arg::Count(count)),
        ("number", Arg::Text(&number)),
    ];
    text.with(&format!("problem-{}{part}", problem.kind.id()), &args)
}

/// Takes apart what a problem of many rows quotes: how many they are, their first and their last day.
fn rows_and_days(problem: &Problem) -> Option<(u64, Day, Day)> {
    let mut parts = problem.value.as_deref().filter(|_| problem.kind == ProblemKind::FutureDate)?.split('/');
    Some((parts.next()?.parse().ok()?, Day::from_iso(parts.next()?)?, Day::from_iso(parts.next()?)?))
}

/// Returns what a problem quotes; a number of bytes as a size.
fn value(text: &Text, locale: &dyn Locale, problem: &Problem) -> String {
    if let Some((_, from, to)) = rows_and_days(problem) {
        return locale.date_range(from, to);
    }
    let value = problem.value.as_deref().unwrap_or_default();
    let is_size = matches!(
        problem.kind,
        ProblemKind::TooLarge
            | ProblemKind::UnpacksTooLarge
            | ProblemKind::TooSlow
            | ProblemKind::ConnectionLost
            | ProblemKind::LineTooLong
    );
    let n_bytes = if is_size { value.parse().ok() } else { None };
    n_bytes.map_or_else(|| value.to_owned(), |n_bytes| size(text, locale, n_bytes))
}

#[allow(clippy::cast_precision_loss)]
fn row_number(locale: &dyn Locale, problem: &Problem) -> Option<String> {
    problem.row.map(|row| locale.number(row as f64, NumberStyle::COUNT))
}

fn place(text: &Text, locale: &dyn Locale, problem: &Problem) -> String {
    let row = row_number(locale, problem);
    let (id, row, column) = match (&row, &problem.column) {
        (None, None) => ("place-file", "", ""),
        (None, Some(column)) => ("place-column", "", column.as_str()),
        (Some(row), None) => ("place-row", row.as_str(), ""),
        (Some(row), Some(column)) => ("place-cell", row.as_str(), column.as_str()),
    };
    text.with(id, &[("file", Arg::Text(&problem.file)), ("row", Arg::Text(row)), ("column", Arg::Text(column))])
}
