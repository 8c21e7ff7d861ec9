//! A feed on its way: which files are due, what has come of each, and what they make together.
//!
//! Readers work side by side; what they give is joined in the order of the files and of their segments, so that the
//! result does not depend on who was faster. A file that cannot be read to its end is forgotten whole.

use super::message::{Progress, Visit};
use super::order::{CopyUse, LOCAL, Order, Parcel, Receipt, Said, Unread};
use super::origins::headers_for;
use super::place::resolve;
use crate::engine::facts::Facts;
use crate::engine::facts::assembly::Assembly;
use crate::engine::feed::manner::{Inferred, Manner, Trait};
use crate::engine::feed::package::{Format, Package, Resource};
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::feed::report::{FileReport, Report, TableReport};

use crate::engine::zone::Zone;
use std::collections::BTreeMap;

/// How many bytes have to come before it is foretold how much memory the rest will take.
const SAMPLE: u64 = 8 << 20;

/// A feed whose manifest has been read.
#[derive(Debug)]
pub(super) struct Opening {
    package: Package,
    report: Report,
    assembly: Assembly,
    files: Vec<File>,
    /// The file whose segments are joined now; those before it are done.
    current: usize,
    room: u64,
    n_rows: u64,
}

/// One address and what has come from it.
#[derive(Debug)]
struct File {
    order: u32,
    address: String,
    path: String,
    /// The resources that are made of it, and which of their paths it is.
    targets: Vec<(usize, usize)>,
    attempt: u32,
    n_bytes: u64,
    n_bytes_due: Option<u64>,
    manner: Option<Manner>,
    waiting: BTreeMap<u32, Parcel>,
    /// How many bytes of memory those take.
    n_bytes_waiting: u64,
    next_segment: u32,
    end: Option<Result<(u32, Receipt), Unread>>,
}

/// What a feed has become.
pub(super) struct Done {
    pub(super) package: Package,
    pub(super) facts: Facts,
    pub(super) report: Report,
    /// What tells each file's content from a later one, by address; files without are not here.
    pub(super) validators: BTreeMap<String, String>,
    /// The addresses of the files that could not be read to their end, and why.
    pub(super) unread: Vec<String>,
    pub(super) reasons: Problems,
    /// Whether a copy that was asked for is not there.
    pub(super) lacks_copies: bool,
    /// When the oldest file was fetched, in milliseconds since 1970.
    pub(super) fetched_ms: Option<u64>,
    pub(super) retry_after_s: Option<u32>,
}

impl Opening {
    /// Makes the orders for all files of a package. `number` gives each a number of its own.
    pub(super) fn new(
        visit: &Visit,
        package: Package,
        mut report: Report,
        copy: CopyUse,
        zone: Option<&Zone>,
        mut number: impl FnMut() -> u32,
    ) -> (Self, Vec<Order>) {
        let mut files: Vec<File> = Vec::new();
        let mut orders: Vec<Order> = Vec::new();
        for (at, resource) in package.resources.iter().enumerate() {
            for (nth, path) in resource.paths.iter().enumerate() {
                let address = resolve(&visit.manifest, path);
                if address == visit.manifest {
                    report.problems.add(Problem::of_file(ProblemKind::ManifestLoop, path));
                    continue;
                }
                let same = orders.iter().position(|order| order.address == address && is_read_alike(order, resource));
                if let Some((file, order)) = same.and_then(|same| Some((files.get_mut(same)?, orders.get_mut(same)?))) {
                    file.targets.push((at, nth));
                    order.resources.push(resource.clone());
                    continue;
                }
                let order = number();
                if !address.starts_with(LOCAL) && !report.requests.contains(&address) {
                    report.requests.push(address.clone());
                }
                orders.push(Order {
                    number: order,
                    address: address.clone(),
                    headers: headers_for(visit, &address),
                    copy: if address.starts_with(LOCAL) { CopyUse::None } else { copy },
                    path: path.clone(),
                    resources: vec![resource.clone()],
                    today: visit.today,
                    zone: zone.cloned(),
                    room: visit.room,
                });
                files.push(File {
                    order,
                    address,
                    path: path.clone(),
                    targets: vec![(at, nth)],
                    attempt: 0,
                    n_bytes: 0,
                    n_bytes_due: None,
                    manner: None,
                    waiting: BTreeMap::new(),
                    n_bytes_waiting: 0,
                    next_segment: 0,
                    end: None,
                });
            }
        }
        let assembly = Assembly::new(&package.resources, visit.today).in_currency(package.currency.as_deref());
        let opening = Self { package, report, assembly, files, current: 0, room: visit.room, n_rows: 0 };
        (opening, orders)
    }

    pub(super) fn has_order(&self, order: u32) -> bool {
        self.files.iter().any(|file| file.order == order)
    }

    pub(super) fn is_done(&self) -> bool {
        self.current >= self.files.len()
    }

