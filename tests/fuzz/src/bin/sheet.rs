//! Workbooks: XLSX, XLSB, ODS and XLS as they are, and the parts of one, which are packed here.
//!
//! Parts stand one after the other, each after a line `@@name`: bytes made up within them reach the reader with the
//! check sums right.
#![no_main]

use fuzz::{Heard, any_resource, batch};
use libfuzzer_sys::fuzz_target;
use miyar::engine::feed::sheet;
use std::io::{Cursor, Write};
use zip::CompressionMethod::Stored;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn packed(parts: &[u8]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut rest = parts.strip_prefix(b"@@")?;
    loop {
        let end = rest.windows(3).position(|mark| mark == b"\n@@");
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        let at = part.iter().position(|byte| *byte == b'\n')?;
        let name = std::str::from_utf8(&part[..at]).ok()?;
        writer.start_file(name, SimpleFileOptions::default().compression_method(Stored)).ok()?;
        writer.write_all(&part[at + 1..]).ok()?;
        match after.strip_prefix(b"\n@@") {
            Some(after) => rest = after,
            None => return Some(writer.finish().ok()?.into_inner()),
        }
    }
}

fn read(bytes: &[u8]) {
    let names = match sheet::sheets(bytes, "f") {
        Ok(sheets) => sheets.into_iter().map(|sheet| Some(sheet.name)).collect(),
        Err(_) => Vec::new(),
    };
    for name in std::iter::once(None).chain(names.into_iter().take(3)) {
        let mut heard = Heard::default();
        let found = sheet::read(bytes, "f", name.as_deref(), &mut heard);
        assert_eq!(found.n_rows, heard.n_rows);
        assert!(found.n_rows > 0 || !heard.problems.is_empty(), "a workbook without a row says why");
    }
    let resource = any_resource(0);
    batch(&resource, false, |sink| drop(sheet::read(bytes, "f", None, sink)));
}

fuzz_target!(|bytes: &[u8]| {
    match packed(bytes) {
        Some(workbook) => read(&workbook),
        None => read(bytes),
    }
});
