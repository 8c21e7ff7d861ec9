//! Reads XLS of Excel 97 to 2003 (MS-XLS, «BIFF8»).
//!
//! The crate `calamine` reads these too, those of Excel 95 with them; it allocates by the size that a sheet claims,
//! and panics on records that are shorter than they should be.

use super::number_format::NumberFormats;
use super::strings::Strings;
use super::value::{Epoch, Value};
use super::xls_file::workbook_stream;
use super::xlsb::{Fields, push_utf16};
use super::{SheetName, Take, Workbook};
use crate::engine::feed::problem::ProblemKind;
use crate::engine::feed::zip::Fault;

pub(super) struct Xls {
    stream: Vec<u8>,
    /// The sheets with cells, and where in the stream each begins.
    sheets: Vec<(SheetName, usize)>,
    epoch: Epoch,
    formats: NumberFormats,
    strings: Strings,
}

impl Xls {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Fault> {
        let stream = workbook_stream(bytes)?;
        let (mut sheets, mut epoch) = (Vec::new(), Epoch::Of1900);
        let (mut formats, mut strings) = (NumberFormats::default(), Strings::default());
        let mut records = Records { rest: &stream };
        while let Some((kind, body)) = records.next()? {
            let fields = Fields(body);
            match kind {
                // BOF
                0x0809 if fields.u16(0) != Some(0x0600) => {
                    return Err(Fault::broken("a workbook of Excel 95 or older"));
                }
                // FilePass
                0x002F => return Err(Fault::of(ProblemKind::FileLocked)),
                // Date1904
                0x0022 if fields.u16(0) == Some(1) => epoch = Epoch::Of1904,
                // Format
                0x041E => {
                    if let (Some(id), Some(code)) = (fields.u16(0), long_text(body.get(2..).unwrap_or_default())) {
                        formats.add_format(id.into(), &code);
                    }
                }
                // XF
                0x00E0 => formats.add_style(fields.u16(2).unwrap_or(0).into()),
                // BoundSheet8; kind 0 is a sheet with cells
                0x0085 if fields.u8(5) == Some(0) => {
                    let start = fields.u32(0).and_then(|start| usize::try_from(start).ok());
                    let n_chars = fields.u8(6).unwrap_or(0);
                    let name = text_of(body.get(7..).unwrap_or_default(), n_chars.into());
                    let is_hidden = fields.u8(4).is_some_and(|state| state & 3 > 0);
                    if let (Some(start), Some(name)) = (start, name) {
                        sheets.push((SheetName { name, is_hidden }, start));
                    }
                }
                // SST
                0x00FC => {
                    let mut pieces = vec![body];
                    while let Some(piece) = records.continued()? {
                        pieces.push(piece);
                    }
                    strings = read_strings(pieces);
                }
                // EOF
                0x000A => break,
                _ => {}
            }
        }
        Ok(Self { stream, sheets, epoch, formats, strings })
    }

    fn number(&self, number: f64, style: Option<u16>) -> Option<Value<'_>> {
        let kind = self.formats.kind(style.unwrap_or(0).into());
        number.is_finite().then(|| kind.value(number, self.epoch))
    }
}

impl Workbook for Xls {
    fn sheets(&self) -> Vec<SheetName> {
        self.sheets.iter().map(|(sheet, _)| sheet.clone()).collect()
    }

    fn each_cell(&mut self, at: usize, take: &mut Take<'_>) -> Result<(), Fault> {
        let start = self.sheets.get(at).map_or(usize::MAX, |(_, start)| *start);
        let mut records = Records { rest: self.stream.get(start..).ok_or(Fault::of(ProblemKind::FileCutShort))? };
        // Charts within a sheet have records of their own, between a begin and an end.
        let mut depth = 0_usize;
        let mut awaiting = None;
        let mut words;
        while let Some((kind, body)) = records.next()? {
            match kind {
                0x0809 => depth += 1,
                0x000A if depth <= 1 => return Ok(()),
                0x000A => depth -= 1,
                _ => {}
            }
            if depth > 1 {
                continue;
            }
            let fields = Fields(body);
            let (Some(row), Some(column)) = (fields.u16(0), fields.u16(2)) else { continue };
            let style = fields.u16(4);
            let value = match kind {
                // Number
                0x0203 => fields.f64(6).and_then(|number| self.number(number, style)),
                // RK
                0x027E => fields.u32(6).and_then(|rk| self.number(number_from_rk(rk), style)),
                // MulRk: a style and a number for each column, and the last column
                0x00BD => {
                    let pairs = body.get(4..body.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                    for (pair, column) in pairs.map(Fields).zip(u32::from(column)..) {
                        let number = pair.u32(2).and_then(|rk| self.number(number_from_rk(rk), pair.u16(0)));
                        if number.is_some_and(|number| !take(row.into(), column, number)) {
                            return Ok(());
                        }
                    }
                    None
                }
                // LabelSst
                0x00FD => {
                    let at = fields.u32(6).and_then(|at| usize::try_from(at).ok());
                    at.and_then(|at| self.strings.get(at)).map(Value::Text)
                }
                // Label, RString
                0x0204 | 0x00D6 => {
                    words = long_text(body.get(6..).unwrap_or_default()).unwrap_or_default();
                    Some(Value::Text(&words))
                }
                // BoolErr
                0x0205 => fields.u8(6).map(|value| match fields.u8(7) {
                    Some(1) => Value::Text(error_text(value)),
                    _ => Value::Bool(value != 0),
                }),
                // Formula: a number, or 0xFFFF at the end and what it is instead at the beginning
                0x0006 => match (fields.u16(12), fields.u8(6)) {
                    (Some(0xFFFF), Some(0)) => {
                        awaiting = Some((row, column));
                        None
                    }
                    (Some(0xFFFF), Some(1)) => fields.u8(8).map(|value| Value::Bool(value != 0)),
                    (Some(0xFFFF), Some(2)) => fields.u8(8).map(|value| Value::Text(error_text(value))),
                    (Some(0xFFFF), _) => None,
                    _ => fields.f64(6).and_then(|number| self.number(number, style)),
                },
                // String: the text of the formula before
                0x0207 => {
                    if let (Some((row, column)), Some(text)) = (awaiting.take(), long_text(body))
                        && !take(row.into(), column.into(), Value::Text(&text))
                    {
                        return Ok(());
                    }
                    None
                }
                _ => None,
            };
            if value.is_some_and(|value| !take(row.into(), column.into(), value)) {
                return Ok(());
            }
        }
        Err(Fault::of(ProblemKind::FileCutShort))
    }
}

struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// Goes to the next record; `None` after the last.
    fn next(&mut self) -> Result<Option<(u16, &'a [u8])>, Fault> {
        let fields = Fields(self.rest);
        let (Some(kind), Some(n_bytes)) = (fields.u16(0), fields.u16(2)) else { return Ok(None) };
        let end = usize::from(n_bytes) + 4;
        let body = self.rest.get(4..end).ok_or(Fault::of(ProblemKind::FileCutShort))?;
        self.rest = self.rest.get(end..).unwrap_or_default();
        Ok(Some((kind, body)))
    }

