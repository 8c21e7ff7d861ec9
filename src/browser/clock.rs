//! Today, the moment after painting, and marks on the browser's timeline.

use crate::engine::day::Day;
use std::cell::Cell;
use wasm_bindgen::prelude::*;

/// Returns today where the reader is.
#[allow(clippy::cast_possible_wrap)]
pub fn today() -> Day {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    Day::from_ymd(year, now.get_month() + 1, now.get_date()).unwrap_or(Day::MIN)
}

/// Runs once what has been changed up to now is on the screen: the second frame begins after the
/// first was painted.
pub fn after_paint(run: impl FnOnce() + 'static) {
    let run = Cell::new(Some(run));
    on_frame(move || {
        on_frame(move || {
            if let Some(run) = run.take() {
                run();
            }
        });
    });
}

fn on_frame(run: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(run);
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}

pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// Notes how long something took: since the latest mark of a name.
pub fn measure_since(name: &str, start_mark: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.measure_with_start_mark(name, start_mark);
    }
}
