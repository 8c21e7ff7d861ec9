#!/usr/bin/env bash
# Makes ready Node and the packages in package-lock.json: wasm-opt, and what the browser tests drive the browser with.

. "$(dirname "${BASH_SOURCE[0]}")/../env.sh"
. "$root/scripts/setup/packages.sh"

if ! have node || ! have npm; then
    case $(uname -s) in
        Darwin) die "Node 20 or later is missing: run brew install node" ;;
        *) apt_install "Node" nodejs npm || die "Node 20 or later with npm is missing: install it" ;;
    esac
fi

if ! cmp -s package-lock.json node_modules/.installed.json; then
    node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || die "Node 20 or later is needed and $(node --version) is here"
    say "installing the npm packages in package-lock.json, a few seconds"
    mkdir -p "$logs"
    # Playwright drives the system's Chromium and must not fetch one of its own.
    if ! PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund >"$logs/npm.log" 2>&1; then
        tail -n 10 "$logs/npm.log" >&2
        die "npm ci failed; see $logs/npm.log"
    fi
    cp package-lock.json node_modules/.installed.json
fi
