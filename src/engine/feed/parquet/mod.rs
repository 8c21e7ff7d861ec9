//! Parquet: a table whose columns stand apart, so that only what is wanted is fetched and read.
//!
//! ```text
//! last bytes ── Footer::open ──▶ Footer ── plan ──▶ Plan ── its ranges' bytes ── read_row_group ──▶ rows
//! ```
//!
//! Nothing here fetches: a footer says which bytes it still needs, a plan says which ranges. Read the children in
//! this order: [`footer`], [`plan`], [`row_group`], [`kind`], then how values are had: `column` and `strings`, `value`,
//! `pages`, `unpack`, `plain`, `runs`, `delta`, `thrift`, `fault`.
//!
//! A column of lists or records is a problem and the others are read. What is broken, cut short, encrypted or absurdly
//! large is a problem too. The crate `parquet` reads the footer and decodes values; it panics on bytes that are made to
//! harm, so all is checked before it is given anything: the footer's tree, pages' lengths and counts, what packed bytes
//! become, runs and texts to their ends.

mod column;
mod delta;
mod fault;
pub mod footer;
pub mod kind;
mod pages;
mod plain;
pub mod plan;
pub mod row_group;
mod runs;
mod strings;
mod thrift;
mod unpack;
mod value;

pub use value::Zone;

use super::RowSink;
use super::problem::{Problem, ProblemKind};
use bytes::Bytes;
use footer::{Footer, Opening};

/// Reads a whole file into `sink`: the columns that are `wanted`, all that can be where that is `None`. `file` is the
/// path, for problems. The first row is 1: there is no header.
pub fn read(bytes: Vec<u8>, file: &str, wanted: Option<&[String]>, zone: Option<Zone<'_>>, sink: &mut dyn RowSink) {
    let bytes = Bytes::from(bytes);
    let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let footer = match Footer::open(len, &bytes, file) {
        Ok(Opening::Open(footer)) => footer,
        // The whole is there: nothing more can be had.
        Ok(Opening::NeedsTail { .. }) => return sink.problem(Problem::of_file(ProblemKind::FileCutShort, file)),
        Err(problem) => return sink.problem(problem),
    };
    let all: Vec<String> = footer.columns().iter().map(|column| column.name.clone()).collect();
    let plan = footer.plan(wanted.unwrap_or(&all), None, None, file);
    plan.begin(sink);
    for group in &plan.row_groups {
        let part = |range: &std::ops::Range<u64>| {
            let start = usize::try_from(range.start).ok()?;
            let end = usize::try_from(range.end).ok()?;
            (start <= end && end <= bytes.len()).then(|| bytes.slice(start..end))
        };
        let parts: Vec<Bytes> = group.ranges.iter().map_while(part).collect();
        footer.read_row_group(group, &parts, file, zone, sink);
    }
}