    pub(super) fn progress(&self) -> Progress {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Progress {
            files_done: count(self.files.iter().filter(|file| file.end.is_some()).count()),
            files: count(self.files.len()),
            n_bytes: self.files.iter().map(|file| file.n_bytes).sum(),
            n_bytes_due: self.files.iter().map(|file| file.n_bytes_due).sum(),
            n_rows: self.n_rows,
        }
    }

    /// Takes what a reader says. Returns whether all reading is to be stopped, as memory would not do.
    pub(super) fn hear(&mut self, said: Said) -> bool {
        match said {
            Said::Progress { order, n_bytes, total } => self.of(order, |file| {
                file.n_bytes = n_bytes;
                file.n_bytes_due = total.filter(|total| *total >= n_bytes);
            }),
            Said::Manner { order, manner } => self.take_manner(order, *manner),
            Said::Noted { order, problem } => {
                if self.has_order(order) {
                    self.report.problems.add(*problem);
                }
            }
            Said::Parcel(parcel) => self.take(*parcel),
            Said::Ended { order, n_segments, receipt } => self.of(order, |file| {
                file.n_bytes = receipt.n_bytes;
                file.n_bytes_due = Some(receipt.n_bytes);
                file.end = Some(Ok((n_segments, receipt)));
            }),
            Said::Failed { order, why } => self.fail(order, why),
            Said::Restarted { order, attempt } => self.restart(order, attempt),
            // Whoever runs the readers sees to it.
            Said::Needs { .. } => {}
        }
        self.join();
        self.is_past_room()
    }

    fn of(&mut self, order: u32, change: impl FnOnce(&mut File)) {
        if let Some(file) = self.files.iter_mut().find(|file| file.order == order && file.end.is_none()) {
            change(file);
        }
    }

    /// Notes how a file is written, and says what of it is not as declared, or can be read in two ways.
    fn take_manner(&mut self, order: u32, manner: Manner) {
        let Some(file) = self.files.iter_mut().find(|file| file.order == order && file.end.is_none()) else { return };
        let resource = file.targets.first().and_then(|(resource, _)| self.package.resources.get(*resource));
        let declared = resource.and_then(|resource| resource.format);
        // Of workbooks their own reader says it. A file that begins anew says nothing new.
        let is_new = file.manner.is_none();
        if is_new && manner.format != Format::Sheet && declared.is_some_and(|declared| declared != manner.format) {
            let problem = Problem::of_file(ProblemKind::FormatDiffers, &file.path);
            self.report.problems.add(problem.quoting(&manner.format.id().to_uppercase()));
        }
        for Inferred { column, example, reading, .. } in
            manner.inferred.iter().filter(|inferred| is_new && inferred.what == Trait::NumberUnclear)
        {
            let problem = Problem::of_file(ProblemKind::NumberUnclear, &file.path).in_column(column);
            self.report.problems.add(problem.quoting(&format!("{example} = {reading}")));
        }
        file.manner = Some(manner);
    }

    fn take(&mut self, parcel: Parcel) {
        self.n_rows += parcel.batches.first().map_or(0, |batch| batch.counts().n_read);
        let due = |file: &&mut File| file.order == parcel.order && file.attempt == parcel.attempt;
        if let Some(file) = self.files.iter_mut().find(due) {
            file.n_bytes_waiting += n_bytes_of(&parcel);
            file.waiting.insert(parcel.segment, parcel);
        }
    }

    fn fail(&mut self, order: u32, why: Unread) {
        let Some(file) = self.files.iter_mut().find(|file| file.order == order && file.is_due()) else { return };
        let problem = why.problem(&file.path);
        file.end = Some(Err(why));
        problem.into_iter().for_each(|problem| self.report.problems.add(problem));
    }

    fn restart(&mut self, order: u32, attempt: u32) {
        let Some(file) = self.files.iter_mut().find(|file| file.order == order) else { return };
        file.attempt = attempt;
        file.forget_waiting();
        file.next_segment = 0;
        for (resource, path) in file.targets.clone() {
            self.assembly.drop_file(resource, path);
        }
    }

    /// Joins what can be joined now.
    fn join(&mut self) {
        while let Some(file) = self.files.get_mut(self.current) {
            if let Some(Err(_)) = file.end {
                file.forget_waiting();
                for (resource, path) in &file.targets {
                    self.assembly.drop_file(*resource, *path);
                }
                self.current += 1;
                continue;
            }
            while let Some(parcel) = file.waiting.remove(&file.next_segment) {
                file.next_segment += 1;
                file.n_bytes_waiting = file.n_bytes_waiting.saturating_sub(n_bytes_of(&parcel));
                for ((resource, path), batch) in file.targets.iter().zip(parcel.batches) {
                    self.assembly.add(*resource, *path, batch, parcel.n_passed);
                }
            }
            match &file.end {
                Some(Ok((n_segments, _))) if *n_segments <= file.next_segment => self.current += 1,
                _ => return,
            }
        }
    }

