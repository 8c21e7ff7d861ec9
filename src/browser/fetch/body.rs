//! Reads the body of an answer, piece by piece.

use super::Flow;
use super::attempt::{Attempt, now_ms, sleep};
use crate::work::retry::{Limits, Pace};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ReadableStreamReadResult, Response};

/// How long bytes may come without a pause for other tasks, such as the message that another reader has room again:
/// where the network is faster than the reader, the next bytes are always there already. Reading one segment takes
/// about as long.
const BREATH_MS: f64 = 20.0;

/// How a body ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The stream ended by itself; whether that is all of the file only its length can tell.
    All,
    /// Whoever takes the bytes wanted no more.
    Stopped,
    /// The connection broke, or nothing came for too long.
    Lost,
    TooSlow,
}

/// Hands over each piece as it comes. It is copied once: out of the browser's memory into this program's.
pub async fn read(
    response: &Response,
    attempt: &mut Attempt,
    limits: Limits,
    taken: &mut dyn FnMut(&[u8]) -> Flow,
) -> End {
    // An answer without a body (204) has no stream either.
    let Some(stream) = response.body() else { return End::All };
    let Ok(reader) = ReadableStreamDefaultReader::new(&stream) else { return End::Lost };
    let mut piece = Vec::new();
    let mut breath_ms = now_ms();
    let mut pace = Pace::new(limits, breath_ms);
    loop {
        let Ok(result) = attempt.within(limits.stall_ms, JsFuture::from(reader.read())).await else {
            return End::Lost;
        };
        let result: ReadableStreamReadResult = result.unchecked_into();
        if result.get_done().unwrap_or(true) {
            return End::All;
        }
        let Ok(bytes) = result.get_value().dyn_into::<Uint8Array>() else { return End::Lost };
        let n_bytes = usize::try_from(bytes.length()).unwrap_or_default();
        if piece.len() < n_bytes {
            piece.resize(n_bytes, 0);
        }
        let Some(filled) = piece.get_mut(..n_bytes) else { return End::Lost };
        bytes.copy_to(filled);
        if taken(filled) == Flow::Stop {
            return End::Stopped;
        }
        let now = now_ms();
        if !pace.is_kept(n_bytes, now) {
            return End::TooSlow;
        }
        if now - breath_ms > BREATH_MS {
            sleep(0).await;
            breath_ms = now_ms();
        }
    }
}
