//! The pages of one column in one row group: headers read, bodies unpacked, sizes checked.

use super::fault::Fault;
use super::plain::{Shape, rewritten};
use super::runs;
use super::thrift::{PageHeader, Thrift};
use super::unpack::unpack;
use bytes::Bytes;
use parquet::basic::{CompressionCodec, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};

const DATA: i64 = 0;
const DICTIONARY: i64 = 2;
const DATA_V2: i64 = 3;

/// Reads the pages out of a column chunk's bytes.
pub struct Pages {
    rest: Bytes,
    codec: CompressionCodec,
    shape: Shape,
    /// Whether values may be missing: then each page has levels.
    is_nullable: bool,
    /// How many values are still to come; no page may say more.
    n_values_left: u64,
    /// Whether a dictionary has come: a chunk has at most one.
    has_dictionary: bool,
}

impl Pages {
    pub const fn new(chunk: Bytes, codec: CompressionCodec, shape: Shape, is_nullable: bool, n_values: u64) -> Self {
        Self { rest: chunk, codec, shape, is_nullable, n_values_left: n_values, has_dictionary: false }
    }

    /// Returns the next page, or `None` when all values have come.
    pub fn next_page(&mut self) -> std::result::Result<Option<Page>, Fault> {
        while self.n_values_left > 0 && !self.rest.is_empty() {
            let mut thrift = Thrift::new(&self.rest);
            let header = thrift.page_header().ok_or_else(|| Fault::broken("a page's header"))?;
            let start = self.rest.len() - thrift.n_left();
            let packed_len = usize::try_from(header.packed_len).map_err(Fault::broken)?;
            let end = start.checked_add(packed_len).filter(|end| *end <= self.rest.len());
            let end = end.ok_or_else(|| Fault::broken("a page is longer than its column"))?;
            let body = self.rest.slice(start..end);
            self.rest = self.rest.slice(end..);
            match header.kind {
                DATA => return self.data(&header, body).map(Some),
                DATA_V2 => return self.data_v2(&header, &body).map(Some),
                DICTIONARY if !self.has_dictionary => {
                    self.has_dictionary = true;
                    return self.dictionary(&header, body).map(Some);
                }
                DICTIONARY => return Err(Fault::broken("a second dictionary")),
                // An index or what is yet to be invented: passed over, as the format asks.
                _ => {}
            }
        }
        Ok(None)
    }

    fn data(&mut self, header: &PageHeader, body: Bytes) -> std::result::Result<Page, Fault> {
        let num_values = self.n_values(header)?;
        // The older form of levels, which writers gave up in 2013, is not read; where there are none, it is named still.
        if self.is_nullable && encoding_from_number(header.level_encoding)? != Encoding::RLE {
            return Err(Fault::broken("levels that are not RLE"));
        }
        let buf = self.unpacked(header, body)?;
        let levels_end = match buf.split_first_chunk::<4>() {
            _ if !self.is_nullable => 0,
            Some((len, _)) => usize::try_from(u32::from_le_bytes(*len)).map_err(Fault::broken)?.saturating_add(4),
            None => return Err(Fault::broken("a page without levels")),
        };
        let (encoding, buf) = self.checked(header, buf, levels_end.min(4), levels_end)?;
        let (def_level_encoding, rep_level_encoding) = (Encoding::RLE, Encoding::RLE);
        Ok(Page::DataPage { buf, num_values, encoding, def_level_encoding, rep_level_encoding, statistics: None })
    }

    /// Checks that the levels and the values of a page are whole. Returns how the values are written, and the page with
    /// them rewritten where that is safer. The levels stand from `levels_start` to `levels_end`, the values after.
    fn checked(
        &self,
        header: &PageHeader,
        buf: Bytes,
        levels_start: usize,
        levels_end: usize,
    ) -> std::result::Result<(Encoding, Bytes), Fault> {
        let encoding = encoding_from_number(header.encoding)?;
        let n_values = usize::try_from(header.n_values).map_err(Fault::broken)?;
        let (Some(levels), Some(values)) = (buf.get(levels_start..levels_end), buf.get(levels_end..)) else {
            return Err(Fault::broken("a page's levels are longer than it"));
        };
        let n_present = match self.is_nullable {
            true => runs::n_ones(levels, n_values).ok_or_else(|| Fault::broken("a page's levels"))?,
            false => n_values,
        };
        if matches!(encoding, Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY) && !self.has_dictionary {
            return Err(Fault::broken("no dictionary"));
        }
        match rewritten(encoding, values, self.shape, n_present)? {
            None => Ok((encoding, buf)),
            Some(plain) => {
                let mut whole = buf.get(..levels_end).unwrap_or_default().to_vec();
                whole.extend_from_slice(&plain);
                Ok((Encoding::PLAIN, Bytes::from(whole)))
            }
        }
    }

