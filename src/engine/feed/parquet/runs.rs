//! Runs: how Parquet writes levels, numbers of dictionary entries and booleans (RLE / bit-packing hybrid).

/// Walks the runs of `n` values of `width` bits, so that a decoder that trusts them may have them. `None` where they
/// end early or make no sense.
pub fn check(bytes: &[u8], width: u32, n: usize) -> Option<()> {
    walk(bytes, width, n, |_, _| {})
}

/// Counts how many of `n` values of one bit are 1.
pub fn n_ones(bytes: &[u8], n: usize) -> Option<usize> {
    let mut n_ones = 0;
    walk(bytes, 1, n, |values, n_values| {
        n_ones += match values {
            Values::Same(value) => usize::from(value & 1 == 1) * n_values,
            Values::Packed(bytes) => {
                let (whole, rest) = bytes.split_at(bytes.len().min(n_values / 8));
                let in_rest = rest.first().map_or(0, |byte| byte & ((1_u8 << (n_values % 8)) - 1));
                whole.iter().chain([&in_rest]).map(|byte| usize::try_from(byte.count_ones()).unwrap_or(0)).sum()
            }
        };
    })?;
    Some(n_ones)
}

enum Values<'a> {
    /// One value, by its lowest byte.
    Same(u8),
    /// Values one after the other, lowest bits first.
    Packed(&'a [u8]),
}

fn walk(mut rest: &[u8], width: u32, n: usize, mut told: impl FnMut(Values<'_>, usize)) -> Option<()> {
    let mut n_left = n;
    while n_left > 0 {
        let header;
        (header, rest) = varint(rest)?;
        let count = usize::try_from(header >> 1).ok()?;
        if header & 1 == 0 {
            let width_bytes = usize::try_from(width.div_ceil(8)).ok()?;
            let value = rest.get(..width_bytes)?.first().copied().unwrap_or(0);
            rest = rest.get(width_bytes..)?;
            let n_values = count.min(n_left);
            if n_values == 0 {
                return None;
            }
            told(Values::Same(value), n_values);
            n_left -= n_values;
        } else {
            let n_values = count.checked_mul(8)?.min(n_left);
            if n_values == 0 {
                return None;
            }
            // Some writers leave out what fills the last group.
            let n_needed = n_values.checked_mul(usize::try_from(width).ok()?)?.div_ceil(8);
            let n_bytes = count.checked_mul(usize::try_from(width).ok()?)?.min(rest.len());
            if n_bytes < n_needed {
                return None;
            }
            told(Values::Packed(rest.get(..n_needed)?), n_values);
            rest = rest.get(n_bytes..)?;
            n_left -= n_values;
        }
    }
    Some(())
}

/// Reads a number of at most 32 bits: no run is longer.
fn varint(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0_u64;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        number |= u64::from(byte & 0x7f) << (7 * index);
        if *byte < 0x80 {
            return Some((u32::try_from(number).ok()?, bytes.get(index + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_are_counted_in_both_kinds_of_run() {
        for (bytes, n, expected) in [
            (&[][..], 0, Some(0)),
            // Ten times 1.
            (&[20, 1], 10, Some(10)),
            (&[20, 1], 7, Some(7)),
            (&[20, 0], 10, Some(0)),
            // Two groups of eight, of which twelve values count.
            (&[5, 0b1010_1010, 0b1111_1111], 12, Some(8)),
            // Three times 0, then a group.
            (&[6, 0, 3, 0b0000_0111], 8, Some(3)),
            (&[20], 10, None),
            (&[20, 1], 11, None),
            (&[5, 255], 12, None),
            (&[0, 1], 1, None),
            (&[1], 1, None),
            (&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 1], 1, None),
        ] {
            assert_eq!(n_ones(bytes, n), expected, "{bytes:?} {n}");
        }
    }
}
