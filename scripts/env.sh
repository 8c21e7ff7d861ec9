# Sourced by every script here: where things are, and which Rust is used.
#
# Reads: MIYAR_TOOLCHAIN (what was asked for), CARGO_TARGET_DIR, XDG_CACHE_HOME.
# Gives: $root, $target, $state, $cache, $logs, and PATH and RUSTUP_TOOLCHAIN as scripts/setup.sh chose them.
# Runs under bash 3.2, which is what macOS has.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

target=${CARGO_TARGET_DIR:-$root/target}
state=$target/setup
logs=$target/logs
cache=${XDG_CACHE_HOME:-$HOME/.cache}/miyar

say() { printf '%s\n' "miyar: $*" >&2; }
die() { say "$*"; exit 1; }
# Prints how busy the machine is.
load() { uptime | sed 's/.*load averages*: *//'; }
have() { command -v "$1" >/dev/null 2>&1; }

# Prints the version of a package in Cargo.lock.
locked_version() {
    awk -v name="\"$1\"" '$1 == "name" { found = ($3 == name) } found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# Gives a crate beside the package, with a workspace of its own, the versions in Cargo.lock; cargo adds what only it needs.
lock_beside() { # folder
    local stamp=$state/${1//\//-}.lock
    if [ -f "$1/Cargo.lock" ] && cmp -s Cargo.lock "$stamp"; then return; fi
    mkdir -p "$state"
    cp Cargo.lock "$1/Cargo.lock"
    cp Cargo.lock "$stamp"
}

trunk_version=0.21.14
wasm_bindgen_version=$(locked_version wasm-bindgen)
trunk_home=$cache/tools/trunk-$trunk_version
wasm_bindgen_home=$cache/tools/wasm-bindgen-$wasm_bindgen_version
frictionless_version=5.21.0
frictionless_home=$cache/tools/frictionless-$frictionless_version
wasm_target=wasm32-unknown-unknown

# Puts the chosen toolchain and the tools first; scripts/setup.sh writes the file.
use_toolchain() {
    # shellcheck disable=SC1091
    if [ -f "$state/toolchain.env" ]; then . "$state/toolchain.env"; fi
    PATH=$root/node_modules/.bin:$PATH
    if [ -d "$trunk_home/bin" ]; then PATH=$trunk_home/bin:$PATH; fi
    if [ -d "$wasm_bindgen_home/bin" ]; then PATH=$wasm_bindgen_home/bin:$PATH; fi
    export PATH
}
