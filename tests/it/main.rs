//! Behaviour of the pure layers, as one binary: linking once is quicker than once a file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod bits;
mod charts;
mod cube;
mod day;
mod demo;
mod feeds;
mod figures;
mod goldens;
mod honesty;
mod layering;
mod manifest;
mod proposals;
mod query;
mod readers;
mod style;
mod support;
mod text;
mod words;
mod written;
