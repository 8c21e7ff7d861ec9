//! What the name of a column says of its meaning.

use super::dictionary::{NAMES, SIGNS, WORDS, code};
use crate::engine::facts::vocabulary::{Dimension, Measure};

/// What a column may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A canonical field that every table has: `date`, a dimension, a measure.
    Field(&'static str),
    /// One of `person`, `order`, `kind`, `amount`: what they become depends on the table.
    Role(Role),
    /// Not to be read, and why.
    Leave(Leave),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Person,
    Order,
    Kind,
    Amount,
}

/// Why a name says that its column is to be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    Rate,
    Unique,
    Cumulative,
    Personal,
    Foreign,
}

/// How sure a name is: the smaller, the surer.
pub(super) const SURE: u8 = 1;
pub(super) const LIKELY: u8 = 2;
pub(super) const WEAK: u8 = 3;
/// Not by the name but by the values.
pub(super) const BY_VALUES: u8 = 4;

/// Returns what a name means and how sure that is; `None`: it says nothing.
pub(super) fn meaning(name: &str) -> Option<(Meaning, u8)> {
    let (bare, bracketed) = split_brackets(name);
    let bare = folded(&bare);
    let whole = folded(name);
    let spoken = without_codes(&bare);
    let known = [&whole, &bare, &spoken].into_iter().find_map(|phrase| of_phrase(phrase));
    let is_a_name = matches!(known, Some((Meaning::Field(id), _)) if id == "date" || Dimension::from_id(id).is_some());
    let is_divided = name.contains('/') && !is_a_name;
    if is_divided || name.contains(['%', '٪']) || folded(&bracketed).split(' ').any(|word| word == "percent") {
        return Some((Meaning::Leave(Leave::Rate), SURE));
    }
    known.or_else(|| of_words(&spoken))
}

/// Looks a whole phrase up.
fn of_phrase(phrase: &str) -> Option<(Meaning, u8)> {
    if phrase.is_empty() {
        return None;
    }
    let (rank, id) = NAMES.find(phrase)?.split_once(' ')?;
    Some((meaning_from_id(id)?, rank.parse().ok()?))
}

/// Finds a word that decides whatever stands around it.
fn of_words(phrase: &str) -> Option<(Meaning, u8)> {
    let has = |word: &str| phrase.split(' ').any(|other| other == word);
    let (id, _) = WORDS.entries().find(|(_, word)| has(word))?;
    Some((meaning_from_id(id)?, LIKELY))
}

fn meaning_from_id(id: &'static str) -> Option<Meaning> {
    Some(match id {
        "person" => Meaning::Role(Role::Person),
        "order" => Meaning::Role(Role::Order),
        "kind" => Meaning::Role(Role::Kind),
        "amount" => Meaning::Role(Role::Amount),
        "!rate" => Meaning::Leave(Leave::Rate),
        "!unique" => Meaning::Leave(Leave::Unique),
        "!cumulative" => Meaning::Leave(Leave::Cumulative),
        "!personal" => Meaning::Leave(Leave::Personal),
        "!foreign" => Meaning::Leave(Leave::Foreign),
        "date" => Meaning::Field(id),
        _ if Measure::from_id(id).is_some() || Dimension::from_id(id).is_some() => Meaning::Field(id),
        _ => return None,
    })
}

/// Returns the currency that a name says: `Amount spent (SAR)`, `cost_usd`, `Revenue €`.
pub(super) fn currency(name: &str) -> Option<&'static str> {
    let of_sign = SIGNS.iter().find(|(sign, _)| name.contains(sign)).map(|(_, code)| *code);
    of_sign.or_else(|| folded(name).split(' ').rev().find_map(code))
}

/// Returns the code of a currency that a value names, by sign or by code.
pub(super) fn currency_of_value(text: &str) -> Option<&'static str> {
    let sign: String =
        text.chars().filter(|char| !char.is_numeric() && !matches!(char, '.' | ',' | '-' | '+' | ' ')).collect();
    let sign = sign.trim();
    if sign.is_empty() {
        return None;
    }
    let of_sign = SIGNS.iter().find(|(other, _)| sign.contains(other)).map(|(_, code)| *code);
    of_sign.or_else(|| code(sign))
}

/// Whether the name of an amount says that tax and shipping are not in it.
pub(super) fn is_net(name: &str) -> bool {
    const WORDS: [&str; 4] = ["subtotal", "net", "صافي", "الفرعي"];
    let name = folded(name);
    name.split(' ').any(|word| WORDS.contains(&word)) || name.contains("sub total")
}

/// Takes what stands in round or square brackets apart.
fn split_brackets(name: &str) -> (String, String) {
    let (mut outside, mut inside) = (String::new(), String::new());
    let mut depth = 0_u32;
    for char in name.chars() {
        match char {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth > 0 => inside.push(char),
            _ => outside.push(char),
        }
    }
    (outside, inside)
}

/// Drops codes of currencies and units, which change nothing of the meaning.
fn without_codes(phrase: &str) -> String {
    let is_code = |word: &str| code(word).is_some() || matches!(word, "number" | "no" | "count");
    let words: Vec<&str> = phrase.split(' ').filter(|word| !is_code(word)).collect();
    words.join(" ")
}

