//! Packed files are unpacked as they come, and what is wrong with them is told apart.

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use miyar::engine::feed::problem::ProblemKind;
use miyar::engine::feed::unpack::{ALWAYS_ALLOWED, Container, Fault, Gunzip, N_SLICE_BYTES};
use proptest::prelude::*;
use std::io::Write;

fn unpacked(bytes: &[u8], chunk: usize) -> Result<Vec<u8>, Fault> {
    let mut gunzip = Gunzip::new();
    let mut text = Vec::new();
    for chunk in bytes.chunks(chunk) {
        gunzip.push(chunk, &mut |slice| {
            assert!(slice.len() <= N_SLICE_BYTES);
            text.extend_from_slice(slice);
        })?;
    }
    gunzip.end()?;
    assert_eq!(gunzip.n_out(), text.len() as u64);
    Ok(text)
}

/// Packs with `flate2`'s own encoder.
fn packed(text: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(level));
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn containers_are_told_by_their_first_bytes() {
    assert_eq!(Container::of(&packed(b"x", 6)), Container::Gzip);
    assert_eq!(Container::of(b"PK\x03\x04\x14\0"), Container::Zip);
    assert_eq!(Container::of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Container::Workbook);
    assert_eq!(Container::of(b"PAR1\x15\x04"), Container::Parquet);
    assert_eq!(Container::of(b"ARROW1\0\0"), Container::Arrow);
    for (bytes, name) in [
        (&b"%PDF-1.7\n"[..], "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JF", "JPEG"),
        (b"GIF89a\x01\0", "GIF"),
        (b"\0\0\0\x18ftypheic", "HEIC / MP4"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"MZ\x90\0\x03\0\0\0", "EXE"),
        (b"\x7fELF\x02\x01\x01\0", "EXE"),
        (b"SQLite format 3\0", "SQLite"),
    ] {
        let container = Container::of(bytes);
        assert_eq!((container.name(), container.refused()), (name, Some(ProblemKind::NoTable)));
    }
    for text in
        ["", "P", "PK", "date,cost\n", "[{}]", "\u{feff}BZh", "MZ,ELF\n", "GIF8,%PDF\n", "{\"rtf\": 1}", "ftyp,a\n"]
    {
        assert_eq!(Container::of(text.as_bytes()), Container::Plain, "{text}");
    }
}

#[test]
fn a_file_that_another_program_packed_is_unpacked() {
    // `printf 'date,cost\n2026-01-01,3\n' | gzip -9 -n`
    let bytes = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\x49\x2c\x49\xd5\x49\xce\x2f\x2e\xe1\x32\x32\x30\x32\xd3\x35\x30\x04\x22\x1d\x63\x2e\x00\x4f\x9a\xa3\x21\x17\x00\x00\x00";
    assert_eq!(unpacked(bytes, 3).as_deref(), Ok(&b"date,cost\n2026-01-01,3\n"[..]));
}

#[test]
fn every_part_that_a_header_may_have_is_passed_over() {
    let mut all = GzBuilder::new()
        .filename("a.csv")
        .comment("of ours")
        .extra(vec![1, 2, 3])
        .write(Vec::new(), Compression::fast());
    all.write_all(b"a,b\n").unwrap();
    let all = all.finish().unwrap();
    let mut empty = GzBuilder::new().extra(Vec::new()).write(Vec::new(), Compression::fast());
    empty.write_all(b"1,2\n").unwrap();
    let both = [all, empty.finish().unwrap()].concat();
    for chunk in 1..both.len() {
        assert_eq!(unpacked(&both, chunk).as_deref(), Ok(&b"a,b\n1,2\n"[..]));
    }
    // A check sum of the header, which is two bytes more.
    let mut summed = packed(b"a", 6);
    summed[3] |= 2;
    summed.splice(10..10, [0, 0]);
    assert_eq!(unpacked(&summed, 1).as_deref(), Ok(&b"a"[..]));
}

