//! Behaviour of the pure layers, as one binary: linking once is quicker than once a file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod day;
mod feeds;
mod goldens;
mod layering;
mod manifest;
mod query;
mod readers;
mod support;
mod text;
mod words;
