#!/usr/bin/env bash
# Writes invented orders to standard output, row by row: scripts/orders.sh 5000000 csv >orders.csv (or json, ndjson).

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain
lock_beside benches
CARGO_TARGET_DIR=$target/benches cargo build --quiet --release --manifest-path benches/Cargo.toml --bin orders
exec "$target/benches/release/orders" "$@"