#[test]
fn what_is_broken_is_told_from_what_is_cut() {
    let text: Vec<u8> =
        (0..5_000_u32).flat_map(|number| format!("{number},{}\n", number * 7919 % 1000).into_bytes()).collect();
    let whole = packed(&text, 6);
    for n_bytes in (0..40).chain(40..whole.len()).filter(|n| n % 97 == 0 || *n < 40 || *n + 40 > whole.len()) {
        assert_eq!(unpacked(&whole[..n_bytes], 1000), Err(Fault::CutShort), "{n_bytes} of {}", whole.len());
    }
    let mut other_sum = whole.clone();
    let last = other_sum.len() - 1;
    other_sum[last - 6] ^= 1;
    assert_eq!(unpacked(&other_sum, 1000), Err(Fault::Broken("the check sum differs")));
    let mut head = whole.clone();
    head[2] = 7;
    assert_eq!(unpacked(&head, 1), Err(Fault::Broken("invalid gzip header")));
    let mut body = whole.clone();
    body[10] |= 0b110;
    assert_eq!(unpacked(&body, 1), Err(Fault::Broken("corrupt deflate stream")));
    assert!(unpacked(b"date,cost", 1).is_err());
    for rest in [&b"\0\0\0\0"[..], b"\x1f", b"\x1fx", b"garbage\x1f\x8b"] {
        assert_eq!(unpacked(&[&whole, rest].concat(), 7).as_ref(), Ok(&text));
    }
    assert_eq!(unpacked(&[&whole[..], b"\x1f\x8b"].concat(), 7), Err(Fault::CutShort));
}

#[test]
fn a_bomb_is_stopped() {
    // Members of 4 MiB, 1,024 times as large as they are packed.
    let bomb = packed(&vec![0; 4 << 20], 9).repeat(20);
    let mut gunzip = Gunzip::new();
    let fault = bomb.chunks(1000).find_map(|chunk| gunzip.push(chunk, &mut |_| {}).err());
    let Some(Fault::TooLarge { n_bytes }) = fault else { panic!("{fault:?}") };
    assert!((ALWAYS_ALLOWED..ALWAYS_ALLOWED + (2 << 20)).contains(&n_bytes), "{n_bytes}");
    assert_eq!(gunzip.push(b"x", &mut |_| panic!("nothing more comes out")), Err(Fault::TooLarge { n_bytes }));
    assert_eq!(gunzip.end(), Err(Fault::TooLarge { n_bytes }));
    let problem = Fault::TooLarge { n_bytes }.problem("f.gz");
    assert_eq!((problem.kind.id(), problem.value.as_deref()), ("unpacks-too-large", Some("64 MiB")));
}

proptest! {
    #[test]
    fn what_is_packed_is_unpacked(
        texts in proptest::collection::vec(proptest::collection::vec(prop_oneof![3 => Just(b'a'), 1 => any::<u8>()], 0..2000), 1..4),
        level in 0..10_u32, chunk in 1..300_usize,
    ) {
        let members: Vec<u8> = texts.iter().flat_map(|text| packed(text, level)).collect();
        prop_assert_eq!(unpacked(&members, chunk), Ok(texts.concat()));
    }

    #[test]
    fn a_file_that_is_cut_is_said_to_be(
        text in proptest::collection::vec(any::<u8>(), 0..500), level in 0..10_u32, chunk in 1..100_usize, at in any::<prop::sample::Index>(),
    ) {
        let whole = packed(&text, level);
        prop_assert_eq!(unpacked(&whole[..at.index(whole.len())], chunk), Err(Fault::CutShort));
    }

    #[test]
    fn any_bytes_are_unpacked_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..300), flips in any::<[prop::sample::Index; 3]>(), chunk in 1..50_usize,
    ) {
        let mut member = packed(&bytes, 6);
        for flip in flips {
            *flip.get_mut(&mut member[..]) ^= 1 << (bytes.len() % 8);
        }
        // What the flips leave of it: how it comes changes nothing.
        let at_once = unpacked(&member, 10_000);
        prop_assert_eq!(unpacked(&member, chunk), at_once);
        drop(unpacked(&[&b"\x1f\x8b\x08\0\0\0\0\0\0\0"[..], &bytes].concat(), chunk));
        drop(unpacked(&bytes, chunk));
    }
}
