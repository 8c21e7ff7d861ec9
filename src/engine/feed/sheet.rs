//! Reads one sheet of a workbook: XLSX, XLSM, XLSB, ODS and XLS.
//!
//! XLSX, XLSB and ODS are read cell by cell as they are unpacked; of XLSX and XLSB the shared texts are held, of
//! XLS the file's cells are found where they stand. Nothing is allocated because a file says how large it is.
//! A formula counts as the value that was stored with it; a failed one as the text that it shows (`#N/A`).

mod number_format;
mod ods;
mod package;
mod strings;
mod table;
mod value;
mod xls;
mod xls_file;
mod xlsb;
mod xlsx;
mod xml;

use super::RowSink;
use super::problem::{Problem, ProblemKind};
use super::zip::{Archive, Content, Fault};
use table::{Found, Table};
use value::Value;

/// A sheet of a workbook, for a chooser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    pub name: String,
    /// Whether the workbook's author hid it: then it is read only where it is named.
    pub is_hidden: bool,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadSheet {
    /// The sheet's name; `None`: there is none that could be read.
    pub name: Option<String>,
    /// The row that the columns' names stand in, as the sheet numbers it. All above it was passed over.
    pub header: Option<u64>,
    pub n_rows: u64,
}

impl ReadSheet {
    /// Returns how many rows stand above the header: titles, notes, blank ones.
    pub fn n_above(&self) -> u64 {
        self.header.unwrap_or(1).saturating_sub(1)
    }
}

/// Tells whether `bytes` begin as a workbook of Excel 97 to 2003 does, or one that is protected by a password.
pub fn is_compound_file(bytes: &[u8]) -> bool {
    bytes.starts_with(xls_file::MAGIC)
}

/// Lists the sheets with cells, in the workbook's order. Where the workbook cannot be read: the problem.
pub fn sheets(bytes: &[u8], file: &str) -> Result<Vec<SheetName>, Problem> {
    open(bytes).map(|workbook| workbook.sheets()).map_err(|fault| fault.in_file(file))
}

/// Reads the sheet of this name into `sink`; `None`: the first visible one with a header of at least two columns and
/// a row below it, or else the first visible one with anything in it.
///
/// Titles, notes and blank rows above the header are passed over. Names of columns are trimmed, of those with one
/// name the first keeps it and the next becomes `name (2)`. Rows are numbered as the sheet numbers them. A date is
/// told without its time of day; a time of day and a duration as `hh:mm:ss`.
///
/// Reports [`ProblemKind::FileLocked`], [`ProblemKind::FileBroken`], [`ProblemKind::FileCutShort`] and
/// [`ProblemKind::UnpacksTooLarge`], where the rows told before count, [`ProblemKind::NotFound`] where the sheet named
/// is not there, [`ProblemKind::EmptyFile`] where there are no rows, [`ProblemKind::TooManyColumns`],
/// [`ProblemKind::ColumnTwice`] and [`ProblemKind::RowRagged`] for what stands right of the header's last name.
pub fn read(bytes: &[u8], file: &str, sheet: Option<&str>, sink: &mut dyn RowSink) -> ReadSheet {
    match read_chosen(bytes, file, sheet, sink) {
        Ok((name, found, fault)) => {
            if let Some(fault) = fault {
                sink.problem(fault.in_file(file));
            } else if found.n_rows == 0 {
                sink.problem(Problem::of_file(ProblemKind::EmptyFile, file));
            }
            ReadSheet { name: Some(name), header: found.header, n_rows: found.n_rows }
        }
        Err(fault) => {
            sink.problem(fault.in_file(file));
            ReadSheet::default()
        }
    }
}

type Chosen = (String, Found, Option<Fault>);

fn read_chosen(bytes: &[u8], file: &str, sheet: Option<&str>, sink: &mut dyn RowSink) -> Result<Chosen, Fault> {
    let mut workbook = open(bytes)?;
    let at = match sheet {
        Some(wanted) => {
            let names = workbook.sheets();
            // As Excel compares them: without regard to case.
            let same = |name: &str| name.trim().to_lowercase() == wanted.trim().to_lowercase();
            let at = names.iter().position(|sheet| sheet.name == wanted);
            at.or_else(|| names.iter().position(|sheet| same(&sheet.name)))
                .ok_or(Fault { kind: ProblemKind::NotFound, words: Some(wanted.to_owned()) })?
        }
        None => choose(workbook.as_mut())?,
    };
    let name = workbook.sheets().get(at).map(|sheet| sheet.name.clone()).unwrap_or_default();
    let mut table = Table::new(file, sink);
    let fault = workbook
        .each_cell(at, &mut |row, column, value| {
            table.cell(row, column, value);
            true
        })
        .err();
    Ok((name, table.finish(), fault))
}

/// Finds the sheet that is read where none is named.
fn choose(workbook: &mut dyn Workbook) -> Result<usize, Fault> {
    let mut first_with_any = None;
    let mut first_fault = None;
    for (at, _) in workbook.sheets().iter().enumerate().filter(|(_, sheet)| !sheet.is_hidden) {
        let mut probe = Probe::default();
        let fault = workbook.each_cell(at, &mut |row, column, value| probe.goes_on(row, column, value)).err();
        if probe.n_rows_of_two >= 2 {
            return Ok(at);
        }
        if probe.has_any && first_with_any.is_none() {
            first_with_any = Some(at);
        }
        first_fault = first_fault.or(fault);
    }
    match (first_with_any, first_fault) {
        (Some(at), _) => Ok(at),
        (None, Some(fault)) => Err(fault),
        (None, None) => Err(Fault::of(ProblemKind::EmptyFile)),
    }
}

/// Looks at the first cells of a sheet.
#[derive(Default)]
struct Probe {
    has_any: bool,
    row: Option<u32>,
    first_column: u32,
    n_rows_of_two: u32,
    is_counted: bool,
}

impl Probe {
    fn goes_on(&mut self, row: u32, column: u32, value: Value<'_>) -> bool {
        if matches!(value, Value::Text("") | Value::Iso("")) {
            return true;
        }
        self.has_any = true;
        if self.row != Some(row) {
            (self.row, self.first_column, self.is_counted) = (Some(row), column, false);
        } else if column != self.first_column && !self.is_counted {
            self.is_counted = true;
            self.n_rows_of_two += 1;
        }
        self.n_rows_of_two < 2
    }
}

/// Is told a cell that holds something: row and column from 0. Returns whether more is wanted.
type Take<'t> = dyn FnMut(u32, u32, Value<'_>) -> bool + 't;

/// A workbook whose list of sheets has been read.
trait Workbook {
    fn sheets(&self) -> Vec<SheetName>;
    /// Tells the cells of the sheet at this place of the list, row by row.
    fn each_cell(&mut self, at: usize, take: &mut Take<'_>) -> Result<(), Fault>;
}

fn open(bytes: &[u8]) -> Result<Box<dyn Workbook + '_>, Fault> {
    if is_compound_file(bytes) {
        return Ok(Box::new(xls::Xls::open(bytes)?));
    }
    let mut archive = Archive::open(bytes)?;
    if archive.is_open_document() {
        return Ok(Box::new(ods::Ods::open(archive)?));
    }
    if archive.content() != Content::Workbook {
        return Err(Fault::broken("neither XLSX nor ODS"));
    }
    let package = package::Package::open(archive)?;
    Ok(if package.is_binary() { Box::new(xlsb::Xlsb::open(package)?) } else { Box::new(xlsx::Xlsx::open(package)?) })
}
