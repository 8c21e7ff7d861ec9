//! Bytes become UTF-8, against `encoding_rs`, which browsers use.

use miyar::engine::feed::encoding::{Decoder, Encoding, Guess, sniff};
use proptest::prelude::*;

fn theirs(encoding: Encoding) -> &'static encoding_rs::Encoding {
    encoding_rs::Encoding::for_label(encoding.label().as_bytes()).unwrap()
}

fn decoded<'a>(encoding: Encoding, chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut decoder = Decoder::new(encoding);
    for chunk in chunks {
        decoder.push(chunk, &mut out);
    }
    decoder.end(&mut out);
    out
}

/// Writes `text` in an encoding; `None` where it lacks a character.
pub fn encoded(encoding: Encoding, text: &str) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Utf8 => Some(text.into()),
        Encoding::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Windows1252 | Encoding::Windows1256 => {
            let (bytes, _, has_foreign) = theirs(encoding).encode(text);
            (!has_foreign).then(|| bytes.into_owned())
        }
    }
}

#[test]
fn every_byte_means_what_the_standard_says() {
    for encoding in [Encoding::Windows1252, Encoding::Windows1256] {
        for byte in 0..=u8::MAX {
            let bytes = [byte];
            let expected = theirs(encoding).decode_without_bom_handling(&bytes).0;
            assert_eq!(decoded(encoding, [&bytes[..]]), expected.as_bytes(), "{encoding:?} {byte:#x}");
        }
    }
}

proptest! {
    #[test]
    fn bytes_cut_anywhere_become_what_a_browser_makes_of_them(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..60),
            prop::collection::vec(prop::sample::select(vec![0x00, 0x06, 0x41, 0xBB, 0xBF, 0xD8, 0xDC, 0xEF, 0xFE, 0xFF]), 0..60),
        ],
        size in 1_usize..8,
    ) {
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252, Encoding::Windows1256] {
            let expected = theirs(encoding).decode_with_bom_removal(&bytes).0;
            let found = decoded(encoding, bytes.chunks(size));
            // A browser drops one mark; here all that begin the text go.
            let expected = match encoding {
                Encoding::Utf16Le | Encoding::Utf16Be => expected.trim_start_matches('\u{feff}'),
                _ => &expected,
            };
            prop_assert_eq!(String::from_utf8(found).unwrap(), expected, "{:?}", encoding);
        }
        let mut expected = &bytes[..];
        while let Some(rest) = expected.strip_prefix(b"\xef\xbb\xbf") {
            expected = rest;
        }
        prop_assert_eq!(decoded(Encoding::Utf8, bytes.chunks(size)), expected);
    }

    #[test]
    fn any_bytes_have_an_encoding(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let guess = sniff(&bytes);
        prop_assert!(guess.n_mark <= bytes.len());
    }
}

fn check(bytes: &[u8], encoding: Encoding, n_mark: usize) {
    assert_eq!(sniff(bytes), Guess { encoding, n_mark }, "{:?}", String::from_utf8_lossy(bytes));
}

#[test]
fn all_marks_before_a_text_are_dropped_and_none_within() {
    for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
        let bytes = encoded(encoding, "\u{feff}\u{feff}Day\u{feff},Cost").unwrap();
        for size in 1..8 {
            let found = String::from_utf8(decoded(encoding, bytes.chunks(size))).unwrap();
            assert_eq!(found, "Day\u{feff},Cost", "{encoding:?}");
        }
    }
}

#[test]
fn an_encoding_is_told_from_the_bytes() {
    check(b"", Encoding::Utf8, 0);
    check(b"Day,Cost\n2024-01-01,5\n", Encoding::Utf8, 0);
    check(b"\xef\xbb\xbfDay", Encoding::Utf8, 3);
    check(b"\xff\xfeD\0", Encoding::Utf16Le, 2);
    check(b"\xfe\xff\0D", Encoding::Utf16Be, 2);
    for text in ["Day,Cost\n2024-01-01,5\n", "القناة,التكلفة\nالبريد,٥\nبحث مدفوع,12\n", "Straße;Größe\nKöln;1,5\n"]
    {
        for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            check(&encoded(encoding, text).unwrap(), encoding, 0);
        }
    }
    for text in [
        "القناة,التكلفة\nالبريد و البحث,5\n",
        "Day;القناة\n2024-01-01;بريد\n",
        "پرداخت;گروه\n",
        "Aa,aa\nالقناة المدفوعة,a\n0,a\taالقناة المدفوعةa\n",
    ] {
        check(&encoded(Encoding::Windows1256, text).unwrap(), Encoding::Windows1256, 0);
    }
    for text in ["Straße;Größe\nKöln;1,5 €\n", "Año,Región,Campaña\nÉté\n", "AÇÃO;PROMOÇÕES\n", "“quoted” – 5 £\n"]
    {
        check(&encoded(Encoding::Windows1252, text).unwrap(), Encoding::Windows1252, 0);
    }
}

#[test]
fn a_character_cut_at_the_end_and_a_broken_row_are_utf8_still() {
    let arabic = "قناة,تكلفة\n".repeat(9);
    for end in 1..arabic.len() {
        check(&arabic.as_bytes()[..end], Encoding::Utf8, 0);
    }
    check(&[arabic.as_bytes(), b"caf\xe9,1\n", arabic.as_bytes()].concat(), Encoding::Utf8, 0);
    check(b"caf\xe9\n", Encoding::Windows1252, 0);
}
