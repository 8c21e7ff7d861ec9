#!/usr/bin/env bash
# Formats the Rust; arguments go to cargo fmt.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain
cargo fmt "$@"
