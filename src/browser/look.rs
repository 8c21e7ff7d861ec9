//! A reader that only looks: says what the beginning of the person's own file is.

use super::port;
use crate::work::peek::{Look, Looked, Peeked};
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// What a worker is called that only looks.
pub const LOOKER: &str = "looker";

/// What looks at the beginning of a file; there is one for each binary.
pub type Looks = fn(u32, String, File) -> Pin<Box<dyn Future<Output = Peeked>>>;

/// Listens for as long as the worker lives.
pub fn run(looks: Looks) {
    port::listen(move |Look { number, name }, files| {
        if let Some(file) = files.into_iter().next() {
            spawn_local(async move { port::tell(&Looked::Seen(Box::new(looks(number, name, file).await))) });
        }
    });
    port::tell(&Looked::Ready);
}
