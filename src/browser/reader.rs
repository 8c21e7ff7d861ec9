//! A worker that reads: fetches a file or takes the person's own, and says what comes of it.
//!
//! The bytes go to a [`Take`] as they come; segments that it gives are read here or, while others have less to do, by
//! them. [`text`] is in the worker's own binary, the others have binaries of their own.

pub mod parquet;
pub mod sheet;
pub mod text;

use super::cache::{Copying, stored};
use super::fetch::{Attempt, Cancel, End, Flow, Part, Request, fetch, read_body, sleep};
use super::scope::{self, copied, keep, now_ms, post};
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::work::answer::Answer;
use crate::work::intake::{Step, Stop, Take, read_segment};
use crate::work::order::{CopyUse, Header, Job, Order, Receipt, Said, Slip, Unread, Word};
use crate::work::retry::Limits;
use js_sys::Uint8Array;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::ops::Range;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, Response};

/// How often a reader says how far it has come.
const SAY_EVERY_MS: u64 = 100;

/// What reads a file whole; there is one for each binary.
pub type Lead = fn(Rc<Order>, Option<File>, Mouth) -> Pin<Box<dyn Future<Output = ()>>>;

/// How many parcels may wait for the desk, some 200 KB each: where it is slower than its readers, they would pile up.
const MOST_WAITING: u32 = 24;

/// What a reader says of one order, how many of its segments others may still take, and how many of its parcels wait.
#[derive(Clone)]
pub struct Mouth {
    left: Rc<Cell<u32>>,
    n_waiting: Rc<Cell<u32>>,
}

impl Mouth {
    fn new(n_out: u32) -> Self {
        Self { left: Rc::new(Cell::new(n_out)), n_waiting: Rc::default() }
    }

    pub fn say(&self, said: Said) {
        if let Said::Parcel(_) = &said {
            self.n_waiting.set(self.n_waiting.get() + 1);
        }
        post(&Word::Said(said), &[]);
    }

    /// Whether nothing more is to be read before the desk has taken some.
    pub fn is_full(&self) -> bool {
        self.n_waiting.get() >= MOST_WAITING
    }

    /// Waits until there is room for more.
    pub async fn room(&self) {
        while self.is_full() {
            sleep(1).await;
        }
    }

    /// Gives a segment to others where they have room, else reads it.
    pub fn read(&self, slip: Box<Slip>, bytes: &[u8]) {
        match self.left.get() {
            0 => self.say(Said::Parcel(Box::new(read_segment(&slip, bytes)))),
            left => {
                self.left.set(left - 1);
                post(&Word::Segment(slip), &[copied(bytes).into()]);
            }
        }
    }

    pub fn fail(&self, order: u32, why: Unread) {
        self.say(Said::Failed { order, why });
    }

    /// Does what came of pushing bytes.
    pub fn go(&self, steps: Vec<Step>) {
        for step in steps {
            match step {
                Step::Say(said) => self.say(said),
                Step::Segment(slip, bytes) => self.read(slip, &bytes),
            }
        }
    }
}

/// Listens for as long as the worker lives.
pub fn run(lead: Lead) {
    let mouths: RefCell<BTreeMap<u32, Mouth>> = RefCell::default();
    scope::listen(move |job: Job, along: Vec<JsValue>| match job {
        Job::Read { order, n_out } => {
            let mouth = Mouth::new(n_out);
            mouths.borrow_mut().insert(order.number, mouth.clone());
            let file = along.into_iter().find_map(|each| each.dyn_into::<File>().ok());
            spawn_local(lead(Rc::new(*order), file, mouth));
        }
        Job::Segment(slip) => {
            let bytes = along.into_iter().find_map(|each| each.dyn_into::<Uint8Array>().ok());
            let text = bytes.as_ref().map(Uint8Array::to_vec).unwrap_or_default();
            if let Some(bytes) = bytes {
                keep(bytes.buffer());
            }
            post(&Word::Read(Box::new(read_segment(&slip, &text))), &[]);
        }
        Job::Taken { order, was_given } => {
            if let Some(mouth) = mouths.borrow().get(&order) {
                if was_given {
                    mouth.left.set(mouth.left.get() + 1);
                } else {
                    mouth.n_waiting.set(mouth.n_waiting.get().saturating_sub(1));
                }
            }
        }
    });
    post(&Word::Ready, &[]);
}

