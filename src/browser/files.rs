//! Files that a person picks. Their bytes are read in a worker, and go nowhere else.

use super::drop::Files;
use wasm_bindgen::JsCast;

/// Returns the files of an input that has changed.
pub fn picked(event: &web_sys::Event) -> Option<Files> {
    let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    input.files().map(Files::from).filter(|files| !files.is_empty())
}

/// Opens the picker of an input that is not shown itself.
pub fn press(input: &web_sys::HtmlInputElement) {
    // The same file may be picked again.
    input.set_value("");
    input.click();
}
