//! What must stand beside figures that leave the page: period, comparison, filters, source, the day they were taken.

use crate::engine::day::Day;
use crate::view::number::Locale;
use crate::view::page::shell::PeriodBar;
use crate::view::text::{Direction, Lang};
use serde::{Deserialize, Serialize};

/// What surrounds exported figures, each as its name and its text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    pub lang: Lang,
    /// «About»: the name of a workbook's second sheet.
    pub name: String,
    /// What is selected: period, comparison, filters.
    pub selection: Vec<(String, String)>,
    /// Where it comes from: whose data, what must be known of it, address, day.
    pub origin: Vec<(String, String)>,
}

impl About {
    /// Returns all of it.
    pub fn entries(&self) -> impl Iterator<Item = &(String, String)> {
        self.selection.iter().chain(&self.origin)
    }

    /// Writes what is selected, a line each: «Period: 2 – 31 Oct 2026». It is said in the language of the page, and so runs.
    pub fn selection_lines(&self) -> Vec<String> {
        let open = match self.lang.direction() {
            Direction::Ltr => '\u{2066}',
            Direction::Rtl => '\u{2067}',
        };
        self.selection.iter().map(|entry| line(entry, open)).collect()
    }

    /// Writes where it comes from, a line each. Names and addresses run as they like.
    pub fn origin_lines(&self) -> Vec<String> {
        self.origin.iter().map(|entry| line(entry, '\u{2068}')).collect()
    }
}

/// The text is isolated, as one of the other direction would else turn the line.
fn line((name, text): &(String, String), open: char) -> String {
    format!("{name}: {open}{text}\u{2069}")
}

/// Writes the days that figures are compared with; what they are compared with where that is no days; `None`: nothing.
pub fn compared(locale: &dyn Locale, period: &PeriodBar) -> Option<String> {
    let day = |text: &Option<String>| text.as_deref().and_then(Day::from_iso);
    let days = day(&period.compared_from).zip(day(&period.compared_to));
    days.map(|(from, to)| locale.date_range(from, to)).or_else(|| period.compared.clone())
}

/// Drops from text whatever may be a secret in an address: name and password before the host, and all from `?` or `#` on.
/// An address is a word with `://` in it or `//` before it, or one with `?` after a path and something behind it: manifests
/// name files by relative addresses too.
pub fn without_secrets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        push_without_secrets(&mut out, word);
        let next = after.find(|c: char| !c.is_whitespace()).unwrap_or(after.len());
        let (space, tail) = after.split_at(next);
        out.push_str(space);
        rest = tail;
    }
    out
}

fn push_without_secrets(out: &mut String, word: &str) {
    let has_query = word.split_once('?').is_some_and(|(path, query)| {
        query.contains('=') || path.contains(['.', '/']) && query.contains(char::is_alphanumeric)
    });
    if after_scheme(word).is_none() && !has_query {
        return out.push_str(word);
    }
    push_place(out, word);
    // What closes around an address is not part of it.
    let cut = word.chars().skip_while(|c| !matches!(c, '?' | '#'));
    out.extend(cut.filter(|c| matches!(c, '\u{2069}' | '»' | '”')));
}

/// Drops from the address of a file whatever may be a secret.
pub fn place_of(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    push_place(&mut out, address);
    out
}

fn push_place(out: &mut String, address: &str) {
    let kept = address.split(['?', '#']).next().unwrap_or_default();
    match after_scheme(kept).and_then(|at| kept.split_at_checked(at)) {
        Some((scheme, rest)) => {
            let host_end = rest.find('/').unwrap_or(rest.len());
            let (host, path) = rest.split_at(host_end);
            let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
            out.extend([scheme, host, path]);
        }
        None => out.push_str(kept),
    }
}

/// Returns where the host begins; `None` where there is none.
fn after_scheme(address: &str) -> Option<usize> {
    let at = address.find("//")?;
    let (before, _) = address.split_at(at);
    (before.ends_with(':') || !before.contains(char::is_alphanumeric)).then_some(at + "//".len())
}

#[cfg(test)]
mod tests {
    use super::{About, place_of, without_secrets};
    use crate::view::text::Lang;

    #[test]
    fn what_is_selected_runs_as_the_page_does_and_where_it_comes_from_as_it_likes() {
        let entry = |name: &str, text: &str| vec![(name.to_owned(), text.to_owned())];
        // Parts that are isolated themselves would leave the line without a direction of its own.
        let about = About {
            lang: Lang::Ar,
            selection: entry("الفترة", "\u{2068}2–31 أكتوبر 2026\u{2069}، \u{2068}30 يومًا\u{2069}"),
            origin: entry("المصدر", "https://a.test/"),
            ..About::default()
        };
        assert!(about.selection_lines().concat().starts_with("الفترة: \u{2067}\u{2068}2–31"));
        assert_eq!(about.origin_lines(), ["المصدر: \u{2068}https://a.test/\u{2069}"]);
        let about = About { lang: Lang::En, selection: entry("Period", "1 – 3 Oct"), ..About::default() };
        assert_eq!(about.selection_lines(), ["Period: \u{2066}1 – 3 Oct\u{2069}"]);
    }

    #[test]
    fn an_address_keeps_its_place_and_loses_its_secrets() {
        for (text, kept) in [
            ("https://a.test/f.csv?token=abc", "https://a.test/f.csv"),
            ("Read https://ann:pw@a.test:8080/x/f.json#k=1 today", "Read https://a.test:8080/x/f.json today"),
            ("f.csv?sig=9&x=1  and\tb", "f.csv  and\tb"),
            ("\u{2068}https://a.test/?k=1\u{2069}, then", "\u{2068}https://a.test/\u{2069} then"),
            ("http://a.test/q?redirect=https://b.test/secret", "http://a.test/q"),
            ("f?to=https://b.test/secret", "f"),
            ("Really? Yes = no", "Really? Yes = no"),
            ("3 @ 4, a#b, عربي؟", "3 @ 4, a#b, عربي؟"),
            ("", ""),
            ("x/f.csv?SECRET and «f.csv?KEY»", "x/f.csv and «f.csv»"),
            ("//ann:pw@a.test/f.csv \u{2068}//ann:pw@a.test\u{2069}", "//a.test/f.csv \u{2068}//a.test\u{2069}"),
            ("Is it 3.5?» or 1//2 // 3", "Is it 3.5?» or 1//2 // 3"),
        ] {
            assert_eq!(without_secrets(text), kept, "{text}");
        }
    }

    #[test]
    fn of_the_address_of_a_file_only_its_place_is_kept() {
        for (address, kept) in [
            ("https://a.test/my file.csv?X-Amz-Signature=5f 9", "https://a.test/my file.csv"),
            ("https://ann:pw@a.test/f.csv", "https://a.test/f.csv"),
            ("//ann:pw@a.test/f.csv#part", "//a.test/f.csv"),
            ("f?KEY", "f"),
            ("data/2026//ann@b.csv", "data/2026//ann@b.csv"),
        ] {
            assert_eq!(place_of(address), kept);
        }
    }
}
