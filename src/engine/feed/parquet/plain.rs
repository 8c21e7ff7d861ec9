//! Values of a page, checked, and rewritten where the crate's decoder of them may panic.
//!
//! What the crate is left to decode is plain, in runs, or by a dictionary; and of each it is known here that there are
//! as many values as the page says.

use super::fault::Fault;
use super::unpack::MAX_PAGE_BYTES;
use super::{delta, runs};
use parquet::basic::{Encoding, Type as Physical};

/// How long a value is where all are equally long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub physical: Physical,
    /// Of [`Physical::FIXED_LEN_BYTE_ARRAY`].
    pub fixed_len: usize,
}

impl Shape {
    /// Returns the number of bytes of a plain value; `None` where that differs or is less than one.
    const fn len(self) -> Option<usize> {
        match self.physical {
            Physical::BOOLEAN | Physical::BYTE_ARRAY => None,
            Physical::INT32 | Physical::FLOAT => Some(4),
            Physical::INT64 | Physical::DOUBLE => Some(8),
            Physical::INT96 => Some(12),
            Physical::FIXED_LEN_BYTE_ARRAY => Some(self.fixed_len),
        }
    }
}

/// Checks `n` values. Returns them rewritten as plain, or `None` where they may stay as they are.
pub fn rewritten(encoding: Encoding, values: &[u8], shape: Shape, n: usize) -> Result<Option<Vec<u8>>, Fault> {
    let checked = |is_whole: bool| match is_whole {
        true => Ok(None),
        false => Err(Fault::broken("a page has fewer values than it says")),
    };
    let made = |values: Option<Vec<u8>>| match values {
        Some(values) => Ok(Some(values)),
        None => Err(Fault::broken(format!("{encoding} values"))),
    };
    match (encoding, shape.physical) {
        (Encoding::PLAIN, Physical::BOOLEAN) => checked(values.len() >= n.div_ceil(8)),
        (Encoding::PLAIN, Physical::BYTE_ARRAY) => checked(are_texts(values, n)),
        (Encoding::PLAIN, _) => {
            checked(shape.len().and_then(|len| len.checked_mul(n)).is_some_and(|len| values.len() >= len))
        }
        (Encoding::RLE, Physical::BOOLEAN) => checked(are_bools(values, n)),
        (Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY, _) => checked(are_entries(values, n)),
        (Encoding::DELTA_BINARY_PACKED, Physical::INT32) => {
            made(delta::read(values, n).filter(|(numbers, _)| numbers.len() == n).map(|(numbers, _)| {
                // Steps wrap around at the column's width, so the lowest bits are the number.
                numbers.iter().flat_map(|number| number.to_le_bytes().into_iter().take(4)).collect()
            }))
        }
        (Encoding::DELTA_BINARY_PACKED, Physical::INT64) => made(
            delta::read(values, n)
                .filter(|(numbers, _)| numbers.len() == n)
                .map(|(numbers, _)| numbers.iter().flat_map(|number| number.to_le_bytes()).collect()),
        ),
        (Encoding::DELTA_LENGTH_BYTE_ARRAY, Physical::BYTE_ARRAY) => made(texts_by_length(values, n)),
        (Encoding::DELTA_BYTE_ARRAY, Physical::BYTE_ARRAY) => texts_by_prefix(values, n, None).map(Some),
        (Encoding::DELTA_BYTE_ARRAY, Physical::FIXED_LEN_BYTE_ARRAY) => {
            texts_by_prefix(values, n, Some(shape.fixed_len)).map(Some)
        }
        (Encoding::BYTE_STREAM_SPLIT, _) => made(shape.len().and_then(|len| joined(values, len, n))),
        _ => Err(Fault::broken(format!("{encoding} of {}", shape.physical))),
    }
}

