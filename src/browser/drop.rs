//! Files that are dropped anywhere on the page.

use crate::work::own::numbered;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DragEvent, File, FileList};

/// Files of the reader's own, no two under one name. Cheap to copy: it holds their handles, not their bytes.
#[derive(Debug, Clone, Default)]
pub struct Files(pub Rc<[File]>);

impl Files {
    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(File::name).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<FileList> for Files {
    fn from(list: FileList) -> Self {
        let files: Vec<File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        let names = numbered(files.iter().map(File::name).collect());
        Self(files.into_iter().zip(names).map(|(file, name)| renamed(file, &name)).collect::<Vec<_>>().into())
    }
}

/// Returns the file under another name; its bytes stay where they are.
fn renamed(file: File, name: &str) -> File {
    if file.name() == name {
        return file;
    }
    File::new_with_blob_sequence(&Array::of1(&file), name).unwrap_or(file)
}

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
            dropped(list.map(Files::from).unwrap_or_default());
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
