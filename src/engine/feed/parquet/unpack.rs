//! Unpacks pages: one function a codec, each bounded by the size that the page's header declares.
//!
//! The codecs of the crate `parquet` come with their encoders, grow without a limit and need C for Zstandard; these
//! are decoders alone, in pure Rust.

use super::fault::Fault;
use parquet::basic::CompressionCodec;
use std::io::Read;

/// How large a page may become. Writers aim at 1 MiB; a row group in a single page is rarely more than this.
pub const MAX_PAGE_BYTES: usize = 256 << 20;

/// How much a byte can become at most: Snappy copies 64 bytes by three, LZ4 255 by one. Their output is allocated
/// at once, so a size that cannot be is refused before.
const SNAPPY_RATIO: usize = 64;
const LZ4_RATIO: usize = 256;

/// How much is given up front to a codec whose ratio is not bounded; beyond, the output grows as it comes.
const FIRST_BYTES: usize = 1 << 20;

/// Unpacks `packed` to exactly `len` bytes, appended to `out`.
pub fn unpack(codec: CompressionCodec, packed: &[u8], len: usize, out: &mut Vec<u8>) -> Result<(), Fault> {
    if len > MAX_PAGE_BYTES {
        return Err(Fault::TooLarge(len.to_string()));
    }
    let before = out.len();
    match codec {
        CompressionCodec::UNCOMPRESSED => out.extend_from_slice(packed),
        // A page without a value may be packed as nothing.
        _ if len == 0 => {}
        CompressionCodec::SNAPPY => {
            let room = room(out, packed, len, SNAPPY_RATIO)?;
            let n_written = snap::raw::Decoder::new().decompress(packed, room).map_err(Fault::broken)?;
            out.truncate(before + n_written);
        }
        CompressionCodec::GZIP => stream(flate2::read::MultiGzDecoder::new(packed), len, out)?,
        CompressionCodec::BROTLI => stream(brotli_decompressor::Decompressor::new(packed, 4096), len, out)?,
        CompressionCodec::ZSTD => {
            let decoder = ruzstd::decoding::StreamingDecoder::new(packed).map_err(Fault::broken)?;
            stream(decoder, len, out)?;
        }
        CompressionCodec::LZ4_RAW => lz4(packed, len, out)?,
        CompressionCodec::LZ4 => hadoop_lz4(packed, len, out)?,
        CompressionCodec::LZO => return Err(Fault::broken("LZO")),
    }
    match out.len() - before == len {
        true => Ok(()),
        false => Err(Fault::broken("a page is not as long as it says")),
    }
}

/// Appends `len` zeros to be written over, where `packed` can become that much.
fn room<'a>(out: &'a mut Vec<u8>, packed: &[u8], len: usize, ratio: usize) -> Result<&'a mut [u8], Fault> {
    if len / ratio > packed.len() {
        return Err(Fault::broken("a page is shorter than it says"));
    }
    let before = out.len();
    out.resize(before + len, 0);
    out.get_mut(before..).ok_or_else(|| Fault::broken("a page's length"))
}

fn stream(decoder: impl Read, len: usize, out: &mut Vec<u8>) -> Result<(), Fault> {
    out.reserve(len.min(FIRST_BYTES));
    // One byte more than is due tells that there is more.
    let limit = u64::try_from(len).unwrap_or(u64::MAX).saturating_add(1);
    decoder.take(limit).read_to_end(out).map_err(Fault::broken)?;
    Ok(())
}

fn lz4(packed: &[u8], len: usize, out: &mut Vec<u8>) -> Result<(), Fault> {
    let before = out.len();
    let room = room(out, packed, len, LZ4_RATIO)?;
    let n_written = lz4_flex::block::decompress_into(packed, room).map_err(Fault::broken)?;
    out.truncate(before + n_written);
    Ok(())
}

/// Unpacks the older LZ4: blocks as Hadoop frames them (unpacked and packed length, big-endian, before each), or,
/// from writers that misread the format, one raw block.
fn hadoop_lz4(packed: &[u8], len: usize, out: &mut Vec<u8>) -> Result<(), Fault> {
    let before = out.len();
    if framed_lz4(packed, len, out).is_err() || out.len() - before != len {
        out.truncate(before);
        lz4(packed, len, out)?;
    }
    Ok(())
}

fn framed_lz4(mut packed: &[u8], len: usize, out: &mut Vec<u8>) -> Result<(), Fault> {
    let end = out.len() + len;
    while let Some((head, rest)) = packed.split_first_chunk::<8>() {
        let [a, b, c, d, e, f, g, h] = *head;
        let (unpacked_len, packed_len) = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
        let unpacked_len = usize::try_from(unpacked_len).map_err(Fault::broken)?;
        let packed_len = usize::try_from(packed_len).map_err(Fault::broken)?;
        let (Some(block), Some(after)) = (rest.get(..packed_len), rest.get(packed_len..)) else {
            return Err(Fault::broken("an LZ4 block's length"));
        };
        if unpacked_len > end.saturating_sub(out.len()) {
            return Err(Fault::broken("an LZ4 block's length"));
        }
        lz4(block, unpacked_len, out)?;
        packed = after;
    }
    Ok(())
}
