//! JSON: the document as the rows, and the rows within it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut resource = fuzz::resource("json");
    fuzz::read(bytes, &resource);
    for property in ["rows", "data.rows"] {
        resource.dialect.property = Some(property.to_owned());
        fuzz::read(bytes, &resource);
    }
});
