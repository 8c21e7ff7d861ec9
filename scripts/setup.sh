#!/usr/bin/env bash
# Makes ready what is missing to build; with --tests also what the tests need, with
# --fuzz what the fuzz targets need. Says nothing where all is there.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# Two set-ups at a time would build the same tool twice.
if have flock; then
    mkdir -p "$cache"
    exec 9>"$cache/setup.lock"
    if ! flock -n 9; then
        say "waiting for another set-up on this machine"
        flock 9
    fi
fi

scripts/setup/rust.sh
scripts/setup/node.sh
scripts/setup/tools.sh
case ${1:-} in --tests)
    scripts/setup/browser.sh
    scripts/setup/python.sh
    ;;
esac
case ${1:-} in --tests | --fuzz) scripts/setup/fuzz.sh ;; esac
