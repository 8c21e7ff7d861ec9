//! The browser's history of this page.

use std::cell::Cell;
use wasm_bindgen::prelude::*;

pub fn back() {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.back();
    }
}

pub fn forward() {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.forward();
    }
}

thread_local! {
    static HAS_POPPED: Cell<bool> = const { Cell::new(false) };
}

/// Notes from now on when the reader goes back or forward. To be called before the router is made: of those who listen,
/// Chromium asks the first to come first, and the router changes the link.
pub fn watch() {
    let callback = Closure::<dyn Fn()>::new(|| {
        HAS_POPPED.set(true);
        // A link that does not change, as by «skip to the figures», has nobody take the note.
        super::clock::after_paint(|| HAS_POPPED.set(false));
    });
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("popstate", callback.as_ref().unchecked_ref());
    }
    callback.forget();
}

/// Tells whether the link has changed because the reader went back or forward; says so once.
pub fn has_popped() -> bool {
    HAS_POPPED.take()
}
