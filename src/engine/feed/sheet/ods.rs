//! Reads ODS (OpenDocument 1.3, part 3): one XML file with all sheets.
//!
//! The crate `calamine` reads these too; it holds all sheets at once, repeated cells and rows written out.

use super::package::MAX_SHEET;
use super::value::Value;
use super::xml::{Xml, attribute, push_text};
use super::{SheetName, Take, Workbook};
use crate::engine::feed::zip::{Archive, Fault};
use crate::engine::feed::{MAX_COLUMNS, problem::ProblemKind};

use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// How many rows a sheet of LibreOffice has.
const MAX_ROWS: u32 = 1 << 20;

/// How many cells may be told because a few say that they stand for many.
const MAX_REPEATED: u64 = 20_000_000;

/// How many bytes the manifest may become.
const MAX_MANIFEST: u64 = 4 << 20;

pub(super) struct Ods<'a> {
    archive: Archive<'a>,
    sheets: Vec<SheetName>,
}

impl<'a> Ods<'a> {
    pub(super) fn open(mut archive: Archive<'a>) -> Result<Self, Fault> {
        if is_locked(&mut archive)? {
            return Err(Fault::of(ProblemKind::FileLocked));
        }
        let sheets = read_sheets(&mut archive)?;
        Ok(Self { archive, sheets })
    }
}

