//! Delta encodings: numbers as steps from the one before (`DELTA_BINARY_PACKED`), in blocks of small blocks.

/// How long a small block may be: writers use 32; the larger, the more values a few bytes can be.
const MAX_VALUES_A_BLOCK: u64 = 1 << 20;

/// Reads numbers, at most `n_max` of them. Returns them and the bytes after them; `None` where they make no sense.
/// Steps wrap around, as the format asks.
pub fn read(bytes: &[u8], n_max: usize) -> Option<(Vec<i64>, &[u8])> {
    let (block_len, rest) = varint(bytes)?;
    let (n_small, rest) = varint(rest)?;
    let (n_values, rest) = varint(rest)?;
    let (first, mut rest) = zigzag(rest)?;
    let n_values = usize::try_from(n_values).ok().filter(|n| *n <= n_max)?;
    let small_len = block_len.checked_div(n_small)?;
    if block_len > MAX_VALUES_A_BLOCK || small_len == 0 || !small_len.is_multiple_of(8) {
        return None;
    }
    let (n_small, small_len) = (usize::try_from(n_small).ok()?, usize::try_from(small_len).ok()?);
    let mut values = Vec::with_capacity(n_values);
    if n_values > 0 {
        values.push(first);
    }
    let mut last = first;
    while values.len() < n_values {
        let least;
        (least, rest) = zigzag(rest)?;
        let widths = rest.get(..n_small)?;
        rest = rest.get(n_small..)?;
        for width in widths {
            let n_left = n_values - values.len();
            if n_left == 0 {
                break;
            }
            let width = usize::from(*width);
            if width > 64 {
                return None;
            }
            let n_bytes = (small_len / 8).checked_mul(width)?;
            // Some writers leave out what fills the last block.
            let packed = rest.get(..n_bytes.min(rest.len()))?;
            rest = rest.get(packed.len()..)?;
            if packed.len() < small_len.min(n_left).checked_mul(width)?.div_ceil(8) {
                return None;
            }
            for index in 0..small_len.min(n_left) {
                last = last.wrapping_add(least).wrapping_add(bits(packed, index * width, width).cast_signed());
                values.push(last);
            }
        }
    }
    Some((values, rest))
}

/// Returns `width` bits, at most 64, beginning at bit `start`; bits past the end are 0.
fn bits(bytes: &[u8], start: usize, width: usize) -> u64 {
    let mut wide = [0_u8; 16];
    let from = bytes.get(start / 8..).unwrap_or_default();
    for (to, byte) in wide.iter_mut().zip(from.iter().take((start % 8 + width).div_ceil(8))) {
        *to = *byte;
    }
    let bits = u128::from_le_bytes(wide) >> (start % 8);
    u64::try_from(bits & ((1 << width) - 1)).unwrap_or(0)
}

fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0_u64;
    for (index, byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f) << (7 * index);
        if *byte < 0x80 {
            return Some((number, bytes.get(index + 1..)?));
        }
    }
    None
}

fn zigzag(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let (bits, rest) = varint(bytes)?;
    Some(((bits >> 1).cast_signed() ^ -(bits & 1).cast_signed(), rest))
}
