//! Behaviour of the pure layers, as one binary: linking once is quicker than once a file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod bad_values;
mod behind;
mod benchmark;
mod bits;
mod charts;
mod choosing;
mod cube;
mod currencies;
mod customer_types;
mod data_page;
mod dates;
mod day;
mod demo;
mod encodings;
mod feeds;
mod figures;
mod finding;
mod goldens;
mod honesty;
mod identities;
mod large;
mod layering;
mod manifest;
mod manners;
mod network;
mod numbers;
mod oracle;
mod orders;
mod own;
#[path = "parquet.rs"]
mod parquet_files;
mod planning;
mod proposals;
mod query;
mod readers;
mod rounds;
mod rows;
mod samples;
mod sheets;
mod statistics;
mod steps;
mod streams;
mod style;
mod support;
mod taking;
mod text;
mod unpacking;
mod views;
mod words;
mod written;
