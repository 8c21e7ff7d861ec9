//! Cuts text at its line ends, quotes or not: NDJSON, and the rest of lines that are too long.

use super::{Held, Piece, Shape, Sizes};

/// Cuts NDJSON: a record ends with `\n`, whatever stands before it.
pub(super) struct LineSplitter {
    held: Held,
    /// Whether a line too long is being passed over.
    is_passing: bool,
}

impl LineSplitter {
    pub(super) const fn new(sizes: Sizes) -> Self {
        Self { held: Held::new(Shape::Lines, sizes), is_passing: false }
    }

    pub(super) const fn n_held(&self) -> usize {
        self.held.bytes.len()
    }

    pub(super) fn push(&mut self, mut block: &[u8], out: &mut Vec<Piece>) {
        while !block.is_empty() {
            if self.is_passing {
                let Some(at) = memchr::memchr(b'\n', block) else { return };
                block = block.get(at + 1..).unwrap_or_default();
                self.is_passing = false;
                continue;
            }
            // One byte more than a record may have: with it, it is too long.
            let n_taken = block.len().min((self.held.sizes.record + 1).saturating_sub(self.held.n_open()));
            let (taken, rest) = block.split_at(n_taken);
            let n_before = self.held.bytes.len();
            self.held.bytes.extend_from_slice(taken);
            block = rest;
            if let Some(at) = memchr::memrchr(b'\n', taken) {
                self.held.n_whole = n_before + at + 1;
                self.held.cut_if_full(out);
            } else if self.held.n_open() > self.held.sizes.record {
                self.held.pass_over(out);
                self.is_passing = true;
            }
        }
    }

    pub(super) fn end(&mut self, out: &mut Vec<Piece>) {
        self.held.end(out);
    }
}

/// Passes over the rest of a delimited line, to what follows its `\r`, `\n` or `\r\n`, which may come in two pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passing {
    InLine,
    AfterReturn,
}

impl Passing {
    /// Returns how to go on and what is left of `block`; `None`: the line has been passed.
    pub(super) fn over(self, block: &[u8]) -> (Option<Self>, &[u8]) {
        match self {
            Self::InLine => match memchr::memchr2(b'\r', b'\n', block) {
                None => (Some(self), &[]),
                Some(at) => {
                    let rest = block.get(at + 1..).unwrap_or_default();
                    let is_return = block.get(at) == Some(&b'\r');
                    (is_return.then_some(Self::AfterReturn), rest)
                }
            },
            Self::AfterReturn if block.is_empty() => (Some(self), block),
            Self::AfterReturn => (None, block.strip_prefix(b"\n").unwrap_or(block)),
        }
    }
}
