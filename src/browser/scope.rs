//! The global scope of a worker, and messages of bytes with what comes along.
//!
//! A message is an array: the bytes of a value of ours, then what only a browser can hand over (a file, bytes that
//! are not to be copied).

use crate::work::message::{from_bytes, to_bytes};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
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

/// Memory for messages has a multiple of this many bytes, so that what was one message's fits another. Smaller messages
/// are not worth the trouble.
const SPARE_STEP: u32 = 128 << 10;

/// How many pieces of memory a worker keeps for messages to come.
const MOST_SPARE: usize = 6;

thread_local! {
    /// Memory of messages that have been read, for messages to come: the browser frees it late, and what stands there
    /// until then is more than the figures.
    static SPARE: RefCell<Vec<ArrayBuffer>> = const { RefCell::new(Vec::new()) };
}

/// Keeps memory that nobody looks at any more, the larger pieces first.
pub(super) fn keep(spare: ArrayBuffer) {
    if spare.byte_length() < SPARE_STEP {
        return;
    }
    SPARE.with_borrow_mut(|kept| {
        kept.push(spare);
        if kept.len() > MOST_SPARE
            && let Some((at, _)) = kept.iter().enumerate().min_by_key(|(_, each)| each.byte_length())
        {
            kept.swap_remove(at);
        }
    });
}

/// Copies bytes to where they can be handed over.
pub(super) fn copied(bytes: &[u8]) -> Uint8Array {
    let n_bytes = match u32::try_from(bytes.len()) {
        Ok(n_bytes) if (SPARE_STEP / 2..=1 << 30).contains(&n_bytes) => n_bytes,
        _ => return Uint8Array::from(bytes),
    };
    let spare = SPARE.with_borrow_mut(|kept| {
        let fitting = kept.iter().enumerate().filter(|(_, each)| each.byte_length() >= n_bytes);
        let (at, _) = fitting.min_by_key(|(_, each)| each.byte_length())?;
        Some(kept.swap_remove(at))
    });
    let memory = spare.unwrap_or_else(|| ArrayBuffer::new(n_bytes.next_multiple_of(SPARE_STEP)));
    let copy = Uint8Array::new_with_byte_offset_and_length(&memory, 0, n_bytes);
    copy.copy_from(bytes);
    copy
}

/// Hands a worker memory for its messages.
pub(super) fn hand_back(worker: &Worker, spare: &ArrayBuffer) {
    if spare.byte_length() >= SPARE_STEP {
        let _ = worker.post_message_with_transfer(spare, &Array::of1(spare));
    }
}

/// Packs a message. Memory of byte arrays among what comes along is handed over, not copied.
pub(super) fn packed<T: Serialize>(message: &T, along: &[JsValue]) -> Option<(Array, Array)> {
    let bytes = copied(&to_bytes(message).ok()?);
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

/// Returns the memory in which a message came.
pub(super) fn memory_of(event: &MessageEvent) -> Option<ArrayBuffer> {
    let all: Array = event.data().dyn_into().ok()?;
    Some(all.get(0).dyn_into::<Uint8Array>().ok()?.buffer())
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
        match event.data().dyn_into::<ArrayBuffer>() {
            Ok(spare) => keep(spare),
            Err(_) => {
                if let Some((message, along)) = unpacked(&event) {
                    heard(message, along);
                }
            }
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}
