//! The figures that the browser must compute bit by bit: `MIYAR_UPDATE=1 cargo test bits` writes them anew.

use super::support::repository;

#[path = "../browser/bits.rs"]
mod figures;

#[test]
fn native_code_computes_the_bits_that_are_written_down() {
    let path = repository("tests/browser/kpi_table.bits");
    if std::env::var_os("MIYAR_UPDATE").is_some() {
        std::fs::write(&path, figures::figures()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.lines().count() > 100);
    assert_eq!(figures::figures(), written);
}
