//! Reads XLSB (MS-XLSB): the same package as XLSX, its parts in binary records.

use super::number_format::NumberFormats;
use super::package::{Book, MAX_SHEET, Package, Parts};
use super::strings::{MAX_BYTES, Strings};
use super::value::{Epoch, Value};
use super::xls::{error_text, number_from_rk};
use super::{SheetName, Take, Workbook};
use crate::engine::feed::zip::{Archive, Fault, Part};

use std::io::Read;

/// How long a record may be: a text of 32,767 characters with a format each.
const MAX_RECORD: u64 = 4 << 20;

/// Rows of a sheet of Excel.
const MAX_ROWS: u32 = 1 << 20;

pub(super) struct Xlsb<'a>(Book<'a>);

impl<'a> Xlsb<'a> {
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, Fault> {
        let (mut found, mut epoch) = (Vec::new(), Epoch::Of1900);
        let path = package.workbook.clone();
        let mut records = Records::of(&mut package.archive, &path, MAX_BYTES)?;
        while let Some(kind) = records.next()? {
            let body = Fields(&records.body);
            match kind {
                // BrtWbProp
                0x0099 if body.u32(0).is_some_and(|flags| flags & 1 == 1) => epoch = Epoch::Of1904,
                // BrtBundleSh: state, number, id of the relationship, name
                0x009C => {
                    let is_hidden = body.u32(0).is_some_and(|state| state > 0);
                    let Some((id, end)) = body.wide(8) else { continue };
                    let Some((name, _)) = body.wide(end) else { continue };
                    found.push((SheetName { name, is_hidden }, id));
                }
                _ => {}
            }
        }
        drop(records);
        Book::open(package, found, epoch, read_styles, read_strings).map(Self)
    }
}

impl Workbook for Xlsb<'_> {
    fn sheets(&self) -> Vec<SheetName> {
        self.0.sheets()
    }

    fn each_cell(&mut self, at: usize, take: &mut Take<'_>) -> Result<(), Fault> {
        let Some(Parts { archive, path, strings, formats, epoch }) = self.0.parts(at)? else { return Ok(()) };
        let mut records = Records::of(archive, path, MAX_SHEET)?;
        let (mut row, mut words) = (0, String::new());
        while let Some(kind) = records.next()? {
            let body = Fields(&records.body);
            let number = |number: Option<f64>| {
                let style = body.u32(4).map_or(0, |style| style & 0xFF_FFFF);
                let kind = formats.kind(usize::try_from(style).unwrap_or(usize::MAX));
                number.filter(|number| number.is_finite()).map(|number| kind.value(number, epoch))
            };
            let value = match kind {
                // BrtRowHdr
                0x0000 => {
                    row = body.u32(0).unwrap_or(MAX_ROWS);
                    None
                }
                // BrtCellRk
                0x0002 => number(body.u32(8).map(number_from_rk)),
                // BrtCellError, BrtFmlaError
                0x0003 | 0x000B => body.u8(8).map(|code| Value::Text(error_text(code))),
                // BrtCellBool, BrtFmlaBool
                0x0004 | 0x000A => body.u8(8).map(|value| Value::Bool(value != 0)),
                // BrtCellReal, BrtFmlaNum
                0x0005 | 0x0009 => number(body.f64(8)),
                // BrtCellSt, BrtFmlaString
                0x0006 | 0x0008 => body.wide(8).map(|(text, _)| {
                    words = text;
                    Value::Text(&words)
                }),
                // BrtCellIsst
                0x0007 => {
                    let at = body.u32(8).and_then(|at| usize::try_from(at).ok());
                    at.and_then(|at| strings.get(at)).map(Value::Text)
                }
                // BrtEndSheetData
                0x0092 => return Ok(()),
                _ => None,
            };
            if let (Some(value), Some(column)) = (value, body.u32(0))
                && row < MAX_ROWS
                && !take(row, column, value)
            {
                return Ok(());
            }
        }
        Err(Fault::broken("the sheet has no end"))
    }
}

