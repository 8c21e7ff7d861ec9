//! Runs the worker of exports.

use super::port;
use crate::work::export::{ExportTell, answer};

/// Listens for as long as the worker lives.
pub fn run() {
    port::listen(|ask, _| port::tell(&answer(ask)));
    port::tell(&ExportTell::Ready);
}
