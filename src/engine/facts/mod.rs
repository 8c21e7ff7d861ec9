//! Columnar tables, dictionaries, and the closed vocabulary of dimensions and measures.

pub mod vocabulary;
