//! Fetches and copies in a real browser, against the server of faults, which is of another origin.
//!
//! scripts/browser.sh starts that server and says where; without it these tests say that they were left out.

use miyar::browser::cache::{Copying, forget_all, store, stored};
use miyar::browser::fetch::{Cancel, Flow, Part, Ranged, Request, fetch, fetch_range, reach};
use miyar::work::answer::Answer;
use miyar::work::fault::FetchFault;
use miyar::work::retry::Limits;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

const SERVER: Option<&str> = option_env!("MIYAR_FAULT_SERVER");

/// Short enough for a test, long enough for a busy machine.
const HASTY: Limits = Limits { answer_ms: 5_000, stall_ms: 1_000, pace_ms: 1_000, pace_bytes: 200 };

/// Returns an address of the server of faults; each test has its own key, by which faults are counted.
fn at(path: &str) -> Option<String> {
    if SERVER.is_none() {
        console_log!("left out: no server of faults (run scripts/browser.sh)");
    }
    let key = js_sys::Math::random();
    let mark = if path.contains('?') { '&' } else { '?' };
    SERVER.map(|server| format!("{server}{path}{mark}key={key}"))
}

/// Fetches a whole file into memory.
async fn fetch_whole(request: &Request<'_>) -> Result<(Answer, Vec<u8>), FetchFault> {
    let mut bytes = Vec::new();
    let mut take = |part: Part<'_>| {
        match part {
            Part::Start(_) => bytes.clear(),
            Part::Bytes(more) => bytes.extend_from_slice(more),
        }
        Flow::More
    };
    let answer = fetch(request, &mut take).await?;
    Ok((answer, bytes))
}

/// The file of the server: 20 rows of 20 and more bytes.
async fn whole() -> Vec<u8> {
    fetch_whole(&Request::new(&at("/ok.csv").unwrap())).await.unwrap().1
}

/// Fetches, and returns how it ended, how often it began, and what there was at the end.
async fn got(request: &Request<'_>) -> (Result<Answer, FetchFault>, usize, Vec<u8>) {
    let (mut n_starts, mut bytes) = (0, Vec::new());
    let mut take = |part: Part<'_>| {
        match part {
            Part::Start(_) => {
                n_starts += 1;
                bytes.clear();
            }
            Part::Bytes(more) => bytes.extend_from_slice(more),
        }
        Flow::More
    };
    let ended = fetch(request, &mut take).await;
    (ended, n_starts, bytes)
}

async fn fault_at(path: &str, headers: &[(String, String)]) -> FetchFault {
    let address = at(path).unwrap();
    let request = Request { headers, limits: HASTY, ..Request::new(&address) };
    match got(&request).await {
        (Err(fault), ..) => fault,
        (Ok(answer), ..) => panic!("{path}: {answer:?}"),
    }
}

/// Returns method, range and names of headers of each request for an address.
async fn asked(address: &str) -> Vec<(String, Option<String>, String)> {
    let (server, path) = (SERVER.unwrap(), address.strip_prefix(SERVER.unwrap()).unwrap());
    let (_, bytes) = fetch_whole(&Request::new(&format!("{server}/log"))).await.unwrap();
    let log: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    log.iter()
        .filter(|entry| entry["url"] == path)
        .map(|entry| (text(&entry["method"]).unwrap(), text(&entry["range"]), entry["headers"].to_string()))
        .collect()
}

fn origin() -> String {
    js_sys::Reflect::get(&js_sys::global(), &"origin".into()).unwrap().as_string().unwrap()
}

fn private() -> Vec<(String, String)> {
    vec![("Authorization".into(), "Bearer of-nothing".into())]
}

#[wasm_bindgen_test]
async fn a_file_comes_whole_with_what_the_server_says_of_it() {
    let Some(address) = at("/ok.csv?rows=100000") else { return };
    let (ended, n_starts, bytes) = got(&Request::new(&address)).await;
    let answer = ended.unwrap();
    assert_eq!((n_starts, answer.is_whole, answer.n_bytes), (1, true, bytes.len() as u64));
    assert_eq!((answer.length, answer.etag.as_deref()), (Some(answer.n_bytes), Some("\"v1\"")));
    assert_eq!(answer.content_type.as_deref(), Some("text/csv"));
    assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 100_001);
    for path in ["/empty", "/no-content"] {
        let (ended, _, bytes) = got(&Request::new(&at(path).unwrap())).await;
        assert!(ended.unwrap().is_whole && bytes.is_empty(), "{path}");
    }
}

#[wasm_bindgen_test]
async fn a_status_is_its_fault_and_one_that_passes_is_waited_for() {
    let Some(address) = at("/status?code=503&times=1") else { return };
    let (ended, n_starts, bytes) = got(&Request::new(&address)).await;
    assert!(ended.unwrap().is_whole && n_starts == 1 && bytes == whole().await);
    assert_eq!(fault_at("/status?code=401", &[]).await, FetchFault::SignInNeeded(401));
    assert_eq!(fault_at("/status?code=404", &[]).await, FetchFault::NotFound(404));
    assert_eq!(
        fault_at("/status?code=429&after=60", &[]).await,
        FetchFault::TooManyRequests { retry_after_s: Some(60) }
    );
    assert_eq!(fault_at("/part-unasked", &[]).await, FetchFault::Status(206));
}

