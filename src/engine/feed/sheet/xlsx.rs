//! Reads XLSX and XLSM (ECMA-376): the list of sheets, formats, shared texts, and the cells.
//!
//! The crate `calamine` reads these too; it holds every style whole, allocates by the count of texts that a file
//! claims, and ends at the first cell with an error that it does not know (`#SPILL!`).

use super::number_format::NumberFormats;
use super::package::{Book, MAX_PART, MAX_SHEET, Package, Parts};
use super::strings::{MAX_BYTES, Strings};
use super::value::{Epoch, Kind, Value};
use super::xml::{Xml, attribute, push_text};
use super::{SheetName, Take, Workbook};
use crate::engine::feed::zip::{Archive, Fault};

use quick_xml::events::{BytesStart, Event};

pub(super) struct Xlsx<'a>(Book<'a>);

impl<'a> Xlsx<'a> {
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, Fault> {
        let (found, epoch) = read_workbook(&mut package)?;
        Book::open(package, found, epoch, read_styles, read_strings).map(Self)
    }
}

impl Workbook for Xlsx<'_> {
    fn sheets(&self) -> Vec<SheetName> {
        self.0.sheets()
    }

    fn each_cell(&mut self, at: usize, take: &mut Take<'_>) -> Result<(), Fault> {
        let Some(Parts { archive, path, strings, formats, epoch }) = self.0.parts(at)? else { return Ok(()) };
        let Some(part) = archive.part_named(path, MAX_SHEET)? else {
            return Err(Fault::broken(format!("{path} is missing")));
        };
        Sheet { strings, formats, epoch, row: 0, column: 0 }.read(Xml::new(part), take)
    }
}

fn read_workbook(package: &mut Package<'_>) -> Result<(Vec<(SheetName, String)>, Epoch), Fault> {
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Of1900);
    let Some(part) = package.archive.part_named(&package.workbook, MAX_PART)? else {
        return Err(Fault::broken(format!("{} is missing", package.workbook)));
    };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                let of = |name| attribute(&element, name).unwrap_or_default().into_owned();
                let is_hidden = matches!(of("state").as_str(), "hidden" | "veryHidden");
                sheets.push((SheetName { name: of("name"), is_hidden }, of("id")));
            }
            Event::Start(element)
                if element.local_name().as_ref() == "workbookPr"
                    && attribute(&element, "date1904").is_some_and(|value| matches!(&*value, "1" | "true" | "on")) =>
            {
                epoch = Epoch::Of1904;
            }
            Event::Eof => return Ok((sheets, epoch)),
            _ => {}
        }
    }
}

fn read_styles(archive: &mut Archive<'_>, path: &str) -> Result<NumberFormats, Fault> {
    let mut formats = NumberFormats::default();
    let Some(part) = archive.part_named(path, MAX_PART)? else { return Ok(formats) };
    let mut xml = Xml::new(part);
    let mut is_within = false;
    let number = |element: &BytesStart<'_>| attribute(element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (number(&element), attribute(&element, "formatCode")) {
                        formats.add_format(id, &code);
                    }
                }
                "cellXfs" => is_within = true,
                "xf" if is_within => formats.add_style(number(&element).unwrap_or(0)),
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => is_within = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

fn read_strings(archive: &mut Archive<'_>, path: &str) -> Result<Strings, Fault> {
    let mut strings = Strings::default();
    let Some(part) = archive.part_named(path, MAX_BYTES)? else { return Ok(strings) };
    let mut xml = Xml::new(part);
    let (mut is_text, mut is_phonetic) = (false, false);
    let mut text = String::new();
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => is_text = !is_phonetic,
                "rPh" => is_phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => is_text = false,
                "rPh" => is_phonetic = false,
                "si" => {
                    unescape_units(&mut text);
                    strings.open().push_str(&text);
                    strings.close();
                    text.clear();
                }
                _ => {}
            },
            Event::Eof => return Ok(strings),
            event if is_text => push_text(event, &mut text),
            _ => {}
        }
    }
}