fn read_styles(archive: &mut Archive<'_>, path: &str) -> Result<NumberFormats, Fault> {
    let mut formats = NumberFormats::default();
    let mut records = Records::of(archive, path, MAX_BYTES)?;
    let mut is_within = false;
    while let Some(kind) = records.next()? {
        let body = Fields(&records.body);
        match kind {
            // BrtFmt
            0x002C => {
                if let (Some(id), Some((code, _))) = (body.u16(0), body.wide(2)) {
                    formats.add_format(id.into(), &code);
                }
            }
            // BrtBeginCellXFs, BrtEndCellXFs
            0x0269 => is_within = true,
            0x026A => is_within = false,
            // BrtXF
            0x002F if is_within => formats.add_style(body.u16(2).unwrap_or(0).into()),
            _ => {}
        }
    }
    Ok(formats)
}

fn read_strings(archive: &mut Archive<'_>, path: &str) -> Result<Strings, Fault> {
    let mut strings = Strings::default();
    let mut records = Records::of(archive, path, MAX_BYTES)?;
    while let Some(kind) = records.next()? {
        // BrtSSTItem
        if kind == 0x0013 {
            if let Some((text, _)) = Fields(&records.body).wide(1) {
                strings.open().push_str(&text);
            }
            strings.close();
        }
    }
    Ok(strings)
}

/// The records of a part.
struct Records<'z, 'a> {
    part: Part<'z, 'a>,
    body: Vec<u8>,
}

impl<'z, 'a> Records<'z, 'a> {
    fn of(archive: &'z mut Archive<'a>, path: &str, limit: u64) -> Result<Self, Fault> {
        let part = archive.part_named(path, limit)?.ok_or_else(|| Fault::broken(format!("{path} is missing")))?;
        Ok(Self { part: part.without_markup(), body: Vec::new() })
    }

    fn byte(&mut self) -> Result<Option<u8>, Fault> {
        let mut byte = [0];
        let n_read = self.part.read(&mut byte).map_err(|error| Fault::from_io(&error))?;
        Ok(byte.first().copied().filter(|_| n_read == 1))
    }

    /// Goes to the next record; returns its kind, or `None` after the last.
    fn next(&mut self) -> Result<Option<u16>, Fault> {
        let Some(low) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(low);
        if low & 0x80 != 0 {
            let Some(high) = self.byte()? else { return Ok(None) };
            kind = u16::from(low & 0x7F) | u16::from(high & 0x7F) << 7;
        }
        let mut n_bytes = 0_u64;
        for shift in [0, 7, 14, 21] {
            let Some(byte) = self.byte()? else { return Ok(None) };
            n_bytes |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if n_bytes > MAX_RECORD {
            return Err(Fault::broken(format!("a record of {n_bytes} bytes")));
        }
        self.body.clear();
        let mut body = (&mut self.part).take(n_bytes);
        body.read_to_end(&mut self.body).map_err(|error| Fault::from_io(&error))?;
        Ok(Some(kind).filter(|_| u64::try_from(self.body.len()) == Ok(n_bytes)))
    }
}

/// Reads numbers and texts at their places in a record.
pub(super) struct Fields<'b>(pub(super) &'b [u8]);

impl Fields<'_> {
    fn array<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..at.checked_add(N)?)?.try_into().ok()
    }

    pub(super) fn u8(&self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        self.array(at).map(u16::from_le_bytes)
    }

    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        self.array(at).map(u32::from_le_bytes)
    }

    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        self.array(at).map(f64::from_le_bytes)
    }

    /// Reads a text of UTF-16 with its length before it; returns also where it ends.
    fn wide(&self, at: usize) -> Option<(String, usize)> {
        let n_units = usize::try_from(self.u32(at)?).ok()?;
        let start = at.checked_add(4)?;
        let end = start.checked_add(n_units.checked_mul(2)?)?;
        let mut text = String::new();
        push_utf16(self.0.get(start..end)?, &mut text);
        Some((text, end))
    }
}

/// Adds UTF-16 in little-endian bytes; half of a surrogate pair becomes `�`.
pub(super) fn push_utf16(bytes: &[u8], text: &mut String) {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [low, high] => u16::from_le_bytes([*low, *high]),
        _ => 0,
    });
    text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
}
