//! How a file is written: its encoding, its dialect and its columns, found in whatever bytes; and every decoder.
#![no_main]

use fuzz::{any_resource, last_of};
use libfuzzer_sys::fuzz_target;
use miyar::engine::feed::encoding::{Decoder, Encoding, sniff};
use miyar::engine::feed::package::Resource;
use miyar::engine::feed::sniff::{manner_of_bytes, without_preamble};

fn decoded<'a>(encoding: Encoding, chunks: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut decoder = Decoder::new(encoding);
    let mut out = Vec::new();
    for chunk in chunks {
        decoder.push(chunk, &mut out);
    }
    decoder.end(&mut out);
    out
}

fuzz_target!(|bytes: &[u8]| {
    let mut file = bytes;
    let n_chunk = last_of(&mut file, 256) + 1;
    let guess = sniff(file);
    assert!(guess.n_mark <= file.len());
    for encoding in Encoding::ALL {
        let text = decoded(encoding, std::iter::once(file));
        assert_eq!(text, decoded(encoding, file.chunks(n_chunk)), "how the bytes come is no matter");
        assert!(encoding == Encoding::Utf8 || std::str::from_utf8(&text).is_ok());
    }
    let resource = any_resource(u8::try_from(n_chunk % 256).unwrap_or(0));
    for is_whole in [true, false] {
        let manner = manner_of_bytes(&resource, file, is_whole);
        let text = decoded(manner.encoding, std::iter::once(file));
        without_preamble(&String::from_utf8_lossy(&text), manner.n_preamble);
        // What was found is declared now, and must be found again.
        let declared = Resource {
            format: Some(manner.format),
            encoding: Some(manner.encoding),
            dialect: manner.dialect.clone(),
            fields: manner.fields.clone(),
            ..resource.clone()
        };
        let again = manner_of_bytes(&declared, file, is_whole);
        assert_eq!((again.encoding, again.format), (manner.encoding, manner.format));
        assert_eq!(again.dialect, manner.dialect);
    }
});
