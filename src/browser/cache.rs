//! The last good copy of each file, kept in the browser: shown at once while a newer one is on its way.
//!
//! A copy is written as its bytes come, and stands only once all have come; until then, and where the browser
//! refuses (no room, no Cache API without TLS), the one before stays. Nothing is kept of a request with private
//! headers.

use super::fetch::{Attempt, Cancel, End, Flow, Part, Request, read_body};
use crate::work::answer::{Answer, number};
use crate::work::retry::Limits;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{
    Cache, CacheStorage, Headers, ReadableStream, ReadableStreamDefaultController, Request as Key, Response,
    ResponseInit, UnderlyingSource,
};

/// Every cache of copies begins so; what follows is the version of what a copy is.
const PREFIX: &str = "miyar-copies-";
const NAME: &str = "miyar-copies-1";

/// The largest file of which a copy is kept. A phone gives an origin some hundred megabytes.
const MOST_BYTES: u64 = 64 << 20;

/// How many copies are kept: those of a few feeds. The oldest go first.
const MOST_COPIES: u32 = 64;

const KEPT_AT: &str = "x-miyar-kept-at";
const LENGTH: &str = "x-miyar-length";
const REDIRECTED_TO: &str = "x-miyar-redirected-to";

/// A copy that is being written. Dropping it before [`Copying::finish`] leaves the one before.
pub struct Copying {
    controller: ReadableStreamDefaultController,
    kept: Promise,
    n_bytes: u64,
    is_ended: Rc<Cell<bool>>,
}

impl Copying {
    /// Begins to write what `answer` is the head of. `None`: nothing is kept of this.
    pub fn begin(request: &Request<'_>, answer: &Answer, now_ms: u64) -> Option<Self> {
        let is_too_large = answer.length.is_some_and(|length| length > MOST_BYTES);
        if !request.headers.is_empty() || is_too_large {
            return None;
        }
        let (stream, controller) = stream()?;
        let init = ResponseInit::new();
        init.set_headers_headers(&headers(answer, now_ms).ok()?);
        let response = Response::new_with_opt_readable_stream_and_init(Some(&stream), &init).ok()?;
        let is_ended = Rc::new(Cell::new(false));
        let kept = {
            let (address, is_ended) = (request.address.to_owned(), Rc::clone(&is_ended));
            // Never rejects: a refusal that nobody hears would count as a fault of the program.
            future_to_promise(async move {
                let is_kept = put(&address, &response).await.is_some();
                // Where nothing is written, nothing more is to pile up.
                is_ended.set(true);
                Ok(is_kept.into())
            })
        };
        Some(Self { controller, kept, n_bytes: 0, is_ended })
    }

    pub fn add(&mut self, bytes: &[u8]) {
        self.n_bytes += bytes.len() as u64;
        if self.n_bytes > MOST_BYTES {
            self.give_up();
        }
        if !self.is_ended.get() {
            let _ = self.controller.enqueue_with_chunk(&Uint8Array::from(bytes));
        }
    }

    /// Ends the copy, which stands from then on; tells whether it does.
    pub async fn finish(self) -> bool {
        if self.is_ended.get() || self.controller.close().is_err() {
            return false;
        }
        let kept = self.kept.clone();
        self.is_ended.set(true);
        JsFuture::from(kept).await.is_ok_and(|is_kept| is_kept == true)
    }

    fn give_up(&self) {
        if !self.is_ended.replace(true) {
            self.controller.error_with_e(&JsValue::from_str("given up"));
        }
    }
}

impl Drop for Copying {
    fn drop(&mut self) {
        self.give_up();
    }
}

/// Keeps a copy of a small file that is in memory; tells whether it was kept.
pub async fn store(request: &Request<'_>, bytes: &[u8], answer: &Answer, now_ms: u64) -> bool {
    let Some(mut copying) = Copying::begin(request, answer, now_ms) else { return false };
    copying.add(bytes);
    copying.finish().await
}

/// A copy that is kept.
pub struct Stored {
    pub answer: Answer,
    pub kept_at_ms: u64,
    response: Response,
}

