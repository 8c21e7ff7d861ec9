//! Today, the moment after painting, and marks on the browser's timeline.

use super::intl::tag;
use crate::engine::day::Day;
use crate::work::message::Reader;
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

/// Returns the moment in milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn now_ms() -> u64 {
    // From a float `as` saturates.
    js_sys::Date::now() as u64
}

/// Returns a number in 0..1.
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// Writes a moment in full, as the reader's language and time zone do.
#[allow(clippy::cast_precision_loss)]
pub fn moment(ms: u64, reader: Reader) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(ms as f64));
    date.to_locale_string(&tag(reader), &JsValue::UNDEFINED).into()
}

/// Runs something later. Dropping it calls that off.
pub struct Timer {
    handle: Option<i32>,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Waits at most 24 days, which is as far as a browser counts.
    pub fn after(ms: u64, run: impl FnOnce() + 'static) -> Self {
        let callback = Closure::once(run);
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let handle = web_sys::window().and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.as_ref().unchecked_ref(), ms).ok()
        });
        Self { handle, _callback: callback }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(window), Some(handle)) = (web_sys::window(), self.handle) {
            window.clear_timeout_with_handle(handle);
        }
    }
}

/// Runs something again and again, for as long as the page lives.
pub fn every(ms: i32, run: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(run);
    if let Some(window) = web_sys::window() {
        let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(callback.as_ref().unchecked_ref(), ms);
    }
    callback.forget();
}
