//! The readers of a desk: workers that are started when there is something to read and sent away when there is not.
//!
//! A file goes to the reader of its format that has least to do. Segments that a reader gives away go to others of the
//! same kind; their bytes pass through here unread. A reader that stops (memory, a fault of its own) fails the files
//! that it was busy with, and no others.

use super::scope::{hand_back, memory_of, post_to, unpacked};
use crate::engine::feed::package::Format;
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::engine::feed::propose::choices::path_from_file_name;
use crate::work::order::{CopyUse, Job, LOCAL, Order, ReaderKind, Said, Slip, Unread, Word};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, MessageEvent, Worker, WorkerOptions};

/// How many readers there are at most: past this the network is what waits.
const MOST: usize = 8;

/// How many segments of a file each other reader may have at a time: so many that none waits for the next.
const N_OUT: usize = 4;

/// What a worker is called that reads.
pub const READER: &str = "reader";

/// All readers.
pub struct Crew {
    /// By kind, the address of its script; `None`: there is none.
    scripts: BTreeMap<ReaderKind, String>,
    most: usize,
    members: RefCell<Vec<Member>>,
    last_id: Cell<u32>,
    /// Whether those who have nothing to do are to go.
    is_resting: Cell<bool>,
    /// The person's own files, by name.
    given: RefCell<BTreeMap<String, File>>,
    heard: Box<dyn Fn(Said)>,
    this: Weak<Self>,
}

struct Member {
    id: u32,
    kind: ReaderKind,
    worker: Worker,
    /// What waits until it listens; `None` once it does.
    waiting: Option<Vec<(Job, Vec<JsValue>)>>,
    orders: Vec<Order>,
    /// The segments of others' files that it has: order and path.
    segments: Vec<(u32, String)>,
    /// The orders whose copy it is still writing.
    copies: Vec<u32>,
    _listeners: [Closure<dyn FnMut(Event)>; 2],
}

impl Member {
    fn n_jobs(&self) -> usize {
        self.orders.len() + self.segments.len()
    }

    fn post(&mut self, job: Job, along: Vec<JsValue>) {
        match &mut self.waiting {
            Some(waiting) => waiting.push((job, along)),
            None => post_to(&self.worker, &job, &along),
        }
    }
}

impl Crew {
    /// Makes a crew without members. What readers say goes to `heard`.
    pub fn new(scripts: BTreeMap<ReaderKind, String>, n_processors: usize, heard: impl Fn(Said) + 'static) -> Rc<Self> {
        Rc::new_cyclic(|this| Self {
            scripts,
            most: n_processors.clamp(1, MOST),
            members: RefCell::default(),
            last_id: Cell::new(0),
            is_resting: Cell::new(false),
            given: RefCell::default(),
            heard: Box::new(heard),
            this: this.clone(),
        })
    }

    /// Takes the person's own files, in the place of those before.
    pub fn give(&self, files: Vec<File>) {
        if !files.is_empty() {
            self.given.replace(files.into_iter().map(|file| (path_from_file_name(&file.name()), file)).collect());
        }
    }

    /// Starts a reader of text before it is needed.
    pub fn warm(&self) {
        if self.members.borrow().is_empty() {
            self.start(ReaderKind::Text);
        }
    }

    /// Has a file read.
    pub fn read(&self, order: Order) {
        self.is_resting.set(false);
        let kind = order.resources.first().map_or(ReaderKind::Text, |resource| match resource.format {
            Some(Format::Sheet) => ReaderKind::Sheet,
            Some(Format::Parquet) => ReaderKind::Parquet,
            Some(Format::Csv | Format::Json | Format::Ndjson) | None => ReaderKind::Text,
        });
        self.read_by(kind, order);
    }

    fn read_by(&self, kind: ReaderKind, order: Order) {
        let file = order.address.strip_prefix(LOCAL).and_then(|name| self.given.borrow().get(name).cloned());
        if order.address.starts_with(LOCAL) && file.is_none() {
            let problem = Problem::of_file(ProblemKind::Unreachable, &order.path);
            return self.hear(Said::Failed { order: order.number, why: Unread::File(problem) });
        }
        let Some(member) = self.least_busy(kind, None) else {
            let problem = Problem::of_file(ProblemKind::FileBroken, &order.path).quoting("no reader");
            return self.hear(Said::Failed { order: order.number, why: Unread::File(problem) });
        };
        let n_out = u32::try_from((self.most - 1) * N_OUT).unwrap_or_default();
        let job = Job::Read { order: Box::new(order.clone()), n_out };
        self.with(member, |member| {
            member.orders.push(order);
            member.post(job, file.into_iter().map(JsValue::from).collect());
        });
    }

    fn hear(&self, said: Said) {
        (self.heard)(said);
    }

    /// Stops all who are busy.
    pub fn stop(&self) {
        self.send_away(|member| member.n_jobs() > 0);
    }

    /// Sends those away who have nothing to do, so that their memory is free; who still writes a copy goes when it
    /// stands.
    pub fn dismiss(&self) {
        self.is_resting.set(true);
        self.send_away(|member| member.n_jobs() == 0 && member.copies.is_empty() && member.waiting.is_none());
    }

    fn send_away(&self, is_meant: impl Fn(&Member) -> bool) {
        self.members.borrow_mut().retain(|member| {
            if is_meant(member) {
                member.worker.set_onmessage(None);
                member.worker.set_onerror(None);
                member.worker.terminate();
                return false;
            }
            true
        });
    }

    fn with<T>(&self, id: u32, change: impl FnOnce(&mut Member) -> T) -> Option<T> {
        self.members.borrow_mut().iter_mut().find(|member| member.id == id).map(change)
    }