/// Reads `_x000D_`, which is how Excel writes what XML may not hold; halves of surrogate pairs stay as they are.
fn unescape_units(text: &mut String) {
    if !text.contains("_x") {
        return;
    }
    let mut read = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, mark) = rest.split_at(at);
        read.push_str(before);
        let unit = mark.get(2..6).filter(|_| mark.as_bytes().get(6) == Some(&b'_'));
        let unit = unit.filter(|unit| unit.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match unit.and_then(|unit| u32::from_str_radix(unit, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                read.push(c);
                rest = mark.get(7..).unwrap_or_default();
            }
            None => {
                read.push_str("_x");
                rest = mark.get(2..).unwrap_or_default();
            }
        }
    }
    read.push_str(rest);
    *text = read;
}

/// Tells the cells of one sheet.
struct Sheet<'s> {
    strings: &'s Strings,
    formats: &'s NumberFormats,
    epoch: Epoch,
    /// Where the next cell stands if it does not say so.
    row: u32,
    column: u32,
}

/// What `t` says of a cell's value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Number,
    Shared,
    Text,
    Bool,
    Iso,
}

impl Sheet<'_> {
    fn read(mut self, mut xml: Xml<'_, '_>, take: &mut Take<'_>) -> Result<(), Fault> {
        let mut text = String::new();
        let (mut kind, mut type_of) = (Kind::Plain, Type::Number);
        let (mut is_text, mut is_phonetic, mut is_within, mut n_rows) = (false, false, false, 0_u64);
        loop {
            let event = xml.next()?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "c" => {
                        self.place(attribute(element, "r").as_deref());
                        let style = attribute(element, "s").and_then(|style| style.parse().ok());
                        kind = self.formats.kind(style.unwrap_or(0));
                        type_of = match attribute(element, "t").as_deref() {
                            Some("s") => Type::Shared,
                            Some("str" | "inlineStr" | "e") => Type::Text,
                            Some("b") => Type::Bool,
                            Some("d") => Type::Iso,
                            _ => Type::Number,
                        };
                        text.clear();
                    }
                    "v" | "t" => is_text = !is_phonetic,
                    "rPh" => is_phonetic = true,
                    "row" => {
                        let number = attribute(element, "r").and_then(|number| number.parse::<u32>().ok());
                        self.row = match number.and_then(|number| number.checked_sub(1)) {
                            Some(row) => row,
                            None if n_rows == 0 => 0,
                            None => self.row.saturating_add(1),
                        };
                        (self.column, n_rows) = (0, n_rows + 1);
                    }
                    "sheetData" => is_within = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "v" | "t" => is_text = false,
                    "rPh" => is_phonetic = false,
                    "c" => {
                        if !text.is_empty() && !self.tell(kind, type_of, &mut text, take) {
                            return Ok(());
                        }
                        text.clear();
                        self.column = self.column.saturating_add(1);
                    }
                    "sheetData" => return Ok(()),
                    _ => {}
                },
                Event::Eof if is_within => return Err(Fault::broken("the sheet has no end")),
                Event::Eof => return Ok(()),
                event if is_text => push_text(event, &mut text),
                _ => {}
            }
        }
    }

    /// Goes to the cell that `reference` names (`AB12`); where it names none, to the one after the last.
    fn place(&mut self, reference: Option<&str>) {
        let Some(reference) = reference else { return };
        let n_letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, digits) = reference.split_at(n_letters);
        let column = letters.bytes().try_fold(0_u32, |column, letter| {
            column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
        });
        if let Some(column) = column.and_then(|column| column.checked_sub(1)) {
            self.column = column;
        }
        if let Some(row) = digits.parse::<u32>().ok().and_then(|row| row.checked_sub(1)) {
            self.row = row;
        }
    }

    fn tell(&self, kind: Kind, type_of: Type, text: &mut String, take: &mut Take<'_>) -> bool {
        let value = match type_of {
            Type::Shared => match text.trim().parse().ok().and_then(|at| self.strings.get(at)) {
                Some(shared) => Value::Text(shared),
                None => Value::Text(text),
            },
            Type::Text => {
                unescape_units(text);
                Value::Text(text)
            }
            Type::Bool => match text.trim() {
                "1" | "true" | "TRUE" => Value::Bool(true),
                "0" | "false" | "FALSE" => Value::Bool(false),
                _ => Value::Text(text),
            },
            Type::Iso => Value::Iso(text),
            Type::Number => match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => kind.value(number, self.epoch),
                _ => Value::Text(text),
            },
        };
        take(self.row, self.column, value)
    }
}
