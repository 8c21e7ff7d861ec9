//! All that the worker does, as a pure state machine: told a message, the end of an errand or what a reader
//! says, it tells what is to be done next.
//!
//! A feed is opened in rounds. Where copies of an earlier visit are kept, they are read first and shown at once; then the
//! servers are asked whether anything has changed, and only then is all of it fetched anew. The old figures stay until
//! the new ones are there, and stay for good where a server cannot be read ([`renewal`]).

mod references;
mod renewal;

use super::export::Content;
use super::message::{Act, Ask, Errand, Failure, Fetched, Freshness, Reader, Tell, Visit, to_bytes};
use super::opening::{Done, Opening};
use super::order::{CopyUse, Said, Unread};
use super::origins::{headers_for, hosts_to_allow};
use super::save;
use crate::engine::cube::cache::Cache;
use crate::engine::feed::package::{self, Package};
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::feed::report::Report;
use crate::engine::kpi::Kpi;
use crate::engine::zone::Zone;
use crate::view::number::Locale;
use crate::view::page::PageModel;
use crate::view::page::problems::sentences;
use crate::view::page::rows::{PlainRows, RowsSheet};
use crate::view::page::values::ValueList;
use crate::view::query::Query;
use crate::view::scene::{Loaded, Scene};
use crate::view::text::Text;
use crate::work::fault::FetchFault;
use references::Published;
use std::collections::BTreeMap;

/// What only a browser knows; plain answers in tests.
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// Makes the locale of a reader.
    pub locale: fn(Reader) -> Box<dyn Locale>,
    /// Makes the time zone of an IANA name; `None`: it is not known.
    pub zone: fn(&str) -> Option<Zone>,
}

/// The worker's state.
pub struct Desk {
    around: Surroundings,
    voice: Option<Voice>,
    visit: Option<Visit>,
    stage: Stage,
    loaded: Option<Loaded>,
    freshness: Freshness,
    /// What is wrong with what is shown, whatever has become of its servers since.
    settled: Problems,
    /// What tells each file's content from a later one, by address.
    validators: BTreeMap<String, String>,
    /// That of a manifest whose files are still on their way.
    manifest_validator: Option<String>,
    published: Published,
    last_number: u32,
}

/// The words and numbers of the reader who asked last.
struct Voice {
    reader: Reader,
    text: Text,
    locale: Box<dyn Locale>,
}

/// What is under way.
enum Stage {
    Idle,
    Manifest {
        errand: u32,
        copy: CopyUse,
    },
    Files(Box<Opening>, CopyUse),
    /// Asking whether anything has changed.
    Checking {
        due: Vec<u32>,
        has_changed: bool,
        faults: Vec<(String, FetchFault)>,
    },
}

impl Desk {
    pub const fn new(around: Surroundings) -> Self {
        Self {
            around,
            voice: None,
            visit: None,
            stage: Stage::Idle,
            loaded: None,
            freshness: Freshness {
                fetched_ms: 0,
                is_stale: false,
                is_checking: false,
                refresh_s: None,
                retry_after_s: None,
            },
            settled: Problems::new(),
            validators: BTreeMap::new(),
            manifest_validator: None,
            published: Published::NotAsked,
            last_number: 0,
        }
    }

