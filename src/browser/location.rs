//! Addresses: where the page lies, and what is relative to it.

use web_sys::Url;

/// Returns the path of the page, to which a query is added.
pub fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Returns scheme and host of the page.
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Returns an address made absolute by that of the document; `None` where it is none that is fetched: of another
/// scheme than the web's, or with a name before the host, which a browser refuses and a reader takes for the host.
pub fn resolve(address: &str) -> Option<String> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    let url = Url::new_with_base(address, &base).ok()?;
    let is_web = matches!(url.protocol().as_str(), "http:" | "https:");
    (is_web && url.username().is_empty() && url.password().is_empty()).then(|| url.href())
}

/// Returns scheme and host of an absolute address, as browsers compare them.
pub fn origin_of(address: &str) -> Option<String> {
    Url::new(address).ok().map(|url| url.origin())
}
