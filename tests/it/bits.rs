//! The figures that the browser must compute bit by bit: `MIYAR_UPDATE=1 cargo test bits` writes them anew.

use super::support::repository;

#[path = "../browser/bits.rs"]
mod figures;

fn check(file: &str, found: &str) {
    let path = repository("tests/browser").join(file);
    if std::env::var_os("MIYAR_UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.lines().count() > 100, "{file}");
    let differing = found.lines().zip(written.lines()).find(|(found, written)| found != written);
    assert_eq!(differing, None, "{file}");
    assert_eq!(found.lines().count(), written.lines().count(), "{file}");
}

#[test]
fn native_code_computes_the_bits_that_are_written_down() {
    check("kpi_table.bits", &figures::figures());
    check("statistics.bits", &figures::statistics());
}
