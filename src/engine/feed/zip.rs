//! Reads zip archives: says what one holds, and unpacks a file of it in slices.
//!
//! What an archive says of itself is not believed: what comes out is counted, and a file that becomes far larger
//! than any honest one is given up. Nothing is ever unpacked as a whole.

use super::problem::{NAMED_CHARS, Problem, ProblemKind};

use std::io::{BufRead, Cursor, ErrorKind, Read};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// How many files an archive may hold: more than any export, and few enough to be listed at once.
pub const MAX_ENTRIES: usize = 10_000;

/// How many bytes one file of an archive may become. Rows are told as they come, so this bounds time, not memory.
pub const MAX_UNPACKED: u64 = 4 << 30;

/// How many bytes one packed byte may become. Deflate reaches 1,032; tables of text lie between 3 and 30.
const MAX_RATIO: u64 = 250;

/// Below this the ratio says nothing: a short file of one letter is no bomb.
const RATIO_FROM: u64 = 32 << 20;

/// How long a tag or a text of XML may be: 128 times the longest text of a cell in Excel.
const MAX_MARKUP: usize = 4 << 20;

/// How many bytes are unpacked at a time.
const SLICE: usize = 64 << 10;

/// What a [`Content::Document`] is called where it is not read.
pub const DOCUMENT: &str = "DOCX / PPTX";

/// What a zip file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// XLSX, XLSM, XLSB or ODS: [`super::sheet`] reads it.
    Workbook,
    /// A diagram of Lucidchart (`.lucid`): shapes and lines, no table.
    Lucid,
    /// A document of Word or slides of PowerPoint: no table of rows.
    Document,
    /// Files beside each other.
    Archive,
}

/// A file within an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path with `/`, without steps upwards, a drive or signs that cannot be seen.
    pub name: String,
    /// How many bytes it says it becomes.
    pub n_bytes: u64,
    index: usize,
}

/// What keeps a packed file from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub kind: ProblemKind,
    /// What the parser found, or how large it became.
    pub words: Option<String>,
}

impl Fault {
    pub(super) fn broken(words: impl ToString) -> Self {
        Self { kind: ProblemKind::FileBroken, words: Some(words.to_string()) }
    }

    pub(super) fn too_large(words: impl ToString) -> Self {
        Self { kind: ProblemKind::UnpacksTooLarge, words: Some(words.to_string()) }
    }

    pub(super) const fn of(kind: ProblemKind) -> Self {
        Self { kind, words: None }
    }

    /// Makes it a problem of `file`.
    pub fn in_file(self, file: &str) -> Problem {
        let problem = Problem::of_file(self.kind, file);
        match self.words {
            Some(words) => problem.quoting(&words),
            None => problem,
        }
    }

    pub(super) fn from_io(error: &std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::UnexpectedEof => Self::of(ProblemKind::FileCutShort),
            ErrorKind::FileTooLarge => Self::too_large(error),
            _ => Self::broken(error),
        }
    }

    fn from_zip(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => Self::from_io(&error),
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                Self::of(ProblemKind::FileLocked)
            }
            other => Self::broken(other),
        }
    }
}

/// Tells what the zip file `bytes` is; `None`: it is none, or cannot be read.
pub fn content(bytes: &[u8]) -> Option<Content> {
    Archive::open(bytes).ok().map(|mut archive| archive.content())
}

/// Lists the files that may be data: no folders, nothing hidden, none of what macOS and Windows add.
pub fn entries(bytes: &[u8], file: &str) -> Result<Vec<Entry>, Problem> {
    Archive::open(bytes).map(|archive| archive.entries()).map_err(|fault| fault.in_file(file))
}

