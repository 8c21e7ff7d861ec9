#!/usr/bin/env bash
# Runs the benchmarks of the engine.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

if ! ls benches/*.rs benches/*/main.rs >/dev/null 2>&1; then
    say "there are no benchmarks yet"
    exit 0
fi
cargo bench --locked "$@"
