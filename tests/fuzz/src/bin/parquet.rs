//! Parquet: the whole file, and the footer by itself, as it is had from a server.
#![no_main]

use fuzz::{Heard, any_resource, batch};
use libfuzzer_sys::fuzz_target;
use miyar::engine::feed::parquet;
use miyar::engine::feed::parquet::footer::{Footer, Opening};

fuzz_target!(|bytes: &[u8]| {
    let mut heard = Heard::default();
    parquet::read(bytes.to_vec(), "f", None, None, &mut heard);
    let resource = any_resource(0);
    let wanted: Vec<String> = resource.columns().map(str::to_owned).collect();
    batch(&resource, true, |sink| parquet::read(bytes.to_vec(), "f", Some(&wanted), None, sink));

    let len = u64::try_from(bytes.len()).unwrap_or(0);
    let mut from = bytes.len().saturating_sub(16);
    while let Ok(Opening::NeedsTail { from: further }) =
        Footer::open(len, &bytes::Bytes::copy_from_slice(&bytes[from..]), "f")
    {
        let further = usize::try_from(further).expect("within the file");
        assert!(further < from, "{further} after {from}");
        from = further;
    }
});