/// Tells whether there are `n` texts, each after its length.
fn are_texts(mut rest: &[u8], n: usize) -> bool {
    for _ in 0..n {
        let Some((len, after)) = rest.split_first_chunk::<4>() else { return false };
        let Some(after) = usize::try_from(u32::from_le_bytes(*len)).ok().and_then(|len| after.get(len..)) else {
            return false;
        };
        rest = after;
    }
    true
}

fn are_bools(values: &[u8], n: usize) -> bool {
    let Some((len, after)) = values.split_first_chunk::<4>() else { return false };
    let runs = usize::try_from(u32::from_le_bytes(*len)).ok().and_then(|len| after.get(..len));
    runs.is_some_and(|runs| runs::check(runs, 1, n).is_some())
}

fn are_entries(values: &[u8], n: usize) -> bool {
    match values.split_first() {
        Some((width, runs)) => *width <= 32 && runs::check(runs, u32::from(*width), n).is_some(),
        None => n == 0,
    }
}

fn texts_by_length(values: &[u8], n: usize) -> Option<Vec<u8>> {
    let (lens, mut rest) = delta::read(values, n).filter(|(lens, _)| lens.len() == n)?;
    let mut plain = Vec::with_capacity(rest.len() + 4 * n);
    for len in lens {
        let len = u32::try_from(len).ok()?;
        let (text, after) = rest.split_at_checked(usize::try_from(len).ok()?)?;
        plain.extend_from_slice(&len.to_le_bytes());
        plain.extend_from_slice(text);
        rest = after;
    }
    Some(plain)
}

/// Makes texts that are kept as how much of the one before they begin with, and what follows. A few bytes can be a
/// long text again and again: what comes of a page is bounded as what is unpacked is. With `fixed_len` all are so long
/// and have no length before them.
fn texts_by_prefix(values: &[u8], n: usize, fixed_len: Option<usize>) -> Result<Vec<u8>, Fault> {
    let broken = || Fault::broken("DELTA_BYTE_ARRAY values");
    let (prefixes, rest) = delta::read(values, n).ok_or_else(broken)?;
    let (suffixes, mut rest) = delta::read(rest, n).ok_or_else(broken)?;
    if prefixes.len() != n || suffixes.len() != n {
        return Err(broken());
    }
    let mut plain: Vec<u8> = Vec::with_capacity(rest.len());
    let mut before = 0..0;
    for (prefix, suffix) in prefixes.into_iter().zip(suffixes) {
        let prefix = usize::try_from(prefix).ok().filter(|len| *len <= before.len()).ok_or_else(broken)?;
        let suffix = usize::try_from(suffix).ok().and_then(|len| rest.split_at_checked(len)).ok_or_else(broken)?;
        let len = prefix + suffix.0.len();
        match fixed_len {
            None => plain.extend_from_slice(&u32::try_from(len).map_err(Fault::broken)?.to_le_bytes()),
            Some(fixed_len) if fixed_len != len => return Err(broken()),
            Some(_) => {}
        }
        let start = plain.len();
        if start + len > MAX_PAGE_BYTES {
            return Err(Fault::TooLarge(format!("{} bytes in a page", start + len)));
        }
        plain.extend_from_within(before.start..before.start + prefix);
        plain.extend_from_slice(suffix.0);
        before = start..plain.len();
        rest = suffix.1;
    }
    Ok(plain)
}

/// Joins values of `len` bytes that are kept as all first bytes, then all second bytes, and so on.
fn joined(values: &[u8], len: usize, n: usize) -> Option<Vec<u8>> {
    if n == 0 {
        return Some(Vec::new());
    }
    // The streams are as long as there are values; a page may have room after them for none.
    let stream_len = values.len().checked_div(len)?;
    if stream_len < n || len == 0 {
        return None;
    }
    let mut plain = vec![0; n.checked_mul(len)?];
    for (index, stream) in values.chunks_exact(stream_len).take(len).enumerate() {
        for (to, byte) in plain.iter_mut().skip(index).step_by(len).zip(stream) {
            *to = *byte;
        }
    }
    Some(plain)
}