#[wasm_bindgen_test]
async fn a_broken_connection_goes_on_where_it_broke() {
    if SERVER.is_none() {
        return;
    }
    for path in ["/drop?bytes=100&times=1", "/drop?bytes=100&times=2", "/drop?bytes=100&times=1&cors=plain"] {
        let address = at(path).unwrap();
        let (ended, n_starts, bytes) = got(&Request::new(&address)).await;
        assert!(ended.unwrap().is_whole, "{path}");
        assert_eq!((n_starts, bytes), (1, whole().await), "{path}");
        let asked = asked(&address).await;
        assert_eq!(asked[1].1.as_deref(), Some("bytes=100-"), "{path}");
        assert!(!asked[1].2.contains("if-range"), "another origin would have to allow it");
    }
}

#[wasm_bindgen_test]
async fn what_cannot_go_on_begins_anew() {
    if SERVER.is_none() {
        return;
    }
    let second_version = {
        let address = at("/changes?at=1").unwrap();
        fetch_whole(&Request::new(&address)).await.unwrap().1
    };
    assert_ne!(second_version, whole().await);
    for (path, expected) in [
        ("/drop?bytes=100&times=1&ranges=no", whole().await),
        ("/drop?bytes=100&times=1&etag=weak&modified=no", whole().await),
        ("/drop?bytes=100&times=1&length=no", whole().await),
        ("/drop?bytes=100&times=1&changes=yes", second_version),
        ("/packed?drop=60&times=1", whole().await),
        ("/packed?drop=60&times=1&cors=plain", whole().await),
    ] {
        let (ended, n_starts, bytes) = got(&Request::new(&at(path).unwrap())).await;
        assert!(ended.unwrap().is_whole, "{path}");
        assert!(bytes == expected, "{path}: {n_starts} starts, {} bytes", bytes.len());
    }
}

#[wasm_bindgen_test]
async fn half_a_file_is_a_fault() {
    if SERVER.is_none() {
        return;
    }
    assert!(matches!(fault_at("/drop?bytes=100", &[]).await, FetchFault::Lost { n_bytes } if n_bytes >= 100));
    assert!(matches!(fault_at("/hang-after?bytes=100", &[]).await, FetchFault::Lost { n_bytes } if n_bytes >= 100));
}

#[wasm_bindgen_test]
async fn waiting_has_its_limits() {
    if SERVER.is_none() {
        return;
    }
    assert_eq!(fault_at("/hang-before", &[]).await, FetchFault::TimedOut { after_s: 5 });
    assert!(matches!(fault_at("/drip?bytes=2&every=100", &[]).await, FetchFault::TooSlow { .. }));
}

#[wasm_bindgen_test]
async fn a_missing_leave_to_read_is_told_from_silence() {
    if SERVER.is_none() {
        return;
    }
    let header = format!("Access-Control-Allow-Origin: {}", origin());
    for path in ["/ok.csv?cors=no", "/html?cors=no", "/status?code=404&cors=no", "/redirect?cors=no"] {
        assert_eq!(fault_at(path, &[]).await, FetchFault::Blocked { header: header.clone() }, "{path}");
    }
    let header = "Access-Control-Allow-Headers: Authorization".to_owned();
    assert_eq!(fault_at("/private?allow=none", &private()).await, FetchFault::Blocked { header });
    assert_eq!(fault_at("/drop-before", &[]).await, FetchFault::Unreachable);
    let nobody = Request { limits: HASTY, ..Request::new("http://127.0.0.1:9/") };
    assert_eq!(got(&nobody).await.0, Err(FetchFault::Unreachable));
    let nowhere = Request { limits: HASTY, ..Request::new("no address") };
    assert_eq!(got(&nowhere).await.0, Err(FetchFault::Unreachable));
}

#[wasm_bindgen_test]
async fn private_headers_go_to_their_own_origin_only() {
    let Some(address) = at("/private") else { return };
    let headers = private();
    let (ended, _, bytes) = got(&Request { headers: &headers, ..Request::new(&address) }).await;
    assert!(ended.unwrap().is_whole && bytes == whole().await);
    assert_eq!(fault_at("/private", &[]).await, FetchFault::SignInNeeded(401));
    assert_eq!(fault_at("/redirect", &headers).await, FetchFault::Redirected { host: String::new() });
}

#[wasm_bindgen_test]
async fn another_host_is_named() {
    let Some(address) = at("/redirect") else { return };
    let (ended, _, bytes) = got(&Request::new(&address)).await;
    let answer = ended.unwrap();
    assert!(bytes == whole().await);
    assert!(answer.redirected_to.unwrap().starts_with("127.0.0.1:"));
    let (ended, ..) = got(&Request::new(&at("/redirect-here").unwrap())).await;
    assert_eq!(ended.unwrap().redirected_to, None);
}

