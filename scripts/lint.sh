#!/usr/bin/env bash
# Runs clippy over everything native, and over everything that a browser runs; a warning is a failure.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

cargo clippy --locked --all-targets -- -D warnings

# The crates beside the package. Nothing is linked here, so libFuzzer need not be built: any path will do.
lock_beside benches
lock_beside tests/fuzz
cargo clippy --manifest-path benches/Cargo.toml --target-dir "$target" --all-targets -- -D warnings
CUSTOM_LIBFUZZER_PATH=./none cargo clippy --manifest-path tests/fuzz/Cargo.toml --target-dir "$target" -- -D warnings

# Of the tests only tests/browser is for the browser, and the benches are native.
browser=(--lib --bins)
if [ -d tests/browser ]; then browser+=(--test browser); fi
cargo clippy --locked --target "$wasm_target" --features web "${browser[@]}" -- -D warnings

lock_beside benches/browser/miyar
cargo clippy --target "$wasm_target" --manifest-path benches/browser/miyar/Cargo.toml --target-dir "$target" -- -D warnings
