//! Runs the desk: hands it what page, readers and servers say, and does what it wants done.

use super::cache::{store, stored};
use super::crew::Crew;
use super::fetch::{Cancel, Flow, Part, Request, fetch};
use super::reader::{headers_of, receipt, validator};
use super::scope::{address, n_processors, name, now_ms};
use super::{intl, port, zone};
use crate::engine::feed::package;
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::work::desk::{Desk, Surroundings};
use crate::work::message::{Act, Ask, Errand, Fetched, Tell};
use crate::work::order::{CopyUse, ReaderKind, Unread};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// A manifest that has more is none.
const MOST_MANIFEST: usize = 16 << 20;

struct Office {
    desk: RefCell<Desk>,
    crew: Rc<Crew>,
    /// What is being fetched here; cancelled when all stops.
    cancel: RefCell<Cancel>,
}

/// Listens for as long as the worker lives.
pub fn run() {
    let mut scripts = scripts();
    scripts.insert(ReaderKind::Text, address());
    let office = Rc::new_cyclic(|this: &std::rc::Weak<Office>| {
        let this = this.clone();
        let crew = Crew::new(scripts, n_processors(), move |said| {
            if let Some(office) = this.upgrade() {
                let acts = office.desk.borrow_mut().heard(said);
                office.go(acts);
            }
        });
        let around = Surroundings { locale: intl::locale, zone: zone::zone };
        Office { desk: RefCell::new(Desk::new(around)), crew, cancel: RefCell::default() }
    });
    port::listen(move |ask, files| {
        if matches!(ask, Ask::Open(_)) {
            // Reading begins as soon as the manifest is there.
            office.crew.warm();
        }
        office.crew.give(files);
        let acts = office.desk.borrow_mut().asked(ask);
        office.go(acts);
    });
    port::tell(&Tell::Ready);
}

/// Returns the scripts that read heavy formats: what the worker was named with, a line each.
pub fn scripts() -> BTreeMap<ReaderKind, String> {
    let kinds = [ReaderKind::Sheet, ReaderKind::Parquet];
    kinds.into_iter().zip(name().lines().map(str::to_owned)).filter(|(_, script)| !script.is_empty()).collect()
}

impl Office {
    fn go(self: &Rc<Self>, acts: Vec<Act>) {
        for act in acts {
            match act {
                Act::Tell(tell) => {
                    if tell == Tell::Loaded {
                        self.crew.dismiss();
                    }
                    port::tell(&tell);
                }
                Act::Read(order) => self.crew.read(*order),
                Act::Stop => {
                    self.crew.stop();
                    self.cancel.take().cancel();
                }
                Act::Fetch(errand) => self.fetch(errand),
                Act::Check { errand, validator } => self.check(errand, validator),
            }
        }
    }

    fn fetch(self: &Rc<Self>, errand: Errand) {
        let office = Rc::clone(self);
        let cancel = self.cancel.borrow().clone();
        spawn_local(async move {
            let fetched = fetched(&errand, cancel).await;
            let acts = office.desk.borrow_mut().fetched(errand.number, fetched);
            office.go(acts);
        });
    }

    fn check(self: &Rc<Self>, errand: Errand, last: String) {
        let office = Rc::clone(self);
        let cancel = self.cancel.borrow().clone();
        spawn_local(async move {
            let headers = headers_of(&errand.headers);
            let request = Request { headers: &headers, cancel, ..Request::new(&errand.address) };
            let mut is_same = false;
            let mut take = |part: Part<'_>| {
                if let Part::Start(answer) = part {
                    is_same = validator(answer).as_ref() == Some(&last);
                }
                Flow::Stop
            };
            let is_same = fetch(&request, &mut take).await.map(|_| is_same);
            let acts = office.desk.borrow_mut().checked(&errand, is_same, now_ms());
            office.go(acts);
        });
    }
}

/// Fetches a manifest, or finds its copy.
async fn fetched(errand: &Errand, cancel: Cancel) -> Fetched {
    let headers = headers_of(&errand.headers);
    let request = Request { headers: &headers, cancel: cancel.clone(), ..Request::new(&errand.address) };
    if errand.copy == CopyUse::Only {
        let copy = stored(&errand.address).await.ok_or(Unread::NoCopy)?;
        let (kept_at_ms, mut bytes) = (copy.kept_at_ms, Vec::new());
        let mut take = |part: Part<'_>| {
            if let Part::Bytes(more) = part {
                bytes.extend_from_slice(more);
            }
            Flow::More
        };
        let answer = copy.read(&cancel, &mut take).await.ok_or(Unread::NoCopy)?;
        return Ok((bytes, receipt(&answer, kept_at_ms)));
    }
    let fetched_ms = now_ms();
    let mut bytes = Vec::new();
    let mut take = |part: Part<'_>| {
        match part {
            Part::Start(_) => bytes.clear(),
            Part::Bytes(more) => bytes.extend_from_slice(more),
        }
        if bytes.len() > MOST_MANIFEST { Flow::Stop } else { Flow::More }
    };
    let answer = fetch(&request, &mut take).await.map_err(Unread::Fetch)?;
    if bytes.len() > MOST_MANIFEST {
        let problem = Problem::of_file(ProblemKind::ManifestMalformed, &errand.address).quoting("> 16 MB");
        return Err(Unread::File(problem));
    }
    // A log-in page in its place must not take that of a good copy.
    if errand.copy == CopyUse::Renew && package::read(&bytes, &errand.address).0.is_some() {
        store(&request, &bytes, &answer, fetched_ms).await;
    }
    Ok((bytes, receipt(&answer, fetched_ms)))
}
