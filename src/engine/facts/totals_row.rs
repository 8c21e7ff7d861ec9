//! Tells a row of totals, which exports put among or below their data.

use crate::engine::feed::Cell;

/// What such a row says, in small letters.
const WORDS: [&str; 16] = [
    "total",
    "totals",
    "grand total",
    "grand totals",
    "subtotal",
    "sub total",
    "sum",
    "gesamt",
    "summe",
    "المجموع",
    "المجموع الكلي",
    "الإجمالي",
    "الاجمالي",
    "إجمالي",
    "اجمالي",
    "الإجمالي الكلي",
];

/// Past this many bytes a text is none of them.
const MAX_BYTES: usize = 40;

/// Whether the first value of a row is a word for a total. Asked of rows without a date only: a channel may be
/// called «Total».
pub(super) fn is_totals_row(cells: &[Cell<'_>]) -> bool {
    let first = cells.iter().find_map(|cell| match cell {
        Cell::Text(text) if !text.trim().is_empty() => Some(text.trim()),
        Cell::Number(_) | Cell::Bool(_) | Cell::Quantity(_) | Cell::Day(_) => Some(""),
        Cell::Text(_) | Cell::Null => None,
    });
    first.filter(|text| text.len() <= MAX_BYTES).is_some_and(|text| {
        // `Total: Campaigns`.
        let word = text.split([':', '：']).next().unwrap_or_default().trim().to_lowercase();
        WORDS.contains(&word.as_str())
    })
}
