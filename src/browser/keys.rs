//! Keys pressed anywhere on the page.

use crate::view::shortcut::Key;
use wasm_bindgen::prelude::*;
use web_sys::{Element, KeyboardEvent};

/// Where keys are text or choose something, none is a shortcut.
const TAKES_KEYS: &str = "input, select, textarea, [contenteditable], [role=grid]";

/// Calls for every key that no field takes, for as long as the page lives. Where `pressed` returns true, the browser
/// does nothing else for it.
pub fn on_key(pressed: impl Fn(Key<'_>) -> bool + 'static) {
    let callback = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_taken = target.is_some_and(|target| target.closest(TAKES_KEYS).is_ok_and(|field| field.is_some()));
        if is_taken || event.default_prevented() || event.is_composing() {
            return;
        }
        let (key, code) = (event.key(), event.code());
        let (has_shift, has_alt) = (event.shift_key(), event.alt_key());
        let has_command = event.ctrl_key() || event.meta_key();
        if pressed(Key { key: &key, code: &code, has_shift, has_command, has_alt }) {
            event.prevent_default();
        }
    });
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let _ = document.add_event_listener_with_callback("keydown", callback.as_ref().unchecked_ref());
    }
    callback.forget();
}
