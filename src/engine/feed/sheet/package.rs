//! The package that XLSX and XLSB are (Open Packaging Conventions, ECMA-376 part 2): where its parts lie, and what is
//! known of the workbook before a sheet is read. The parts of XLSX are XML, those of XLSB binary records.

use super::SheetName;
use super::number_format::NumberFormats;
use super::strings::Strings;
use super::value::Epoch;
use super::xml::{Xml, attribute};
use crate::engine::feed::zip::{Archive, Fault};

use quick_xml::events::Event;
use std::collections::HashMap;

/// How many bytes a sheet may become: a million rows of a hundred columns.
pub(super) const MAX_SHEET: u64 = 4 << 30;

/// How many bytes the list of sheets, the styles and the like may become.
pub(super) const MAX_PART: u64 = 32 << 20;

/// A workbook as Open Packaging Conventions pack it, XLSX or XLSB.
pub(super) struct Package<'a> {
    pub(super) archive: Archive<'a>,
    pub(super) workbook: String,
    /// Id → path, of the workbook's relationships.
    targets: HashMap<String, String>,
    strings_path: Option<String>,
    styles_path: Option<String>,
}

impl<'a> Package<'a> {
    pub(super) fn open(mut archive: Archive<'a>) -> Result<Self, Fault> {
        let mut workbook = None;
        relationships(&mut archive, "_rels/.rels", |kind, _, target| {
            if kind.ends_with("/officeDocument") {
                workbook = Some(resolved("", target));
            }
        })?;
        let workbook = workbook.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let mut targets = HashMap::new();
        let (mut strings_path, mut styles_path) = (None, None);
        relationships(&mut archive, &format!("{folder}/_rels/{name}.rels"), |kind, id, target| {
            let path = resolved(folder, target);
            if kind.ends_with("/sharedStrings") {
                strings_path = Some(path.clone());
            } else if kind.ends_with("/styles") {
                styles_path = Some(path.clone());
            }
            targets.insert(id.to_owned(), path);
        })?;
        Ok(Self { archive, workbook, targets, strings_path, styles_path })
    }

    pub(super) fn is_binary(&self) -> bool {
        self.workbook.to_ascii_lowercase().ends_with(".bin")
    }

    /// Returns the path of a sheet, by the id of its relationship; `None` where it has no cells (a chart).
    fn sheet_path(&self, id: &str) -> Option<String> {
        let path = self.targets.get(id)?;
        (!path.contains("chartsheets/") && !path.contains("dialogsheets/")).then(|| path.clone())
    }
}

fn relationships(archive: &mut Archive<'_>, path: &str, mut each: impl FnMut(&str, &str, &str)) -> Result<(), Fault> {
    let Some(part) = archive.part_named(path, MAX_PART)? else { return Ok(()) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let of = |name| attribute(&element, name).unwrap_or_default();
                each(&of("Type"), &of("Id"), &of("Target"));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Returns the path that `target` means, seen from `folder`.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// Reads one part of a package.
pub(super) type ReadPart<T> = fn(&mut Archive<'_>, &str) -> Result<T, Fault>;

/// A workbook whose sheets are known by their names.
pub(super) struct Book<'a> {
    archive: Archive<'a>,
    /// Each with its path.
    sheets: Vec<(SheetName, String)>,
    epoch: Epoch,
    formats: NumberFormats,
    strings_path: Option<String>,
    read_strings: ReadPart<Strings>,
    /// Read when the first cell is asked for.
    strings: Option<Strings>,
}

/// What reading a sheet takes.
pub(super) struct Parts<'b, 'a> {
    pub(super) archive: &'b mut Archive<'a>,
    pub(super) path: &'b str,
    pub(super) strings: &'b Strings,
    pub(super) formats: &'b NumberFormats,
    pub(super) epoch: Epoch,
}

impl<'a> Book<'a> {
    /// `found`: the sheets, each with the id of its relationship.
    pub(super) fn open(
        mut package: Package<'a>,
        found: Vec<(SheetName, String)>,
        epoch: Epoch,
        read_styles: ReadPart<NumberFormats>,
        read_strings: ReadPart<Strings>,
    ) -> Result<Self, Fault> {
        let path_of = |(sheet, id): (SheetName, String)| Some((sheet, package.sheet_path(&id)?));
        let sheets = found.into_iter().filter_map(path_of).collect();
        let formats = match &package.styles_path {
            Some(path) => read_styles(&mut package.archive, path)?,
            None => NumberFormats::default(),
        };
        let Package { archive, strings_path, .. } = package;
        Ok(Self { archive, sheets, epoch, formats, strings_path, read_strings, strings: None })
    }

    pub(super) fn sheets(&self) -> Vec<SheetName> {
        self.sheets.iter().map(|(sheet, _)| sheet.clone()).collect()
    }

    /// Returns what reading the sheet at a place of the list takes; `None`: there is none at it.
    pub(super) fn parts(&mut self, at: usize) -> Result<Option<Parts<'_, 'a>>, Fault> {
        let Some((_, path)) = self.sheets.get(at) else { return Ok(None) };
        let strings = match (self.strings.take(), &self.strings_path) {
            (Some(strings), _) => strings,
            (None, Some(path)) => (self.read_strings)(&mut self.archive, path)?,
            (None, None) => Strings::default(),
        };
        let strings = self.strings.insert(strings);
        let (formats, epoch) = (&self.formats, self.epoch);
        Ok(Some(Parts { archive: &mut self.archive, path, strings, formats, epoch }))
    }
}
