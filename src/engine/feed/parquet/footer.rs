//! The end of a file, which says where everything is.

use super::fault::Fault;
use super::kind::Kind;
use super::thrift::Thrift;
use crate::engine::feed::MAX_COLUMNS;
use crate::engine::feed::problem::{Problem, ProblemKind};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, ParquetMetaDataReader};
use std::collections::BTreeSet;
use std::ops::Range;

/// How many bytes of the end are worth asking for at first: few footers are longer.
pub const FIRST_TAIL_BYTES: u64 = 64 << 10;

/// The footer's length and the mark after it; a file begins with the mark too.
const TAIL_BYTES: u64 = 8;
const MARK: &[u8; 4] = b"PAR1";
const MARK_ENCRYPTED: &[u8; 4] = b"PARE";

/// How long a footer may be: 16,384 columns in 100 row groups are about as much.
const MAX_FOOTER_BYTES: u64 = 256 << 20;

/// How many rows a byte may become, past the first [`FEW_ROWS`]: a run of one value is any length in a few bytes, so
/// a file of a kilobyte could declare rows until the end of time.
const MAX_ROWS_A_BYTE: u64 = 10_000;
const FEW_ROWS: u64 = 10_000_000;

/// What the last bytes of a file tell.
pub enum Opening {
    /// The footer begins before them; the bytes from here to the end are needed.
    NeedsTail {
        from: u64,
    },
    Open(Box<Footer>),
}

/// What a file says of itself: columns, row groups, and where they stand.
pub struct Footer {
    pub(super) metadata: ParquetMetaData,
    pub(super) columns: Vec<Column>,
    pub(super) n_rows: u64,
    file_len: u64,
    n_columns_found: usize,
}

/// A column of the table: a field at the top of the file's tree of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    /// `None`: it holds lists or records.
    pub values: Option<ColumnValues>,
}

/// Where a column that holds values stands in each row group, and what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnValues {
    pub(super) leaf: usize,
    pub kind: Kind,
}

impl Footer {
    /// Reads the footer out of a file's last bytes, `tail`; `file_len` is the length of the whole. `file` is the path,
    /// for problems.
    ///
    /// # Errors
    ///
    /// A problem of the file: cut short, locked, broken, or more than any honest file has.
    pub fn open(file_len: u64, tail: &[u8], file: &str) -> Result<Opening, Problem> {
        Self::opening(file_len, tail).map_err(|fault| fault.into_problem(file))
    }

    fn opening(file_len: u64, tail: &[u8]) -> Result<Opening, Fault> {
        let tail_len = u64::try_from(tail.len()).map_err(Fault::broken)?;
        if file_len < TAIL_BYTES + 4 || tail_len > file_len {
            return Err(Fault::CutShort);
        }
        let Some((before, [a, b, c, d, mark @ ..])) = tail.split_last_chunk::<8>() else {
            return Ok(Opening::NeedsTail { from: file_len.saturating_sub(FIRST_TAIL_BYTES) });
        };
        if mark == MARK_ENCRYPTED {
            return Err(Fault::Locked);
        }
        // Whatever else ends otherwise was broken off: that it began as Parquet is why it is read here.
        if mark != MARK {
            return Err(Fault::CutShort);
        }
        let footer_len = u64::from(u32::from_le_bytes([*a, *b, *c, *d]));
        if footer_len > MAX_FOOTER_BYTES {
            return Err(Fault::TooLarge(footer_len.to_string()));
        }
        let needed = footer_len + TAIL_BYTES;
        if needed + 4 > file_len {
            return Err(Fault::CutShort);
        }
        let start = match before.len().checked_sub(usize::try_from(footer_len).map_err(Fault::broken)?) {
            Some(start) => start,
            None => return Ok(Opening::NeedsTail { from: file_len - needed }),
        };
        let footer = Self::from_thrift(before.get(start..).unwrap_or_default(), file_len)?;
        Ok(Opening::Open(Box::new(footer)))
    }

