//! Gzip: bytes as they are, in chunks whose size the last of them chooses, and packed first.
#![no_main]

use flate2::Compression;
use flate2::read::GzEncoder;
use fuzz::last_of;
use libfuzzer_sys::fuzz_target;
use miyar::engine::feed::unpack::{Gunzip, N_SLICE_BYTES};
use std::io::Read;

fn unpacked<'a>(chunks: impl Iterator<Item = &'a [u8]>) -> (Vec<u8>, bool) {
    let mut gunzip = Gunzip::new();
    let mut out = Vec::new();
    let mut take = |slice: &[u8]| {
        assert!(slice.len() <= N_SLICE_BYTES);
        out.extend_from_slice(slice);
    };
    let mut is_right = true;
    for chunk in chunks {
        is_right &= gunzip.push(chunk, &mut take).is_ok();
    }
    is_right &= gunzip.end().is_ok();
    assert_eq!(gunzip.n_out(), out.len() as u64);
    (out, is_right)
}

fuzz_target!(|bytes: &[u8]| {
    let mut file = bytes;
    let n_chunk = last_of(&mut file, 256) + 1;
    let (whole, is_right) = unpacked(std::iter::once(file));
    let (cut, is_cut_right) = unpacked(file.chunks(n_chunk));
    assert_eq!(is_right, is_cut_right, "how the bytes come is no matter");
    // How much comes out before what is broken depends on it.
    assert!(if is_right { whole == cut } else { whole.starts_with(&cut) || cut.starts_with(&whole) });

    let mut packed = Vec::new();
    for part in file.chunks(4_000) {
        let level = Compression::new(u32::try_from(n_chunk % 10).unwrap_or(0));
        GzEncoder::new(part, level).read_to_end(&mut packed).expect("bytes in memory");
    }
    if !file.is_empty() {
        assert_eq!(unpacked(packed.chunks(n_chunk)), (file.to_vec(), true));
    }
});
