//! Cuts a JSON document between the elements of its array of rows.
//!
//! Only what bounds a value is looked at: quotes, escapes, brackets and commas. Whether an element is right is its
//! reader's to say, so that one that is broken costs one row. In a segment each element has a line: line ends
//! within it become spaces, which JSON means the same by (within a text, where JSON allows none, they become
//! another control character, which it allows as little).
//! An object of arrays where the rows are due is held whole, up to [`Sizes::whole`].

use super::{Held, Piece, Shape, Sizes, size_text};
use crate::engine::feed::problem::ProblemKind;

/// The byte order mark of UTF-8.
const MARK: [u8; 3] = *b"\xef\xbb\xbf";

pub(super) struct JsonSplitter {
    held: Held,
    /// The names that lead to the rows.
    path: Vec<String>,
    /// How many of them have been followed.
    level: usize,
    stage: Stage,
    scan: Scan,
    /// A property's name as it is written, as much of it as could matter.
    name: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Within the byte order marks, should there be any.
    Mark {
        n_seen: usize,
    },
    /// Before the value that holds the rows, or leads to them.
    Value,
    /// Before a property, or the end of the object.
    Property,
    Name {
        is_escaped: bool,
    },
    Colon,
    /// Within the value of a property that does not lead to the rows.
    Skipped,
    BeforeElement {
        after_comma: bool,
    },
    Element {
        is_too_long: bool,
    },
    Whole,
    /// After the rows, within the objects that led to them.
    After,
    /// After the document.
    Tail,
    /// After a fault.
    Fault,
}

/// Finds where a value ends.
#[derive(Debug, Clone, Copy, Default)]
struct Scan {
    depth: usize,
    in_text: bool,
    is_escaped: bool,
    /// Whether a line ended within a text.
    is_broken: bool,
}

impl Scan {
    /// Passes over what belongs to the value; returns how many bytes that are, which is less than `bytes` has
    /// where a comma or a bracket follows that does not belong to it.
    fn value(&mut self, bytes: &[u8]) -> usize {
        self.pass(bytes, false)
    }

    /// Passes over an object or array, to its last bracket.
    fn nested(&mut self, bytes: &[u8]) -> usize {
        self.pass(bytes, true)
    }

    fn pass(&mut self, bytes: &[u8], is_over_at_zero: bool) -> usize {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.in_text {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => self.in_text = false,
                    b'\n' | b'\r' => self.is_broken = true,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_text = true,
                b'[' | b'{' => self.depth += 1,
                b',' if self.depth == 0 => return at,
                b']' | b'}' if self.depth == 0 => return at,
                b']' | b'}' => {
                    self.depth -= 1;
                    if is_over_at_zero && self.depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
        }
        bytes.len()
    }
}

impl JsonSplitter {
    pub(super) fn new(property: Option<&str>, sizes: Sizes) -> Self {
        Self {
            held: Held::new(Shape::Elements, sizes),
            path: property.map(|property| property.split('.').map(str::to_owned).collect()).unwrap_or_default(),
            level: 0,
            stage: Stage::Mark { n_seen: 0 },
            scan: Scan::default(),
            name: Vec::new(),
        }
    }

    pub(super) const fn n_held(&self) -> usize {
        self.held.bytes.len() + self.name.len()
    }

    pub(super) fn push(&mut self, mut rest: &[u8], out: &mut Vec<Piece>) {
        while let Some((&byte, after)) = rest.split_first() {
            let n_passed = match self.stage {
                Stage::Fault => return,
                Stage::Skipped => {
                    let n_passed = self.scan.value(rest);
                    if n_passed < rest.len() {
                        self.stage = Stage::Property;
                    }
                    n_passed
                }
                Stage::Element { is_too_long } => self.element(rest, is_too_long, out),
                Stage::Whole => self.whole(rest, out),
                Stage::After => {
                    let n_passed = self.scan.nested(rest);
                    if self.scan.depth == 0 && !self.scan.in_text {
                        self.stage = Stage::Tail;
                    }
                    n_passed
                }
                stage => usize::from(self.byte(stage, byte, out)),
            };
            rest = if n_passed == 1 { after } else { rest.get(n_passed..).unwrap_or_default() };
        }
    }

    pub(super) fn end(&mut self, out: &mut Vec<Piece>) {
        let fault = match self.stage {
            Stage::Mark { .. } | Stage::Value if self.level == 0 => Some("EOF while parsing a value"),
            Stage::BeforeElement { .. } | Stage::Element { is_too_long: true } => Some("EOF while parsing a list"),
            Stage::Element { is_too_long: false } => {
                self.end_element(out);
                // What is open within the element, its reader says.
                let is_closed = self.scan.depth == 0 && !self.scan.in_text;
                is_closed.then_some("EOF while parsing a list")
            }
            // Its reader says so.
            Stage::Whole => None,
            Stage::Tail | Stage::Fault => None,
            _ => Some("EOF while parsing an object"),
        };
        if let Some(fault) = fault {
            self.fault(fault, out);
        }
        self.held.end(out);
    }

