//! Turns bytes of any encoding into UTF-8 as they arrive, cut anywhere.

use super::Encoding;
use super::tables::char_from_byte;

/// The mark that may stand at the start of UTF-8.
const MARK: [u8; 3] = *b"\xef\xbb\xbf";

const BYTE_ORDER_MARK: u32 = 0xFEFF;

/// A text's bytes become UTF-8, chunk after chunk.
///
/// Byte order marks at the start are dropped: a program that adds one does not look for one. UTF-8 passes as it is: bytes in it that are none are the reader's business.
/// In UTF-16 a half of a pair without its other half, or a last odd byte, becomes `�`.
#[derive(Debug, Clone)]
pub struct Decoder {
    encoding: Encoding,
    is_at_start: bool,
    /// UTF-8: how many bytes of a mark have come. UTF-16: whether `byte` is half of a unit.
    n_held: usize,
    byte: u8,
    /// UTF-16: the first half of a pair.
    lead: Option<u32>,
}

impl Decoder {
    pub const fn new(encoding: Encoding) -> Self {
        Self { encoding, is_at_start: true, n_held: 0, byte: 0, lead: None }
    }

    /// Decodes the next bytes, onto the end of `out`.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Utf8 => self.push_utf8(bytes, out),
            Encoding::Utf16Le => self.push_utf16(bytes, u16::from_le_bytes, out),
            Encoding::Utf16Be => self.push_utf16(bytes, u16::from_be_bytes, out),
            Encoding::Windows1252 | Encoding::Windows1256 => push_single(self.encoding, bytes, out),
        }
    }

    /// Is told that no more bytes come.
    pub fn end(&mut self, out: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Utf8 => out.extend_from_slice(MARK.get(..self.n_held).unwrap_or_default()),
            Encoding::Utf16Le | Encoding::Utf16Be => {
                if self.n_held > 0 || self.lead.is_some() {
                    push_char(char::REPLACEMENT_CHARACTER, out);
                }
            }
            Encoding::Windows1252 | Encoding::Windows1256 => {}
        }
        *self = Self::new(self.encoding);
    }

    fn push_utf8(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let mut bytes = bytes;
        while self.is_at_start
            && let Some((first, rest)) = bytes.split_first()
        {
            if MARK.get(self.n_held) == Some(first) {
                self.n_held = (self.n_held + 1) % MARK.len();
                bytes = rest;
            } else {
                out.extend_from_slice(MARK.get(..self.n_held).unwrap_or_default());
                (self.is_at_start, self.n_held) = (false, 0);
            }
        }
        out.extend_from_slice(bytes);
    }

    fn push_utf16(&mut self, bytes: &[u8], unit_from: fn([u8; 2]) -> u16, out: &mut Vec<u8>) {
        let mut bytes = bytes;
        if self.n_held > 0
            && let Some((second, rest)) = bytes.split_first()
        {
            self.n_held = 0;
            bytes = rest;
            self.push_unit(unit_from([self.byte, *second]), out);
        }
        let (units, odd) = bytes.as_chunks::<2>();
        for unit in units {
            let unit = unit_from(*unit);
            match u8::try_from(unit) {
                Ok(ascii) if ascii < 0x80 && self.lead.is_none() => {
                    self.is_at_start = false;
                    out.push(ascii);
                }
                _ => self.push_unit(unit, out),
            }
        }
        if let [byte] = odd {
            (self.byte, self.n_held) = (*byte, 1);
        }
    }

    fn push_unit(&mut self, unit: u16, out: &mut Vec<u8>) {
        let unit = u32::from(unit);
        let is_mark = self.is_at_start && unit == BYTE_ORDER_MARK;
        self.is_at_start = is_mark;
        if let Some(lead) = self.lead.take() {
            if (0xDC00..0xE000).contains(&unit) {
                let pair = 0x1_0000 + ((lead - 0xD800) << 10) + (unit - 0xDC00);
                push_char(char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER), out);
                return;
            }
            push_char(char::REPLACEMENT_CHARACTER, out);
        }
        match unit {
            _ if is_mark => {}
            0xD800..0xDC00 => self.lead = Some(unit),
            unit => push_char(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER), out),
        }
    }
}

fn push_single(encoding: Encoding, bytes: &[u8], out: &mut Vec<u8>) {
    out.reserve(bytes.len());
    // Sixteen at a time: most of a table is digits and separators.
    for chunk in bytes.chunks(16) {
        if chunk.is_ascii() {
            out.extend_from_slice(chunk);
        } else {
            for byte in chunk {
                match byte {
                    0..0x80 => out.push(*byte),
                    _ => push_char(char_from_byte(encoding, *byte), out),
                }
            }
        }
    }
}

fn push_char(char: char, out: &mut Vec<u8>) {
    out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
}
