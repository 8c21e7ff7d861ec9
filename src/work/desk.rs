//! All that the worker does, as a pure state machine: told a message or the end of an errand, it
//! says what is to be done next.
//!
//! A feed is opened in two rounds: the manifest, then every file that it names (each address once,
//! though several resources may read it). When the last errand has ended, well or badly, the tables
//! are made. What could not be fetched is a problem; the rest works.

use crate::engine::day::Day;
use crate::engine::facts::assembly::Assembly;
use crate::engine::facts::reading::{Reading, Terms};
use crate::engine::feed;
use crate::engine::feed::package::{self, Package};
use crate::engine::feed::problem::{Problem, ProblemKind, Problems};
use crate::engine::feed::report::{FileReport, Report};
use crate::view::number::Locale;
use crate::view::page::PageModel;
use crate::view::page::problems::sentences;
use crate::view::query::Query;
use crate::view::scene::{Loaded, Scene};
use crate::view::text::Text;
use crate::work::message::{Act, Ask, Errand, Failure, FetchFault, Fetched, Reader, Tell};

/// Makes the locale of a reader: the browser's, or a plain one in tests.
pub type MakeLocale = fn(Reader) -> Box<dyn Locale>;

/// The worker's state.
pub struct Desk {
    make_locale: MakeLocale,
    voice: Option<Voice>,
    opening: Option<Opening>,
    loaded: Option<Loaded>,
    next_errand: u32,
}

/// The words and numbers of the reader who asked last.
struct Voice {
    reader: Reader,
    text: Text,
    locale: Box<dyn Locale>,
}

/// A feed on its way.
struct Opening {
    today: Day,
    /// Errands under this number belong to a feed that was given up.
    first_errand: u32,
    report: Report,
    package: Option<Package>,
    files: Vec<File>,
}

/// One address and what came from it.
struct File {
    errand: u32,
    address: String,
    /// The path as the manifest writes it, for problems.
    path: String,
    fetched: Option<Fetched>,
}

impl Desk {
    pub const fn new(make_locale: MakeLocale) -> Self {
        Self { make_locale, voice: None, opening: None, loaded: None, next_errand: 0 }
    }

    /// Answers the page.
    pub fn asked(&mut self, ask: Ask) -> Vec<Act> {
        match ask {
            Ask::Open { manifest, today } => self.open(manifest, today),
            Ask::Show { ticket, query, reader } => self.show(ticket, &query, reader),
        }
    }

    fn open(&mut self, manifest: String, today: Day) -> Vec<Act> {
        self.loaded = None;
        let errand = self.errand(&manifest);
        let report = Report { manifest: manifest.clone(), requests: vec![manifest], ..Report::default() };
        let first_errand = errand.number;
        self.opening = Some(Opening { today, first_errand, report, package: None, files: Vec::new() });
        vec![Act::Fetch(errand)]
    }

    fn errand(&mut self, address: &str) -> Errand {
        self.next_errand += 1;
        Errand { number: self.next_errand, address: address.into() }
    }

    /// Takes what an errand brought. Errands of a feed that was given up are passed over.
    pub fn fetched(&mut self, number: u32, fetched: Fetched) -> Vec<Act> {
        let Some(mut opening) = self.opening.take() else { return Vec::new() };
        if number < opening.first_errand {
            self.opening = Some(opening);
            return Vec::new();
        }
        if opening.package.is_none() {
            return self.read_manifest(opening, fetched);
        }
        if let Some(file) = opening.files.iter_mut().find(|file| file.errand == number) {
            file.fetched = Some(fetched);
        }
        if opening.files.iter().all(|file| file.fetched.is_some()) {
            return self.load(opening);
        }
        let progress = opening.progress();
        self.opening = Some(opening);
        vec![progress]
    }