    fn data_v2(&mut self, header: &PageHeader, body: &Bytes) -> std::result::Result<Page, Fault> {
        let num_values = self.n_values(header)?;
        let definition_len = u32::try_from(header.definition_len).map_err(Fault::broken)?;
        // Columns that repeat are refused, so there are no such levels.
        if header.repetition_len != 0 {
            return Err(Fault::broken("repetition levels"));
        }
        let levels_len = usize::try_from(definition_len).map_err(Fault::broken)?;
        let unpacked_len = usize::try_from(header.unpacked_len).map_err(Fault::broken)?;
        let (Some(levels), Some(values_len)) = (body.get(..levels_len), unpacked_len.checked_sub(levels_len)) else {
            return Err(Fault::broken("a page's levels are longer than it"));
        };
        let buf = if header.is_plain || self.codec == CompressionCodec::UNCOMPRESSED {
            body.clone()
        } else {
            let mut unpacked = levels.to_vec();
            unpack(self.codec, body.get(levels_len..).unwrap_or_default(), values_len, &mut unpacked)?;
            Bytes::from(unpacked)
        };
        let (encoding, buf) = self.checked(header, buf, 0, levels_len)?;
        Ok(Page::DataPageV2 {
            buf,
            num_values,
            encoding,
            num_nulls: u32::try_from(header.n_nulls).map_err(Fault::broken)?,
            num_rows: num_values,
            def_levels_byte_len: definition_len,
            rep_levels_byte_len: 0,
            is_compressed: false,
            statistics: None,
        })
    }

    fn dictionary(&self, header: &PageHeader, body: Bytes) -> std::result::Result<Page, Fault> {
        let buf = self.unpacked(header, body)?;
        let num_values = u32::try_from(header.n_values).map_err(Fault::broken)?;
        if !matches!(encoding_from_number(header.encoding)?, Encoding::PLAIN | Encoding::PLAIN_DICTIONARY) {
            return Err(Fault::broken("a dictionary that is not plain"));
        }
        rewritten(Encoding::PLAIN, &buf, self.shape, usize::try_from(num_values).map_err(Fault::broken)?)?;
        Ok(Page::DictionaryPage { buf, num_values, encoding: Encoding::PLAIN, is_sorted: false })
    }

    fn n_values(&mut self, header: &PageHeader) -> std::result::Result<u32, Fault> {
        let n_values = u32::try_from(header.n_values).map_err(Fault::broken)?;
        let left = self.n_values_left.checked_sub(u64::from(n_values));
        self.n_values_left = left.ok_or_else(|| Fault::broken("a column has more values than rows"))?;
        Ok(n_values)
    }

    fn unpacked(&self, header: &PageHeader, body: Bytes) -> std::result::Result<Bytes, Fault> {
        if self.codec == CompressionCodec::UNCOMPRESSED {
            return Ok(body);
        }
        let len = usize::try_from(header.unpacked_len).map_err(Fault::broken)?;
        let mut unpacked = Vec::new();
        unpack(self.codec, &body, len, &mut unpacked)?;
        Ok(Bytes::from(unpacked))
    }
}

fn encoding_from_number(number: i64) -> std::result::Result<Encoding, Fault> {
    Ok(match number {
        0 => Encoding::PLAIN,
        2 => Encoding::PLAIN_DICTIONARY,
        3 => Encoding::RLE,
        5 => Encoding::DELTA_BINARY_PACKED,
        6 => Encoding::DELTA_LENGTH_BYTE_ARRAY,
        7 => Encoding::DELTA_BYTE_ARRAY,
        8 => Encoding::RLE_DICTIONARY,
        9 => Encoding::BYTE_STREAM_SPLIT,
        _ => return Err(Fault::broken(format!("encoding {number}"))),
    })
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.next_page().map_err(ParquetError::from)
    }

    /// Is asked for when rows are skipped or records span pages, neither of which happens here.
    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.get_next_page().map(drop)
    }
}

/// Pages that are at hand, told one after the other.
pub struct AtHand(pub std::collections::VecDeque<Page>);

impl Iterator for AtHand {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.pop_front().map(Ok)
    }
}

impl PageReader for AtHand {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        Ok(self.0.pop_front())
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.0.pop_front();
        Ok(())
    }
}
