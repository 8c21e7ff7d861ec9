//! The headers of private feeds that a person has typed, each for one origin.
//!
//! They live in memory; what is to outlast a reload goes through [`Keys::to_text`] into the storage of this tab alone.

use super::message::Visit;
use super::order::Header;
use super::place::origin_of;

/// One header of one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub origin: String,
    pub header: Header,
    /// Whether it is kept until the tab is closed; else until the page is left.
    pub is_kept: bool,
}

/// All of them. An origin has each header once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys(Vec<Key>);

/// Why a header cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// No token (RFC 9110, 5.6.2).
    Name,
    /// Empty, or with characters that no header may have (RFC 9110, 5.5).
    Value,
}

impl Keys {
    pub fn all(&self) -> &[Key] {
        &self.0
    }

    /// Adds a header, in place of the one of that name and origin.
    ///
    /// # Errors
    /// Name or value cannot stand in a header.
    pub fn add(&mut self, origin: &str, name: &str, value: &str, is_kept: bool) -> Result<(), Unfit> {
        let (name, value) = (name.trim(), value.trim());
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        if name.is_empty() || !name.bytes().all(is_token) {
            return Err(Unfit::Name);
        }
        // A browser's headers hold characters up to U+00FF; what is beyond would make each request fail.
        if value.is_empty() || value.chars().any(|c| c.is_control() || u32::from(c) > 0xff) {
            return Err(Unfit::Value);
        }
        self.remove(origin, name);
        let header = Header { name: name.into(), value: value.into() };
        self.0.push(Key { origin: origin.into(), header, is_kept });
        Ok(())
    }

    pub fn remove(&mut self, origin: &str, name: &str) {
        self.0.retain(|key| key.origin != origin || !key.header.name.eq_ignore_ascii_case(name));
    }

    /// Gives a visit the headers of the origins that it may ask: the manifest's, the page's and those allowed.
    pub fn of_visit(&self, visit: &Visit) -> Vec<(String, Header)> {
        let of_manifest = origin_of(&visit.manifest);
        let is_met = |origin: &str| {
            Some(origin) == of_manifest
                || origin == visit.page_origin
                || of_manifest == Some(visit.page_origin.as_str())
                || visit.allowed.iter().any(|allowed| allowed == origin)
        };
        let met = self.0.iter().filter(|key| is_met(&key.origin));
        met.map(|key| (key.origin.clone(), key.header.clone())).collect()
    }

    /// Writes those that are kept: three lines each. No part of a header has a line end.
    pub fn to_text(&self) -> String {
        let kept = self.0.iter().filter(|key| key.is_kept);
        kept.map(|Key { origin, header, .. }| format!("{origin}\n{}\n{}\n", header.name, header.value)).collect()
    }

    /// Reads what [`Keys::to_text`] writes; what is no header is passed over.
    pub fn from_text(text: &str) -> Self {
        let mut keys = Self::default();
        let mut lines = text.lines();
        while let (Some(origin), Some(name), Some(value)) = (lines.next(), lines.next(), lines.next()) {
            let _ = keys.add(origin, name, value, true);
        }
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::day::Day;

    const A: &str = "https://a.test";
    const B: &str = "https://b.test";

    fn keys() -> Keys {
        let mut keys = Keys::default();
        keys.add(A, " Authorization ", "Bearer one", true).unwrap();
        keys.add(A, "X-Team", "7", false).unwrap();
        keys.add(B, "Authorization", "Bearer two", true).unwrap();
        keys
    }

    #[test]
    fn a_header_goes_only_to_origins_that_the_visit_may_ask() {
        let sent = |manifest: &str, allowed: &[&str]| {
            let mut visit = Visit::to(manifest, Day::MIN);
            visit.page_origin = "https://page.test".into();
            visit.allowed = allowed.iter().map(|origin| (*origin).to_owned()).collect();
            let sent = keys().of_visit(&visit);
            sent.into_iter().map(|(origin, header)| format!("{origin} {}", header.value)).collect::<Vec<_>>()
        };
        let of_a = ["https://a.test Bearer one", "https://a.test 7"];
        assert_eq!(sent("https://a.test/f/datapackage.json", &[]), of_a);
        assert_eq!(sent("https://c.test/datapackage.json", &[B]), ["https://b.test Bearer two"]);
        assert_eq!(sent("https://a.test.evil/datapackage.json", &[]), [""; 0]);
        assert_eq!(sent("http://a.test/datapackage.json", &[]), [""; 0], "without TLS it is another origin");
        assert_eq!(
            sent("https://page.test/datapackage.json", &[]).len(),
            3,
            "what the page's own feed names is chosen"
        );
    }

    #[test]
    fn a_name_stands_once_an_origin_whatever_its_capitals() {
        let mut keys = keys();
        keys.add(A, "authorization", "Bearer new", false).unwrap();
        let values: Vec<_> = keys.all().iter().map(|key| key.header.value.as_str()).collect();
        assert_eq!(values, ["7", "Bearer two", "Bearer new"]);
        keys.remove(A, "X-TEAM");
        assert_eq!(keys.all().len(), 2);
    }

    #[test]
    fn what_no_header_may_hold_is_refused() {
        let mut keys = Keys::default();
        for (name, value, why) in [
            ("", "x", Unfit::Name),
            ("Author ization", "x", Unfit::Name),
            ("Autorisé", "x", Unfit::Name),
            ("A:", "x", Unfit::Name),
            ("A", " ", Unfit::Value),
            ("A", "one\r\nB: two", Unfit::Value),
            ("A", "سر", Unfit::Value),
        ] {
            assert_eq!(keys.add(A, name, value, true), Err(why), "{name:?}: {value:?}");
        }
        assert!(keys.all().is_empty());
    }

    #[test]
    fn those_to_be_kept_are_read_back_and_no_others() {
        let text = keys().to_text();
        assert!(!text.contains("X-Team"));
        let back = Keys::from_text(&text);
        assert_eq!(back.to_text(), text);
        assert_eq!(back.all().len(), 2);
        assert!(Keys::from_text("https://a.test\nA B\nx\nrest").all().is_empty());
    }

    #[test]
    fn a_value_is_written_into_no_log() {
        assert!(!format!("{:?}", keys()).contains("Bearer"));
    }
}