    fn read_manifest(&mut self, mut opening: Opening, fetched: Fetched) -> Vec<Act> {
        let address = opening.report.manifest.clone();
        let (package, problems) = match fetched {
            Ok(bytes) => package::read(&bytes, &address),
            Err(fault) => {
                let mut problems = Problems::default();
                problems.add(problem_of(fault, &address));
                (None, problems)
            }
        };
        opening.report.problems.append(problems);
        let package = package.unwrap_or_default();
        let mut acts = Vec::new();
        for path in package.resources.iter().flat_map(|resource| &resource.paths) {
            let address = resolve(&opening.report.manifest, path);
            if opening.files.iter().all(|file| file.address != address) {
                let errand = self.errand(&address);
                opening.report.requests.push(address.clone());
                opening.files.push(File { errand: errand.number, address, path: path.to_owned(), fetched: None });
                acts.push(Act::Fetch(errand));
            }
        }
        opening.package = Some(package);
        if opening.files.is_empty() {
            return self.load(opening);
        }
        acts.insert(0, opening.progress());
        self.opening = Some(opening);
        acts
    }

    fn load(&mut self, opening: Opening) -> Vec<Act> {
        let Opening { today, mut report, package, files, .. } = opening;
        let package = package.unwrap_or_default();
        for file in &files {
            if let Some(Err(fault)) = &file.fetched {
                report.problems.add(problem_of(*fault, &file.path));
            }
        }
        let mut assembly = Assembly::new(&package.resources, today);
        for (at, resource) in package.resources.iter().enumerate() {
            let mut file_report = FileReport { resource: at, ..FileReport::default() };
            for (nth, path) in resource.paths.iter().enumerate() {
                let address = resolve(&report.manifest, path);
                let file = files.iter().find(|file| file.address == address);
                if let Some(Ok(bytes)) = file.and_then(|file| file.fetched.as_ref()) {
                    file_report.n_bytes += bytes.len() as u64;
                    file_report.is_read = true;
                    let mut reading = Reading::new(Terms { resource, file: path, today });
                    feed::read(bytes, path, resource, &mut reading);
                    assembly.add(at, nth, reading.finish(), 0);
                } else {
                    file_report.n_problems += 1;
                }
                file_report.addresses.push(address);
            }
            report.files.push(file_report);
        }
        let (facts, reports) = assembly.finish();
        for (file, of_resource) in report.files.iter_mut().zip(reports) {
            file.n_rows = of_resource.counts.n_read;
            file.covers = of_resource.covers;
            file.n_problems += of_resource.problems.count();
            report.problems.append(of_resource.problems);
        }
        self.loaded = Some(Loaded { package, facts, report, today });
        vec![Act::Tell(Tell::Loaded)]
    }

    fn show(&mut self, ticket: u32, query: &Query, reader: Reader) -> Vec<Act> {
        let Some(loaded) = &self.loaded else { return Vec::new() };
        if self.voice.as_ref().is_none_or(|voice| voice.reader != reader) {
            let (text, locale) = (Text::of_desk(reader.lang), (self.make_locale)(reader));
            self.voice = Some(Voice { reader, text, locale });
        }
        let Some(Voice { text, locale, .. }) = &self.voice else { return Vec::new() };
        if loaded.facts.n_rows() == 0 {
            let headline = text.get("failed-headline");
            let reasons = sentences(text, locale.as_ref(), &loaded.report.problems);
            return vec![Act::Tell(Tell::Failed { ticket, failure: Failure { headline, reasons } })];
        }
        let scene = Scene::new(loaded, query, text, locale.as_ref());
        vec![Act::Tell(Tell::Page { ticket, model: Box::new(PageModel::new(&scene)) })]
    }
}

impl Opening {
    fn progress(&self) -> Act {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let files_done = count(self.files.iter().filter(|file| file.fetched.is_some()).count());
        Act::Tell(Tell::Loading { files_done, files: count(self.files.len()) })
    }
}

fn problem_of(fault: FetchFault, file: &str) -> Problem {
    match fault {
        FetchFault::Unreachable => Problem::of_file(ProblemKind::Unreachable, file),
        FetchFault::Status(status) => Problem::of_file(ProblemKind::HttpStatus, file).quoting(&status.to_string()),
    }
}

/// Finds the address of a path that the manifest names: as it is where it is whole, else in the
/// manifest's folder. The manifest's reader has refused paths that leave that folder.
fn resolve(manifest: &str, path: &str) -> String {
    if path.starts_with("http://") || path.starts_with("https://") {
        return path.into();
    }
    let without_query = manifest.split(['?', '#']).next().unwrap_or_default();
    let folder = without_query.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{path}")
}
