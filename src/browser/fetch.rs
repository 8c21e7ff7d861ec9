//! Fetches files, on the page and in workers: as they stream, with retries, and never half a file as a whole one.
//!
//! A connection that breaks is taken up where it broke, where the server gives marks of the version; else the file
//! begins anew, which [`Part::Start`] says. Reading goes at the pace of who takes the bytes: what is not taken yet is
//! not asked of the server. Cookies are never sent.
//!
//! [`send`] makes one request and finds out why it failed; [`body`] reads; [`attempt`] holds the clock; [`range`]
//! reads parts of a file.

mod attempt;
mod body;
mod range;
mod send;

pub use attempt::Cancel;
pub use range::{Ranged, Reach, fetch_range, reach};

use crate::work::answer::Answer;
use crate::work::fault::FetchFault;
use crate::work::retry::{Limits, delay_ms};
use send::{Asked, part_head, send, start_of};
use web_sys::Response;

pub(super) use attempt::{Attempt, sleep};
pub(super) use body::{End, read as read_body};

/// What is to be fetched.
#[derive(Clone)]
pub struct Request<'r> {
    /// An absolute address.
    pub address: &'r str,
    /// Headers that a person typed in for the origin of this address. With them nothing is kept in any cache,
    /// and a redirect is a fault: they go nowhere else.
    pub headers: &'r [(String, String)],
    pub cancel: Cancel,
    pub limits: Limits,
}

impl<'r> Request<'r> {
    pub fn new(address: &'r str) -> Self {
        Self { address, headers: &[], cancel: Cancel::default(), limits: Limits::USUAL }
    }
}

/// A piece of what is fetched.
pub enum Part<'a> {
    /// The file begins, or begins anew: whatever was taken before is to be forgotten.
    Start(&'a Answer),
    Bytes(&'a [u8]),
}

/// What whoever takes the parts wants next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    More,
    /// More, but not yet: no bytes are handed over again and again until it wants some.
    Later,
    Stop,
}

/// Fetches a file and hands it over as it comes. Where it was stopped or cancelled, the answer is not whole.
///
/// # Errors
/// The file could not be had, or not all of it; what was taken is then to be forgotten.
pub async fn fetch(request: &Request<'_>, taken: &mut dyn FnMut(Part<'_>) -> Flow) -> Result<Answer, FetchFault> {
    let mut answer = Answer::default();
    let mut n_tries = 0;
    loop {
        let outcome = once(request, &mut answer, taken).await;
        if request.cancel.is_cancelled() && !answer.is_whole {
            return Ok(answer);
        }
        let fault = match outcome {
            Ok(()) => return Ok(answer),
            // That it could not be reached again is not the news: it had been.
            Err(FetchFault::Unreachable) if answer.n_bytes > 0 => FetchFault::Lost { n_bytes: answer.n_bytes },
            Err(fault) => fault,
        };
        n_tries += 1;
        match delay_ms(&fault, n_tries, js_sys::Math::random()) {
            Some(ms) => sleep(ms).await,
            None => return Err(fault),
        }
    }
}

/// Asks once, for the rest where the beginning has come and can be continued.
async fn once(
    request: &Request<'_>,
    answer: &mut Answer,
    taken: &mut dyn FnMut(Part<'_>) -> Flow,
) -> Result<(), FetchFault> {
    let mut attempt = Attempt::new(&request.cancel)?;
    let asked = if answer.can_continue() { Asked::Rest(answer) } else { Asked::Whole };
    let response = match send(request, &asked, &mut attempt).await {
        // The file has become shorter, or another: it is asked for anew.
        Err(FetchFault::Status(412 | 416)) if answer.can_continue() => return Err(forget(answer)),
        sent => sent?,
    };
    if response.status() == 206 {
        if !answer.is_continued_by(&part_head(&response)) {
            return Err(forget(answer));
        }
    } else {
        *answer = start_of(&response, request.address);
        if taken(Part::Start(answer)) == Flow::Stop {
            return Ok(());
        }
    }
    read(&response, request, &mut attempt, answer, taken).await
}

async fn read(
    response: &Response,
    request: &Request<'_>,
    attempt: &mut Attempt,
    answer: &mut Answer,
    taken: &mut dyn FnMut(Part<'_>) -> Flow,
) -> Result<(), FetchFault> {
    let mut n_bytes = answer.n_bytes;
    let mut take = |bytes: &[u8]| {
        n_bytes += bytes.len() as u64;
        taken(Part::Bytes(bytes))
    };
    let end = body::read(response, attempt, request.limits, &mut take).await;
    answer.n_bytes = n_bytes;
    match end {
        End::All if answer.has_all() => answer.is_whole = true,
        End::Stopped => {}
        End::All | End::Lost => return Err(FetchFault::Lost { n_bytes }),
        End::TooSlow => return Err(FetchFault::TooSlow { n_bytes }),
    }
    Ok(())
}

/// Gives up what has come, so that the next try begins anew.
fn forget(answer: &mut Answer) -> FetchFault {
    FetchFault::Lost { n_bytes: std::mem::take(answer).n_bytes }
}
