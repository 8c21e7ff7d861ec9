#!/usr/bin/env bash
# Makes ready a Rust that builds for the browser, and notes in target/setup/toolchain.env which one it is.
#
# In this order: what is there, what `rustup target add` adds, Debian's packages with a standard library built here.
# MIYAR_TOOLCHAIN=debian takes the last at once. A choice stays until `make clean` or another MIYAR_TOOLCHAIN.

. "$(dirname "${BASH_SOURCE[0]}")/../env.sh"
. "$root/scripts/setup/packages.sh"

choice=$state/toolchain.env
asked=${MIYAR_TOOLCHAIN:-}
oldest=$(awk -F'"' '/^rust-version/ { print $2 }' Cargo.toml)

# What a build depends on: the compiler, and its standard library for the target.
identity() {
    local libs
    libs=$(rustc --print target-libdir --target "$wasm_target" 2>/dev/null) || return 1
    rustc -vV 2>/dev/null || return 1
    cksum "$libs"/libstd-*.rlib 2>/dev/null || true
}

# Says whether the Rust on PATH is the oldest that this package takes, or newer.
is_new_enough() {
    have rustc && have cargo || return 1
    local version
    version=$(rustc --version 2>/dev/null | awk '{ print $2 }') || return 1
    [ -n "$version" ] && [ "$(printf '%s\n%s\n' "$oldest" "$version" | sort -V | head -n 1)" = "$oldest" ]
}

# Says whether the Rust on PATH has a standard library of its own making for the target, the tests' part too.
builds_for_the_browser() {
    is_new_enough || return 1
    echo | rustc --target "$wasm_target" --test --emit metadata -o "$state/probe.rmeta" - 2>/dev/null
}

# Writes the choice, and drops what another compiler or another standard library has built.
note_choice() {
    identity >"$state/identity.new"
    if ! cmp -s "$state/identity.new" "$state/identity"; then rm -rf "${target:?}/$wasm_target"; fi
    mv "$state/identity.new" "$state/identity"
    {
        echo "# Written by scripts/setup/rust.sh: the Rust that every make target uses."
        echo "toolchain_asked='$asked'"
        printf '%s\n' "$@"
    } >"$choice"
}

install_debian_rust() {
    local missing="" package
    for package in rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    # shellcheck disable=SC2086
    if [ -n "$missing" ]; then apt_install "Debian's Rust" $missing || return 1; fi
    # rust-lld is a link to the linker of the LLVM that this rustc was built with.
    if ! have rust-lld; then
        local llvm
        llvm=$(/usr/bin/rustc -vV | awk '/^LLVM version/ { split($3, part, "."); print part[1] }')
        apt_install "the linker for wasm" "lld-$llvm" || return 1
    fi
}

# Builds the standard library in an empty crate and puts it where rustc looks for it.
build_standard_library() {
    local scratch libs log=$logs/standard-library.log file
    libs=$(rustc --print target-libdir --target "$wasm_target")
    scratch=$(mktemp -d)
    say "building Rust's standard library for $wasm_target once on this machine, about a minute"
    mkdir -p "$logs" "$scratch/src"
    printf '[package]\nname = "standard_library"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n' >"$scratch/Cargo.toml"
    : >"$scratch/src/lib.rs"
    # Without bitcode a release build with lto = "fat" fails.
    if ! (cd "$scratch" && RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR=$scratch/target \
        cargo build --release -Zbuild-std=std,panic_abort,test --target "$wasm_target") >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -rf "$scratch"
        return 1
    fi
    as_root rm -rf "$libs.new"
    as_root mkdir -p "$libs.new"
    for file in "$scratch/target/$wasm_target"/release/deps/*.rlib; do
        case $(basename "$file") in
            libstandard_library-*) ;;
            *) as_root cp "$file" "$libs.new/" ;;
        esac
    done
    rm -rf "$scratch"
    # Another build may be reading the old one: it is replaced all at once.
    as_root rm -rf "$libs"
    as_root mv "$libs.new" "$libs"
}

use_debian() {
    local line
    install_debian_rust || return 1
    if have rustup; then
        if ! [ "$(RUSTUP_TOOLCHAIN=debian rustc --print sysroot 2>/dev/null)" = /usr ]; then
            rustup toolchain link debian /usr >/dev/null 2>&1 || return 1
        fi
        export RUSTUP_TOOLCHAIN=debian
        line="export RUSTUP_TOOLCHAIN=debian"
    else
        export PATH=/usr/bin:$PATH
        line='export PATH=/usr/bin:$PATH'
    fi
    builds_for_the_browser || build_standard_library || return 1
    builds_for_the_browser || return 1
    note_choice "$line"
}

# The linker is Rust's own business everywhere but here: every build script needs one.
if ! have cc; then
    case $(uname -s) in
        Darwin) die "a C linker is missing: run xcode-select --install" ;;
        *) apt_install "a C linker" gcc libc6-dev || die "a C linker is missing: install gcc" ;;
    esac
fi

mkdir -p "$state"

# Nothing to do where the recorded choice is the one asked for and still the same compiler.
if [ -f "$choice" ]; then
    recorded=$(. "$choice" && echo "$toolchain_asked")
    if [ -z "$asked" ] || [ "$asked" = "$recorded" ]; then
        if (. "$choice" && identity) 2>/dev/null | cmp -s - "$state/identity"; then exit 0; fi
        if [ -z "$asked" ]; then asked=$recorded; fi
    fi
fi

if [ "$asked" = debian ]; then
    use_debian || die "Debian's Rust could not be made ready: it needs the packages rustc-web, cargo-web, rust-web-src, rust-web-llvm (Debian 12 with security updates) in version $oldest or later"
    exit 0
fi
if [ -n "$asked" ]; then die "MIYAR_TOOLCHAIN is '$asked', and the only word for it is debian"; fi

kept=""
if [ -n "${RUSTUP_TOOLCHAIN:-}" ]; then kept="export RUSTUP_TOOLCHAIN=$RUSTUP_TOOLCHAIN"; fi

if builds_for_the_browser; then
    note_choice "$kept"
    exit 0
fi
if is_new_enough && have rustup; then
    say "adding $wasm_target to $(rustc --version | awk '{ print $1, $2 }') by rustup, a few seconds"
    mkdir -p "$logs"
    if rustup target add "$wasm_target" >"$logs/rustup.log" 2>&1 && builds_for_the_browser; then
        note_choice "$kept"
        exit 0
    fi
fi
if have rustup && have rustc && ! is_new_enough; then
    die "Rust $oldest or later is needed and $(rustc --version | awk '{ print $2 }') is here: run rustup update stable"
fi
if have apt-get && use_debian; then exit 0; fi
die "Rust $oldest or later with $wasm_target is needed: install rustup, then run rustup target add $wasm_target"
