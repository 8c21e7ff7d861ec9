//! Addresses: where the page lies, and what is relative to it.

/// Returns the path of the page, to which a query is added.
pub fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Returns an address made absolute by that of the document; `None` where it is none.
pub fn resolve(address: &str) -> Option<String> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    web_sys::Url::new_with_base(address, &base).ok().map(|url| url.href())
}
