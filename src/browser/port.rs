//! The wire to a worker: messages as bytes, whose memory is handed over, not copied.
//!
//! What is posted to a worker that does not listen yet is lost: [`Port`] keeps it until the worker
//! has said that it is ready. A worker that stops says so with a text instead of bytes, because a trap
//! inside a promise reaches nobody.

use super::scope::{self, packed, unpacked};
use crate::work::message::Told;
use js_sys::{Array, Function, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, MessageEvent, Worker, WorkerOptions};

/// What a worker says that has stopped. Who started it takes any text for it.
const STOPPED: &str = "stopped";

/// What reaches whoever started a worker.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard<T> {
    Tell(T),
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

/// Messages and what is handed over with them, which wait until the worker listens; `None` once it does.
type Waiting = Rc<RefCell<Option<Vec<(Array, Array)>>>>;

/// What comes over the wire, as the browser has it. Returns whether it says that the worker is ready.
type Take = Box<dyn Fn(Result<&MessageEvent, Loss>) -> bool>;

/// The end of who starts the worker, asks it `A` and is told `T`. Dropping it ends the worker.
pub struct Port<A, T> {
    wire: Wire,
    messages: PhantomData<fn(A) -> T>,
}

impl<A: Serialize, T: Told> Port<A, T> {
    /// Starts the worker whose script stands at this address, and passes on what is heard from it. Its name tells it
    /// what it is to do.
    ///
    /// # Errors
    /// The browser has no workers or refuses this one.
    pub fn start(address: &str, name: &str, heard: impl Fn(Heard<T>) + 'static) -> Result<Self, Loss> {
        let take = move |came: Result<&MessageEvent, Loss>| {
            match came.map(unpacked::<T>) {
                Ok(Some((tell, _))) if tell.is_ready() => return true,
                Ok(Some((tell, _))) => heard(Heard::Tell(tell)),
                Ok(None) => heard(Heard::Lost(Loss::Garbled)),
                Err(loss) => heard(Heard::Lost(loss)),
            }
            false
        };
        Ok(Self { wire: Wire::start(address, name, Box::new(take))?, messages: PhantomData })
    }

    /// Sends now, or as soon as the worker listens.
    pub fn ask(&self, ask: &A) {
        self.ask_with(ask, &[]);
    }

    /// Sends with files of the person's own.
    pub fn ask_with(&self, ask: &A, files: &[File]) {
        let along: Vec<JsValue> = files.iter().map(JsValue::from).collect();
        if let Some(message) = packed(ask, &along) {
            self.wire.post(message);
        }
    }
}

/// A wire whose messages nobody has read yet: its code is there once, whatever they are.
struct Wire {
    worker: Worker,
    waiting: Waiting,
    _listeners: [Closure<dyn FnMut(Event)>; 3],
}

impl Wire {
    fn start(address: &str, name: &str, take: Take) -> Result<Self, Loss> {
        let early = Early::take(address, name);
        let options = WorkerOptions::new();
        options.set_name(name);
        let started = || Worker::new_with_options(address, &options).map_err(|_| Loss::NotStarted);
        let worker = early.as_ref().map_or_else(started, |early| Ok(early.worker()))?;
        let waiting: Waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let take = Rc::new(take);

        let on_message = {
            let (waiting, take, worker) = (Rc::clone(&waiting), Rc::clone(&take), worker.clone());
            listener(move |event| {
                let event: MessageEvent = event.unchecked_into();
                if event.data().is_string() {
                    take(Err(Loss::Stopped));
                } else if take(Ok(&event)) {
                    for (message, moved) in waiting.borrow_mut().take().unwrap_or_default() {
                        let _ = worker.post_message_with_transfer(&message, &moved);
                    }
                }
            })
        };
        let on_error = {
            let (waiting, take) = (Rc::clone(&waiting), Rc::clone(&take));
            listener(move |_| {
                let loss = if waiting.borrow().is_some() { Loss::NotStarted } else { Loss::Stopped };
                take(Err(loss));
            })
        };
        let on_message_error = listener(move |_| {
            take(Err(Loss::Garbled));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let _ = worker.add_event_listener_with_callback("messageerror", on_message_error.as_ref().unchecked_ref());
        for event in early.map(|early| early.said()).unwrap_or_default().iter() {
            let _ = on_message.as_ref().unchecked_ref::<Function>().call1(&JsValue::NULL, &event);
        }
        Ok(Self { worker, waiting, _listeners: [on_message, on_error, on_message_error] })
    }

    fn post(&self, (message, moved): (Array, Array)) {
        match self.waiting.borrow_mut().as_mut() {
            Some(waiting) => waiting.push((message, moved)),
            None => drop(self.worker.post_message_with_transfer(&message, &moved)),
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// The worker that the page has started before there was an application (scripts/finish.mjs).
    type Early;
    #[wasm_bindgen(method, getter)]
    fn address(this: &Early) -> String;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Early) -> String;
    #[wasm_bindgen(method, getter)]
    fn failed(this: &Early) -> bool;
    #[wasm_bindgen(method, getter)]
    fn worker(this: &Early) -> Worker;
    #[wasm_bindgen(method, getter)]
    fn said(this: &Early) -> Array;
}

impl Early {
    /// Takes the worker over, once, where it is the one that is wanted and has not failed.
    fn take(address: &str, name: &str) -> Option<Self> {
        let (global, key) = (js_sys::global(), JsValue::from_str("miyarEarly"));
        let early = Reflect::get(&global, &key).ok().filter(JsValue::is_object)?;
        let early: Self = early.unchecked_into();
        if early.address() != address || early.name() != name {
            return None;
        }
        let _ = Reflect::delete_property(&global, &key);
        (!early.failed()).then_some(early)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn listener(heard: impl FnMut(Event) + 'static) -> Closure<dyn FnMut(Event)> {
    Closure::new(heard)
}

/// The worker's end: passes on what it is asked, for as long as the worker lives.
pub fn listen<A: DeserializeOwned + 'static>(mut asked: impl FnMut(A, Vec<File>) + 'static) {
    scope::listen(move |ask, along: Vec<JsValue>| {
        asked(ask, along.into_iter().filter_map(|each| each.dyn_into().ok()).collect());
    });
}

/// Tells whoever started the worker.
pub fn tell<T: Serialize>(tell: &T) {
    scope::post(tell, &[]);
}

/// Has a panic of the worker said to whoever started it and to the console, and to the former any other stop.
///
/// Memory that runs out is a trap without a panic, and may leave nothing of this program that can still
/// run: what hears of it is the scope's own `postMessage`, with its arguments bound beforehand.
pub fn report_stops() {
    let scope = scope::scope();
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
        let _ = scope::scope().post_message(&STOPPED.into());
    }));
}