impl Workbook for Ods<'_> {
    fn sheets(&self) -> Vec<SheetName> {
        self.sheets.clone()
    }

    fn each_cell(&mut self, at: usize, take: &mut Take<'_>) -> Result<(), Fault> {
        let mut xml = content(&mut self.archive)?;
        let mut tables = Tables::default();
        loop {
            match xml.next()? {
                Event::Start(element) if tables.opens(&element) && tables.n_opened == at + 1 => {
                    return Sheet::new(take).read(&mut xml);
                }
                Event::End(element) => tables.closes(element.local_name().as_ref()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

fn content<'z, 'a>(archive: &'z mut Archive<'a>) -> Result<Xml<'z, 'a>, Fault> {
    let part = archive.part_named("content.xml", MAX_SHEET)?.ok_or(Fault::broken("content.xml is missing"))?;
    Ok(Xml::new(part))
}

fn is_locked(archive: &mut Archive<'_>) -> Result<bool, Fault> {
    let Some(part) = archive.part_named("META-INF/manifest.xml", MAX_MANIFEST)? else { return Ok(false) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "encryption-data" => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// Counts the tables that are sheets: those within a sheet (a chart's own) are none.
#[derive(Default)]
struct Tables {
    n_opened: usize,
    depth: usize,
}

impl Tables {
    fn opens(&mut self, element: &BytesStart<'_>) -> bool {
        if element.local_name().as_ref() != "table" {
            return false;
        }
        self.depth += 1;
        self.n_opened += usize::from(self.depth == 1);
        self.depth == 1
    }

    fn closes(&mut self, name: &str) {
        if name == "table" {
            self.depth = self.depth.saturating_sub(1);
        }
    }
}

fn read_sheets(archive: &mut Archive<'_>) -> Result<Vec<SheetName>, Fault> {
    let mut sheets = Vec::new();
    let mut hidden = HashSet::new();
    let mut style = String::new();
    let mut tables = Tables::default();
    let mut xml = content(archive)?;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "style" => style = attribute(&element, "name").unwrap_or_default().into_owned(),
                "table-properties" if attribute(&element, "display").as_deref() == Some("false") => {
                    hidden.insert(style.clone());
                }
                "table" if tables.opens(&element) => {
                    let name = attribute(&element, "name").unwrap_or_default().into_owned();
                    let style = attribute(&element, "style-name").unwrap_or_default();
                    sheets.push(SheetName { name, is_hidden: hidden.contains(&*style) });
                }
                _ => {}
            },
            Event::End(element) => tables.closes(element.local_name().as_ref()),
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// What a cell says of itself; its words are kept apart.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Number(f64),
    Bool(bool),
    /// The words are a date.
    Iso,
    /// The words are text.
    Text,
}

/// A cell of the current row.
struct Stood {
    column: u32,
    n_columns: u32,
    said: Said,
    start: usize,
    end: usize,
}

/// Tells the cells of one sheet.
struct Sheet<'s, 't> {
    take: &'s mut Take<'t>,
    row: u32,
    column: u32,
    n_rows: u32,
    cells: Vec<Stood>,
    text: String,
    n_repeated: u64,
}

impl<'s, 't> Sheet<'s, 't> {
    fn new(take: &'s mut Take<'t>) -> Self {
        Self { take, row: 0, column: 0, n_rows: 1, cells: Vec::new(), text: String::new(), n_repeated: 0 }
    }

    fn read(mut self, xml: &mut Xml<'_, '_>) -> Result<(), Fault> {
        loop {
            let (mut opened, mut floating) = (None, None);
            match xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "table-row" => {
                        (self.column, self.n_rows) = (0, count(&element, "number-rows-repeated"));
                        self.cells.clear();
                        self.text.clear();
                    }
                    "table-cell" | "covered-table-cell" => opened = Some(Opened::of(&element)),
                    // What floats above the cells, with tables of its own perhaps.
                    name @ ("shapes" | "table") => floating = Some(name.to_owned()),
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "table-row" if !self.tell_row()? => return Ok(()),
                    "table" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Err(Fault::broken("the sheet has no end")),
                _ => {}
            }
            if let Some(opened) = opened {
                self.read_cell(opened, xml)?;
            }
            if let Some(name) = floating {
                pass_over(&name, xml)?;
            }
        }
    }

    fn read_cell(&mut self, opened: Opened, xml: &mut Xml<'_, '_>) -> Result<(), Fault> {
        let start = self.text.len();
        let mut n_paragraphs = 0;
        let mut is_text = false;
        loop {
            let mut floating = None;
            match &xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "p" => {
                        if n_paragraphs > 0 {
                            self.text.push('\n');
                        }
                        (is_text, n_paragraphs) = (true, n_paragraphs + 1);
                    }
                    "s" => self.text.extend(std::iter::repeat_n(' ', usize::from(spaces(element)))),
                    "tab" => self.text.push('\t'),
                    "line-break" => self.text.push('\n'),
                    name @ ("annotation" | "frame" | "g" | "table" | "custom-shape") => {
                        floating = Some(name.to_owned());
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "p" => is_text = false,
                    "table-cell" | "covered-table-cell" => break,
                    _ => {}
                },
                Event::Eof => return Err(Fault::broken("a cell has no end")),
                event if is_text => push_text(event, &mut self.text),
                _ => {}
            }
            if let Some(name) = floating {
                pass_over(&name, xml)?;
            }
        }
        let (said, is_known) = match opened.said {
            // A failed formula stores 0 or nothing, and shows what it failed with.
            _ if opened.is_error => (Said::Text, true),
            Some((Said::Text | Said::Iso, _)) | None => {
                if let Some((said, words)) = opened.said {
                    self.text.truncate(start);
                    self.text.push_str(&words);
                    (said, true)
                } else {
                    (Said::Text, opened.is_text)
                }
            }
            Some((said, _)) => {
                self.text.truncate(start);
                (said, true)
            }
        };
        if is_known && (said != Said::Text || self.text.len() > start) {
            let (column, end) = (self.column, self.text.len());
            self.cells.push(Stood { column, n_columns: opened.n_columns, said, start, end });
        } else {
            self.text.truncate(start);
        }
        self.column = self.column.saturating_add(opened.n_columns);
        Ok(())
    }

    /// Tells the row as often as it says that it stands there; returns whether more is wanted.
    fn tell_row(&mut self) -> Result<bool, Fault> {
        let n_rows = self.n_rows.min(MAX_ROWS.saturating_sub(self.row));
        if self.cells.is_empty() {
            self.row = self.row.saturating_add(n_rows);
            return Ok(self.row < MAX_ROWS);
        }
        // One past the last that is read, so that it is known that there are more.
        let past = u32::try_from(MAX_COLUMNS).unwrap_or(u32::MAX);
        for row in self.row..self.row.saturating_add(n_rows) {
            for cell in &self.cells {
                let words = self.text.get(cell.start..cell.end).unwrap_or_default();
                let value = match cell.said {
                    Said::Number(number) => Value::Number(number),
                    Said::Bool(value) => Value::Bool(value),
                    Said::Iso => Value::Iso(words),
                    Said::Text => Value::Text(words),
                };
                let end = cell.column.saturating_add(cell.n_columns).min(past + 1).max(cell.column + 1);
                self.n_repeated += u64::from(end - cell.column) - u64::from(row == self.row);
                if self.n_repeated > MAX_REPEATED {
                    return Err(Fault::too_large(format!("> {MAX_REPEATED} cells")));
                }
                for column in cell.column..end {
                    if !(self.take)(row, column, value) {
                        return Ok(false);
                    }
                }
            }
        }
        self.row = self.row.saturating_add(n_rows);
        Ok(self.row < MAX_ROWS)
    }
}

/// The attributes of a cell.
struct Opened {
    n_columns: u32,
    said: Option<(Said, String)>,
    is_text: bool,
    is_error: bool,
}

impl Opened {
    fn of(element: &BytesStart<'_>) -> Self {
        let mut opened =
            Self { n_columns: count(element, "number-columns-repeated"), said: None, is_text: false, is_error: false };
        for attribute_ in element.attributes().with_checks(false).flatten() {
            let name = attribute_.key.local_name();
            match (attribute_.key.as_ref(), name.as_ref()) {
                ("calcext:value-type", _) => opened.is_error = &*attribute_.value == "error",
                (_, "value-type") => opened.is_text = &*attribute_.value == "string",
                (_, "value") => {
                    let number = attribute_.value.trim().parse().ok().filter(|number: &f64| number.is_finite());
                    opened.said = number.map(|number| (Said::Number(number), String::new())).or(opened.said);
                }
                (_, "boolean-value") => {
                    opened.said = Some((Said::Bool(&*attribute_.value == "true"), String::new()));
                }
                (_, "date-value") => opened.said = Some((Said::Iso, attribute_.value.trim().to_owned())),
                (_, "time-value") => opened.said = Some((Said::Text, time_from_iso(&attribute_.value))),
                (_, "string-value") => {
                    opened.said = attribute(element, "string-value").map(|words| (Said::Text, words.into_owned()));
                }
                _ => {}
            }
        }
        opened
    }
}

/// Reads how often something is repeated: at least once.
fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).max(1)
}

fn spaces(element: &BytesStart<'_>) -> u8 {
    attribute(element, "c").and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// Writes `PT12H30M00S` as the other formats' times are told; what it does not understand stays.
fn time_from_iso(iso: &str) -> String {
    let parts = || {
        let (hours, rest) = iso.trim().strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
        Some((hours.parse::<u32>().ok()?, minutes.parse::<u8>().ok()?, seconds.parse::<u8>().ok()?))
    };
    parts().map_or_else(|| iso.to_owned(), |(hours, minutes, seconds)| format!("{hours:02}:{minutes:02}:{seconds:02}"))
}

/// Passes over an element that has been opened, and all within it.
fn pass_over(name: &str, xml: &mut Xml<'_, '_>) -> Result<(), Fault> {
    let mut depth = 1_usize;
    loop {
        match xml.next()? {
            Event::Start(element) => depth += usize::from(element.local_name().as_ref() == name),
            Event::End(element) => depth -= usize::from(element.local_name().as_ref() == name),
            Event::Eof => return Err(Fault::broken(format!("{name} has no end"))),
            _ => {}
        }
        if depth == 0 {
            return Ok(());
        }
    }
}
