//! Makes one request, up to where the body begins, and finds out why it failed.

use super::Request;
use super::attempt::Attempt;
use crate::work::answer::{Answer, ContentRange, PartHead, number};
use crate::work::fault::{FetchFault, is_mixed_content};
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Headers, RequestCache, RequestCredentials, RequestInit, RequestMode, RequestRedirect, Response, ResponseType, Url,
};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn start(address: &str, init: &RequestInit) -> Promise;
}

/// Which bytes are asked for.
pub enum Asked<'a> {
    Whole,
    /// What is missing of a file whose beginning has come.
    Rest(&'a Answer),
    /// From one byte up to before another, or to the end.
    Range(u64, Option<u64>),
}

/// Sends the request and waits for the answer's head. An answer is a success: 206 where a part was asked for,
/// which may be answered by the whole, and any other 2xx.
pub async fn send(request: &Request<'_>, asked: &Asked<'_>, attempt: &mut Attempt) -> Result<Response, FetchFault> {
    let url = Url::new(request.address).map_err(|_| FetchFault::Unreachable)?;
    let origin = own_origin();
    if is_mixed_content(&origin, &url.protocol(), &url.hostname()) {
        return Err(FetchFault::MixedContent);
    }
    let is_own = url.origin() == origin;
    let init = init_of(request, asked, is_own, attempt).map_err(|_| FetchFault::Unreachable)?;
    let sent = attempt.within(request.limits.answer_ms, JsFuture::from(start(request.address, &init))).await;
    let Ok(response) = sent.map(JsCast::unchecked_into::<Response>) else {
        return Err(if attempt.is_late() {
            FetchFault::TimedOut { after_s: request.limits.answer_ms / 1_000 }
        } else if request.cancel.is_cancelled() {
            FetchFault::Unreachable
        } else {
            without_answer(request, is_own, &origin).await
        });
    };
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(FetchFault::Redirected { host: String::new() });
    }
    let status = response.status();
    // A part that nobody asked for is half a file.
    let is_due = status != 206 || !matches!(asked, Asked::Whole);
    if response.ok() && is_due {
        return Ok(response);
    }
    Err(FetchFault::from_status(status, header(&response, "retry-after").as_deref(), now_s()))
}

fn init_of(request: &Request<'_>, asked: &Asked<'_>, is_own: bool, attempt: &Attempt) -> Result<RequestInit, JsValue> {
    let is_private = !request.headers.is_empty();
    let headers = Headers::new()?;
    for (name, value) in request.headers {
        headers.set(name, value)?;
    }
    // `bytes=n-` and `bytes=n-m` need no leave of another origin (Fetch, «CORS-safelisted request-header»);
    // If-Range would. There the marks of the part are compared instead.
    match asked {
        Asked::Whole => {}
        Asked::Rest(answer) => {
            headers.set("range", &format!("bytes={}-", answer.n_bytes))?;
            if let Some(validator) = answer.validator().filter(|_| is_own) {
                headers.set("if-range", validator)?;
            }
        }
        Asked::Range(from, None) => headers.set("range", &format!("bytes={from}-"))?,
        Asked::Range(from, Some(to)) => headers.set("range", &format!("bytes={from}-{}", to.saturating_sub(1)))?,
    }
    let init = quiet_init(attempt);
    init.set_headers_headers(&headers);
    // Any version that the browser has is checked with the server, by ETag or date, without a preflight. Parts and
    // private answers stay out of its cache.
    let is_kept = !is_private && matches!(asked, Asked::Whole);
    init.set_cache(if is_kept { RequestCache::NoCache } else { RequestCache::NoStore });
    init.set_redirect(if is_private { RequestRedirect::Manual } else { RequestRedirect::Follow });
    Ok(init)
}

fn quiet_init(attempt: &Attempt) -> RequestInit {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&attempt.signal()));
    init
}

/// Finds out why there is no answer. Browsers tell nobody, yet they let any server be asked for an answer that
/// cannot be read: where one comes, it was the leave to read that was missing. A page that is isolated
/// (`Cross-Origin-Embedder-Policy: require-corp`) may not even do that: there it is silence.
async fn without_answer(request: &Request<'_>, is_own: bool, origin: &str) -> FetchFault {
    if is_offline() {
        return FetchFault::Offline;
    }
    if is_own || !is_reached(request, RequestMode::NoCors).await {
        return FetchFault::Unreachable;
    }
    // Without the private headers it may be read: then it is their names that the server does not allow.
    let header = if !request.headers.is_empty() && is_reached(request, RequestMode::Cors).await {
        let names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
        format!("Access-Control-Allow-Headers: {}", names.join(", "))
    } else {
        // A page that was opened from a folder has the origin «null», which is no name to give leave to.
        format!("Access-Control-Allow-Origin: {}", if origin == "null" { "*" } else { origin })
    };
    FetchFault::Blocked { header }
}

/// Tells whether any answer comes; nothing private goes with the question.
async fn is_reached(request: &Request<'_>, mode: RequestMode) -> bool {
    let Ok(mut attempt) = Attempt::new(&request.cancel) else { return false };
    let init = quiet_init(&attempt);
    init.set_mode(mode);
    init.set_cache(RequestCache::NoStore);
    attempt.within(request.limits.answer_ms, JsFuture::from(start(request.address, &init))).await.is_ok()
}

/// Reads the head of an answer that begins a file.
pub fn start_of(response: &Response, address: &str) -> Answer {
    // Of another origin the encoding is hidden, so that a length may be that of the packed bytes.
    let is_packed = header(response, "content-encoding").is_some_and(|encoding| encoding != "identity");
    let length = header(response, "content-length").and_then(|text| number(&text)).filter(|_| !is_packed);
    let is_own = response.type_() == ResponseType::Basic;
    let redirected_to = if response.redirected() { other_host(&response.url(), address) } else { None };
    Answer {
        n_bytes: 0,
        is_whole: false,
        content_type: header(response, "content-type"),
        etag: header(response, "etag"),
        last_modified: header(response, "last-modified"),
        redirected_to,
        length,
        is_length_exact: is_own && length.is_some(),
    }
}

/// Reads the head of an answer that is a part.
pub fn part_head(response: &Response) -> PartHead {
    PartHead {
        n_bytes: header(response, "content-length").and_then(|text| number(&text)),
        content_range: header(response, "content-range").and_then(|text| ContentRange::parse(&text)),
        etag: header(response, "etag"),
        last_modified: header(response, "last-modified"),
    }
}

/// Returns a header that the browser lets be read.
pub fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten()
}

fn other_host(final_address: &str, address: &str) -> Option<String> {
    let host = |address: &str| Url::new(address).map(|url| url.host()).ok();
    host(final_address).filter(|found| Some(found) != host(address).as_ref())
}

fn own_origin() -> String {
    Reflect::get(&js_sys::global(), &"origin".into()).ok().and_then(|origin| origin.as_string()).unwrap_or_default()
}

fn is_offline() -> bool {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into());
    navigator.and_then(|navigator| Reflect::get(&navigator, &"onLine".into())).is_ok_and(|on_line| on_line == false)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn now_s() -> u64 {
    // From a float `as` saturates.
    (js_sys::Date::now() / 1_000.0) as u64
}