/// What a request of an order is.
pub fn request<'o>(order: &'o Order, headers: &'o [(String, String)]) -> Request<'o> {
    Request { headers, ..Request::new(&order.address) }
}

/// Returns headers as a request wants them.
pub fn headers_of(headers: &[Header]) -> Vec<(String, String)> {
    headers.iter().map(|header| (header.name.clone(), header.value.clone())).collect()
}

/// Makes the receipt of an answer.
pub fn receipt(answer: &Answer, fetched_ms: u64) -> Receipt {
    Receipt {
        n_bytes: answer.n_bytes,
        validator: validator(answer),
        content_type: answer.content_type.clone(),
        fetched_ms,
        redirected_to: answer.redirected_to.clone(),
    }
}

/// Returns what tells a content from a later one; `None`: the server says nothing.
pub fn validator(answer: &Answer) -> Option<String> {
    let of_date = || answer.last_modified.as_ref().map(|date| format!("modified {date}"));
    answer.etag.as_ref().map(|etag| format!("etag {etag}")).or_else(of_date)
}

/// Reads a file that `begin` makes the taker of, for the n-th time.
pub async fn take_whole<'o, T: Take + 'o>(
    order: &'o Order,
    file: Option<File>,
    mouth: Mouth,
    begin: impl Fn(u32) -> T,
) {
    let mut taking = Taking {
        order,
        mouth: mouth.clone(),
        taker: None,
        attempt: 0,
        stop: None,
        total: None,
        n_bytes: 0,
        said_ms: 0,
        copying: None,
    };
    let headers = headers_of(&order.headers);
    let request = request(order, &headers);
    let (answer, fetched_ms) = match (&file, order.copy) {
        (Some(file), _) => (read_file(file, &mut taking, &begin).await, now_ms()),
        (None, CopyUse::Only) => match stored(&order.address).await {
            Some(copy) => {
                let kept_at_ms = copy.kept_at_ms;
                let read = copy.read(&Cancel::default(), &mut |part| taking.part(part, &begin)).await;
                (read.ok_or(Unread::NoCopy), kept_at_ms)
            }
            None => (Err(Unread::NoCopy), 0),
        },
        (None, CopyUse::Renew | CopyUse::None) => {
            let keeps = order.copy == CopyUse::Renew;
            let fetched_ms = now_ms();
            let mut take = |part: Part<'_>| {
                if let (Part::Start(answer), true) = (&part, keeps) {
                    taking.copying = Copying::begin(&request, answer, fetched_ms);
                }
                if let (Part::Bytes(bytes), Some(copying)) = (&part, &mut taking.copying) {
                    copying.add(bytes);
                }
                taking.part(part, &begin)
            };
            (fetch(&request, &mut take).await.map_err(Unread::Fetch), fetched_ms)
        }
    };
    let number = order.number;
    match (taking.stop.take(), answer) {
        (Some(Stop::File(problem)), _) => mouth.fail(number, Unread::File(problem)),
        (Some(Stop::Needs(kind)), _) => mouth.say(Said::Needs { order: number, kind }),
        (None, Err(why)) => mouth.fail(number, why),
        (None, Ok(answer)) => match taking.end(&begin) {
            Ok(n_segments) => {
                mouth.say(Said::Ended { order: number, n_segments, receipt: receipt(&answer, fetched_ms) });
                if let Some(copying) = taking.copying.take() {
                    copying.finish().await;
                }
                if order.copy == CopyUse::Renew {
                    post(&Word::Kept { order: number }, &[]);
                }
            }
            Err(Stop::File(problem)) => mouth.fail(number, Unread::File(problem)),
            Err(Stop::Needs(kind)) => mouth.say(Said::Needs { order: number, kind }),
        },
    }
}

