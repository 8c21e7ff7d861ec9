//! What leaves the page: charts as pictures, tables as workbooks. Pure: text and plain values to bytes.
//!
//! [`about`] is what must stand beside figures that are seen without their page; [`picture`] draws a chart with its
//! words, [`plain`] is a table for programs, [`workbook`] writes one;
//! [`markup`] is what both write XML with, [`inline`] makes style sheets that need no other file.

pub mod about;
pub mod inline;
pub mod markup;
pub mod picture;
pub mod plain;
pub mod workbook;
