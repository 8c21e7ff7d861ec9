#!/usr/bin/env bash
# Runs the golden reference values alone; MIYAR_GOLDENS names another folder of them.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

cargo test --quiet --locked --test run_goldens
