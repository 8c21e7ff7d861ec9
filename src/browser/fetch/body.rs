//! Reads the body of an answer, piece by piece.

use super::Flow;
use super::attempt::{Attempt, now_ms, sleep, turn};
use crate::work::retry::{Limits, Pace};
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader, ReadableStreamReadResult, Response,
};

/// How long bytes may come without a turn for other tasks, such as the message that another reader has room again:
/// where the network is faster than the reader, the next bytes are always there already. In each turn Chromium fetches
/// ahead, some thirty megabytes in all, so there are to be few.
const BREATH_MS: f64 = 40.0;

/// How many bytes are asked for at once.
const N_BUFFER_BYTES: u32 = 256 << 10;

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
    let Some(mut tap) = Tap::open(&stream) else { return End::Lost };
    let mut piece = Vec::new();
    let mut breath_ms = now_ms();
    let mut pace = Pace::new(limits, breath_ms);
    loop {
        let Ok(result) = attempt.within(limits.stall_ms, JsFuture::from(tap.read())).await else {
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
        tap.give_back(&bytes);
        let mut flow = taken(filled);
        let is_late = flow == Flow::Later;
        while flow == Flow::Later {
            sleep(1).await;
            flow = taken(&[]);
        }
        if flow == Flow::Stop {
            return End::Stopped;
        }
        let now = now_ms();
        if is_late {
            // It was not the server that let us wait.
            (pace, breath_ms) = (Pace::new(limits, now), now);
        } else if !pace.is_kept(n_bytes, now) {
            return End::TooSlow;
        }
        if now - breath_ms > BREATH_MS {
            turn().await;
            breath_ms = now_ms();
        }
    }
}

/// Where the bytes come from.
enum Tap {
    /// Fills the same memory again and again. Without that the browser makes new memory for each piece and frees it
    /// late: of a large file some hundred megabytes stand there at a time.
    Filling { reader: ReadableStreamByobReader, buffer: ArrayBuffer },
    /// For browsers that cannot.
    Making(ReadableStreamDefaultReader),
}

impl Tap {
    fn open(stream: &ReadableStream) -> Option<Self> {
        if let Ok(reader) = ReadableStreamByobReader::new(stream) {
            return Some(Self::Filling { reader, buffer: ArrayBuffer::new(N_BUFFER_BYTES) });
        }
        ReadableStreamDefaultReader::new(stream).ok().map(Self::Making)
    }

    fn read(&self) -> Promise {
        match self {
            Self::Filling { reader, buffer } => reader.read_with_array_buffer_view(&Uint8Array::new(buffer)),
            Self::Making(reader) => reader.read(),
        }
    }

    /// Takes the memory of a piece that has been copied: what was given to [`Self::read`] is the browser's.
    fn give_back(&mut self, piece: &Uint8Array) {
        if let Self::Filling { buffer, .. } = self {
            *buffer = piece.buffer();
        }
    }
}
