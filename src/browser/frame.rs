//! The page that this one stands in, and the screen that it fills.

use super::canvas::SizeWatch;
use wasm_bindgen::prelude::*;

/// Tells the page around this one how high this one is, now and whenever that changes, until the watch is dropped:
/// `{ type: "miyar:height", height }`, in CSS pixels.
///
/// It is told to whoever frames it (`*`): the message has a number and nothing of the data. Nothing is listened to.
/// `None`: there is no page around it.
pub fn tell_height() -> Option<SizeWatch> {
    let window = web_sys::window()?;
    let parent = window.parent().ok()??;
    if parent == window {
        return None;
    }
    let body = window.document()?.body()?;
    Some(SizeWatch::new(&body, move |size| {
        let message = js_sys::Object::new();
        for (name, value) in [("type", "miyar:height".into()), ("height", JsValue::from_f64(size.height_px))] {
            let _ = js_sys::Reflect::set(&message, &name.into(), &value);
        }
        let _ = parent.post_message(&message, "*");
    }))
}

/// Fills the screen. A browser does so only where a person has just pressed something.
pub fn fill_screen() {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.request_fullscreen();
    }
}

/// Calls for every press anywhere, for as long as the page lives.
pub fn on_press(pressed: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(pressed);
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        let _ = document.add_event_listener_with_callback("click", callback.as_ref().unchecked_ref());
    }
    callback.forget();
}
