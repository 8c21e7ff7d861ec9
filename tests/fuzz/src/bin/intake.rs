//! A whole file of any kind, in chunks whose sizes its last byte chooses; the byte before chooses the resource.
#![no_main]

use fuzz::{any_resource, finish, last_of, order, take};
use libfuzzer_sys::fuzz_target;
use miyar::work::gather::Gathering;
use miyar::work::intake::Intake;

fuzz_target!(|bytes: &[u8]| {
    let mut file = bytes;
    let n_chunk = last_of(&mut file, 256) + 1;
    let resource = any_resource(u8::try_from(last_of(&mut file, 256)).unwrap_or(0));
    let order = order(resource.clone());
    let whole = take(Intake::new(&order, 0), std::iter::once(file));
    let cut = take(Intake::new(&order, 0), file.chunks(n_chunk));
    assert_eq!(whole, cut, "how the bytes come is no matter");
    if whole.stopped.as_deref() == Some("Sheet") {
        let gathered = take(Gathering::new(&order, 0), file.chunks(n_chunk));
        assert_ne!(gathered.stopped.as_deref(), Some("Sheet"), "nobody else knows workbooks");
        finish(&resource, gathered);
    }
    finish(&resource, whole);
});