    /// Takes one byte between values; returns whether it is done with.
    fn byte(&mut self, stage: Stage, byte: u8, out: &mut Vec<Piece>) -> bool {
        let is_space = byte.is_ascii_whitespace();
        match stage {
            Stage::Mark { n_seen } => {
                let is_mark = MARK.get(n_seen) == Some(&byte);
                self.stage = if is_mark { Stage::Mark { n_seen: (n_seen + 1) % MARK.len() } } else { Stage::Value };
                return is_mark;
            }
            Stage::Name { is_escaped } => {
                if byte == b'"' && !is_escaped {
                    self.stage = Stage::Colon;
                } else {
                    self.stage = Stage::Name { is_escaped: byte == b'\\' && !is_escaped };
                    // Each character of the name that is wanted may be written as six: `\u0061`.
                    let n_wanted = self.path.get(self.level).map_or(0, String::len) * 6;
                    if self.name.len() <= n_wanted {
                        self.name.push(byte);
                    }
                }
            }
            _ if is_space => {}
            Stage::Value if self.level < self.path.len() => match byte {
                b'{' => self.stage = Stage::Property,
                _ => self.fault(&format!("expected an object with the property {:?}", self.wanted()), out),
            },
            Stage::Value => match byte {
                b'[' => self.stage = Stage::BeforeElement { after_comma: false },
                b'{' => {
                    (self.stage, self.scan) = (Stage::Whole, Scan::default());
                    self.held.shape = Shape::Columns;
                    return false;
                }
                _ => self.fault("expected an array of objects", out),
            },
            Stage::Property => match byte {
                b',' => {}
                b'"' => {
                    self.name.clear();
                    self.stage = Stage::Name { is_escaped: false };
                }
                b'}' => self.fault(&format!("no property {:?}", self.wanted()), out),
                _ => self.fault("expected the name of a property", out),
            },
            Stage::Colon if byte == b':' => {
                self.scan = Scan::default();
                if self.is_wanted_name() {
                    self.level += 1;
                    self.stage = Stage::Value;
                } else {
                    self.stage = Stage::Skipped;
                }
            }
            Stage::Colon => self.fault("expected `:`", out),
            Stage::BeforeElement { after_comma } => match byte {
                b',' => {
                    self.empty_element(out);
                    self.stage = Stage::BeforeElement { after_comma: true };
                }
                b']' => {
                    if after_comma {
                        self.empty_element(out);
                    }
                    self.end_rows();
                }
                _ => {
                    (self.stage, self.scan) = (Stage::Element { is_too_long: false }, Scan::default());
                    return false;
                }
            },
            Stage::Tail => self.fault("trailing characters", out),
            Stage::Skipped | Stage::Element { .. } | Stage::Whole | Stage::After | Stage::Fault => {}
        }
        true
    }

    fn wanted(&self) -> String {
        self.path.join(".")
    }

    fn is_wanted_name(&self) -> bool {
        let Some(wanted) = self.path.get(self.level) else { return false };
        if !self.name.contains(&b'\\') {
            return self.name == wanted.as_bytes();
        }
        let quoted: Vec<u8> = [b"\"", self.name.as_slice(), b"\""].concat();
        serde_json::from_slice::<String>(&quoted).is_ok_and(|name| name == *wanted)
    }

    fn element(&mut self, rest: &[u8], is_too_long: bool, out: &mut Vec<Piece>) -> usize {
        let n_passed = self.scan.value(rest);
        if !is_too_long {
            self.hold(rest.get(..n_passed).unwrap_or_default());
            if self.held.n_open() > self.held.sizes.record {
                self.held.pass_over(out);
                self.stage = Stage::Element { is_too_long: true };
            }
        }
        match rest.get(n_passed) {
            None => return n_passed,
            Some(b',') => {
                self.end_element(out);
                self.stage = Stage::BeforeElement { after_comma: true };
            }
            Some(b']') => {
                self.end_element(out);
                self.end_rows();
            }
            Some(_) => {
                self.end_element(out);
                self.fault("expected `,` or `]`", out);
            }
        }
        n_passed + 1
    }

    fn hold(&mut self, bytes: &[u8]) {
        let n_before = self.held.bytes.len();
        self.held.bytes.extend_from_slice(bytes);
        let instead = if self.scan.is_broken { b'\x0b' } else { b' ' };
        for byte in self.held.bytes.iter_mut().skip(n_before) {
            *byte = if matches!(*byte, b'\n' | b'\r') { instead } else { *byte };
        }
    }

    fn end_element(&mut self, out: &mut Vec<Piece>) {
        if self.held.n_open() > 0 {
            self.held.bytes.push(b'\n');
            self.held.n_whole = self.held.bytes.len();
            self.held.cut_if_full(out);
        }
    }

    /// Leaves to the reader to say that an element is missing.
    fn empty_element(&mut self, out: &mut Vec<Piece>) {
        self.held.bytes.push(b',');
        self.end_element(out);
    }

    fn end_rows(&mut self) {
        self.scan = Scan { depth: self.level, ..Scan::default() };
        self.stage = if self.level == 0 { Stage::Tail } else { Stage::After };
    }

    fn whole(&mut self, rest: &[u8], out: &mut Vec<Piece>) -> usize {
        let n_passed = self.scan.nested(rest);
        self.held.bytes.extend_from_slice(rest.get(..n_passed).unwrap_or_default());
        if self.held.bytes.len() > self.held.sizes.whole {
            self.held.bytes = Vec::new();
            let n_bytes = self.held.sizes.whole.saturating_mul(5);
            self.held.fault(ProblemKind::TooLarge, size_text(n_bytes), 0, out);
            self.stage = Stage::Fault;
        } else if self.scan.depth == 0 && !self.scan.in_text {
            self.held.end(out);
            self.end_rows();
        }
        n_passed
    }

    fn fault(&mut self, what: &str, out: &mut Vec<Piece>) {
        self.held.fault(ProblemKind::JsonMalformed, what.to_owned(), 0, out);
        self.stage = Stage::Fault;
    }
}
