//! Files that a person picks or drops. Their bytes are read in a worker, and go nowhere else.

use wasm_bindgen::JsCast;

pub use web_sys::FileList;

/// Returns the files of an input that has changed.
pub fn picked(event: &web_sys::Event) -> Option<FileList> {
    let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    input.files().filter(|files| files.length() > 0)
}

/// Returns the files that were let go over an element; text and links are none.
pub fn dropped(event: &web_sys::DragEvent) -> Option<FileList> {
    event.data_transfer()?.files().filter(|files| files.length() > 0)
}

/// Opens the picker of an input that is not shown itself.
pub fn press(input: &web_sys::HtmlInputElement) {
    // The same file may be picked again.
    input.set_value("");
    input.click();
}
