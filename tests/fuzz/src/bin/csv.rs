//! Delimited text: as it stands, and once more in a dialect that its last bytes declare.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut resource = fuzz::resource("csv");
    fuzz::read(bytes, &resource);
    if let Some((text, &[delimiter, quote, escape, declared])) = bytes.split_last_chunk() {
        let if_declared = |bit: u8, byte| (declared & bit != 0).then_some(byte);
        resource.dialect.delimiter = if_declared(1, delimiter);
        resource.dialect.quote = if_declared(2, quote);
        resource.dialect.escape = if_declared(4, escape);
        resource.dialect.double_quote = declared & 8 != 0;
        fuzz::read(text, &resource);
    }
});