    /// Finds the reader of a kind with least to do, and starts one where all have something.
    fn least_busy(&self, kind: ReaderKind, but: Option<u32>) -> Option<u32> {
        let members = self.members.borrow();
        let of_kind = || members.iter().filter(|member| member.kind == kind);
        let least = of_kind().filter(|member| Some(member.id) != but).min_by_key(|member| member.n_jobs());
        let (least, n_jobs) = (least.map(|member| member.id), least.map_or(usize::MAX, Member::n_jobs));
        let n_members = of_kind().count();
        drop(members);
        if n_jobs > 0 && n_members < self.most {
            return self.start(kind).or(least);
        }
        least.or(but)
    }

    fn start(&self, kind: ReaderKind) -> Option<u32> {
        let options = WorkerOptions::new();
        options.set_name(READER);
        let worker = Worker::new_with_options(self.scripts.get(&kind)?, &options).ok()?;
        let id = self.last_id.get() + 1;
        self.last_id.set(id);
        let on_message = {
            let this = self.this.clone();
            Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                let Some(this) = this.upgrade() else { return };
                let event: &MessageEvent = event.unchecked_ref();
                let Some((word, along)) = unpacked::<Word>(event) else { return this.lose(id) };
                let to = match &word {
                    // Its memory was that of the segment, and whoever gave that away needs some for the next.
                    Word::Read(parcel) => this.lead_of(parcel.order).unwrap_or(id),
                    _ => id,
                };
                this.take(id, word, along);
                if let Some(spare) = memory_of(event) {
                    this.with(to, |member| hand_back(&member.worker, &spare));
                }
            })
        };
        let on_error = {
            let this = self.this.clone();
            Closure::<dyn FnMut(Event)>::new(move |_| {
                if let Some(this) = this.upgrade() {
                    this.lose(id);
                }
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let _listeners = [on_message, on_error];
        let waiting = Some(Vec::new());
        let (orders, segments, copies) = (Vec::new(), Vec::new(), Vec::new());
        self.members.borrow_mut().push(Member { id, kind, worker, waiting, orders, segments, copies, _listeners });
        Some(id)
    }

    fn take(&self, id: u32, word: Word, along: Vec<JsValue>) {
        match word {
            Word::Ready => {
                self.with(id, |member| {
                    for (job, along) in member.waiting.take().unwrap_or_default() {
                        post_to(&member.worker, &job, &along);
                    }
                });
            }
            Word::Segment(slip) => self.pass_on(id, slip, along),
            Word::Read(parcel) => {
                let order = parcel.order;
                self.with(id, |member| {
                    if let Some(at) = member.segments.iter().position(|(each, _)| *each == order) {
                        member.segments.swap_remove(at);
                    }
                });
                self.hear(Said::Parcel(parcel));
                self.say_taken(order, true);
            }
            Word::Said(Said::Needs { order, kind }) => {
                if let Some(order) = self.forget(id, order) {
                    self.read_by(kind, order);
                }
            }
            Word::Kept { order } => {
                self.with(id, |member| member.copies.retain(|each| *each != order));
                if self.is_resting.get() {
                    self.dismiss();
                }
            }
            Word::Said(said) => {
                match &said {
                    Said::Ended { order, .. } => {
                        let ended = self.forget(id, *order).filter(|order| order.copy == CopyUse::Renew);
                        self.with(id, |member| member.copies.extend(ended.map(|order| order.number)));
                    }
                    Said::Failed { order, .. } => {
                        self.forget(id, *order);
                    }
                    _ => {}
                }
                let parcel_of = if let Said::Parcel(parcel) = &said { Some(parcel.order) } else { None };
                self.hear(said);
                if let Some(order) = parcel_of {
                    self.say_taken(order, false);
                }
            }
        }
    }

    fn say_taken(&self, order: u32, was_given: bool) {
        if let Some(lead) = self.lead_of(order) {
            self.with(lead, |lead| lead.post(Job::Taken { order, was_given }, Vec::new()));
        }
    }

    /// Finds who reads the file of an order.
    fn lead_of(&self, order: u32) -> Option<u32> {
        let members = self.members.borrow();
        members.iter().find(|member| member.orders.iter().any(|each| each.number == order)).map(|member| member.id)
    }

    fn forget(&self, id: u32, order: u32) -> Option<Order> {
        self.with(id, |member| {
            let at = member.orders.iter().position(|each| each.number == order)?;
            Some(member.orders.swap_remove(at))
        })?
    }

    fn pass_on(&self, from: u32, slip: Box<Slip>, along: Vec<JsValue>) {
        let Some(kind) = self.with(from, |member| member.kind) else { return };
        let Some(to) = self.least_busy(kind, Some(from)) else { return };
        self.with(to, |member| {
            member.segments.push((slip.order, slip.path.clone()));
            member.post(Job::Segment(slip), along);
        });
    }

    /// Takes that a reader answers no more.
    fn lose(&self, id: u32) {
        let mut members = self.members.borrow_mut();
        let Some(at) = members.iter().position(|member| member.id == id) else { return };
        let lost = members.swap_remove(at);
        lost.worker.terminate();
        drop(members);
        let own = lost.orders.into_iter().map(|order| (order.number, order.path));
        // Segments of others' files are lost with it, also where their reader has said all it had to say.
        for (order, path) in own.chain(lost.segments) {
            let problem = Problem::of_file(ProblemKind::FileBroken, &path).quoting("the reader has stopped");
            self.hear(Said::Failed { order, why: Unread::File(problem) });
        }
    }
}
