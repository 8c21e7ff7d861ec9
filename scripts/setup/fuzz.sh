#!/usr/bin/env bash
# Makes ready a C++ compiler, which builds the libFuzzer that the fuzz targets are linked with.

. "$(dirname "${BASH_SOURCE[0]}")/../env.sh"
. "$root/scripts/setup/packages.sh"

if ! have "${CXX:-c++}"; then
    case $(uname -s) in
        Darwin) die "a C++ compiler is missing: run xcode-select --install" ;;
        *) apt_install "a C++ compiler for the fuzz targets" g++ || die "a C++ compiler is missing: install g++" ;;
    esac
fi