/// Makes names that differ in case, punctuation or the way of writing Arabic letters alike: small letters, words
/// apart by one space, no diacritics; `leadSource`, `Lead Source` and `lead_source` are one.
pub(super) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut before = ' ';
    let mut chars = name.chars().peekable();
    while let Some(char) = chars.next() {
        // Diacritics and the stroke that lengthens.
        if matches!(char, '\u{64b}'..='\u{652}' | '\u{670}' | '\u{640}' | '\u{200e}' | '\u{200f}' | '\u{feff}') {
            continue;
        }
        if !char.is_alphanumeric() {
            if !out.ends_with(' ') && !out.is_empty() && !matches!(char, '\'' | '’') {
                out.push(' ');
            }
            before = ' ';
            continue;
        }
        let next_is_small = chars.peek().is_some_and(|next| next.is_lowercase());
        let begins = char.is_uppercase() && (before.is_lowercase() || before.is_uppercase() && next_is_small);
        if begins && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
        out.extend(letter(char).to_lowercase());
        before = char;
    }
    out.truncate(out.trim_end().len());
    out
}

const fn letter(char: char) -> char {
    match char {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        _ => char,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::dictionary::{COST_KINDS, EVENT_KINDS};
    use super::*;
    use crate::engine::facts::vocabulary::{CostKind, EventKind};

    #[test]
    fn names_are_folded() {
        for (name, expected) in [
            ("Amount spent (SAR)", "amount spent sar"),
            ("leadSource", "lead source"),
            ("CampaignID", "campaign id"),
            ("marketoGUID", "marketo guid"),
            ("  Impr. ", "impr"),
            ("التَّكلفة", "التكلفه"),
            ("القنــاة", "القناه"),
            ("إجمالي المبيعات", "اجمالي المبيعات"),
            ("Cost / conv.", "cost conv"),
            ("", ""),
            ("___", ""),
        ] {
            assert_eq!(folded(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_name_means_what_its_trade_means_by_it() {
        let field = Meaning::Field;
        for (name, expected) in [
            ("Spend", Some(field("cost"))),
            ("Amount spent (SAR)", Some(field("cost"))),
            ("cost_usd", Some(field("cost"))),
            ("Impr.", Some(field("impressions"))),
            ("Cost / conv.", Some(Meaning::Leave(Leave::Rate))),
            ("Conv. value / cost", Some(Meaning::Leave(Leave::Rate))),
            ("CTR (link click-through rate)", Some(Meaning::Leave(Leave::Rate))),
            ("Conversion rate", Some(Meaning::Leave(Leave::Rate))),
            ("Engagement rate", Some(Meaning::Leave(Leave::Rate))),
            ("Average engagement time per session", Some(Meaning::Leave(Leave::Rate))),
            ("Total users", Some(Meaning::Leave(Leave::Unique))),
            ("Reach", Some(Meaning::Leave(Leave::Unique))),
            ("Open %", Some(Meaning::Leave(Leave::Rate))),
            ("Annual Revenue", Some(Meaning::Leave(Leave::Foreign))),
            ("Session source / medium", Some(field("channel"))),
            ("Session primary channel group (Default Channel Group)", Some(field("channel"))),
            ("التكلفة", Some(field("cost"))),
            ("القناة", Some(field("channel"))),
            ("عدد الطلبات", Some(field("orders"))),
            ("معدل التحويل", Some(Meaning::Leave(Leave::Rate))),
            ("Customer ID", Some(Meaning::Role(Role::Person))),
            ("Order Number", Some(Meaning::Role(Role::Order))),
            ("رقم الطلب", Some(Meaning::Role(Role::Order))),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(meaning(name).map(|(meaning, _)| meaning), expected, "{name:?}");
        }
    }

    #[test]
    fn every_phrase_is_written_as_names_are_folded_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (head, phrase) in NAMES.entries() {
            let (rank, id) = head.split_once(' ').unwrap();
            assert!(meaning_from_id(id).is_some() && (SURE..=WEAK).contains(&rank.parse().unwrap()), "{head:?}");
            assert_eq!(folded(phrase), phrase);
            assert!(seen.insert(phrase), "{phrase:?} stands twice");
        }
        for (head, word) in WORDS.entries() {
            assert!(meaning_from_id(head).is_some() && folded(word) == word, "{word:?}");
        }
        for (kinds, is_kind) in [
            (EVENT_KINDS, (|id| EventKind::from_id(id).is_some()) as fn(&str) -> bool),
            (COST_KINDS, |id| CostKind::from_id(id).is_some()),
        ] {
            assert!(kinds.entries().all(|(id, text)| is_kind(id) && folded(text) == text));
        }
    }

    #[test]
    fn a_name_may_say_a_currency() {
        for (name, code) in [
            ("Amount spent (SAR)", Some("SAR")),
            ("cost_usd", Some("USD")),
            ("Revenue €", Some("EUR")),
            ("الإيرادات (ر.س)", Some("SAR")),
            ("Cost", None),
        ] {
            assert_eq!(currency(name), code, "{name:?}");
        }
        assert_eq!(currency_of_value("SAR 1,200.50"), Some("SAR"));
        assert_eq!(currency_of_value("$0 "), Some("USD"));
        assert_eq!(currency_of_value("12%"), None);
    }
}
