//! Whom one is compared with: those of the same kind, never oneself.
//!
//! Who was left out, and why, is counted: a percentile says what it rests on.

use super::peers::{MIN_RANKED, Peers};
use crate::engine::kpi::Good;

/// One that may be compared with, and its figure of one metric in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'a> {
    pub id: &'a str,
    pub sector: Option<&'a str>,
    /// A class of size, such as «10–49 employees».
    pub size: Option<&'a str>,
    pub region: Option<&'a str>,
    /// `None` where the figure is unknown.
    pub value: Option<f64>,
}

/// What peers must have in common with oneself; `None` asks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cohort<'a> {
    pub sector: Option<&'a str>,
    pub size: Option<&'a str>,
    pub region: Option<&'a str>,
}

/// The peers of a cohort, and who is not among them.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen<'a> {
    pub peers: Peers,
    /// What was asked of them in the end.
    pub cohort: Cohort<'a>,
    /// Candidates of another kind, or of a kind that is unknown.
    pub n_other: usize,
    /// Candidates of the kind whose figure is unknown.
    pub n_unknown: usize,
}

impl<'a> Cohort<'a> {
    pub(super) fn holds(&self, candidate: &Candidate<'_>) -> bool {
        let is_same = |asked: Option<&str>, has: Option<&str>| asked.is_none_or(|asked| has == Some(asked));
        is_same(self.sector, candidate.sector)
            && is_same(self.size, candidate.size)
            && is_same(self.region, candidate.region)
    }

    /// Returns the cohort's peers among the candidates, without the one called `own`.
    pub fn choose(&self, own: &str, candidates: &[Candidate<'_>], good: Good) -> Chosen<'a> {
        let others = || candidates.iter().filter(|candidate| candidate.id != own);
        let of_kind = || others().filter(|candidate| self.holds(candidate));
        let known: Vec<f64> =
            of_kind().filter_map(|candidate| candidate.value).filter(|value| value.is_finite()).collect();
        Chosen {
            n_other: others().count() - of_kind().count(),
            n_unknown: of_kind().count() - known.len(),
            peers: Peers::of(&known, good),
            cohort: *self,
        }
    }

    /// Returns the peers of the narrowest cohort that has enough of them for a percentile: first of this one, then
    /// without the region, then without the size too. The sector is never given up.
    ///
    /// The widest one where none has enough; [`Chosen::cohort`] says which it is.
    pub fn choose_widening(&self, own: &str, candidates: &[Candidate<'_>], good: Good) -> Chosen<'a> {
        let widest = Self { size: None, region: None, ..*self };
        let steps = [*self, Self { region: None, ..*self }, widest];
        let mut chosen = steps.iter().map(|cohort| cohort.choose(own, candidates, good));
        chosen.find(|chosen| chosen.peers.n() >= MIN_RANKED).unwrap_or_else(|| widest.choose(own, candidates, good))
    }
}
