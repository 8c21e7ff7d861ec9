//! Saves a file to the reader's computer.

use crate::work::message::SavedFile;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Hands the file to the browser as a download. Where that is refused, nothing happens.
pub fn save(file: &SavedFile) {
    let _ = try_save(file);
}

fn try_save(file: &SavedFile) -> Option<()> {
    save_blob(&file.name, &blob(&file.bytes, &file.media_type)?)
}

/// Makes a file of bytes that is not saved yet.
pub(super) fn blob(bytes: &[u8], media_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// Hands a file that the browser has made to it as a download; `None`: it is refused.
pub fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken the bytes over once the frame after the click is painted.
    super::clock::after_paint(move || {
        let _ = Url::revoke_object_url(&address);
    });
    Some(())
}
