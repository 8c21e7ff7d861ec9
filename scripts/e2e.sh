#!/usr/bin/env bash
# Runs the tests in tests/e2e with Playwright against dist/. Arguments go to Playwright: scripts/e2e.sh -g "a name".

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain
. "$state/browser.env"

if ! ls tests/e2e/*.spec.mjs >/dev/null 2>&1; then
    say "there are no specs in tests/e2e yet"
    exit 0
fi
# Any free port, so that two checkouts can test at a time.
if [ -z "${MIYAR_E2E_PORT:-}" ]; then
    MIYAR_E2E_PORT=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
    export MIYAR_E2E_PORT
fi
MIYAR_E2E_REPORT=$logs/e2e.json playwright test --config tests/e2e/playwright.config.mjs "$@"
