//! One request that can be given up: by the clock, by whoever wanted it, or by dropping it.

use crate::work::fault::FetchFault;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

// The page and its workers have these under the same names, on objects of different types.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, delay_ms: u32) -> i32;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: i32);
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub fn now_ms() -> f64;
}

#[wasm_bindgen]
extern "C" {
    type MessageChannel;
    #[wasm_bindgen(constructor)]
    fn new() -> MessageChannel;
    #[wasm_bindgen(method, getter)]
    fn port1(this: &MessageChannel) -> MessagePort;
    #[wasm_bindgen(method, getter)]
    fn port2(this: &MessageChannel) -> MessagePort;

    type MessagePort;
    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &MessagePort, heard: &Function);
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post_message(this: &MessagePort, message: &JsValue);
    #[wasm_bindgen(method)]
    fn close(this: &MessagePort);
}

/// Lets what waits for its turn have it. A timer of no delay would take 4 ms after a few.
pub async fn turn() {
    let channel = MessageChannel::new();
    let (here, there) = (channel.port1(), channel.port2());
    let heard = Promise::new(&mut |resolve, _| {
        here.set_onmessage(&resolve);
        there.post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(heard).await;
    here.close();
}

/// Waits.
pub async fn sleep(delay_ms: u32) {
    let _ = JsFuture::from(Promise::new(&mut |resolve, _| {
        set_timeout(&resolve, delay_ms);
    }))
    .await;
}

/// Ends the fetches that were given a clone of it.
#[derive(Clone, Default)]
pub struct Cancel {
    inner: Rc<Inner>,
}

#[derive(Default)]
struct Inner {
    is_cancelled: Cell<bool>,
    under_way: RefCell<Vec<AbortController>>,
}

impl Cancel {
    pub fn cancel(&self) {
        self.inner.is_cancelled.set(true);
        // Taken out first: aborting may run whatever waits for it.
        let under_way = self.inner.under_way.take();
        for controller in under_way {
            controller.abort();
        }
    }

    pub fn is_cancelled(&self) -> bool {
        self.inner.is_cancelled.get()
    }
}

/// One request and its clock. Dropping it ends the request: a body that is not read to its end would keep coming.
pub struct Attempt {
    controller: AbortController,
    cancel: Cancel,
    is_late: Rc<Cell<bool>>,
    give_up: Closure<dyn FnMut()>,
    timer: Option<i32>,
}

impl Attempt {
    pub fn new(cancel: &Cancel) -> Result<Self, FetchFault> {
        let controller = AbortController::new().map_err(|_| FetchFault::Unreachable)?;
        let cancel = cancel.clone();
        if cancel.is_cancelled() {
            controller.abort();
        } else {
            cancel.inner.under_way.borrow_mut().push(controller.clone());
        }
        let is_late = Rc::new(Cell::new(false));
        let give_up = {
            let (controller, is_late) = (controller.clone(), Rc::clone(&is_late));
            Closure::new(move || {
                is_late.set(true);
                controller.abort();
            })
        };
        Ok(Self { controller, cancel, is_late, give_up, timer: None })
    }

    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Waits for a part of the request, which is aborted, and so fails, when it takes longer.
    pub async fn within<T>(&mut self, limit_ms: u32, part: impl Future<Output = T>) -> T {
        self.timer = Some(set_timeout(self.give_up.as_ref().unchecked_ref(), limit_ms));
        let ended = part.await;
        self.stop_clock();
        ended
    }

    /// Tells whether it was the clock that ended the request.
    pub fn is_late(&self) -> bool {
        self.is_late.get()
    }

    fn stop_clock(&mut self) {
        if let Some(timer) = self.timer.take() {
            clear_timeout(timer);
        }
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.stop_clock();
        self.cancel.inner.under_way.borrow_mut().retain(|controller| *controller != self.controller);
        self.controller.abort();
    }
}