/// Unpacks the file named `wanted` (its path, or its name alone), or else the first that has the name of a format
/// that is read, or else the first; `take` is told slices and says whether it wants more. Returns what was unpacked.
///
/// Reports [`ProblemKind::FileLocked`], [`ProblemKind::FileCutShort`], [`ProblemKind::FileBroken`],
/// [`ProblemKind::UnpacksTooLarge`], [`ProblemKind::NotFound`] where the one named is not there, and
/// [`ProblemKind::EmptyFile`] where there is none. Slices that were told before a problem do not count as the file.
pub fn unpack(
    bytes: &[u8],
    file: &str,
    wanted: Option<&str>,
    take: &mut dyn FnMut(&[u8]) -> bool,
) -> Result<Entry, Problem> {
    unpacked(bytes, wanted, take).map_err(|fault| fault.in_file(file))
}

fn unpacked(bytes: &[u8], wanted: Option<&str>, take: &mut dyn FnMut(&[u8]) -> bool) -> Result<Entry, Fault> {
    let mut archive = Archive::open(bytes)?;
    let entry = choose(archive.entries(), wanted)?;
    let mut part = archive.part(entry.index, MAX_UNPACKED, usize::MAX)?;
    loop {
        let slice = part.fill_buf().map_err(|error| Fault::from_io(&error))?;
        if slice.is_empty() || !take(slice) {
            return Ok(entry);
        }
        let n_taken = slice.len();
        part.consume(n_taken);
    }
}

fn choose(entries: Vec<Entry>, wanted: Option<&str>) -> Result<Entry, Fault> {
    const DATA: [&str; 15] = [
        "csv", "tsv", "tab", "txt", "json", "ndjson", "jsonl", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "gz",
        "arrow",
    ];
    let is_data = |name: &str| {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        extension.is_some_and(|extension| DATA.contains(&extension.as_str()))
    };
    let base = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let at = match wanted {
        Some(wanted) => entries
            .iter()
            .position(|entry| entry.name == wanted)
            .or_else(|| entries.iter().position(|entry| base(&entry.name) == wanted))
            .ok_or(Fault { kind: ProblemKind::NotFound, words: Some(wanted.to_owned()) })?,
        None => entries.iter().position(|entry| is_data(&entry.name)).unwrap_or(0),
    };
    entries.into_iter().nth(at).ok_or(Fault::of(ProblemKind::EmptyFile))
}

/// An archive whose list of files has been read.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        // The list of files stands at the end, and a note of at most 65,535 bytes after it.
        let tail = bytes.get(bytes.len().saturating_sub(65_557)..).unwrap_or_default();
        let has_end = tail.windows(4).any(|mark| mark == b"PK\x05\x06");
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) if zip.len() > MAX_ENTRIES => Err(Fault::too_large(format!("{} files", zip.len()))),
            Ok(zip) => Ok(Self { zip }),
            Err(_) if bytes.starts_with(b"PK") && !has_end => Err(Fault::of(ProblemKind::FileCutShort)),
            Err(error) => Err(Fault::from_zip(error)),
        }
    }

    pub(super) fn content(&mut self) -> Content {
        if self.is_open_document() {
            return Content::Workbook;
        }
        let has = |start: &str| self.zip.file_names_raw().any(|name| name.starts_with(start.as_bytes()));
        let has_document = self.zip.file_names_raw().any(|name| name == b"document.json");
        match has("[Content_Types].xml") {
            true if has("xl/") => Content::Workbook,
            true if has("word/") || has("ppt/") => Content::Document,
            _ if has_document => Content::Lucid,
            _ => Content::Archive,
        }
    }

    pub(super) fn is_open_document(&mut self) -> bool {
        const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
        let Ok(Some(mut part)) = self.part_named("mimetype", 1024) else { return false };
        part.fill_buf().is_ok_and(|start| start.starts_with(KIND))
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for index in 0..self.zip.len() {
            let Some(Ok(raw)) = self.zip.name_for_index(index) else { continue };
            let is_folder = raw.ends_with(['/', '\\']);
            let Some(name) = sanitised(&raw).filter(|_| !is_folder) else { continue };
            let n_bytes = self.zip.by_index_data(index).map_or(0, |data| data.size());
            entries.push(Entry { name, n_bytes, index });
        }
        entries
    }

    /// Opens a file by its path, whatever its case; `None`: there is none.
    pub(super) fn part_named(&mut self, path: &str, limit: u64) -> Result<Option<Part<'_, 'a>>, Fault> {
        let path = path.trim_start_matches('/');
        let same = |name: &[u8]| name.eq_ignore_ascii_case(path.as_bytes());
        let index =
            self.zip.index_for_name_raw(path.as_bytes()).or_else(|| self.zip.file_names_raw().position(same)).or_else(
                || {
                    let with_backslashes = path.replace('/', "\\");
                    self.zip.file_names_raw().position(|name| name.eq_ignore_ascii_case(with_backslashes.as_bytes()))
                },
            );
        index.map(|index| self.part(index, limit, MAX_MARKUP)).transpose()
    }

    fn part(&mut self, index: usize, limit: u64, max_markup: usize) -> Result<Part<'_, 'a>, Fault> {
        let file = self.zip.by_index(index).map_err(Fault::from_zip)?;
        let limit_of_ratio = file.compressed_size().saturating_mul(MAX_RATIO).max(RATIO_FROM);
        Ok(Part {
            file,
            limit: limit.min(limit_of_ratio),
            max_markup,
            n_unpacked: 0,
            n_markup: 0,
            slice: vec![0; SLICE],
            start: 0,
            end: 0,
        })
    }
}