impl Stored {
    /// Hands the copy over as a fetch does. `None`: it cannot be read any more, and what was taken is to be
    /// forgotten.
    pub async fn read(self, cancel: &Cancel, taken: &mut dyn FnMut(Part<'_>) -> Flow) -> Option<Answer> {
        let mut answer = Answer { n_bytes: 0, is_whole: false, ..self.answer };
        if taken(Part::Start(&answer)) == Flow::Stop {
            return Some(answer);
        }
        let mut attempt = Attempt::new(cancel).ok()?;
        let mut n_bytes = 0;
        let mut take = |bytes: &[u8]| {
            n_bytes += bytes.len() as u64;
            if cancel.is_cancelled() { Flow::Stop } else { taken(Part::Bytes(bytes)) }
        };
        let end = read_body(&self.response, &mut attempt, Limits::USUAL, &mut take).await;
        answer.n_bytes = n_bytes;
        answer.is_whole = end == End::All && answer.has_all();
        (answer.is_whole || end == End::Stopped).then_some(answer)
    }
}

/// Finds the copy of an address.
pub async fn stored(address: &str) -> Option<Stored> {
    let found = JsFuture::from(open().await?.match_with_str(address)).await.ok()?;
    let response: Response = found.dyn_into().ok()?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let length = header(LENGTH).and_then(|text| number(&text));
    let answer = Answer {
        n_bytes: length.unwrap_or_default(),
        is_whole: true,
        content_type: header("content-type"),
        etag: header("etag"),
        last_modified: header("last-modified"),
        redirected_to: header(REDIRECTED_TO),
        length,
        is_length_exact: length.is_some(),
    };
    let kept_at_ms = header(KEPT_AT).and_then(|text| number(&text))?;
    Some(Stored { answer, kept_at_ms, response })
}

/// Forgets every copy, those of earlier versions too.
pub async fn forget_all() {
    let Some(caches) = caches() else { return };
    let Ok(names) = JsFuture::from(caches.keys()).await else { return };
    for name in Array::from(&names).iter().filter_map(|name| name.as_string()) {
        if name.starts_with(PREFIX) {
            let _ = JsFuture::from(caches.delete(&name)).await;
        }
    }
}

async fn put(address: &str, response: &Response) -> Option<()> {
    let cache = open().await?;
    JsFuture::from(cache.put_with_str(address, response)).await.ok()?;
    // The keys are in the order of writing; what is written anew goes to the end.
    let keys = Array::from(&JsFuture::from(cache.keys()).await.ok()?);
    for key in keys.iter().take(keys.length().saturating_sub(MOST_COPIES) as usize) {
        let _ = JsFuture::from(cache.delete_with_request(key.unchecked_ref::<Key>())).await;
    }
    Some(())
}

async fn open() -> Option<Cache> {
    JsFuture::from(caches()?.open(NAME)).await.ok()?.dyn_into().ok()
}

/// A page without TLS has none, unless it is of this very machine.
fn caches() -> Option<CacheStorage> {
    Reflect::get(&js_sys::global(), &"caches".into()).ok()?.dyn_into().ok()
}

fn stream() -> Option<(ReadableStream, ReadableStreamDefaultController)> {
    let slot = Rc::new(RefCell::new(None));
    let start = {
        let slot = Rc::clone(&slot);
        // Called once, while the stream is made.
        Closure::once(move |controller: ReadableStreamDefaultController| {
            slot.borrow_mut().replace(controller);
        })
    };
    let source = UnderlyingSource::new();
    source.set_start(start.as_ref().unchecked_ref());
    let stream = ReadableStream::new_with_underlying_source(&source).ok()?;
    let controller = slot.borrow_mut().take()?;
    Some((stream, controller))
}

fn headers(answer: &Answer, now_ms: u64) -> Result<Headers, JsValue> {
    let headers = Headers::new()?;
    headers.set(KEPT_AT, &now_ms.to_string())?;
    let length = answer.length.filter(|_| answer.is_length_exact).map(|length| length.to_string());
    for (name, value) in [
        ("content-type", &answer.content_type),
        ("etag", &answer.etag),
        ("last-modified", &answer.last_modified),
        (LENGTH, &length),
        (REDIRECTED_TO, &answer.redirected_to),
    ] {
        if let Some(value) = value {
            headers.set(name, value)?;
        }
    }
    Ok(headers)
}
