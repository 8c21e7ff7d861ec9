//! Reads parts of a file: for formats that say where things lie, such as Parquet.

use super::attempt::{Attempt, sleep};
use super::body::{self, End};
use super::send::{Asked, header, part_head, send, start_of};
use super::{Flow, Request};
use crate::work::answer::{Answer, number};
use crate::work::fault::FetchFault;
use crate::work::retry::delay_ms;
use std::ops::Range;

/// What a server says of a file before any of it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// What it says of the file; `length` is that of the whole.
    pub answer: Answer,
    /// Whether it answers with parts. Where it does not, the file is to be fetched whole.
    pub has_ranges: bool,
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ranged {
    /// The very bytes that were asked for. [`Answer::differs_from`] tells whether the file has changed since another.
    Part { bytes: Vec<u8>, answer: Answer },
    /// The server does not answer with parts (any more); nothing was read.
    Ignored,
}

/// Finds out how long a file is and whether it can be read in parts.
///
/// All of it is asked for as a part, and the answer is dropped at its head. Its length is thereby that of the file
/// as it is stored, which a `HEAD` may not say; another origin shows it, where `Content-Range` is hidden; and an
/// address that is signed for `GET` alone works.
///
/// # Errors
/// As [`super::fetch`]; what is cancelled is a fault too, of no meaning.
pub async fn reach(request: &Request<'_>) -> Result<Reach, FetchFault> {
    with_retries(request, async || {
        let mut attempt = Attempt::new(&request.cancel)?;
        let response = match send(request, &Asked::Range(0, None), &mut attempt).await {
            // An empty file has no first byte.
            Err(FetchFault::Status(416)) => {
                let answer = Answer { length: Some(0), is_length_exact: true, ..Answer::default() };
                return Ok(Reach { answer, has_ranges: true });
            }
            sent => sent?,
        };
        let has_ranges = response.status() == 206;
        let mut answer = start_of(&response, request.address);
        if has_ranges {
            let part = part_head(&response);
            let stored = part.content_range.and_then(|range| range.length);
            answer.length = stored.or_else(|| header(&response, "content-length").and_then(|text| number(&text)));
            answer.is_length_exact = answer.length.is_some();
        }
        Ok(Reach { answer, has_ranges })
    })
    .await
}

/// Fetches a part of a file, all of it or a fault.
///
/// # Errors
/// As [`super::fetch`]; what is cancelled is a fault too, of no meaning.
pub async fn fetch_range(request: &Request<'_>, range: Range<u64>) -> Result<Ranged, FetchFault> {
    with_retries(request, async || {
        let mut attempt = Attempt::new(&request.cancel)?;
        let due = range.end.saturating_sub(range.start);
        let response = send(request, &Asked::Range(range.start, Some(range.end)), &mut attempt).await?;
        if response.status() != 206 {
            return Ok(Ranged::Ignored);
        }
        if part_head(&response).content_range.is_some_and(|found| found.first != range.start) {
            return Ok(Ranged::Ignored);
        }
        let mut bytes = Vec::new();
        let mut take = |more: &[u8]| {
            bytes.extend_from_slice(more);
            // More than was asked for is not what was asked for.
            if bytes.len() as u64 > due { Flow::Stop } else { Flow::More }
        };
        let end = body::read(&response, &mut attempt, request.limits, &mut take).await;
        let n_bytes = bytes.len() as u64;
        match end {
            End::All if n_bytes == due => {}
            End::Stopped => return Ok(Ranged::Ignored),
            End::All | End::Lost => return Err(FetchFault::Lost { n_bytes }),
            End::TooSlow => return Err(FetchFault::TooSlow { n_bytes }),
        }
        let answer = start_of(&response, request.address);
        let whole = part_head(&response).content_range.and_then(|found| found.length);
        let answer = Answer { n_bytes, is_whole: true, length: whole, is_length_exact: whole.is_some(), ..answer };
        Ok(Ranged::Part { bytes, answer })
    })
    .await
}

async fn with_retries<T>(
    request: &Request<'_>,
    once: impl AsyncFn() -> Result<T, FetchFault>,
) -> Result<T, FetchFault> {
    let mut n_tries = 0;
    loop {
        let fault = match once().await {
            Ok(found) => return Ok(found),
            Err(fault) => fault,
        };
        n_tries += 1;
        match delay_ms(&fault, n_tries, js_sys::Math::random()) {
            Some(ms) if !request.cancel.is_cancelled() => sleep(ms).await,
            _ => return Err(fault),
        }
    }
}
