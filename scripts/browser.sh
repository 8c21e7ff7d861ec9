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
# An isolated page may not ask other origins as the published one may.
export WASM_BINDGEN_TEST_NO_ORIGIN_ISOLATION=1

# The server of faults, on ports of its own; the tests are told where as they are compiled.
mkdir -p "$logs" && rm -f "$logs/fault-server.json"
node tests/e2e/fault-server.mjs >"$logs/fault-server.json" &
faults=$!
trap 'kill "$faults" 2>/dev/null || true' EXIT
for _ in $(seq 100); do [ -s "$logs/fault-server.json" ] && break; sleep 0.1; done
MIYAR_FAULT_SERVER=http://127.0.0.1:$(node -p 'JSON.parse(fs.readFileSync(process.argv[1])).port' "$logs/fault-server.json")
export MIYAR_FAULT_SERVER

cargo test --locked --target "$wasm_target" --features web --test browser "$@"
