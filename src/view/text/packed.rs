//! How messages are packed: what the build writes and [`Text`](super::Text) reads.
//!
//! A catalogue is one string a language and one string of ids, cut by [`NEXT`]. Control characters mark what is
//! not text. Nested slices would cost a pointer and a length a piece, which hardly compress.
//!
//! ```text
//! message = plain | SELECT name (FORM plural END plain)+
//! plain   = (text | VARIABLE name END)*
//! ```
//!
//! The isolates that Fluent puts around a variable (U+2068, U+2069) are part of the text: 78 bytes of Brotli for
//! all messages, and the reader need not know when Fluent leaves them out.

/// Stands between two messages.
pub const NEXT: char = '\u{1}';
/// Begins a variable.
pub const VARIABLE: char = '\u{2}';
/// Ends the name of a variable or of a plural form.
pub const END: char = '\u{3}';
/// Begins a message that has plural forms, and the name of the variable that chooses.
pub const SELECT: char = '\u{4}';
/// Begins a plural form.
pub const FORM: char = '\u{5}';
