//! When the page has the feed asked for again by itself.
//!
//! The manifest says how often; failures in a row make it rarer, and a server that asks to be left alone is. While
//! nobody looks nothing is asked, and what fell due in the meantime is asked as soon as somebody does.

use super::message::Freshness;
use super::retry::next_refresh_ms;

/// How often, and when next. Moments are in milliseconds since 1970; `random` is a number in 0..1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rhythm {
    /// `None`: the manifest asks for nothing, or servers are being asked now.
    due_ms: Option<u64>,
    n_failures: u32,
}

impl Rhythm {
    /// Takes what is told of how old the figures are: each time, but while servers are being asked, a try has ended.
    pub fn hear(&mut self, freshness: &Freshness, now_ms: u64, random: f64) {
        let Freshness { fetched_ms: _, is_stale, is_checking, refresh_s, retry_after_s } = *freshness;
        if is_checking {
            self.due_ms = None;
            return;
        }
        self.n_failures = if is_stale { self.n_failures.saturating_add(1) } else { 0 };
        self.due_ms = refresh_s
            .map(|refresh_s| now_ms.saturating_add(next_refresh_ms(refresh_s, self.n_failures, retry_after_s, random)));
    }

    /// Returns how long to wait from now; `None`: nothing is due however long one waits.
    pub const fn wait_ms(&self, now_ms: u64, is_hidden: bool) -> Option<u64> {
        match self.due_ms {
            Some(due_ms) if !is_hidden => Some(due_ms.saturating_sub(now_ms)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_000_000;
    /// At this point of the dice nothing is added and nothing taken: 0.8 + 0.4 × 0.5 = 1.
    const EVEN: f64 = 0.5;

    fn fresh() -> Freshness {
        Freshness { fetched_ms: NOW, refresh_s: Some(60), ..Freshness::default() }
    }

    #[test]
    fn a_feed_is_asked_for_as_often_as_its_manifest_says() {
        let mut rhythm = Rhythm::default();
        assert_eq!(rhythm.wait_ms(NOW, false), None, "nothing is loaded");
        rhythm.hear(&fresh(), NOW, EVEN);
        assert_eq!(rhythm.wait_ms(NOW, false), Some(60_000));
        assert_eq!(rhythm.wait_ms(NOW + 45_000, false), Some(15_000));
        rhythm.hear(&Freshness { refresh_s: None, ..fresh() }, NOW, EVEN);
        assert_eq!(rhythm.wait_ms(NOW, false), None, "the manifest says nothing");
    }

    #[test]
    fn nothing_is_asked_while_nobody_looks_and_what_is_late_is_asked_at_once() {
        let mut rhythm = Rhythm::default();
        rhythm.hear(&fresh(), NOW, EVEN);
        assert_eq!(rhythm.wait_ms(NOW + 300_000, true), None);
        assert_eq!(rhythm.wait_ms(NOW + 300_000, false), Some(0));
    }

    #[test]
    fn failures_in_a_row_make_it_rarer_and_success_ends_that() {
        let mut rhythm = Rhythm::default();
        for wait_ms in [120_000, 240_000, 480_000] {
            rhythm.hear(&Freshness { is_stale: true, ..fresh() }, NOW, EVEN);
            assert_eq!(rhythm.wait_ms(NOW, false), Some(wait_ms));
        }
        rhythm.hear(&fresh(), NOW, EVEN);
        assert_eq!(rhythm.wait_ms(NOW, false), Some(60_000));
    }

    #[test]
    fn a_server_is_left_alone_as_long_as_it_asks() {
        let mut rhythm = Rhythm::default();
        rhythm.hear(&Freshness { is_stale: true, retry_after_s: Some(600), ..fresh() }, NOW, EVEN);
        assert_eq!(rhythm.wait_ms(NOW, false), Some(600_000));
    }

    #[test]
    fn nothing_is_due_while_servers_are_being_asked() {
        let mut rhythm = Rhythm::default();
        rhythm.hear(&fresh(), NOW, EVEN);
        rhythm.hear(&Freshness { is_checking: true, ..fresh() }, NOW, EVEN);
        assert_eq!(rhythm.wait_ms(NOW + 300_000, false), None);
    }
}
