//! Fetches one file.

use crate::work::message::{FetchFault, Fetched};
use gloo_net::http::Request;

/// Fetches an absolute address. Why it fails without an answer (no network, no such host, no CORS
/// header) the browser tells nobody.
pub async fn fetch(address: &str) -> Fetched {
    let response = Request::get(address).send().await.map_err(|_| FetchFault::Unreachable)?;
    if !response.ok() {
        return Err(FetchFault::Status(response.status()));
    }
    response.binary().await.map_err(|_| FetchFault::Unreachable)
}
