//! The demo feed that is checked in is the one that its generator writes.

use super::support::repository;
use std::process::Command;

#[test]
fn the_demo_is_what_its_generator_writes() {
    let folder = repository("public/demo");
    let output = Command::new(env!("CARGO_BIN_EXE_demo_feed")).arg(&folder).arg("--check").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
