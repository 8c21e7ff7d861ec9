//! The document around the page.

use crate::view::text::Lang;
use wasm_bindgen::prelude::*;

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Sets the language and the direction of everything.
pub fn set_lang(lang: Lang) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", lang.id());
        let _ = root.set_attribute("dir", lang.direction().id());
    }
}

/// Puts how much of the page is shown where the style sheets look for it.
pub fn set_display(display: Option<&str>, has_controls: bool) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    for (name, value) in [("data-display", display), ("data-controls", has_controls.then_some(""))] {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

pub fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

/// Returns the content of `<meta name="…">`.
pub fn meta(name: &str) -> Option<String> {
    let found = document()?.query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    found.get_attribute("content")
}

/// Returns the first language the reader asks for that there is.
pub fn preferred_lang() -> Option<Lang> {
    let languages = web_sys::window()?.navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).find_map(|tag| Lang::from_tag(&tag))
}

/// Moves the focus within a group whose members carry `data-index`: `step` further from the one
/// that has it. Where the group ends it stays.
pub fn move_focus(group: &web_sys::Element, step: i32) {
    let active = document().and_then(|document| document.active_element());
    let at = active.and_then(|active| active.get_attribute("data-index")?.parse::<i32>().ok());
    let next = at.and_then(|at| group.query_selector(&format!("[data-index=\"{}\"]", at + step)).ok().flatten());
    if let Some(next) = next.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = next.focus();
    }
}

/// Whether the popover of an id is open.
pub fn is_open(id: &str) -> bool {
    document()
        .is_some_and(|document| document.query_selector(&format!("#{id}:popover-open")).is_ok_and(|it| it.is_some()))
}

/// Scrolls to the element of an id, if it is not seen.
pub fn bring_into_view(id: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    let is_seen = |element: &web_sys::Element| {
        let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
        let top = element.get_bounding_client_rect().top();
        (0.0..height * 0.7).contains(&top)
    };
    if let Some(element) = found.filter(|element| !is_seen(element)) {
        element.scroll_into_view();
    }
}

/// Opens the popover of an id.
pub fn open_sheet(id: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    if let Some(sheet) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = sheet.show_popover();
    }
}

/// Gives the focus to the first element that a selector finds.
pub fn focus(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

/// Opens the browser's dialog for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Whether nobody can see the page now.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Calls whenever the page is hidden or seen again, for as long as it lives.
pub fn on_visibility_change(changed: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(changed);
    if let Some(document) = document() {
        let _ = document.add_event_listener_with_callback("visibilitychange", callback.as_ref().unchecked_ref());
    }
    callback.forget();
}

/// Returns how many bytes of memory the device has, where the browser says so: rounded, and 8 GB at most.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn memory() -> Option<u64> {
    let navigator = web_sys::window()?.navigator();
    let gigabytes = js_sys::Reflect::get(&navigator, &"deviceMemory".into()).ok()?.as_f64()?;
    // From a float `as` saturates.
    Some((gigabytes * f64::from(1_u32 << 30)) as u64)
}
