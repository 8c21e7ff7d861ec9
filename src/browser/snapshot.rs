//! What is shown, as one HTML file that opens anywhere, offline: no script, styles and fonts in it, charts as images.
//!
//! The document is copied node by node and written by the browser, so that text stays text whatever is in it. What needs
//! the dashboard to work is left out; addresses lose what may be a secret.

use crate::view::export::about::without_secrets;
use crate::view::export::inline::{addresses, base64, with_data};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlCanvasElement, HtmlElement, Node, Response, Url};

/// What the file may do: show itself. Nothing is fetched and nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; \
                      form-action 'none'";

/// Marks the place of the style sheets while the document is made.
const STYLES: &str = "miyar-styles";

/// What only works with the dashboard, or is of the reader and not of the figures.
const LEFT_OUT: &str = "script, noscript, template, link, iframe, form, input, select, textarea, dialog, [hidden], [popover], \
    .skip, .nav, .settings, .controls, .tools, .table-tools, .export-menu, .brief-word, .freshness, .key-form, .key-list, \
    .data__own, .notice .button, .channels__by, .choice-list, .choice-row, .bench__choices, .bench__toggle, \
    .problem-notice a, .metrics__search, .footer, .surface__mark, .surface__column, .surface__reading, .surface__card, \
    .surface__reader, .surface__line, .surface__dot, .surface__brush, .panel__hint, .table__open, \
    .table__versus, .versus__bar .button";

/// What would lead somewhere, load or do something.
const DANGEROUS: [&str; 9] =
    ["href", "src", "srcset", "action", "formaction", "popovertarget", "popovertargetaction", "ping", "background"];

/// What the file is called and what it says of itself.
pub struct Snapshot {
    pub title: String,
    /// Period, filters, sources: each its name and its text.
    pub lines: Vec<(String, String)>,
    pub is_dark: bool,
}

/// Copies what is shown. `None`: a style sheet or a font cannot be read, or the browser refuses.
pub async fn take(about: Snapshot) -> Option<Vec<u8>> {
    let document = web_sys::window()?.document()?;
    let css = styles(&document).await?;
    let body = copied(&document)?;
    let made = document.implementation().ok()?.create_html_document_with_title(&about.title).ok()?;
    let (root, old) = (made.document_element()?, document.document_element()?);
    for name in ["lang", "dir"] {
        root.set_attribute(name, &old.get_attribute(name)?).ok()?;
    }
    // Charts have the colours of now, so the rest has, too.
    root.set_attribute("data-theme", if about.is_dark { "dark" } else { "light" }).ok()?;
    head(&made)?;
    let list = listed(&made, &about.lines)?;
    let main = body.query_selector("main").ok()??;
    main.insert_before(&list, main.first_child().as_ref()).ok()?;
    let empty = made.body()?;
    root.replace_child(&made.adopt_node(&body).ok()?, &empty).ok()?;
    // A document that is made here keeps to the policy of the page, which knows no styles in line: ours take their place
    // in the text, ahead of anything that a feed has written.
    let html = root.outer_html();
    let (before, after) = html.split_once(STYLES)?;
    let (_, after) = after.split_once('>')?;
    let (before, _) = before.split_at(before.rfind('<')?);
    Some(format!("<!doctype html>\n{before}<style>\n{css}</style>{after}\n").into_bytes())
}

fn head(made: &Document) -> Option<()> {
    let head = made.query_selector("head").ok()??;
    let first = head.first_child();
    for attributes in [
        &[("charset", "utf-8")][..],
        &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)],
        &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")],
        &[("name", STYLES)],
    ] {
        let meta = made.create_element("meta").ok()?;
        for (name, value) in attributes {
            meta.set_attribute(name, value).ok()?;
        }
        head.insert_before(&meta, first.as_ref()).ok()?;
    }
    Some(())
}

