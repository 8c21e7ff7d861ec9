//! The manifest, and a small file read as each of its resources says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use miyar::engine::feed::package::{self, Format};

const FILE: &str = "date,channel,kind,orders,revenue,cost,tv_S\n\
    2026-11-01,email,order,3,\"1.234,50 €\",12%,7\n11/30/2026,tv,media,-1,1e3,,x\n";

fuzz_target!(|bytes: &[u8]| {
    let (package, problems) = package::read(bytes, "datapackage.json");
    let Some(package) = package else {
        assert!(!problems.is_empty(), "a manifest that cannot be read says why");
        return;
    };
    for mut resource in package.resources {
        assert!(!resource.paths.is_empty(), "a resource has a file");
        resource.format = Some(Format::Csv);
        fuzz::read(FILE.as_bytes(), &resource);
    }
});