    /// Answers the page.
    pub fn asked(&mut self, ask: Ask) -> Vec<Act> {
        match ask {
            Ask::Open(visit) => self.open(*visit),
            Ask::Show { ticket, query, reader } => self.show(ticket, &query, reader),
            Ask::Refresh { today } => self.refresh(today),
            Ask::Cancel => self.cancel(),
            Ask::SaveProblems { reader } => self.save_problems(reader),
            Ask::Rows { ticket, query, metric, reader } => {
                let sheet = self.of_metric(&query, &metric, reader, RowsSheet::new);
                sheet.map(|model| Act::Tell(Tell::Rows { ticket, model: Box::new(model) })).into_iter().collect()
            }
            Ask::Values { ticket, query, dimension, wanted, reader } => {
                let list = self.of_scene(&query, reader, |scene| ValueList::new(scene, &dimension, &wanted));
                list.map(|model| Act::Tell(Tell::Values { ticket, model: Box::new(model) })).into_iter().collect()
            }
            Ask::HandOver { number, query, rows_of, reader } => {
                let content = match rows_of {
                    Some(metric) => self.of_metric(&query, &metric, reader, PlainRows::new).map(Content::Rows),
                    None => self.of_scene(&query, reader, |scene| Content::Page(Box::new(PageModel::new(scene)))),
                };
                let bytes = content.and_then(|content| to_bytes(&content).ok());
                bytes.map(|content| Act::Tell(Tell::Handed { number, content })).into_iter().collect()
            }
            Ask::SaveRows { query, metric, reader } => {
                let file = self.of_metric(&query, &metric, reader, save::rows);
                file.map(|file| Act::Tell(Tell::Save(Box::new(file)))).into_iter().collect()
            }
        }
    }

    fn open(&mut self, visit: Visit) -> Vec<Act> {
        self.loaded = None;
        self.validators.clear();
        self.freshness = Freshness::default();
        // A feed of private headers leaves no copy, and one that the person has just typed headers for is to be asked.
        let copy = if visit.keeps_copies && visit.headers.is_empty() { CopyUse::Only } else { CopyUse::None };
        self.visit = Some(visit);
        if matches!(self.published, Published::Due(_)) {
            self.published = Published::NotAsked;
        }
        let mut acts = vec![Act::Stop];
        acts.extend(self.begin(copy));
        acts
    }

    fn begin(&mut self, copy: CopyUse) -> Vec<Act> {
        let Some(visit) = self.visit.clone() else { return Vec::new() };
        if let Some(own) = &visit.own {
            let receipt = super::order::Receipt::default();
            return self.read_manifest(Ok((own.clone().into_bytes(), receipt)), CopyUse::None);
        }
        let errand = self.errand(&visit.manifest, copy);
        self.stage = Stage::Manifest { errand: errand.number, copy };
        vec![Act::Fetch(errand)]
    }

    fn number(&mut self) -> u32 {
        self.last_number += 1;
        self.last_number
    }

    fn errand(&mut self, address: &str, copy: CopyUse) -> Errand {
        let headers = self.visit.as_ref().map(|visit| headers_for(visit, address)).unwrap_or_default();
        Errand { number: self.number(), address: address.into(), headers, copy }
    }

    /// How files are fetched from their servers.
    fn renewed(&self) -> CopyUse {
        let keeps = self.visit.as_ref().is_some_and(|visit| visit.keeps_copies && visit.headers.is_empty());
        if keeps { CopyUse::Renew } else { CopyUse::None }
    }

    /// Takes what an errand brought. Errands of a feed that was given up are passed over.
    pub fn fetched(&mut self, number: u32, fetched: Fetched) -> Vec<Act> {
        if self.is_of_references(number) {
            return self.take_references(fetched);
        }
        match self.stage {
            Stage::Manifest { errand, copy } if errand == number => {
                if matches!(fetched, Err(Unread::NoCopy)) && copy == CopyUse::Only {
                    return self.begin(self.renewed());
                }
                self.read_manifest(fetched, copy)
            }
            _ => Vec::new(),
        }
    }

