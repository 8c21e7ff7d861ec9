//! Files that are dropped anywhere on the page.

use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DragEvent, File};

/// Files of the reader's own. Cheap to copy: it holds their handles, not their bytes.
#[derive(Debug, Clone, Default)]
pub struct Files(pub Rc<[File]>);

/// Calls `hovers` as files come over the page and leave it, and `dropped` with those that are let go, for as long as
/// the page lives. What is dragged and is no file (a text, a link) is the browser's own affair.
pub fn on_files(hovers: impl Fn(bool) + 'static, dropped: impl Fn(Files) + 'static) {
    let hovers = Rc::new(hovers);
    let over = Rc::clone(&hovers);
    listen("dragover", move |event| {
        if has_files(&event) {
            // Else the browser would open the file in place of the page.
            event.prevent_default();
            over(true);
        }
    });
    let left = Rc::clone(&hovers);
    // Leaving for nowhere is leaving the window; elements within tell of each other.
    listen("dragleave", move |event| {
        if event.related_target().is_none() {
            left(false);
        }
    });
    listen("drop", move |event| {
        hovers(false);
        if has_files(&event) {
            event.prevent_default();
            let list = event.data_transfer().and_then(|transfer| transfer.files());
            let files = list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect::<Vec<_>>());
            dropped(Files(files.unwrap_or_default().into()));
        }
    });
}

fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

fn listen(name: &str, heard: impl Fn(DragEvent) + 'static) {
    let callback = Closure::<dyn Fn(DragEvent)>::new(heard);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    }
    callback.forget();
}
