//! Files made for the reader.

use super::message::SavedFile;
use crate::engine::feed::problem::Problems;
use crate::engine::kpi::Kpi;
use crate::view::export::about::{place_of, without_secrets};
use crate::view::export::plain::{PlainCell, PlainTable};
use crate::view::page::channels::{Row, Table};
use crate::view::page::problems::{advice, kind_name, what};
use crate::view::page::rows::PlainRows;
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
            &place_of(&problem.file),
            &row,
            problem.column.as_deref().unwrap_or_default(),
            &without_secrets(problem.value.as_deref().unwrap_or_default()),
            &kind_name(text, problem.kind),
            &without_secrets(&what(text, problem)),
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
    plain(&PlainRows::new(scene, kpi).table, &format!("miyar-rows-{}", kpi.id()))
}

/// Writes a table as CSV. `name` is the file's, without its ending.
pub fn plain(table: &PlainTable, name: &str) -> SavedFile {
    let mut csv = String::from(BYTE_ORDER_MARK);
    push_line(&mut csv, table.heads.iter().map(|head| cell_of(head)));
    for row in &table.rows {
        push_line(&mut csv, row.iter().cloned().map(written));
    }
    saved(format!("{name}.csv"), csv)
}

/// Writes the table of metrics as CSV: unrounded numbers, where there is none an empty cell; beside each metric that is
/// compared, what it was then. `name` is the file's, without its ending.
pub fn table(table: &Table, name: &str) -> SavedFile {
    plain(&plain_table(table), name)
}

/// Writes the same for pasting into a spreadsheet: cells that tabs divide.
pub fn table_to_paste(table: &Table) -> String {
    let cell = |cell: PlainCell| match cell {
        PlainCell::Text(text) => {
            let text = unarmed(&text.replace(['\t', '\n', '\r'], " "));
            // A quote that begins a cell would take in the cells after it.
            if text.starts_with('"') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
        }
        other => other.into_text(),
    };
    let line = |line: Vec<PlainCell>| line.into_iter().map(cell).collect::<Vec<_>>().join("\t") + "\n";
    let PlainTable { heads, rows } = plain_table(table);
    let heads = heads.into_iter().map(PlainCell::Text).collect();
    std::iter::once(heads).chain(rows).map(line).collect()
}

/// Takes the total and the rows; beside each metric that is compared, what it was then.
pub(super) fn plain_table(table: &Table) -> PlainTable {
    let rows = || std::iter::once(&table.total).chain(&table.rows);
    let was =
        |at: usize, row: &Row| row.cells.get(at).and_then(|cell| cell.change.as_ref().map(|change| change.was.value()));
    let is_compared: Vec<bool> = (0..table.columns.len()).map(|at| rows().any(|row| was(at, row).is_some())).collect();
    let mut heads = vec![table.heading.clone()];
    for (column, is_compared) in table.columns.iter().zip(&is_compared) {
        heads.push(column.name.clone());
        heads.extend(is_compared.then(|| column.name_then.clone()));
    }
    let line = |row: &Row| {
        let mut line = vec![PlainCell::Text(row.label.clone())];
        for (((at, cell), is_compared), column) in row.cells.iter().enumerate().zip(&is_compared).zip(&table.columns) {
            line.push(PlainCell::of_unit(column.unit, cell.figure.value()));
            line.extend(is_compared.then(|| PlainCell::of_unit(column.unit, was(at, row).unwrap_or_default())));
        }
        line
    };
    PlainTable { heads, rows: rows().map(line).collect() }
}

fn saved(name: String, csv: String) -> SavedFile {
    SavedFile { name, media_type: "text/csv;charset=utf-8".into(), bytes: csv.into_bytes() }
}

fn push_line(csv: &mut String, cells: impl Iterator<Item = String>) {
    csv.push_str(&cells.collect::<Vec<_>>().join(","));
    csv.push_str("\r\n");
}

fn written(cell: PlainCell) -> String {
    match cell {
        PlainCell::Text(text) => cell_of(&text),
        // A sign before digits is no formula.
        other => other.into_text(),
    }
}

/// Returns text that is no formula (OWASP, «CSV injection»): what begins like one gets an apostrophe, which spreadsheet
/// programs take for «text».
fn unarmed(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

/// Writes one cell: quoted where it must be, and never as a formula.
fn cell_of(text: &str) -> String {
    let text = unarmed(text);
    if text.contains([',', '"', '\n', '\r', ';', '\t']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
