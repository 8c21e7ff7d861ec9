//! How much of the page is shown, as the link says it: all of it, figures alone within another page, or on a wall.

use crate::view::route::Page;
use serde::{Deserialize, Serialize};

/// How a kiosk is kept up to date where the link says nothing: minutes between two refreshes at most.
pub const USUAL_MINUTES: u16 = 15;

/// How long a kiosk shows a page where the link says nothing, in seconds: time to read ten cards.
pub const USUAL_TURN_S: u16 = 45;

/// A page that is shown more briefly cannot be read.
const LEAST_TURN_S: u16 = 5;

/// What is longer is no rhythm of a wall: a day, and half of one.
const MOST_MINUTES: u16 = 24 * 60;
const MOST_TURN_S: u16 = 12 * 60 * 60;

/// How the page is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Display {
    /// Within another page: without head, foot and tools.
    pub is_embedded: bool,
    /// Whether an embedded page has its period, comparison and filters.
    pub has_controls: bool,
    /// On a wall: larger, without anything to press. It goes before embedding.
    pub is_kiosk: bool,
    /// Minutes between two refreshes of a kiosk; `None`: [`USUAL_MINUTES`].
    pub every_min: Option<u16>,
    /// The pages that a kiosk shows in turn; of fewer than two, that of the link stays.
    pub pages: Vec<Page>,
    /// How long it shows each, in seconds; `None`: [`USUAL_TURN_S`].
    pub turn_s: Option<u16>,
}

impl Display {
    /// Takes one pair of a link; returns whether it is one of these. What is not understood stands at its default.
    pub fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            "embed" => self.is_embedded = value == "1",
            "controls" => self.has_controls = value == "1",
            "kiosk" => self.is_kiosk = value == "1",
            "every" => self.every_min = number(value, 1, MOST_MINUTES),
            "turn" => self.turn_s = number(value, LEAST_TURN_S, MOST_TURN_S),
            "pages" => {
                self.pages.clear();
                for page in value.split(',').filter_map(Page::from_id) {
                    if !self.pages.contains(&page) {
                        self.pages.push(page);
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// Writes the pairs of a link; what stands at its default is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let Self { is_embedded, has_controls, is_kiosk, every_min, pages, turn_s } = self;
        let mut pairs = Vec::new();
        for (name, is_on) in [("embed", is_embedded), ("controls", has_controls), ("kiosk", is_kiosk)] {
            pairs.extend(is_on.then(|| (name, "1".to_owned())));
        }
        pairs.extend(every_min.map(|minutes| ("every", minutes.to_string())));
        if !pages.is_empty() {
            let pages: Vec<&str> = pages.iter().map(|page| page.id()).collect();
            pairs.push(("pages", pages.join(",")));
        }
        pairs.extend(turn_s.map(|seconds| ("turn", seconds.to_string())));
        pairs
    }

    /// Returns its value in `[data-display]`; `None`: the whole page.
    pub const fn id(&self) -> Option<&'static str> {
        match (self.is_kiosk, self.is_embedded) {
            (true, _) => Some("kiosk"),
            (false, true) => Some("embed"),
            (false, false) => None,
        }
    }

    /// Returns the page that a kiosk shows after another, and how long to wait for it, in milliseconds.
    ///
    /// Pages that change by themselves move: for whoever asks for less motion they stay.
    pub fn next(&self, shown: Page, has_motion: bool) -> Option<(Page, u64)> {
        if !self.is_kiosk || !has_motion || self.pages.len() < 2 {
            return None;
        }
        let at = self.pages.iter().position(|page| *page == shown).map_or(0, |at| at + 1);
        let next = self.pages.get(at).or(self.pages.first())?;
        Some((*next, u64::from(self.turn_s.unwrap_or(USUAL_TURN_S)) * 1_000))
    }

    /// Returns how long a kiosk waits at most before it asks for newer data, in milliseconds.
    pub fn refresh_ms(&self) -> Option<u64> {
        self.is_kiosk.then(|| u64::from(self.every_min.unwrap_or(USUAL_MINUTES)) * 60_000)
    }
}

fn number(text: &str, least: u16, most: u16) -> Option<u16> {
    text.parse().ok().filter(|number| (least..=most).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn display(link: &str) -> Display {
        let mut display = Display::default();
        for (name, value) in link.split('&').filter_map(|pair| pair.split_once('=')) {
            assert!(display.take(name, value), "{name}");
        }
        display
    }

    #[test]
    fn pages_are_shown_in_turn_and_the_first_comes_after_the_last() {
        let kiosk = display("kiosk=1&pages=summary,channels,nowhere,summary,benchmarks");
        assert_eq!(kiosk.pages, [Page::Summary, Page::Channels, Page::Benchmarks]);
        assert_eq!(kiosk.next(Page::Summary, true), Some((Page::Channels, 45_000)));
        assert_eq!(kiosk.next(Page::Benchmarks, true), Some((Page::Summary, 45_000)));
        assert_eq!(kiosk.next(Page::Data, true), Some((Page::Summary, 45_000)), "from elsewhere to the first");
        assert_eq!(kiosk.next(Page::Summary, false), None, "less motion is asked for");
        assert_eq!(display("pages=summary,channels").next(Page::Summary, true), None, "no kiosk");
        assert_eq!(display("kiosk=1&pages=channels").next(Page::Summary, true), None);
    }

    #[test]
    fn a_kiosk_asks_for_newer_data_and_a_page_does_not() {
        assert_eq!(display("kiosk=1").refresh_ms(), Some(900_000));
        assert_eq!(display("kiosk=1&every=2").refresh_ms(), Some(120_000));
        for every in ["0", "-1", "1441", "x", ""] {
            assert_eq!(display(&format!("kiosk=1&every={every}")).every_min, None, "{every}");
        }
        assert_eq!(display("every=2").refresh_ms(), None);
        assert_eq!(display("kiosk=1&turn=4").turn_s, None, "nobody can read so fast");
    }

    #[test]
    fn a_wall_goes_before_a_frame() {
        for (link, id) in
            [("", None), ("embed=1", Some("embed")), ("kiosk=1", Some("kiosk")), ("embed=1&kiosk=1", Some("kiosk"))]
        {
            assert_eq!(display(link).id(), id, "{link}");
        }
    }
}
