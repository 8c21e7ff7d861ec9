//! Files made for the reader.

use super::message::SavedFile;
use crate::engine::feed::problem::Problems;
use crate::engine::kpi::Kpi;
use crate::view::page::problems::{advice, kind_name, what};
use crate::view::page::rows::{PlainCell, PlainRows};
use crate::view::scene::Scene;
use crate::view::text::Text;

/// Before UTF-8 text, so that spreadsheet programs show Arabic.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes problems as CSV: file, row, column, value, kind, what is wrong, what to do.
pub(super) fn problems(text: &Text, problems: &Problems) -> SavedFile {
    let heads = ["file", "row", "column", "value", "kind", "what", "advice"];
    let mut csv = String::from(BYTE_ORDER_MARK);
    let mut line = |cells: &[&str]| push_line(&mut csv, cells.iter().map(|cell| cell_of(cell)));
    let heads: Vec<String> = heads.iter().map(|head| text.get(&format!("save-{head}"))).collect();
    line(&heads.iter().map(String::as_str).collect::<Vec<_>>());
    for problem in problems.kept() {
        let row = problem.row.map(|row| row.to_string()).unwrap_or_default();
        line(&[
            &problem.file,
            &row,
            problem.column.as_deref().unwrap_or_default(),
            problem.value.as_deref().unwrap_or_default(),
            &kind_name(text, problem.kind),
            &what(text, problem),
            &advice(text, problem.kind),
        ]);
    }
    // What is counted and not kept is said, too.
    let n_more = problems.count().saturating_sub(problems.kept().len() as u64);
    if n_more > 0 {
        line(&["", "", "", &n_more.to_string(), "", &text.get("save-more"), ""]);
    }
    saved("miyar-problems.csv".into(), csv)
}

/// Writes the rows behind a metric's figure as CSV: values as the feed has them, numbers as plain decimals.
pub(super) fn rows(scene: &Scene<'_>, kpi: Kpi) -> SavedFile {
    let PlainRows { heads, rows, n_more } = PlainRows::new(scene, kpi);
    let mut csv = String::from(BYTE_ORDER_MARK);
    push_line(&mut csv, heads.iter().map(|head| cell_of(head)));
    for row in rows {
        let cells = row.into_iter().map(|cell| match cell {
            PlainCell::Text(text) => cell_of(&text),
            // A sign before digits is no formula.
            PlainCell::Number(number) => number,
        });
        push_line(&mut csv, cells);
    }
    if n_more > 0 {
        push_line(&mut csv, [cell_of(&scene.text.get("save-more-rows")), n_more.to_string()].into_iter());
    }
    saved(format!("miyar-rows-{}.csv", kpi.id()), csv)
}

fn saved(name: String, csv: String) -> SavedFile {
    SavedFile { name, media_type: "text/csv;charset=utf-8".into(), bytes: csv.into_bytes() }
}

fn push_line(csv: &mut String, cells: impl Iterator<Item = String>) {
    csv.push_str(&cells.collect::<Vec<_>>().join(","));
    csv.push_str("\r\n");
}

/// Writes one cell: quoted where it must be, and never as a formula (OWASP, «CSV injection»): what begins like one gets
/// an apostrophe, which spreadsheet programs take for «text».
fn cell_of(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r', ';', '\t']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
