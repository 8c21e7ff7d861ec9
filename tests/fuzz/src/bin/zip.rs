//! Zip archives: what one is, what it holds, and a file of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use miyar::engine::feed::zip;

fuzz_target!(|bytes: &[u8]| {
    let content = zip::content(bytes);
    let Ok(entries) = zip::entries(bytes, "f") else {
        assert_eq!(content, None);
        return;
    };
    assert!(content.is_some() && entries.len() <= zip::MAX_ENTRIES);
    let names = entries.iter().take(3).map(|entry| Some(entry.name.as_str()));
    for wanted in std::iter::once(None).chain(names) {
        let mut n_bytes = 0_u64;
        let unpacked = zip::unpack(bytes, "f", wanted, &mut |slice| {
            assert!(!slice.is_empty());
            n_bytes += slice.len() as u64;
            n_bytes < 1 << 20
        });
        if let Ok(entry) = unpacked {
            assert!(!entry.name.is_empty() && !entry.name.split('/').any(|step| step == ".."), "{:?}", entry.name);
        }
    }
});
