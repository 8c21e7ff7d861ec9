//! A time zone, as far as the browser's `Intl` knows it: asked at many instants when its clocks are how far ahead.

use super::intl::{call, make, set};
use crate::engine::zone::{DAY_S, Zone};
use js_sys::Object;
use wasm_bindgen::JsValue;

/// The years that feeds are of: before 1990 and after 2040 the nearest offset holds.
const FIRST_S: i64 = 631_152_000;
const LAST_S: i64 = 2_240_524_800;

/// How far instants are apart that are asked first: Morocco sets its clocks back for Ramadan alone, a month.
const APART_S: i64 = 14 * DAY_S;

/// Makes the zone of an IANA name; `None`: the browser does not know it.
pub fn zone(name: &str) -> Option<Zone> {
    let options = Object::new();
    set(&options, "timeZone", name);
    set(&options, "timeZoneName", "longOffset");
    let format = make("en", "DateTimeFormat", &options)?;
    let mut at = FIRST_S;
    let mut offset = offset_at(&format, at)?;
    let mut transitions = vec![(i64::MIN, offset)];
    while at < LAST_S {
        let next = at + APART_S;
        let then = offset_at(&format, next)?;
        if then != offset {
            transitions.push((first_second_of(&format, at, next, offset), then));
            offset = then;
        }
        at = next;
    }
    Some(Zone::from_transitions(transitions))
}

/// Finds when an offset ends between two instants, by halves.
fn first_second_of(format: &JsValue, from: i64, to: i64, offset: i32) -> i64 {
    let (mut from, mut to) = (from, to);
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        if offset_at(format, middle) == Some(offset) { from = middle } else { to = middle }
    }
    to
}

/// Returns how many seconds clocks are ahead of UTC: `1/1/2024, GMT+03:00`.
fn offset_at(format: &JsValue, second: i64) -> Option<i32> {
    #[allow(clippy::cast_precision_loss)] // some ten digits
    let instant = JsValue::from_f64(second as f64 * 1e3);
    let text = call(format, "format", &[instant])?.as_string()?;
    let offset = text.rsplit_once("GMT")?.1.trim();
    let (sign, clock) = match offset.split_at_checked(1) {
        Some(("+", clock)) => (1, clock),
        Some(("-" | "\u{2212}", clock)) => (-1, clock),
        _ => return offset.is_empty().then_some(0),
    };
    let mut seconds = 0;
    for (part, unit) in clock.split(':').zip([3_600, 60, 1]) {
        seconds += part.parse::<i32>().ok()? * unit;
    }
    Some(sign * seconds)
}
