#!/usr/bin/env bash
# Runs the tests in tests/browser, compiled to wasm, in a headless Chromium.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain
. "$state/browser.env"

if [ ! -d tests/browser ]; then
    say "there are no tests in tests/browser yet"
    exit 0
fi
# The default 20 s is short for a machine of two cores.
export WASM_BINDGEN_TEST_TIMEOUT=120 WASM_BINDGEN_TEST_ONLY_WEB=1 WASM_BINDGEN_TEST_WEBDRIVER_JSON=$state/webdriver.json
cargo test --locked --target "$wasm_target" --features web --test browser "$@"