/// One file of an archive as it is unpacked. Gives up, with [`ErrorKind::FileTooLarge`], where more comes out than
/// its limit, or where XML has a tag or text without an end.
pub(super) struct Part<'z, 'a> {
    file: ZipFile<'z, Cursor<&'a [u8]>>,
    limit: u64,
    max_markup: usize,
    n_unpacked: u64,
    /// How many bytes have come since the last `>`.
    n_markup: usize,
    slice: Vec<u8>,
    start: usize,
    end: usize,
}

impl Part<'_, '_> {
    /// Says that this is no XML.
    pub(super) fn without_markup(mut self) -> Self {
        self.max_markup = usize::MAX;
        self
    }
}

impl BufRead for Part<'_, '_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.start >= self.end {
            (self.start, self.end) = (0, 0);
            let n_read = self.file.read(&mut self.slice)?;
            self.end = n_read;
            self.n_unpacked = self.n_unpacked.saturating_add(u64::try_from(n_read).unwrap_or(u64::MAX));
            let fresh = self.slice.get(..n_read).unwrap_or_default();
            self.n_markup = match fresh.iter().rposition(|byte| *byte == b'>') {
                Some(at) => n_read - at,
                None => self.n_markup.saturating_add(n_read),
            };
            if self.n_unpacked > self.limit {
                return Err(std::io::Error::new(ErrorKind::FileTooLarge, format!("> {} MB", self.limit >> 20)));
            }
            if self.n_markup > self.max_markup {
                return Err(std::io::Error::new(ErrorKind::FileTooLarge, "a text of more than 4 MB"));
            }
        }
        Ok(self.slice.get(self.start..self.end).unwrap_or_default())
    }

    fn consume(&mut self, n_bytes: usize) {
        self.start = self.start.saturating_add(n_bytes).min(self.end);
    }
}

impl Read for Part<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n_read = self.fill_buf()?.read(into)?;
        self.consume(n_read);
        Ok(n_read)
    }
}

/// Makes a name of an archive one that can be shown and compared; `None` where it is hidden or nothing is left.
fn sanitised(raw: &str) -> Option<String> {
    let mut steps = Vec::new();
    for step in raw.split(['/', '\\']) {
        let step: String = step.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
        let step = step.trim();
        if matches!(step, "" | "." | "..") || step.ends_with(':') {
            continue;
        }
        if step.starts_with('.') || ["__MACOSX", "Thumbs.db", "desktop.ini"].contains(&step) {
            return None;
        }
        steps.push(step.to_owned());
    }
    let name: String = steps.join("/").chars().take(NAMED_CHARS).collect();
    (!name.is_empty()).then_some(name)
}

/// Marks that turn or hide text: `gpj.exe` can be made to look like `exe.jpg` with them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