    /// Whether the rows take more memory than there is, or will, going by what has come so far.
    fn is_past_room(&mut self) -> bool {
        let waiting: u64 = self.files.iter().map(|file| file.n_bytes_waiting).sum();
        let taken = self.assembly.n_bytes() as u64 + waiting;
        let Progress { n_bytes, n_bytes_due, .. } = self.progress();
        let foretold = match n_bytes_due {
            Some(due) if n_bytes >= SAMPLE => {
                u64::try_from(u128::from(taken) * u128::from(due) / u128::from(n_bytes)).unwrap_or(u64::MAX)
            }
            _ => taken,
        };
        if foretold <= self.room {
            return false;
        }
        for at in self.current..self.files.len() {
            let Some(file) = self.files.get(at) else { break };
            if file.is_due() {
                let problem = Problem::of_file(ProblemKind::TooLarge, &file.path).quoting(&foretold.to_string());
                let order = file.order;
                self.fail(order, Unread::File(problem));
            }
        }
        self.join();
        true
    }

    /// Ends all files that are still on their way, because the person has stopped loading.
    pub(super) fn cancel(&mut self) {
        for at in 0..self.files.len() {
            let Some(file) = self.files.get(at).filter(|file| file.is_due()) else { continue };
            let (order, problem) = (file.order, Problem::of_file(ProblemKind::Cancelled, &file.path));
            self.fail(order, Unread::File(problem));
        }
        self.join();
    }

    pub(super) fn finish(self) -> Done {
        let Self { package, mut report, assembly, files, .. } = self;
        let (facts, of_resources) = assembly.finish();
        let mut n_lost = vec![0_u64; package.resources.len()];
        let mut tables: Vec<TableReport> = Vec::new();
        for (resource, of_resource) in package.resources.iter().zip(of_resources) {
            let blank = |path: &String| FileReport { path: path.clone(), ..FileReport::default() };
            tables.push(TableReport {
                files: resource.paths.iter().map(blank).collect(),
                counts: of_resource.counts,
                covers: of_resource.covers,
                after_today: of_resource.after_today,
                n_problems: of_resource.problems.count(),
                is_day_first: of_resource.is_day_first,
            });
            report.problems.append(of_resource.problems);
        }
        let mut done = Done {
            package,
            facts,
            report: Report::default(),
            validators: BTreeMap::new(),
            unread: Vec::new(),
            reasons: Problems::default(),
            lacks_copies: false,
            fetched_ms: None,
            retry_after_s: None,
        };
        for file in files {
            let receipt = match &file.end {
                Some(Ok((_, receipt))) => Some(receipt.clone()),
                Some(Err(why)) => {
                    done.unread.push(file.address.clone());
                    why.problem(&file.path).into_iter().for_each(|problem| done.reasons.add(problem));
                    done.lacks_copies |= matches!(why, Unread::NoCopy);
                    if let Unread::Fetch(fault) = why {
                        done.retry_after_s = done.retry_after_s.max(fault.retry_after_s());
                    }
                    None
                }
                None => None,
            };
            if let Some(receipt) = &receipt {
                done.fetched_ms = Some(done.fetched_ms.map_or(receipt.fetched_ms, |ms| ms.min(receipt.fetched_ms)));
                let validator = receipt.validator.clone();
                done.validators.extend(validator.map(|validator| (file.address.clone(), validator)));
            }
            for (resource, path) in &file.targets {
                if let Some(lost) = n_lost.get_mut(*resource).filter(|_| receipt.is_none()) {
                    *lost += 1;
                }
                let Some(report) = tables.get_mut(*resource).and_then(|table| table.files.get_mut(*path)) else {
                    continue;
                };
                report.address.clone_from(&file.address);
                report.n_bytes = receipt.as_ref().map_or(0, |receipt| receipt.n_bytes);
                report.manner.clone_from(&file.manner);
                report.fetched_ms = receipt.as_ref().map(|receipt| receipt.fetched_ms);
                report.redirected_to = receipt.as_ref().and_then(|receipt| receipt.redirected_to.clone());
            }
        }
        for (table, lost) in tables.iter_mut().zip(n_lost) {
            table.n_problems += lost;
        }
        report.tables = tables;
        done.report = report;
        done
    }
}

impl File {
    /// Whether anything of it has still to come: its end, or segments that others read.
    fn is_due(&self) -> bool {
        match &self.end {
            None => true,
            Some(Ok((n_segments, _))) => {
                let n_waiting = u32::try_from(self.waiting.len()).unwrap_or(u32::MAX);
                self.next_segment.saturating_add(n_waiting) < *n_segments
            }
            Some(Err(_)) => false,
        }
    }

    fn forget_waiting(&mut self) {
        self.waiting.clear();
        self.n_bytes_waiting = 0;
    }
}

fn n_bytes_of(parcel: &Parcel) -> u64 {
    parcel.batches.iter().map(|batch| batch.n_bytes() as u64).sum()
}

/// Whether a resource's rows can be read together with an order's: how the file is written is said alike.
fn is_read_alike(order: &Order, resource: &Resource) -> bool {
    order.resources.first().is_some_and(|first| {
        (first.format, first.encoding, &first.dialect) == (resource.format, resource.encoding, &resource.dialect)
    })
}
