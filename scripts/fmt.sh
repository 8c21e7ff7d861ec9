#!/usr/bin/env bash
# Formats the Rust; arguments go to cargo fmt.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain
cargo fmt "$@"
# The crates beside the package.
for manifest in benches/Cargo.toml benches/browser/miyar/Cargo.toml tests/fuzz/Cargo.toml; do cargo fmt --manifest-path "$manifest" "$@"; done
