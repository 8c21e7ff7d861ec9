#!/usr/bin/env bash
# Makes ready trunk and wasm-bindgen in exactly the versions that this package is built with.
#
# In this order: PATH, the tools cache (which every checkout of this user shares), cargo binstall, cargo install.

. "$(dirname "${BASH_SOURCE[0]}")/../env.sh"
use_toolchain

is_version() { # command version
    [ "$("$1" --version 2>/dev/null | awk '{ print $2 }')" = "$2" ]
}

# Brings one crate's commands into its folder of the cache.
bring() { # crate version home minutes arguments...
    local crate=$1 version=$2 home=$3 minutes=$4 log=$logs/$1.log build
    shift 4
    mkdir -p "$logs" "$cache/tools"
    if have cargo-binstall; then
        say "fetching $crate $version with cargo binstall, a few seconds"
        if cargo binstall --no-confirm --force --root "$home" "$crate@$version" >"$log" 2>&1; then return 0; fi
    fi
    say "building $crate $version once on this machine, about $minutes minutes"
    build=$(mktemp -d)
    # Only the tool's own speed suffers from a cheap profile.
    if ! CARGO_TARGET_DIR=$build CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=false \
        cargo install "$crate" --version "$version" --force --root "$home" "$@" >"$log" 2>&1; then
        rm -rf "$build"
        tail -n 20 "$log" >&2
        die "$crate $version could not be built; install it by hand: cargo install $crate --version $version"
    fi
    rm -rf "$build"
}

# trunk without TLS: it runs offline here and serves plain HTTP.
if ! is_version trunk "$trunk_version"; then
    bring trunk "$trunk_version" "$trunk_home" 5 --locked --no-default-features
fi

# Without --locked: the lock file of 0.2.130 names a version that was withdrawn.
if ! is_version wasm-bindgen "$wasm_bindgen_version" || ! have wasm-bindgen-test-runner; then
    bring wasm-bindgen-cli "$wasm_bindgen_version" "$wasm_bindgen_home" 3
fi

# Trunk itself checks the version too, and its words when they differ are less clear.
if ! grep -q "^wasm_bindgen = \"$wasm_bindgen_version\"" Trunk.toml; then
    die "Trunk.toml names another wasm_bindgen than Cargo.lock, which has $wasm_bindgen_version: write that one under [tools]"
fi

# Trunk runs offline, so the dependencies have to be there.
if ! cmp -s Cargo.lock "$state/fetched.lock"; then
    say "fetching the crates in Cargo.lock, up to a minute"
    mkdir -p "$logs" "$state"
    if ! cargo fetch --locked >"$logs/fetch.log" 2>&1; then
        tail -n 5 "$logs/fetch.log" >&2
        die "the crates could not be fetched; see $logs/fetch.log"
    fi
    cp Cargo.lock "$state/fetched.lock"
fi