fn listed(made: &Document, lines: &[(String, String)]) -> Option<Element> {
    let list = made.create_element("dl").ok()?;
    list.set_class_name("snapshot-about");
    for (name, text) in lines {
        for (tag, text) in [("dt", name), ("dd", text)] {
            let element = made.create_element(tag).ok()?;
            element.set_text_content(Some(text));
            list.append_child(&element).ok()?;
        }
    }
    Some(list)
}

/// Copies the body: charts become images, what is left out goes, and nothing leads anywhere.
fn copied(document: &Document) -> Option<Element> {
    let original = document.body()?;
    let body: Element = original.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    for (canvas, copy) in all(&original, "canvas").into_iter().zip(all(&body, "canvas")) {
        let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
        let image = document.create_element("img").ok()?;
        image.set_attribute("src", &canvas.to_data_url().ok()?).ok()?;
        image.set_attribute("alt", "").ok()?;
        image.set_class_name(&copy.class_name());
        let frame = canvas.parent_element()?;
        if let Some(parent) = copy.parent_element().filter(|parent| parent.child_element_count() > 1) {
            // The words over a chart stand where its marks are, whatever the width of the window.
            let (width, height) = (frame.client_width(), frame.client_height());
            let style = parent.dyn_into::<HtmlElement>().ok()?.style();
            style.set_property("inline-size", &format!("{width}px")).ok()?;
            style.set_property("block-size", &format!("{height}px")).ok()?;
        }
        copy.replace_with_with_node_1(&image).ok()?;
    }
    all(&body, LEFT_OUT).iter().for_each(Element::remove);
    for button in all(&body, "button") {
        if button.text_content().is_some_and(|text| !text.trim().is_empty()) {
            let span = document.create_element("span").ok()?;
            span.set_class_name(&button.class_name());
            while let Some(child) = button.first_child() {
                span.append_child(&child).ok()?;
            }
            button.replace_with_with_node_1(&span).ok()?;
        } else {
            button.remove();
        }
    }
    for element in all(&body, "*") {
        let is_image = element.tag_name().eq_ignore_ascii_case("img");
        for name in element.get_attribute_names().iter().filter_map(|name| name.as_string()) {
            let is_gone = name.starts_with("on") || DANGEROUS.contains(&name.as_str()) && !(is_image && name == "src");
            if is_gone {
                let _ = element.remove_attribute(&name);
            } else if let Some(value) = element.get_attribute(&name).filter(|value| !value.starts_with("data:")) {
                let kept = without_secrets(&value);
                if kept != value {
                    let _ = element.set_attribute(&name, &kept);
                }
            }
        }
    }
    clean_text(&body);
    Some(body)
}

/// Takes secrets out of the text below a node.
fn clean_text(node: &Node) {
    let mut next = node.first_child();
    while let Some(child) = next {
        if child.node_type() == Node::TEXT_NODE {
            let text = child.node_value().unwrap_or_default();
            let kept = without_secrets(&text);
            if kept != text {
                child.set_node_value(Some(&kept));
            }
        } else {
            clean_text(&child);
        }
        next = child.next_sibling();
    }
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Reads the style sheets of the page, with their fonts in them.
async fn styles(document: &Document) -> Option<String> {
    let mut all_css = String::new();
    for link in all(&document.document_element()?, "link[rel=stylesheet]") {
        let base = Url::new_with_base(&link.get_attribute("href")?, &document.base_uri().ok()??).ok()?.href();
        let css = String::from_utf8(bytes_at(&base).await?).ok()?;
        let mut found = Vec::new();
        for address in addresses(&css) {
            let bytes = bytes_at(&Url::new_with_base(address, &base).ok()?.href()).await?;
            found.push((address, format!("data:font/woff2;base64,{}", base64(&bytes))));
        }
        let data = |address: &str| found.iter().find(|(of, _)| *of == address).map(|(_, data)| data.clone());
        all_css.push_str(&with_data(&css, data));
    }
    Some(all_css)
}

async fn bytes_at(address: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(web_sys::window()?.fetch_with_str(address)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let buffer = response.ok().then(|| response.array_buffer().ok()).flatten()?;
    Some(Uint8Array::new(&JsFuture::from(buffer).await.ok()?).to_vec())
}
