//! The wire between page and worker: messages as bytes, whose memory is handed over, not copied.
//!
//! What is posted to a worker that does not listen yet is lost: [`Port`] keeps it until the worker
//! has said [`Tell::Ready`]. A worker that stops says so with a text instead of bytes, because a trap
//! inside a promise reaches nobody.

use crate::work::message::{Ask, Tell, from_bytes, to_bytes};
use js_sys::{Array, Function, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, Event, MessageEvent, Worker};

/// What a worker says that has stopped. The page takes any text for it.
const STOPPED: &str = "stopped";

/// What reaches the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    Tell(Tell),
    /// The worker answers no more.
    Lost(Loss),
}

/// Why a worker answers no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// It could not be loaded or started.
    NotStarted,
    /// It has stopped at a fault of its own.
    Stopped,
    /// It speaks another version's language.
    Garbled,
}

/// The page's end. Dropping it ends the worker.
pub struct Port {
    worker: Worker,
    /// What waits for the worker to listen; `None` once it does.
    waiting: Rc<RefCell<Option<Vec<Ask>>>>,
    _listeners: [Closure<dyn FnMut(Event)>; 3],
}

impl Port {
    /// Starts the worker whose script stands at this address, and passes on what is heard from it.
    ///
    /// # Errors
    /// The browser has no workers or refuses this one.
    pub fn start(address: &str, heard: impl Fn(Heard) + 'static) -> Result<Self, Loss> {
        let worker = Worker::new(address).map_err(|_| Loss::NotStarted)?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let heard = Rc::new(heard);

        let on_message = {
            let (waiting, heard, worker) = (Rc::clone(&waiting), Rc::clone(&heard), worker.clone());
            listener(move |event| {
                let Ok(bytes) = event.unchecked_into::<MessageEvent>().data().dyn_into::<Uint8Array>() else {
                    return heard(Heard::Lost(Loss::Stopped));
                };
                match from_bytes::<Tell>(&bytes.to_vec()) {
                    Ok(Tell::Ready) => {
                        for ask in waiting.borrow_mut().take().unwrap_or_default() {
                            post(&worker, &ask);
                        }
                    }
                    Ok(tell) => heard(Heard::Tell(tell)),
                    Err(_) => heard(Heard::Lost(Loss::Garbled)),
                }
            })
        };
        let on_error = {
            let (waiting, heard) = (Rc::clone(&waiting), Rc::clone(&heard));
            listener(move |_| {
                let loss = if waiting.borrow().is_some() { Loss::NotStarted } else { Loss::Stopped };
                heard(Heard::Lost(loss));
            })
        };
        let on_message_error = listener(move |_| heard(Heard::Lost(Loss::Garbled)));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let _ = worker.add_event_listener_with_callback("messageerror", on_message_error.as_ref().unchecked_ref());
        Ok(Self { worker, waiting, _listeners: [on_message, on_error, on_message_error] })
    }

    /// Sends now, or as soon as the worker listens.
    pub fn ask(&self, ask: Ask) {
        if let Some(waiting) = self.waiting.borrow_mut().as_mut() {
            waiting.push(ask);
            return;
        }
        post(&self.worker, &ask);
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn listener(heard: impl FnMut(Event) + 'static) -> Closure<dyn FnMut(Event)> {
    Closure::new(heard)
}

fn post(worker: &Worker, ask: &Ask) {
    if let Ok(bytes) = to_bytes(ask) {
        let bytes = Uint8Array::from(bytes.as_slice());
        let _ = worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }
}

/// The worker's end: passes on what the page asks, for as long as the worker lives.
pub fn listen(mut asked: impl FnMut(Ask) + 'static) {
    let on_message = listener(move |event| {
        if let Ok(bytes) = event.unchecked_into::<MessageEvent>().data().dyn_into::<Uint8Array>()
            && let Ok(ask) = from_bytes::<Ask>(&bytes.to_vec())
        {
            asked(ask);
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

/// Tells the page.
pub fn tell(tell: &Tell) {
    if let Ok(bytes) = to_bytes(tell) {
        let bytes = Uint8Array::from(bytes.as_slice());
        let _ = scope().post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }
}

/// Has a panic of the worker said to the page and to the console, and to the page any other stop.
///
/// Memory that runs out is a trap without a panic, and may leave nothing of this program that can still
/// run: what hears of it is the scope's own `postMessage`, with its arguments bound beforehand.
pub fn report_stops() {
    let scope = scope();
    if let Ok(post) = js_sys::Reflect::get(&scope, &"postMessage".into())
        && let Ok(post) = post.dyn_into::<Function>()
    {
        // The second binds the place where the event would be taken for options.
        let report = post.bind2(&scope, &STOPPED.into(), &JsValue::UNDEFINED);
        for event in ["error", "unhandledrejection"] {
            let _ = scope.add_event_listener_with_callback(event, report.unchecked_ref());
        }
    }
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let _ = self::scope().post_message(&STOPPED.into());
    }));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
