//! Having a feed anew: whether anything has changed, and what stays shown where the new cannot be had.
//!
//! A file that was shown and cannot be read now keeps all of the old figures: files of two moments make no totals. A
//! file that could not be read before either keeps nothing: the others are shown as new as they are.

use super::{Desk, Stage};
use crate::engine::day::Day;
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::work::fault::FetchFault;
use crate::work::message::{Act, Errand, Freshness, Tell};
use crate::work::order::CopyUse;

impl Desk {
    pub(super) fn has_figures(&self) -> bool {
        self.loaded.as_ref().is_some_and(|loaded| loaded.facts.n_rows() > 0)
    }

    /// Whether what is shown was made of a file.
    pub(super) fn is_read(&self, address: &str) -> bool {
        let tables = self.loaded.iter().flat_map(|loaded| &loaded.report.tables);
        tables.flat_map(|table| &table.files).any(|file| file.address == address && file.fetched_ms.is_some())
    }

    /// Keeps the figures that are shown, as the new ones cannot be had, and says so and why, first of all that is wrong.
    pub(super) fn keep_old(&mut self, reasons: Problems, retry_after_s: Option<u32>) -> Vec<Act> {
        self.stage = Stage::Idle;
        let Some(loaded) = &mut self.loaded else { return Vec::new() };
        let mut problems = reasons;
        problems.add(Problem::of_file(ProblemKind::StaleCopy, &loaded.report.manifest));
        let mut settled = self.settled.clone();
        settled.retain_kinds(|kind| !kind.is_of_network());
        problems.append(settled);
        loaded.report.problems = problems;
        self.freshness = Freshness { is_stale: true, is_checking: false, retry_after_s, ..self.freshness };
        vec![Act::Tell(Tell::Fresh(self.freshness)), Act::Tell(Tell::Loaded)]
    }

    pub(super) fn refresh(&mut self, today: Day) -> Vec<Act> {
        if self.loaded.is_none() || !matches!(self.stage, Stage::Idle) || self.is_local() {
            return Vec::new();
        }
        self.freshness.is_checking = true;
        let mut acts = vec![Act::Tell(Tell::Fresh(self.freshness))];
        // On another day other rows are of the future, and other days the last thirty.
        let is_same_day = self.visit.as_ref().is_some_and(|visit| visit.today == today);
        self.visit.iter_mut().for_each(|visit| visit.today = today);
        acts.extend(if is_same_day { self.check() } else { self.begin(self.renewed()) });
        acts
    }

    fn is_local(&self) -> bool {
        self.visit.as_ref().is_none_or(|visit| visit.own.is_some())
    }

    /// Asks the servers whether anything has changed. A file that says nothing to tell by may always have.
    pub(super) fn check(&mut self) -> Vec<Act> {
        let addresses = self.loaded.as_ref().map(|loaded| loaded.report.requests.clone()).unwrap_or_default();
        let validators: Option<Vec<_>> = addresses
            .into_iter()
            .map(|address| self.validators.get(&address).cloned().map(|validator| (address, validator)))
            .collect();
        let Some(validators) = validators else { return self.begin(self.renewed()) };
        let mut due = Vec::new();
        let mut acts = Vec::new();
        for (address, validator) in validators {
            let errand = self.errand(&address, CopyUse::None);
            due.push(errand.number);
            acts.push(Act::Check { errand, validator });
        }
        self.stage = Stage::Checking { due, has_changed: false, faults: Vec::new() };
        acts
    }

    /// Takes whether a file is still what it was, at which moment.
    pub fn checked(&mut self, errand: &Errand, is_same: Result<bool, FetchFault>, now_ms: u64) -> Vec<Act> {
        let Stage::Checking { due, has_changed, faults } = &mut self.stage else { return Vec::new() };
        if !due.contains(&errand.number) {
            return Vec::new();
        }
        due.retain(|number| *number != errand.number);
        match is_same {
            Ok(is_same) => *has_changed |= !is_same,
            Err(fault) => faults.push((errand.address.clone(), fault)),
        }
        if !due.is_empty() {
            return Vec::new();
        }
        let (has_changed, faults) = (*has_changed, std::mem::take(faults));
        self.stage = Stage::Idle;
        if has_changed {
            // What has changed may name other files: those that cannot be read now may be due no more.
            return self.begin(self.renewed());
        }
        if !faults.is_empty() {
            let mut problems = Problems::default();
            faults.iter().for_each(|(address, fault)| problems.add(fault.problem(&self.name_of(address))));
            let retry_after_s = faults.iter().filter_map(|(_, fault)| fault.retry_after_s()).max();
            return self.keep_old(problems, retry_after_s);
        }
        self.freshness = Freshness {
            fetched_ms: now_ms,
            is_stale: false,
            is_checking: false,
            retry_after_s: None,
            ..self.freshness
        };
        let mut acts = vec![Act::Tell(Tell::Fresh(self.freshness))];
        if let Some(loaded) = &mut self.loaded
            && loaded.report.problems != self.settled
        {
            loaded.report.problems.clone_from(&self.settled);
            acts.push(Act::Tell(Tell::Loaded));
        }
        acts
    }

    /// Returns what a file is called in problems: its path in the manifest, as where it is read.
    fn name_of(&self, address: &str) -> String {
        let tables = self.loaded.iter().flat_map(|loaded| &loaded.report.tables);
        let mut files = tables.flat_map(|table| &table.files);
        files.find(|file| file.address == address).map_or(address, |file| &file.path).to_owned()
    }
}
