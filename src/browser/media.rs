//! How the reader wants it to look: theme, and the colours that a theme comes to.

use crate::view::chart::draw::{N_SERIES, Palette, Rgb};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Light or dark, or as the system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.id() == id)
    }
}

/// Puts the theme where the style sheets look for it.
pub fn set_theme(theme: Theme) {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.id()),
        };
    }
}

/// Whether what is shown is dark now.
pub fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => is_so("(prefers-color-scheme: dark)"),
    }
}

/// Whether nobody has asked for less motion.
pub fn has_motion() -> bool {
    !is_so("(prefers-reduced-motion: reduce)")
}

fn is_so(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok()).flatten();
    list.is_some_and(|list| list.matches())
}

/// Calls whenever the system's colours change, for as long as the page lives.
pub fn on_system_change(changed: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(changed);
    for query in ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"] {
        if let Some(list) = web_sys::window().and_then(|window| window.match_media(query).ok()).flatten() {
            let _ = list.add_event_listener_with_callback("change", callback.as_ref().unchecked_ref());
        }
    }
    callback.forget();
}

/// Reads the colours of the theme as they are now. The browser resolves them: a probe is given each
/// as its colour, because a custom property by itself is only text.
pub fn palette() -> Palette {
    let read = || -> Option<Palette> {
        let document = web_sys::window()?.document()?;
        let probe: HtmlElement = document.create_element("span").ok()?.dyn_into().ok()?;
        document.body()?.append_child(&probe).ok()?;
        // With forced colours every text has the reader's: series are to keep theirs, and the rest names the reader's itself.
        let _ = probe.style().set_property("forced-color-adjust", "none");
        let colour = |name: &str| colour(&probe, name).unwrap_or_default();
        let palette = Palette {
            ink: colour("--ink"),
            muted: colour("--ink-muted"),
            rule: colour("--rule"),
            surface: colour("--surface"),
            accent: colour("--accent"),
            series: (1..=N_SERIES).map(|n| colour(&format!("--series-{n}"))).collect(),
            lit: None,
        };
        probe.remove();
        Some(palette)
    };
    read().unwrap_or_default()
}

fn colour(probe: &HtmlElement, name: &str) -> Option<Rgb> {
    probe.style().set_property("color", &format!("var({name})")).ok()?;
    let text = web_sys::window()?.get_computed_style(probe).ok()??.get_property_value("color").ok()?;
    // «rgb(12, 34, 56)», or with an opacity «rgba(12, 34, 56, 0.5)».
    let inside = text.split_once('(')?.1;
    let mut parts = inside.trim_end_matches(')').split([',', ' ']).filter_map(|part| part.trim().parse::<u8>().ok());
    Some(Rgb(parts.next()?, parts.next()?, parts.next()?))
}
