//! The wire between page and worker: messages as bytes, whose memory is handed over, not copied.
//!
//! What is posted to a worker that does not listen yet is lost: [`Port`] keeps it until the worker
//! has said [`Tell::Ready`]. A worker that stops says so with a text instead of bytes, because a trap
//! inside a promise reaches nobody.

use super::scope::{self, post_to, unpacked};
use crate::work::message::{Ask, Tell};
use js_sys::Function;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, MessageEvent, Worker, WorkerOptions};

/// What a worker says that has stopped. Who started it takes any text for it.
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

/// What waits until the worker listens.
type Waiting = Rc<RefCell<Option<Vec<(Ask, Vec<JsValue>)>>>>;

/// The page's end. Dropping it ends the worker.
pub struct Port {
    worker: Worker,
    /// `None` once the worker listens.
    waiting: Waiting,
    _listeners: [Closure<dyn FnMut(Event)>; 3],
}

impl Port {
    /// Starts the worker whose script stands at this address, and passes on what is heard from it. `readers` are the
    /// absolute addresses of the scripts that read heavy formats: workbooks, Parquet.
    ///
    /// # Errors
    /// The browser has no workers or refuses this one.
    pub fn start(address: &str, readers: &[String], heard: impl Fn(Heard) + 'static) -> Result<Self, Loss> {
        let options = WorkerOptions::new();
        options.set_name(&readers.join("\n"));
        let worker = Worker::new_with_options(address, &options).map_err(|_| Loss::NotStarted)?;
        let waiting: Waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let heard = Rc::new(heard);

        let on_message = {
            let (waiting, heard, worker) = (Rc::clone(&waiting), Rc::clone(&heard), worker.clone());
            listener(move |event| {
                let event: MessageEvent = event.unchecked_into();
                if event.data().is_string() {
                    return heard(Heard::Lost(Loss::Stopped));
                }
                match unpacked::<Tell>(&event) {
                    Some((Tell::Ready, _)) => {
                        for (ask, along) in waiting.borrow_mut().take().unwrap_or_default() {
                            post_to(&worker, &ask, &along);
                        }
                    }
                    Some((tell, _)) => heard(Heard::Tell(tell)),
                    None => heard(Heard::Lost(Loss::Garbled)),
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
        self.ask_with(ask, &[]);
    }

    /// Sends with files of the person's own.
    pub fn ask_with(&self, ask: Ask, files: &[File]) {
        let along: Vec<JsValue> = files.iter().map(JsValue::from).collect();
        if let Some(waiting) = self.waiting.borrow_mut().as_mut() {
            waiting.push((ask, along));
            return;
        }
        post_to(&self.worker, &ask, &along);
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

/// The worker's end: passes on what the page asks, for as long as the worker lives.
pub fn listen(mut asked: impl FnMut(Ask, Vec<File>) + 'static) {
    scope::listen(move |ask, along: Vec<JsValue>| {
        asked(ask, along.into_iter().filter_map(|each| each.dyn_into().ok()).collect());
    });
}

/// Tells the page.
pub fn tell(tell: &Tell) {
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
