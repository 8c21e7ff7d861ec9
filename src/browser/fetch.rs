//! Fetches one file, in the worker.

use crate::work::message::{FetchFault, Fetched};
use gloo_net::http::Request;
use std::future::Future;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, DedicatedWorkerGlobalScope};

/// How long a server may take until it begins to answer: as long as common proxies wait for one.
const ANSWER_MS: i32 = 60_000;

/// How long the whole of a file may take: 100 MB over 1.5 Mbit/s.
const FILE_MS: i32 = 600_000;

/// Fetches an absolute address. Why it fails without an answer (no network, no such host, no CORS
/// header) the browser tells nobody; a server that keeps its answer back fails so too.
pub async fn fetch(address: &str) -> Fetched {
    let abort = AbortController::new().map_err(|_| FetchFault::Unreachable)?;
    let request = Request::get(address).abort_signal(Some(&abort.signal())).send();
    let response = within(ANSWER_MS, &abort, request).await.map_err(|_| FetchFault::Unreachable)?;
    if !response.ok() {
        return Err(FetchFault::Status(response.status()));
    }
    within(FILE_MS, &abort, response.binary()).await.map_err(|_| FetchFault::Unreachable)
}

/// Waits for a part of a request, which is aborted, and so ends, when it takes longer.
async fn within<T>(limit_ms: i32, abort: &AbortController, part: impl Future<Output = T>) -> T {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let abort = abort.clone();
    let give_up = Closure::<dyn FnMut()>::new(move || abort.abort());
    let timer = scope.set_timeout_with_callback_and_timeout_and_arguments_0(give_up.as_ref().unchecked_ref(), limit_ms);
    let ended = part.await;
    if let Ok(timer) = timer {
        scope.clear_timeout_with_handle(timer);
    }
    ended
}