    fn read_manifest(&mut self, fetched: Fetched, copy: CopyUse) -> Vec<Act> {
        let Some(visit) = self.visit.clone() else { return Vec::new() };
        let address = visit.manifest.clone();
        let mut report = Report { manifest: address.clone(), ..Report::default() };
        if visit.own.is_none() {
            report.requests.push(address.clone());
        }
        let mut retry_after_s = None;
        self.manifest_validator = None;
        let (package, problems) = match fetched {
            Ok((bytes, receipt)) => {
                self.manifest_validator = receipt.validator;
                package::read(&bytes, &address)
            }
            Err(why) => {
                if let Unread::Fetch(fault) = &why {
                    retry_after_s = fault.retry_after_s();
                }
                let mut problems = Problems::default();
                why.problem(&address).into_iter().for_each(|problem| problems.add(problem));
                (None, problems)
            }
        };
        if package.is_none() && self.has_figures() {
            return self.keep_old(problems, retry_after_s);
        }
        report.problems.append(problems);
        let package = package.unwrap_or_default();
        let hosts = hosts_to_allow(&visit, &package);
        if !hosts.is_empty() {
            self.stage = Stage::Idle;
            return vec![Act::Tell(Tell::AsksFor { hosts })];
        }
        self.read_files(&visit, package, report, copy)
    }

    fn read_files(&mut self, visit: &Visit, package: Package, report: Report, copy: CopyUse) -> Vec<Act> {
        let zone = package.time_zone.as_deref().and_then(self.around.zone);
        let mut report = report;
        if let (Some(name), None) = (&package.time_zone, &zone) {
            let problem = Problem::of_file(ProblemKind::ManifestInvalid, &visit.manifest);
            report.problems.add(problem.in_column("/miyar/time_zone").quoting(name));
        }
        let (opening, orders) = Opening::new(visit, package, report, copy, zone.as_ref(), || self.number());
        if opening.is_done() {
            return self.load(opening.finish(), copy);
        }
        let mut acts = vec![Act::Tell(Tell::Loading(opening.progress()))];
        acts.extend(orders.into_iter().map(|order| Act::Read(Box::new(order))));
        self.stage = Stage::Files(Box::new(opening), copy);
        acts
    }

    /// Takes what a reader says. What belongs to a feed that was given up is passed over.
    pub fn heard(&mut self, said: Said) -> Vec<Act> {
        let Stage::Files(opening, copy) = &mut self.stage else { return Vec::new() };
        let copy = *copy;
        let order = match &said {
            Said::Progress { order, .. }
            | Said::Manner { order, .. }
            | Said::Noted { order, .. }
            | Said::Ended { order, .. }
            | Said::Failed { order, .. }
            | Said::Restarted { order, .. }
            | Said::Needs { order, .. } => *order,
            Said::Parcel(parcel) => parcel.order,
        };
        if !opening.has_order(order) {
            return Vec::new();
        }
        // Parcels come by the hundred a second; how far it has come readers say as often as anybody can see.
        let is_to_be_shown = !matches!(said, Said::Parcel(_));
        let must_stop = opening.hear(said);
        let mut acts = if must_stop { vec![Act::Stop] } else { Vec::new() };
        if !opening.is_done() {
            acts.extend(is_to_be_shown.then(|| Act::Tell(Tell::Loading(opening.progress()))));
            return acts;
        }
        if let Stage::Files(opening, _) = std::mem::replace(&mut self.stage, Stage::Idle) {
            acts.extend(self.load(opening.finish(), copy));
        }
        acts
    }

    fn load(&mut self, done: Done, copy: CopyUse) -> Vec<Act> {
        self.stage = Stage::Idle;
        // Some copies are gone: the feed is not shown by halves.
        if done.lacks_copies && copy == CopyUse::Only {
            return self.begin(self.renewed());
        }
        if self.has_figures() && done.unread.iter().any(|address| self.is_read(address)) {
            return self.keep_old(done.reasons, done.retry_after_s);
        }
        let Some(visit) = &self.visit else { return Vec::new() };
        let of_manifest = self.manifest_validator.take().map(|validator| (visit.manifest.clone(), validator));
        self.validators = done.validators;
        self.validators.extend(of_manifest);
        self.settled.clone_from(&done.report.problems);
        self.freshness = Freshness {
            fetched_ms: done.fetched_ms.unwrap_or_default(),
            is_stale: false,
            is_checking: copy == CopyUse::Only,
            refresh_s: done.package.refresh_s,
            retry_after_s: done.retry_after_s,
        };
        let Done { package, facts, report, .. } = done;
        let (today, cache) = (visit.today, Cache::default());
        self.loaded = Some(Loaded { package, facts, report, today, references: None, cache });
        self.show_references();
        let mut acts = vec![Act::Tell(Tell::Fresh(self.freshness)), Act::Tell(Tell::Loaded)];
        if copy == CopyUse::Only {
            acts.extend(self.check());
        }
        acts
    }

