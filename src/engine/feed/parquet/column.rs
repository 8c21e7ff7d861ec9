//! One column of one row group, read batch by batch.

use super::fault::Fault;
use super::footer::ColumnValues;
use super::kind::Kind;
use super::pages::Pages;
use super::strings::{Strings, push_all, too_few};
use super::value::{Making, Texts, Value, Zone};
use crate::engine::feed::Cell;
use parquet::basic::Type as Physical;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::DataType;
use parquet::schema::types::ColumnDescPtr;

pub struct Column<'z> {
    source: Source,
    making: Making<'z>,
    values: Vec<Value>,
    /// Which values of the batch are not UTF-8.
    broken: Vec<usize>,
    levels: Vec<i16>,
}

enum Source {
    Strings(Box<Strings>),
    Others(Box<ColumnReader>),
}

impl<'z> Column<'z> {
    pub fn new(
        values: ColumnValues,
        descriptor: ColumnDescPtr,
        pages: Pages,
        zone: Option<Zone<'z>>,
    ) -> Result<Self, Fault> {
        let is_text = values.kind == Kind::Text && descriptor.physical_type() == Physical::BYTE_ARRAY;
        let source = if is_text {
            Source::Strings(Box::new(Strings::new(pages, descriptor)?))
        } else {
            Source::Others(Box::new(get_column_reader(descriptor, Box::new(pages))))
        };
        let making = Making { kind: values.kind, zone, texts: Texts::default() };
        Ok(Self { source, making, values: Vec::new(), broken: Vec::new(), levels: Vec::new() })
    }

    /// Reads the next `n` values; the ones before are gone.
    pub fn read(&mut self, n: usize) -> Result<(), Fault> {
        let Self { source, making, values, broken, levels } = self;
        making.texts.clear();
        values.clear();
        broken.clear();
        let kind = making.kind;
        let reader = match source {
            Source::Strings(strings) => return strings.read(n, making, values, broken),
            Source::Others(reader) => reader.as_mut(),
        };
        match reader {
            ColumnReader::BoolColumnReader(reader) => {
                take(reader, n, levels, values, |value, _| Some(Value::Bool(*value)))
            }
            ColumnReader::Int32ColumnReader(reader) => {
                take(reader, n, levels, values, |value, _| making.of_whole(i64::from(*value), 32))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                take(reader, n, levels, values, |value, _| making.of_whole(*value, 64))
            }
            ColumnReader::Int96ColumnReader(reader) => take(reader, n, levels, values, |value, _| {
                making.of_julian_day(value.data().get(2).copied().unwrap_or_default())
            }),
            ColumnReader::FloatColumnReader(reader) => {
                take(reader, n, levels, values, |value, _| making.of_float(*value))
            }
            ColumnReader::DoubleColumnReader(reader) => {
                take(reader, n, levels, values, |value, _| making.of_double(*value))
            }
            ColumnReader::ByteArrayColumnReader(reader) => {
                take(reader, n, levels, values, |value, at| of_bytes(making, kind, value.data(), at, broken))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                take(reader, n, levels, values, |value, at| of_bytes(making, kind, value.data(), at, broken))
            }
        }
    }

    /// Returns the value of the batch at `index`.
    pub fn cell(&self, index: usize) -> Cell<'_> {
        match self.values.get(index) {
            None | Some(Value::Null) => Cell::Null,
            Some(Value::Bool(value)) => Cell::Bool(*value),
            Some(Value::Quantity(quantity)) => Cell::Quantity(*quantity),
            Some(Value::Day(day)) => Cell::Day(*day),
            Some(Value::Number(span)) => Cell::Number(self.making.texts.get(*span)),
            Some(Value::Text(span)) => Cell::Text(self.making.texts.get(*span)),
            Some(Value::Entry(entry)) => match &self.source {
                Source::Strings(strings) => Cell::Text(strings.dictionary.get(*entry)),
                Source::Others(_) => Cell::Null,
            },
        }
    }

    /// Returns the index and the text of each value of the batch that is not UTF-8.
    pub fn broken(&self) -> impl Iterator<Item = (usize, Cell<'_>)> {
        self.broken.iter().map(|index| (*index, self.cell(*index)))
    }
}

/// Reads `n` values by the crate's reader and makes each with `make`, which is given its index in the batch too.
fn take<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    n: usize,
    levels: &mut Vec<i16>,
    values: &mut Vec<Value>,
    mut make: impl FnMut(&T::T, usize) -> Option<Value>,
) -> Result<(), Fault> {
    let mut found = Vec::with_capacity(n);
    levels.clear();
    let (n_read, _, _) = reader.read_records(n, Some(levels), None, &mut found)?;
    if n_read != n {
        return Err(too_few());
    }
    let mut found = found.iter();
    push_all(levels, n, values, |values| {
        let value = found.next().ok_or_else(too_few)?;
        make(value, values.len()).ok_or_else(|| Fault::TooLarge("4 GiB".to_owned()))
    })
}

fn of_bytes(making: &mut Making<'_>, kind: Kind, bytes: &[u8], at: usize, broken: &mut Vec<usize>) -> Option<Value> {
    match (kind, bytes) {
        (Kind::Number { scale, .. }, bytes) => making.of_decimal_bytes(bytes, scale),
        (Kind::Uuid, bytes) => making.of_uuid(bytes),
        (Kind::HalfFloat, [low, high]) => making.of_half(u16::from_le_bytes([*low, *high])),
        (_, bytes) => {
            let text = String::from_utf8_lossy(bytes);
            if matches!(text, std::borrow::Cow::Owned(_)) {
                broken.push(at);
            }
            making.text(&text)
        }
    }
}
