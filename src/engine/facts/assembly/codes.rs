//! Codes of a batch become codes of the feed.

use crate::engine::facts::column::Column;
use crate::engine::facts::dictionary::{Dictionary, TextList};

/// Gives each text of a batch its code in the feed; `of` stands before it where texts of others must not be the same.
pub(super) fn codes_of(texts: &TextList, dictionary: &mut Dictionary, of: &str) -> Vec<u32> {
    let code = |text: &str| match (text.is_empty(), of.is_empty()) {
        (true, _) => Dictionary::NOT_GIVEN,
        (false, true) => dictionary.insert(text),
        (false, false) => dictionary.insert(&format!("{of}\u{1}{text}")),
    };
    texts.iter().map(code).collect()
}

/// Replaces the codes of a batch by those of the feed.
pub(super) fn recode(column: &mut Column, codes: &[u32]) {
    if codes.iter().zip(0..).all(|(code, index)| *code == index) {
        return;
    }
    let of = |code: i64| usize::try_from(code).ok().and_then(|code| codes.get(code)).copied().unwrap_or_default();
    column.replace(|code| i64::from(of(code)));
}
