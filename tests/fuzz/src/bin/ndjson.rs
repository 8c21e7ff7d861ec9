//! JSON by lines: the line as the row, and the row within a protocol's record.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut resource = fuzz::resource("ndjson");
    fuzz::read(bytes, &resource);
    for property in ["record", "record.data"] {
        resource.dialect.property = Some(property.to_owned());
        fuzz::read(bytes, &resource);
    }
});