    fn from_thrift(bytes: &[u8], file_len: u64) -> Result<Self, Fault> {
        if Thrift::new(bytes).check_footer().ok_or_else(|| Fault::broken("the footer"))? {
            return Err(Fault::Locked);
        }
        let metadata = ParquetMetaDataReader::decode_metadata(bytes)?;
        let mut n_rows = 0_u64;
        for group in metadata.row_groups() {
            let n = u64::try_from(group.num_rows()).map_err(Fault::broken)?;
            let n_bytes: i64 =
                group.columns().iter().map(|chunk| chunk.compressed_size().max(0)).fold(0, i64::saturating_add);
            let most = u64::try_from(n_bytes).unwrap_or(0).min(file_len).saturating_mul(MAX_ROWS_A_BYTE);
            if n > most.max(FEW_ROWS) {
                return Err(Fault::TooLarge(format!("{n} rows")));
            }
            n_rows = n_rows.checked_add(n).ok_or_else(|| Fault::broken("the number of rows"))?;
        }
        if n_rows > file_len.saturating_mul(MAX_ROWS_A_BYTE).max(FEW_ROWS) {
            return Err(Fault::TooLarge(format!("{n_rows} rows")));
        }
        let (columns, n_columns_found) = columns_of(&metadata);
        Ok(Self { metadata, columns, n_rows, file_len, n_columns_found })
    }

    /// Returns the columns in the file's order: at most [`MAX_COLUMNS`], each name once.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Returns the names of the columns that can be read.
    pub fn readable(&self) -> Vec<String> {
        self.columns.iter().filter(|column| column.values.is_some()).map(|column| column.name.clone()).collect()
    }

    pub const fn n_rows(&self) -> u64 {
        self.n_rows
    }

    pub fn n_row_groups(&self) -> usize {
        self.metadata.num_row_groups()
    }

    /// Returns what is wrong with the table as a whole: too many columns, two of one name.
    pub fn problems(&self, file: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.n_columns_found > MAX_COLUMNS {
            let counts = format!("{}/{MAX_COLUMNS}", self.n_columns_found);
            problems.push(Problem::of_file(ProblemKind::TooManyColumns, file).quoting(&counts));
        }
        let mut seen = BTreeSet::new();
        let fields = self.metadata.file_metadata().schema().get_fields();
        for field in fields.iter().take(MAX_COLUMNS) {
            if !seen.insert(field.name()) {
                problems.push(Problem::of_file(ProblemKind::ColumnTwice, file).in_column(field.name()));
            }
        }
        problems
    }

    /// Returns a column's part of a row group, and where it stands in the file.
    pub(super) fn chunk(&self, row_group: usize, leaf: usize) -> Result<(&ColumnChunkMetaData, Range<u64>), Fault> {
        let missing = || Fault::broken("a row group lacks a column");
        let group = self.metadata.row_groups().get(row_group).ok_or_else(missing)?;
        let chunk = group.columns().get(leaf).ok_or_else(missing)?;
        if chunk.file_path().is_some_and(|path| !path.is_empty()) {
            return Err(Fault::broken("its columns stand in other files"));
        }
        let data = chunk.data_page_offset();
        // Some writers say 0 where there is no dictionary.
        let start = chunk.dictionary_page_offset().filter(|at| (1..data).contains(at)).unwrap_or(data);
        let start = u64::try_from(start).map_err(Fault::broken)?;
        let len = u64::try_from(chunk.compressed_size()).map_err(Fault::broken)?;
        match start.checked_add(len) {
            Some(end) if end <= self.file_len => Ok((chunk, start..end)),
            _ => Err(Fault::CutShort),
        }
    }
}

/// Returns the fields at the top of the tree, each name once, and how many there are.
fn columns_of(metadata: &ParquetMetaData) -> (Vec<Column>, usize) {
    let file = metadata.file_metadata();
    let fields = file.schema().get_fields();
    let mut columns: Vec<Column> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut leaves = file.schema_descr().columns().iter().enumerate().peekable();
    for field in fields.iter().take(MAX_COLUMNS) {
        let mut values = None;
        // The leaves of a field follow each other, and their paths begin with nothing but its name; two fields of
        // one name that touch are told apart by their being primitive.
        if field.is_primitive() {
            if let Some((leaf, descriptor)) = leaves.next()
                && descriptor.max_rep_level() == 0
                && descriptor.max_def_level() <= 1
            {
                values = Some(ColumnValues { leaf, kind: Kind::of_column(descriptor) });
            }
        } else {
            for _ in 0..n_leaves(field) {
                leaves.next();
            }
        }
        if seen.insert(field.name()) {
            columns.push(Column { name: field.name().to_owned(), values });
        }
    }
    (columns, fields.len())
}

/// Counts the leaves under a field, whose depth has been checked.
fn n_leaves(field: &parquet::schema::types::Type) -> usize {
    match field.is_primitive() {
        true => 1,
        false => field.get_fields().iter().map(|child| n_leaves(child)).sum(),
    }
}
