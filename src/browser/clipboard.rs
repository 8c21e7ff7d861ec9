//! The clipboard, which a browser gives to secure pages only.

use super::intl::call;
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Puts text there. False: the browser refuses.
pub async fn write(text: &str) -> bool {
    match try_write(text) {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    }
}

fn try_write(text: &str) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok().filter(|clipboard| clipboard.is_object())?;
    call(&clipboard, "writeText", &[text.into()])?.dyn_into().ok()
}