struct Taking<'o, T> {
    order: &'o Order,
    mouth: Mouth,
    taker: Option<T>,
    attempt: u32,
    stop: Option<Stop>,
    total: Option<u64>,
    n_bytes: u64,
    said_ms: u64,
    copying: Option<Copying>,
}

impl<T: Take> Taking<'_, T> {
    fn part(&mut self, part: Part<'_>, begin: &impl Fn(u32) -> T) -> Flow {
        let order = self.order.number;
        match part {
            Part::Start(answer) => {
                if self.taker.is_some() {
                    self.attempt += 1;
                    self.mouth.say(Said::Restarted { order, attempt: self.attempt });
                }
                self.taker = Some(begin(self.attempt));
                (self.total, self.n_bytes) = (answer.length, 0);
                Flow::More
            }
            Part::Bytes(bytes) => self.push(bytes, begin),
        }
    }

    fn push(&mut self, bytes: &[u8], begin: &impl Fn(u32) -> T) -> Flow {
        let attempt = self.attempt;
        let mut steps = Vec::new();
        let pushed = self.taker.get_or_insert_with(|| begin(attempt)).push(bytes, &mut steps);
        self.mouth.go(steps);
        self.n_bytes += bytes.len() as u64;
        let now = now_ms();
        if now >= self.said_ms + SAY_EVERY_MS {
            self.said_ms = now;
            let (order, n_bytes, total) = (self.order.number, self.n_bytes, self.total);
            self.mouth.say(Said::Progress { order, n_bytes, total });
        }
        match pushed {
            Ok(()) if self.mouth.is_full() => Flow::Later,
            Ok(()) => Flow::More,
            Err(stop) => {
                self.stop = Some(stop);
                Flow::Stop
            }
        }
    }

    fn end(&mut self, begin: &impl Fn(u32) -> T) -> Result<u32, Stop> {
        let attempt = self.attempt;
        let mut steps = Vec::new();
        let ended = self.taker.get_or_insert_with(|| begin(attempt)).end(&mut steps);
        self.mouth.go(steps);
        ended
    }
}

/// Reads a file of the person's own as it comes from the disk.
async fn read_file<T: Take>(
    file: &File,
    taking: &mut Taking<'_, T>,
    begin: &impl Fn(u32) -> T,
) -> Result<Answer, Unread> {
    let refused = || Unread::File(Problem::of_file(ProblemKind::FileBroken, &taking.order.path).quoting("?"));
    let refused = refused();
    let length = length_of(file);
    let Ok(response) = Response::new_with_opt_blob(Some(file)) else { return Err(refused) };
    let Ok(mut attempt) = Attempt::new(&Cancel::default()) else { return Err(refused) };
    let mut answer = Answer { length: Some(length), is_length_exact: true, ..Answer::default() };
    taking.part(Part::Start(&answer), begin);
    let end = read_body(&response, &mut attempt, Limits::USUAL, &mut |bytes| taking.push(bytes, begin)).await;
    answer.n_bytes = taking.n_bytes;
    // A file that is changed or taken away while it is read ends too early.
    if end == End::Stopped || end == End::All && answer.n_bytes == length { Ok(answer) } else { Err(refused) }
}

/// Returns the bytes of a part of a file of the person's own; none where it is there no more.
pub async fn bytes_of(file: &File, range: Range<u64>) -> Option<Vec<u8>> {
    #[allow(clippy::cast_precision_loss)] // files end long before 2⁵³ bytes
    let blob: Blob = file.slice_with_f64_and_f64(range.start as f64, range.end as f64).ok()?;
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Returns how long a file is.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a whole number of bytes
pub fn length_of(file: &File) -> u64 {
    file.size() as u64
}
