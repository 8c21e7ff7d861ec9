//! The global scope of a worker, and messages of bytes with what comes along.
//!
//! A message is an array: the bytes of a value of ours, then what only a browser can hand over (a file, bytes that
//! are not to be copied).

use crate::work::message::{from_bytes, to_bytes};
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

pub(super) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Returns the name that the worker was started with: what it is to do.
pub fn name() -> String {
    scope().name()
}

/// Returns the address of the worker's script.
pub fn address() -> String {
    scope().location().href()
}

/// Returns how many processors there are, as far as the browser says.
pub fn n_processors() -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small whole number, or 1
    let count = scope().navigator().hardware_concurrency().clamp(1.0, 64.0) as usize;
    count
}

/// Returns the time, in milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // past 1970, before the year 200,000
pub fn now_ms() -> u64 {
    js_sys::Date::now().max(0.0) as u64
}

/// Packs a message. Memory of byte arrays among what comes along is handed over, not copied.
pub(super) fn packed<T: Serialize>(message: &T, along: &[JsValue]) -> Option<(Array, Array)> {
    let bytes = Uint8Array::from(to_bytes(message).ok()?.as_slice());
    let (all, moved) = (Array::of1(&bytes), Array::of1(&bytes.buffer()));
    for each in along {
        all.push(each);
        if let Some(bytes) = each.dyn_ref::<Uint8Array>() {
            moved.push(&bytes.buffer());
        }
    }
    Some((all, moved))
}

/// Unpacks a message; `None`: it is none of ours.
pub(super) fn unpacked<T: DeserializeOwned>(event: &MessageEvent) -> Option<(T, Vec<JsValue>)> {
    let all: Array = event.data().dyn_into().ok()?;
    let bytes: Uint8Array = all.get(0).dyn_into().ok()?;
    let message = from_bytes::<T>(&bytes.to_vec()).ok()?;
    Some((message, all.iter().skip(1).collect()))
}

/// Posts to a worker.
pub(super) fn post_to<T: Serialize>(worker: &Worker, message: &T, along: &[JsValue]) {
    if let Some((all, moved)) = packed(message, along) {
        let _ = worker.post_message_with_transfer(&all, &moved);
    }
}

/// Posts from a worker to whoever started it.
pub(super) fn post<T: Serialize>(message: &T, along: &[JsValue]) {
    if let Some((all, moved)) = packed(message, along) {
        let _ = scope().post_message_with_transfer(&all, &moved);
    }
}

/// Listens in a worker, for as long as it lives.
pub(super) fn listen<T: DeserializeOwned + 'static>(mut heard: impl FnMut(T, Vec<JsValue>) + 'static) {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some((message, along)) = unpacked(&event) {
            heard(message, along);
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}
