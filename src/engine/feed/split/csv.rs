//! Cuts delimited text between its records, with the same eye for quotes as the reader.
//!
//! A quote opens where a field begins and nowhere else, so that outside of quotes it is enough to look for the
//! next quote and at the byte before it: whole blocks are passed by `memchr`. A record may have
//! [`Sizes::record`] bytes. If it has more,
//! - and a quote is open then, the quote is one that nothing closes: its segment ends with its line, so that the
//!   reader, who sees nothing after it, says so and reads it as a plain character, as at the end of a file;
//!   what was looked at after that line is looked at again. In it no second quote can stay open where the first
//!   did, but at its end, so this is done no more often than every [`Sizes::record`] bytes;
//! - and no quote is open, or its line is as long by itself, the record is passed over, with what follows
//!   to the next line end, quoted or not.

use super::lines::Passing;
use super::{Held, Piece, Shape, Sizes};
use crate::engine::feed::csv::Marks;
use crate::engine::feed::package::Dialect;

pub(super) struct CsvSplitter {
    held: Held,
    marks: Marks,
    /// Up to where `held` has been looked at.
    n_seen: usize,
    /// Where the quote opens that is open.
    quote: Option<usize>,
    passing: Option<Passing>,
}

impl CsvSplitter {
    pub(super) fn new(dialect: &Dialect, sizes: Sizes) -> Self {
        let held = Held::new(Shape::Delimited, sizes);
        Self { held, marks: Marks::of(dialect), n_seen: 0, quote: None, passing: None }
    }

    pub(super) const fn n_held(&self) -> usize {
        self.held.bytes.len()
    }

    pub(super) fn push(&mut self, mut block: &[u8], out: &mut Vec<Piece>) {
        while !block.is_empty() {
            if let Some(passing) = self.passing {
                (self.passing, block) = passing.over(block);
                continue;
            }
            // One byte more than a record may have: with it, it is too long. A `\r` that ends it wants another.
            let is_ended = self.quote.is_none() && self.held.bytes.last() == Some(&b'\r');
            let n_allowed = self.held.sizes.record + 1 + usize::from(is_ended);
            let n_taken = block.len().min(n_allowed.saturating_sub(self.held.n_open()).max(1));
            let (taken, rest) = block.split_at(n_taken);
            self.held.bytes.extend_from_slice(taken);
            block = rest;
            self.look(out);
        }
    }

    pub(super) fn end(&mut self, out: &mut Vec<Piece>) {
        self.held.end(out);
    }

    /// Looks at all that is held and new.
    fn look(&mut self, out: &mut Vec<Piece>) {
        loop {
            while self.step() {}
            self.cut_if_full(out);
            let is_ended = self.quote.is_none() && self.held.bytes.last() == Some(&b'\r');
            if self.held.n_open() <= self.held.sizes.record || is_ended || !self.give_up(out) {
                return;
            }
        }
    }

    /// Looks at what stands before the next quote, or in it; returns whether there is more to look at.
    fn step(&mut self) -> bool {
        let new = self.held.bytes.get(self.n_seen..).unwrap_or_default();
        if new.is_empty() {
            return false;
        }
        let Some(quote) = self.marks.quote else {
            self.see_lines(self.held.bytes.len());
            return false;
        };
        if self.quote.is_some() {
            return self.step_in_quote(quote);
        }
        let Some(at) = memchr::memchr(quote, new) else {
            self.see_lines(self.held.bytes.len());
            return false;
        };
        let at = self.n_seen + at;
        self.see_lines(at);
        if self.is_start_of_field(at) {
            self.quote = Some(at);
        }
        self.n_seen = at + 1;
        true
    }

    fn step_in_quote(&mut self, quote: u8) -> bool {
        let new = self.held.bytes.get(self.n_seen..).unwrap_or_default();
        let found = match self.marks.escape {
            Some(escape) => memchr::memchr2(quote, escape, new),
            None => memchr::memchr(quote, new),
        };
        let Some(found) = found else {
            self.n_seen = self.held.bytes.len();
            return false;
        };
        let next = new.get(found + 1).copied();
        let is_quote = new.get(found) == Some(&quote);
        self.n_seen += found;
        match next {
            // What it means is known with the byte after it.
            None => return false,
            Some(next) if is_quote && !(next == quote && self.marks.double_quote) => {
                self.quote = None;
                self.n_seen += 1;
            }
            Some(_) => self.n_seen += 2,
        }
        true
    }

    fn is_start_of_field(&self, at: usize) -> bool {
        let before = self.held.bytes.get(..at).unwrap_or_default();
        let ends_field = |byte: &u8| *byte == self.marks.delimiter || matches!(byte, b'\r' | b'\n');
        before.last().is_none_or(ends_field)
    }

    /// Notes the last line end before `end`, up to which there are no quotes that count.
    fn see_lines(&mut self, end: usize) {
        let new = self.held.bytes.get(self.n_seen..end).unwrap_or_default();
        let last = memchr::memrchr2(b'\r', b'\n', new);
        let is_unsure = |at: usize| new.get(at) == Some(&b'\r') && self.n_seen + at + 1 == self.held.bytes.len();
        match last {
            Some(at) if is_unsure(at) => {
                let before = memchr::memrchr2(b'\r', b'\n', new.get(..at).unwrap_or_default());
                if let Some(before) = before {
                    self.held.n_whole = self.n_seen + before + 1;
                }
                // It is seen again, with what follows.
                self.n_seen += at;
            }
            Some(at) => {
                self.held.n_whole = self.n_seen + at + 1;
                self.n_seen = end;
            }
            None => self.n_seen = end,
        }
    }

    fn cut_if_full(&mut self, out: &mut Vec<Piece>) {
        let n_gone = self.held.cut_if_full(out);
        self.forget(n_gone);
    }

    /// Moves what is noted along with what is held.
    fn forget(&mut self, n_gone: usize) {
        if n_gone > 0 {
            self.n_seen = self.n_seen.saturating_sub(n_gone);
            self.quote = self.quote.map(|at| at.saturating_sub(n_gone));
        }
    }

    /// Ends a record that is too long; returns whether bytes are left to look at.
    fn give_up(&mut self, out: &mut Vec<Piece>) -> bool {
        if let Some(open) = self.quote.take() {
            let bytes = &self.held.bytes;
            let line = bytes.get(open..).unwrap_or_default();
            if let Some(at) = memchr::memchr2(b'\r', b'\n', line) {
                let is_pair = line.get(at..at + 2) == Some(b"\r\n");
                let end = open + at + 1 + usize::from(is_pair);
                let is_unsure = line.get(at) == Some(&b'\r') && end == bytes.len() && !is_pair;
                if !is_unsure {
                    self.held.n_whole = end;
                    self.held.cut(out);
                    self.n_seen = 0;
                    return true;
                }
            }
        }
        let ends_with_return = self.held.bytes.last() == Some(&b'\r');
        self.held.pass_over(out);
        self.passing = Some(if ends_with_return { Passing::AfterReturn } else { Passing::InLine });
        self.n_seen = 0;
        false
    }
}
