//! A file that nobody has described: what is proposed for it can be written and opens to what was proposed.
#![no_main]

use fuzz::{any_resource, today};
use libfuzzer_sys::fuzz_target;
use miyar::engine::feed::package::{self, Format, Resource};
use miyar::engine::feed::propose::choices::Choices;
use miyar::engine::feed::propose::{Sample, propose};
use miyar::engine::feed::sniff::manner_of_bytes;
use miyar::engine::feed::{Kept, read};

fuzz_target!(|bytes: &[u8]| {
    let Some((name, file)) = bytes.iter().position(|byte| *byte == b'\n').map(|at| bytes.split_at(at)) else { return };
    let name = String::from_utf8_lossy(name);
    let bare = Resource { map: Default::default(), ..any_resource(0) };
    let manner = manner_of_bytes(&bare, file, true);
    if !matches!(manner.format, Format::Csv | Format::Json | Format::Ndjson) {
        return;
    }
    let known = Resource { format: Some(manner.format), dialect: manner.dialect.clone(), ..bare };
    let mut kept = Kept::default();
    read(file, &name, &known, &mut kept);
    let rows: Vec<_> = kept.rows.into_iter().map(|(_, row)| row).collect();
    let sample = Sample {
        file_name: &name,
        format: Some(manner.format),
        encoding: Some(manner.encoding),
        dialect: manner.dialect,
        columns: &kept.columns,
        rows: &rows,
    };
    let choices = Choices::from_proposals(&[propose(&sample, today())]);
    let (written, _) = choices.package();
    let (opened, problems) = package::read(choices.manifest().as_bytes(), "datapackage.json");
    if !written.resources.is_empty() {
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(opened.as_ref(), Some(&written));
    }
});