#[wasm_bindgen_test]
async fn whoever_reads_can_stop_and_cancel() {
    let Some(address) = at("/endless") else { return };
    let mut n_bytes = 0;
    let mut take = |part: Part<'_>| {
        if let Part::Bytes(bytes) = part {
            n_bytes += bytes.len();
        }
        if n_bytes > 1_000_000 { Flow::Stop } else { Flow::More }
    };
    let answer = fetch(&Request::new(&address), &mut take).await.unwrap();
    assert!(!answer.is_whole && answer.n_bytes > 1_000_000);

    for path in ["/endless", "/hang-before", "/drip", "/status?code=503"] {
        let cancel = Cancel::default();
        let (address, later) = (at(path).unwrap(), cancel.clone());
        spawn_local(async move {
            pause(300).await;
            later.cancel();
        });
        let request = Request { cancel, ..Request::new(&address) };
        let (ended, ..) = got(&request).await;
        assert!(ended.is_ok_and(|answer| !answer.is_whole), "{path}");
        assert!(!got(&request).await.0.unwrap().is_whole, "what is cancelled stays so");
    }
}

#[wasm_bindgen_test]
async fn parts_of_a_file_are_its_bytes() {
    if SERVER.is_none() {
        return;
    }
    let whole = whole().await;
    for path in ["/ok.csv", "/ok.csv?cors=plain", "/packed"] {
        let address = at(path).unwrap();
        let request = Request::new(&address);
        let reach = reach(&request).await.unwrap();
        assert_eq!((reach.has_ranges, reach.answer.length), (true, Some(whole.len() as u64)), "{path}");
        let Ranged::Part { bytes, answer } = fetch_range(&request, 30..70).await.unwrap() else { panic!("{path}") };
        assert_eq!(bytes, whole[30..70], "{path}");
        assert!(!answer.differs_from(&reach.answer));
    }
    let address = at("/ignores-ranges").unwrap();
    let request = Request::new(&address);
    assert!(!reach(&request).await.unwrap().has_ranges);
    assert_eq!(fetch_range(&request, 30..70).await, Ok(Ranged::Ignored));
    assert_eq!(reach(&Request::new(&at("/status?code=404").unwrap())).await, Err(FetchFault::NotFound(404)));
}

#[wasm_bindgen_test]
async fn the_last_good_copy_stands_until_a_whole_one_replaces_it() {
    forget_all().await;
    let address = "https://feed.test/a.csv?x=1";
    let request = Request::new(address);
    assert!(stored(address).await.is_none());
    let answer = Answer { etag: Some("\"a\"".into()), length: Some(5), is_length_exact: true, ..Answer::default() };
    assert!(store(&request, b"first", &answer, 1_000).await);
    assert_eq!(read(address).await, b"first");

    let mut half = Copying::begin(&request, &answer, 2_000).unwrap();
    half.add(b"half");
    drop(half);
    pause(50).await;
    assert_eq!(read(address).await, b"first");

    let mut second = Copying::begin(&request, &answer, 3_000).unwrap();
    second.add(b"sec");
    second.add(b"nd");
    assert!(second.finish().await);
    let found = stored(address).await.unwrap();
    assert_eq!(found.kept_at_ms, 3_000);
    assert_eq!(found.answer.etag.as_deref(), Some("\"a\""));
    assert_eq!(read(address).await, b"secnd");
    assert!(stored("https://feed.test/a.csv?x=2").await.is_none());

    forget_all().await;
    assert!(stored(address).await.is_none());
}

#[wasm_bindgen_test]
async fn no_copy_is_kept_of_what_is_private_or_very_large() {
    let headers = private();
    let request = Request { headers: &headers, ..Request::new("https://feed.test/private.csv") };
    assert!(!store(&request, b"secret", &Answer::default(), 0).await);
    let request = Request::new("https://feed.test/large.csv");
    let large = Answer { length: Some(1 << 30), ..Answer::default() };
    assert!(Copying::begin(&request, &large, 0).is_none());
    let mut growing = Copying::begin(&request, &Answer::default(), 0).unwrap();
    let piece = vec![b'x'; 8 << 20];
    for _ in 0..9 {
        growing.add(&piece);
    }
    assert!(!growing.finish().await && stored(request.address).await.is_none());
}

async fn read(address: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut take = |part: Part<'_>| {
        if let Part::Bytes(more) = part {
            bytes.extend_from_slice(more);
        }
        Flow::More
    };
    let answer = stored(address).await.unwrap().read(&Cancel::default(), &mut take).await.unwrap();
    assert!(answer.is_whole);
    bytes
}

async fn pause(ms: i32) {
    let waited = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).unwrap();
    });
    JsFuture::from(waited).await.unwrap_or(JsValue::NULL);
}
