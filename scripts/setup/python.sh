#!/usr/bin/env bash
# Makes ready Python with frictionless, by which the tests check manifests as other people's programs do.

. "$(dirname "${BASH_SOURCE[0]}")/../env.sh"
. "$root/scripts/setup/packages.sh"

is_there() {
    [ -x "$frictionless_home/bin/python" ] && "$frictionless_home/bin/python" -c 'import frictionless' 2>/dev/null
}

if is_there; then exit 0; fi

# Debian has the module for environments in a package of its own.
if ! have python3 || ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    case $(uname -s) in
        Darwin) die "Python 3.10 or later is missing: run brew install python" ;;
        *) apt_install "Python" python3 python3-venv || die "Python 3.10 or later with venv is missing: install it" ;;
    esac
fi

say "installing frictionless $frictionless_version, up to a minute"
mkdir -p "$logs" "$cache/tools"
rm -rf "$frictionless_home"
if ! { python3 -m venv "$frictionless_home" && "$frictionless_home/bin/pip" install --disable-pip-version-check "frictionless==$frictionless_version"; } >"$logs/frictionless.log" 2>&1; then
    rm -rf "$frictionless_home"
    tail -n 10 "$logs/frictionless.log" >&2
    die "frictionless $frictionless_version could not be installed; see $logs/frictionless.log"
fi
