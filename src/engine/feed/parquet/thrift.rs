//! Walks Thrift's compact protocol, in which Parquet writes its footer and its pages' headers.
//!
//! Nothing is allocated and no list's length is believed: work and depth are bounded by the bytes that are there.

/// How deep structs may stand in each other: Parquet's own need six.
const MAX_DEPTH: usize = 24;

/// How deep columns may be nested. Readers of the tree recurse; an honest table has a handful of levels.
const MAX_SCHEMA_DEPTH: usize = 100;

const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const I64: u8 = 6;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const MAP: u8 = 11;
const STRUCT: u8 = 12;

/// The bytes that are still to be read. All methods return `None` where the bytes end or make no sense.
pub struct Thrift<'a> {
    rest: &'a [u8],
}

/// A field of a struct: its number and how its value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    pub id: i16,
    wire: u8,
}

/// What a page's header says. Numbers are as they are written, to be checked by who uses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageHeader {
    pub kind: i64,
    pub unpacked_len: i64,
    pub packed_len: i64,
    pub n_values: i64,
    pub encoding: i64,
    pub level_encoding: i64,
    /// Of a page of version 2.
    pub n_nulls: i64,
    /// The levels of a page of version 2, which are never packed.
    pub repetition_len: i64,
    pub definition_len: i64,
    /// Where the page of version 2 says that its values are not packed.
    pub is_plain: bool,
}

impl<'a> Thrift<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Returns how many bytes are still to be read.
    pub const fn n_left(&self) -> usize {
        self.rest.len()
    }

    /// Reads the header of a page.
    pub fn page_header(&mut self) -> Option<PageHeader> {
        let mut header = PageHeader::default();
        let mut last = 0;
        while let Some(field) = self.field(last)? {
            last = field.id;
            match field.id {
                1 => header.kind = self.number(field)?,
                2 => header.unpacked_len = self.number(field)?,
                3 => header.packed_len = self.number(field)?,
                5 | 7 | 8 if field.wire == STRUCT => self.page_kind(field.id, &mut header)?,
                _ => self.skip(field.wire, 0)?,
            }
        }
        Some(header)
    }

    /// Reads what the header says of a data page (5), a dictionary (7) or a data page of version 2 (8).
    fn page_kind(&mut self, kind: i16, header: &mut PageHeader) -> Option<()> {
        let mut last = 0;
        while let Some(field) = self.field(last)? {
            last = field.id;
            match (kind, field.id) {
                (_, 1) => header.n_values = self.number(field)?,
                (5 | 7, 2) | (8, 4) => header.encoding = self.number(field)?,
                (5, 3) => header.level_encoding = self.number(field)?,
                (8, 2) => header.n_nulls = self.number(field)?,
                (8, 5) => header.definition_len = self.number(field)?,
                (8, 6) => header.repetition_len = self.number(field)?,
                (8, 7) => header.is_plain = field.wire == FALSE,
                _ => self.skip(field.wire, 0)?,
            }
        }
        Some(())
    }

    /// Checks a footer before anything is built of it: that it is whole, and that the tree of columns is one
    /// whose counts are true and whose depth is bearable. Returns whether columns are encrypted.
    pub fn check_footer(&mut self) -> Option<bool> {
        let mut is_encrypted = false;
        let mut last = 0;
        while let Some(field) = self.field(last)? {
            last = field.id;
            match (field.id, field.wire) {
                (2, LIST) => self.check_schema()?,
                (id, wire) => {
                    is_encrypted |= id == 8;
                    self.skip(wire, 0)?;
                }
            }
        }
        Some(is_encrypted)
    }

    fn check_schema(&mut self) -> Option<()> {
        let (wire, n_elements) = self.list()?;
        if wire != STRUCT {
            return None;
        }
        // For each group that is open: how many of its children are still to come.
        let mut open: Vec<u64> = Vec::new();
        for n_before in 0..n_elements {
            let n_children = self.children()?;
            if n_before > 0 {
                // A node beyond the last child of the root belongs to no tree.
                let expected = open.last_mut()?;
                *expected = expected.checked_sub(1)?;
            }
            if n_children > n_elements || open.len() > MAX_SCHEMA_DEPTH {
                return None;
            }
            if n_children > 0 {
                open.push(n_children);
            }
            while open.last() == Some(&0) {
                open.pop();
            }
        }
        open.is_empty().then_some(())
    }

    /// Reads a node of the tree of columns for the number of its children.
    fn children(&mut self) -> Option<u64> {
        let mut n_children = 0;
        let mut last = 0;
        while let Some(field) = self.field(last)? {
            last = field.id;
            match field.id {
                5 => n_children = u64::try_from(self.number(field)?).ok()?,
                _ => self.skip(field.wire, 0)?,
            }
        }
        Some(n_children)
    }

    /// Reads which field comes next; `Some(None)` at the end of the struct.
    #[allow(clippy::option_option)]
    fn field(&mut self, last: i16) -> Option<Option<Field>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Some(None);
        }
        let id = match byte >> 4 {
            0 => i16::try_from(self.zigzag()?).ok()?,
            step => last.checked_add(i16::from(step))?,
        };
        Some(Some(Field { id, wire: byte & 15 }))
    }

    fn number(&mut self, field: Field) -> Option<i64> {
        match field.wire {
            TRUE => Some(1),
            FALSE => Some(0),
            BYTE => self.byte().map(|byte| i64::from(byte.cast_signed())),
            wire if (BYTE..=I64).contains(&wire) => self.zigzag(),
            _ => None,
        }
    }

    fn skip(&mut self, wire: u8, depth: usize) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        match wire {
            TRUE | FALSE => Some(()),
            BYTE => self.byte().map(drop),
            4..=I64 => self.varint().map(drop),
            DOUBLE => self.take(8),
            BINARY => {
                let len = self.varint()?;
                self.take(usize::try_from(len).ok()?)
            }
            LIST | SET => {
                let (wire, n_elements) = self.list()?;
                self.skip_elements(&[wire], n_elements, depth)
            }
            MAP => match self.varint()? {
                0 => Some(()),
                n_entries => {
                    let kinds = self.byte()?;
                    self.skip_elements(&[kinds >> 4, kinds & 15], n_entries, depth)
                }
            },
            STRUCT => {
                let mut last = 0;
                while let Some(field) = self.field(last)? {
                    last = field.id;
                    self.skip(field.wire, depth + 1)?;
                }
                Some(())
            }
            _ => None,
        }
    }

    fn skip_elements(&mut self, wires: &[u8], n_elements: u64, depth: usize) -> Option<()> {
        for _ in 0..n_elements {
            for wire in wires {
                match *wire {
                    // Within a list a bool is a byte; as a field it has none.
                    TRUE | FALSE => self.take(1)?,
                    wire => self.skip(wire, depth + 1)?,
                }
            }
        }
        Some(())
    }

    /// Reads how the elements of a list are written and how many there are: never more than bytes are left.
    fn list(&mut self) -> Option<(u8, u64)> {
        let byte = self.byte()?;
        let n_elements = match byte >> 4 {
            15 => self.varint()?,
            few => u64::from(few),
        };
        (n_elements <= u64::try_from(self.rest.len()).ok()?).then_some((byte & 15, n_elements))
    }

    fn zigzag(&mut self) -> Option<i64> {
        let bits = self.varint()?;
        Some((bits >> 1).cast_signed() ^ -(bits & 1).cast_signed())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut bits = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            bits |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(bits);
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn take(&mut self, len: usize) -> Option<()> {
        self.rest = self.rest.get(len..)?;
        Some(())
    }
}
