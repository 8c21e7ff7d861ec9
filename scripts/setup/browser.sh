#!/usr/bin/env bash
# Makes ready a Chromium and its driver, which only the tests need, and notes them in target/setup/browser.env.
#
# MIYAR_CHROMIUM and CHROMEDRIVER name others than those on PATH.

. "$(dirname "${BASH_SOURCE[0]}")/../env.sh"
. "$root/scripts/setup/packages.sh"

find_browser() {
    local name
    if [ -n "${MIYAR_CHROMIUM:-}" ]; then printf '%s' "$MIYAR_CHROMIUM"; return; fi
    for name in chromium chromium-browser google-chrome \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
        if have "$name"; then command -v "$name"; return; fi
    done
}
find_driver() {
    if [ -n "${CHROMEDRIVER:-}" ]; then printf '%s' "$CHROMEDRIVER"; else command -v chromedriver || true; fi
}

if [ -z "$(find_browser)" ] || [ -z "$(find_driver)" ]; then
    case $(uname -s) in
        Darwin) die "the browser tests need Chrome and its driver: run brew install --cask google-chrome chromedriver" ;;
        *) apt_install "Chromium for the tests" chromium chromium-driver ||
            die "the browser tests need Chromium and chromedriver of the same version: install both, or name them in MIYAR_CHROMIUM and CHROMEDRIVER" ;;
    esac
fi
if [ ! -x "$(find_browser)" ]; then die "there is no browser at $(find_browser)"; fi
if [ ! -x "$(find_driver)" ]; then die "there is no chromedriver at $(find_driver)"; fi

mkdir -p "$state"
{
    echo "# Written by scripts/setup/browser.sh."
    printf 'export MIYAR_CHROMIUM=%q\nexport CHROMEDRIVER=%q\n' "$(find_browser)" "$(find_driver)"
} >"$state/browser.env"

# For wasm-bindgen-test-runner, which adds --headless and --no-sandbox itself.
cat >"$state/webdriver.json" <<END
{
  "goog:chromeOptions": {
    "binary": "$(find_browser)",
    "args": ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
  }
}
END
