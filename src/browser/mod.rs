//! One thin adaptor a Web API; `JsValue` stays in here.
//!
//! [`port`] joins page and desks, [`crew`] desk and readers, [`own`] is the desk of own files and [`look`] who looks at
//! them for it; [`export`] is the worker of exports; [`fetch`], [`cache`] and [`intl`] serve workers; the others
//! serve the page.
//! What a browser refuses (storage, a context) is passed over where the page can do without it, and
//! returned as a value where it cannot.

pub mod cache;
pub mod canvas;
pub mod clipboard;
pub mod clock;
pub mod crew;
pub mod desk;
pub mod document;
pub mod drop;
pub mod export;
pub mod fetch;
pub mod files;
pub mod frame;
pub mod history;
pub mod intl;
pub mod keys;
pub mod location;
pub mod look;
pub mod media;
pub mod own;
pub mod picture;
pub mod port;
pub mod reader;
pub mod save;
pub mod scope;
pub mod snapshot;
pub mod storage;
pub mod zone;