    fn cancel(&mut self) -> Vec<Act> {
        let mut acts = vec![Act::Stop];
        match std::mem::replace(&mut self.stage, Stage::Idle) {
            Stage::Idle => return Vec::new(),
            // What is shown stays as it is.
            _ if self.loaded.is_some() => {
                self.freshness.is_checking = false;
                acts.push(Act::Tell(Tell::Fresh(self.freshness)));
            }
            Stage::Files(mut opening, _) => {
                opening.cancel();
                // What has been stopped is not begun anew, though copies lack.
                acts.extend(self.load(opening.finish(), CopyUse::None));
            }
            Stage::Manifest { .. } | Stage::Checking { .. } => {
                let manifest = self.visit.as_ref().map(|visit| visit.manifest.clone()).unwrap_or_default();
                let mut problems = Problems::default();
                problems.add(Problem::of_file(ProblemKind::Cancelled, &manifest));
                let report = Report { manifest, problems, ..Report::default() };
                if let Some(visit) = self.visit.clone() {
                    acts.extend(self.read_files(&visit, Package::default(), report, CopyUse::None));
                }
            }
        }
        acts
    }

    fn voice(&mut self, reader: Reader) {
        if self.voice.as_ref().is_none_or(|voice| voice.reader != reader) {
            let (text, locale) = (Text::of_desk(reader.lang), (self.around.locale)(reader));
            self.voice = Some(Voice { reader, text, locale });
        }
    }

    fn show(&mut self, ticket: u32, query: &Query, reader: Reader) -> Vec<Act> {
        self.voice(reader);
        let (Some(loaded), Some(Voice { text, locale, .. })) = (&self.loaded, &self.voice) else { return Vec::new() };
        if loaded.facts.n_rows() == 0 {
            let headline = text.get("failed-headline");
            let reasons = sentences(text, locale.as_ref(), &loaded.report.problems);
            return vec![Act::Tell(Tell::Failed { ticket, failure: Failure { headline, reasons } })];
        }
        let scene = Scene::new(loaded, query, text, locale.as_ref());
        let model = Box::new(PageModel::new(&scene));
        let tell = Act::Tell(Tell::Page { ticket, model });
        std::iter::once(tell).chain(self.fetch_references(query.page)).collect()
    }

    /// Makes what is asked of a metric; `None` where there is no such metric, or no figures.
    fn of_metric<T>(&mut self, query: &Query, metric: &str, reader: Reader, of: fn(&Scene<'_>, Kpi) -> T) -> Option<T> {
        self.of_scene(query, reader, |scene| scene.kpi(metric).map(|kpi| of(scene, kpi)))?
    }

    /// Makes what is asked of the figures; `None` where there are none.
    fn of_scene<T>(&mut self, query: &Query, reader: Reader, of: impl Fn(&Scene<'_>) -> T) -> Option<T> {
        self.voice(reader);
        let (loaded, voice) = self.loaded.as_ref().zip(self.voice.as_ref())?;
        Some(of(&Scene::new(loaded, query, &voice.text, voice.locale.as_ref())))
    }

    fn save_problems(&mut self, reader: Reader) -> Vec<Act> {
        self.voice(reader);
        let (Some(loaded), Some(Voice { text, .. })) = (&self.loaded, &self.voice) else { return Vec::new() };
        let file = save::problems(text, &loaded.report.problems);
        vec![Act::Tell(Tell::Save(Box::new(file)))]
    }
}
