//! One thin adaptor a Web API; `JsValue` stays in here.
//!
//! [`port`] joins page and worker; [`fetch`] and [`intl`] serve the worker; the others serve the page.
//! What a browser refuses (storage, a context) is passed over where the page can do without it, and
//! returned as a value where it cannot.

pub mod canvas;
pub mod clock;
pub mod document;
pub mod fetch;
pub mod files;
pub mod intl;
pub mod location;
pub mod media;
pub mod port;
pub mod storage;
