#!/usr/bin/env bash
# Runs clippy over everything native, and over everything that a browser runs; a warning is a failure.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

cargo clippy --locked --all-targets -- -D warnings

# Of the tests only tests/browser is for the browser, and the benches are native.
browser=(--lib --bins)
if [ -d tests/browser ]; then browser+=(--test browser); fi
cargo clippy --locked --target "$wasm_target" --features web "${browser[@]}" -- -D warnings
