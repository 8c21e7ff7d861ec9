#!/usr/bin/env bash
# Serves a debug build that rebuilds and reloads on every change. dist/ stays as it is.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

mkdir -p public target/dev-dist
say "http://127.0.0.1:${PORT:-8080}/ shows a debug build and follows your changes; the first one takes about 3 minutes"
exec env -u NO_COLOR trunk serve --offline --locked --dist target/dev-dist --port "${PORT:-8080}"
