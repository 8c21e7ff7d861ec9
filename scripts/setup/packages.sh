# Sourced by the set-up steps: asks the system's package manager, once and quietly.

# Runs a command as root, by sudo where needed.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

can_apt() {
    have apt-get && { [ "$(id -u)" = 0 ] || have sudo; }
}

# Installs the Debian packages named after the sentence that says what they are for.
apt_install() {
    local why=$1 log=$logs/apt.log
    shift
    if ! have apt-get; then return 1; fi
    if ! can_apt; then
        say "$why is missing and there is neither root nor sudo; ask for: apt-get install --no-install-recommends $*"
        return 1
    fi
    say "installing $why ($*), about a minute"
    mkdir -p "$logs"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >"$log" 2>&1 && return 0
    # The lists may be old or absent.
    as_root apt-get update >"$log" 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1 && return 0
    say "apt-get could not install $*; its last words (all in $log):"
    tail -n 3 "$log" >&2
    return 1
}
