#!/usr/bin/env bash
# Deletes all that was built here. Tools stay in the cache; the next make chooses the toolchain anew.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
rm -rf "${target:?}" dist node_modules test-results
