//! A column of strings: where the file has a dictionary, only the numbers of entries are told from row to row.

use super::fault::Fault;
use super::pages::{AtHand, Pages};
use super::value::{Making, Value, range_before};
use bytes::Bytes;
use parquet::basic::{Encoding, Type as Physical};
use parquet::column::page::Page;
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor, Type};
use std::collections::VecDeque;
use std::sync::Arc;

/// Reads a column of strings, page by page.
pub struct Strings {
    pages: Pages,
    column: ColumnDescPtr,
    /// The column as it would be if its values were the numbers of entries.
    numbers: ColumnDescPtr,
    pub dictionary: Dictionary,
    /// A dictionary whose entries are their own numbers: decoding with it tells which entries the page uses.
    identity: Option<Page>,
    page: Option<OpenPage>,
}

enum OpenPage {
    Numbers { reader: ColumnReaderImpl<Int32Type>, n_left: usize },
    Texts { reader: ColumnReaderImpl<ByteArrayType>, n_left: usize },
}

/// The texts that a column chunk's pages refer to.
#[derive(Debug, Default)]
pub struct Dictionary {
    text: String,
    ends: Vec<u32>,
    /// Entries that are not UTF-8, ascending; their texts have marks in place of what is not.
    broken: Vec<u32>,
}

impl Dictionary {
    pub fn get(&self, entry: u32) -> &str {
        range_before(&self.ends, entry).and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    pub fn is_broken(&self, entry: u32) -> bool {
        !self.broken.is_empty() && self.broken.binary_search(&entry).is_ok()
    }

    fn from_page(bytes: &[u8], n_entries: u32) -> Option<Self> {
        let mut dictionary = Self::default();
        let mut rest = bytes;
        for entry in 0..n_entries {
            let (len, after) = rest.split_first_chunk::<4>()?;
            let len = usize::try_from(u32::from_le_bytes(*len)).ok()?;
            let bytes = after.get(..len)?;
            rest = after.get(len..)?;
            let text = String::from_utf8_lossy(bytes);
            if matches!(text, std::borrow::Cow::Owned(_)) {
                dictionary.broken.push(entry);
            }
            dictionary.text.push_str(&text);
            dictionary.ends.push(u32::try_from(dictionary.text.len()).ok()?);
        }
        Some(dictionary)
    }
}

impl Strings {
    pub fn new(pages: Pages, column: ColumnDescPtr) -> Result<Self, Fault> {
        let number = Type::primitive_type_builder(column.name(), Physical::INT32).build()?;
        let path = column.path().clone();
        let numbers = ColumnDescriptor::new(Arc::new(number), column.max_def_level(), 0, path);
        let (dictionary, identity) = (Dictionary::default(), None);
        Ok(Self { pages, column, numbers: Arc::new(numbers), dictionary, identity, page: None })
    }

    /// Reads the next `n` values onto `values`. `broken` is told the index of each that is not UTF-8.
    pub fn read(
        &mut self,
        n: usize,
        making: &mut Making<'_>,
        values: &mut Vec<Value>,
        broken: &mut Vec<usize>,
    ) -> Result<(), Fault> {
        let mut levels = Vec::new();
        while values.len() < n {
            let n_due = n - values.len();
            match &mut self.page {
                None => self.page = Some(self.next_page()?),
                Some(OpenPage::Numbers { n_left: 0, .. } | OpenPage::Texts { n_left: 0, .. }) => self.page = None,
                Some(OpenPage::Numbers { reader, n_left }) => {
                    let mut numbers = Vec::new();
                    levels.clear();
                    let n_read = reader.read_records(n_due.min(*n_left), Some(&mut levels), None, &mut numbers)?.0;
                    *n_left = n_left.checked_sub(n_read).filter(|_| n_read > 0).ok_or_else(too_few)?;
                    let dictionary = &self.dictionary;
                    let mut present = numbers.into_iter();
                    push_all(&levels, n_read, values, |values| {
                        let entry = present.next().and_then(|number| u32::try_from(number).ok()).ok_or_else(too_few)?;
                        if dictionary.is_broken(entry) {
                            broken.push(values.len());
                        }
                        Ok(Value::Entry(entry))
                    })?;
                }
                Some(OpenPage::Texts { reader, n_left }) => {
                    let mut texts: Vec<ByteArray> = Vec::new();
                    levels.clear();
                    let n_read = reader.read_records(n_due.min(*n_left), Some(&mut levels), None, &mut texts)?.0;
                    *n_left = n_left.checked_sub(n_read).filter(|_| n_read > 0).ok_or_else(too_few)?;
                    let mut present = texts.iter();
                    push_all(&levels, n_read, values, |values| {
                        let text = String::from_utf8_lossy(present.next().ok_or_else(too_few)?.data());
                        if matches!(text, std::borrow::Cow::Owned(_)) {
                            broken.push(values.len());
                        }
                        making.text(&text).ok_or_else(|| Fault::TooLarge("4 GiB".to_owned()))
                    })?;
                }
            }
        }
        Ok(())
    }

    /// Opens the next page of data; a dictionary on the way is kept.
    fn next_page(&mut self) -> Result<OpenPage, Fault> {
        loop {
            let page = self.pages.next_page()?.ok_or_else(too_few)?;
            match page {
                Page::DictionaryPage { buf, num_values, .. } => {
                    let dictionary = Dictionary::from_page(&buf, num_values);
                    self.dictionary =
                        dictionary.ok_or_else(|| Fault::broken("a dictionary is shorter than it says"))?;
                    let numbers: Vec<u8> = (0..num_values).flat_map(u32::to_le_bytes).collect();
                    self.identity = Some(Page::DictionaryPage {
                        buf: Bytes::from(numbers),
                        num_values,
                        encoding: Encoding::PLAIN,
                        is_sorted: false,
                    });
                }
                Page::DataPage { num_values: 0, .. } | Page::DataPageV2 { num_values: 0, .. } => {}
                Page::DataPage { num_values, encoding, .. } | Page::DataPageV2 { num_values, encoding, .. } => {
                    let n_left = usize::try_from(num_values).map_err(Fault::broken)?;
                    return Ok(match encoding {
                        Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY => {
                            let identity = self.identity.clone().ok_or_else(|| Fault::broken("no dictionary"))?;
                            let pages = Box::new(AtHand(VecDeque::from([identity, page])));
                            OpenPage::Numbers { reader: ColumnReaderImpl::new(self.numbers.clone(), pages), n_left }
                        }
                        _ => {
                            let pages = Box::new(AtHand(VecDeque::from([page])));
                            let reader = ColumnReaderImpl::new(self.column.clone(), pages);
                            OpenPage::Texts { reader, n_left }
                        }
                    });
                }
            }
        }
    }
}

/// Adds `n` values: what `present` gives where the level says that there is one, [`Value::Null`] elsewhere. Without
/// levels all are there.
pub fn push_all(
    levels: &[i16],
    n: usize,
    values: &mut Vec<Value>,
    mut present: impl FnMut(&[Value]) -> Result<Value, Fault>,
) -> Result<(), Fault> {
    let mut levels = levels.iter();
    for _ in 0..n {
        let value = if levels.next() == Some(&0) { Value::Null } else { present(values)? };
        values.push(value);
    }
    Ok(())
}

pub fn too_few() -> Fault {
    Fault::broken("a column has fewer values than rows")
}
