#!/usr/bin/env bash
# Builds the release into dist/, unless dist/ is newer than everything that it is built from.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

sources="Cargo.toml Cargo.lock Trunk.toml index.html package-lock.json scripts/finish.mjs .cargo scripts/messages src style public"
# shellcheck disable=SC2086
if [ "${1:-}" != --force ] && [ -f dist/index.html ] && [ -f "$state/built" ] && cmp -s "$state/identity" "$state/built-with" &&
    [ -z "$(find $sources -newer "$state/built" -print 2>/dev/null | head -n 1)" ]; then
    say "dist/ is up to date"
    exit 0
fi

say "building dist/, about 4 minutes the first time and 1 to 2 after a change"
started=$SECONDS
mkdir -p public
# What changes while the build runs is newer than this.
touch "$state/building"
# NO_COLOR=1, which some shells set, is no value that Trunk takes.
env -u NO_COLOR RUST_LIB_BACKTRACE=0 trunk --color never build --offline --release --locked
cp "$state/identity" "$state/built-with"
mv "$state/building" "$state/built"
say "built dist/ in $((SECONDS - started)) s"