    /// Goes to the next record if it continues the one before.
    fn continued(&mut self) -> Result<Option<&'a [u8]>, Fault> {
        if Fields(self.rest).u16(0) != Some(0x003C) {
            return Ok(None);
        }
        Ok(self.next()?.map(|(_, body)| body))
    }
}

/// Reads a text with a length of two bytes, within one record.
fn long_text(bytes: &[u8]) -> Option<String> {
    text_of(bytes.get(2..)?, Fields(bytes).u16(0)?.into())
}

/// Reads a text after its length: what kind it is, then characters of one byte or of two.
fn text_of(bytes: &[u8], n_chars: usize) -> Option<String> {
    let (flags, chars) = bytes.split_first()?;
    let n_bytes = if flags & 1 == 1 { n_chars.checked_mul(2)? } else { n_chars };
    let mut text = String::new();
    push_chars(chars.get(..n_bytes)?, flags & 1 == 1, &mut text);
    Some(text)
}

fn push_chars(bytes: &[u8], is_wide: bool, text: &mut String) {
    if is_wide {
        push_utf16(bytes, text);
    } else {
        text.extend(bytes.iter().map(|byte| char::from(*byte)));
    }
}

/// Reads the shared texts, which go on from record to record. Where one is cut, those before it count.
fn read_strings(pieces: Vec<&[u8]>) -> Strings {
    let mut strings = Strings::default();
    let mut pieces = Pieces { pieces, at: 0, place: 8 };
    while let Some(()) = pieces.text(strings.open()) {
        strings.close();
    }
    strings
}

struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    at: usize,
    place: usize,
}

impl<'a> Pieces<'a> {
    /// Takes at most `n_bytes` of the current piece, or goes to the next where it is at its end.
    fn some(&mut self, n_bytes: usize) -> Option<&'a [u8]> {
        loop {
            let piece = *self.pieces.get(self.at)?;
            let rest = piece.get(self.place..).unwrap_or_default();
            if rest.is_empty() {
                (self.at, self.place) = (self.at + 1, 0);
                continue;
            }
            let taken = rest.get(..n_bytes).unwrap_or(rest);
            self.place += taken.len();
            return Some(taken);
        }
    }

    fn byte(&mut self) -> Option<u8> {
        self.some(1)?.first().copied()
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut n_bytes: usize) -> Option<()> {
        while n_bytes > 0 {
            n_bytes -= self.some(n_bytes)?.len();
        }
        Some(())
    }

    /// Adds one text; where it goes on in the next piece, that says anew whether its characters have two bytes.
    fn text(&mut self, text: &mut String) -> Option<()> {
        let mut n_chars = usize::from(self.u16()?);
        let flags = self.byte()?;
        let mut is_wide = flags & 1 == 1;
        let n_runs = if flags & 8 == 8 { usize::from(self.u16()?) } else { 0 };
        let n_more = if flags & 4 == 4 { u32::from(self.u16()?) | u32::from(self.u16()?) << 16 } else { 0 };
        while n_chars > 0 {
            let is_at_end = self.pieces.get(self.at).is_none_or(|piece| self.place >= piece.len());
            if is_at_end {
                is_wide = self.byte()? & 1 == 1;
            }
            let width = if is_wide { 2 } else { 1 };
            let taken = self.some(n_chars.checked_mul(width)?)?;
            push_chars(taken, is_wide, text);
            // An odd byte at the end of a piece belongs to no character.
            n_chars -= taken.len().div_ceil(width);
        }
        self.skip(n_runs * 4)?;
        self.skip(usize::try_from(n_more).ok()?)
    }
}

/// Reads the 30 bits that most numbers are stored in: an integer or the upper part of a float, perhaps a hundredfold.
pub(super) fn number_from_rk(rk: u32) -> f64 {
    let number =
        if rk & 2 == 2 { f64::from(rk.cast_signed() >> 2) } else { f64::from_bits(u64::from(rk & 0xFFFF_FFFC) << 32) };
    if rk & 1 == 1 { number / 100.0 } else { number }
}

/// Returns what a failed formula shows.
pub(super) const fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#ERROR",
    }
}
