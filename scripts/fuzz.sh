#!/usr/bin/env bash
# Feeds the readers in tests/fuzz with bytes that libFuzzer makes up, guided by what they reach, until one crashes.
#
# Reads: FUZZ_SECONDS (for each target, 600), FUZZ_JOBS (targets at a time, one a core), FUZZ_TARGETS (their names,
# all), FUZZ_SEED (another each time). A target begins with its seeds in tests/fuzz/corpus/ and with what it found
# before, which stays in tests/fuzz/found/. The last lines are written as cargo test does, for scripts/test.sh to count.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

seconds=${FUZZ_SECONDS:-600}
# To libFuzzer, 0 s are no limit; here they are the seeds alone.
limit=-max_total_time=$seconds
if [ "$seconds" = 0 ]; then limit=-runs=0; fi
jobs=${FUZZ_JOBS:-$(getconf _NPROCESSORS_ONLN)}
found=$root/tests/fuzz/found
host=$(rustc -vV | awk '/^host: / { print $2 }')
programs=$target/fuzz/$host/release
if [ -n "${FUZZ_TARGETS:-}" ]; then
    read -r -a targets <<<"$FUZZ_TARGETS"
else
    targets=()
    for file in tests/fuzz/src/bin/*.rs; do targets+=("$(basename "$file" .rs)"); done
fi

# What cargo-fuzz gives to rustc, but for the address sanitizer: it needs an unstable compiler, and there is no
# unsafe code to watch. A target triple keeps the flags from build scripts.
flags="--cfg fuzzing -Cpasses=sancov-module"
for flag in level=4 inline-8bit-counters pc-table trace-compares; do
    flags="$flags -Cllvm-args=-sanitizer-coverage-$flag"
done
flags="$flags -Cllvm-args=-simplifycfg-branch-fold-threshold=0"
lock_beside tests/fuzz
say "building the fuzz targets, about 2 minutes the first time"
RUSTFLAGS=$flags CARGO_TARGET_DIR=$target/fuzz cargo build --release --target "$host" --manifest-path tests/fuzz/Cargo.toml

# Starts a target in the background; its process is the last of $pids.
start() { # target
    local crashes=$found/$1/crashes corpus=$found/$1/corpus seeds
    mkdir -p "$crashes" "$corpus" "$logs"
    # A crash that is not mended crashes again at once.
    seeds=("$crashes")
    if [ -d "tests/fuzz/corpus/$1" ]; then seeds+=("tests/fuzz/corpus/$1"); fi
    "$programs/$1" "$limit" "-seed=${FUZZ_SEED:-0}" -timeout=10 -rss_limit_mb=2048 -max_len=20000 -print_final_stats=1 \
        -artifact_prefix="$crashes/" "$corpus" "${seeds[@]}" >"$logs/fuzz-$1.log" 2>&1 &
    pids+=($!)
}

stop_all() {
    if [ ${#pids[@]} -gt 0 ]; then kill "${pids[@]}" 2>/dev/null || true; fi
}

# Prints what one target did.
report() { # target outcome
    awk -v name="$1" -v outcome="$2" '
        match($0, / cov: [0-9]+ ft: [0-9]+/) { split(substr($0, RSTART, RLENGTH), reached, " ") }
        /^stat::number_of_executed_units/ { n_inputs = $2 }
        END { printf "test fuzz::%s ... %s (%s inputs, %s edges)\n", name, outcome, n_inputs + 0, reached[2] + 0 }
    ' "$logs/fuzz-$1.log"
}

total=$(((${#targets[@]} + jobs - 1) / jobs * seconds))
say "${#targets[@]} targets, $seconds s each, $jobs at a time: $total s in all"
pids=() running=() n_started=0 n_passed=0 crashed=""
trap stop_all EXIT
trap 'exit 130' INT TERM
while [ -z "$crashed" ] && [ "$n_passed" -lt ${#targets[@]} ]; do
    while [ ${#pids[@]} -lt "$jobs" ] && [ "$n_started" -lt ${#targets[@]} ]; do
        start "${targets[n_started]}"
        running+=("${targets[n_started]}")
        n_started=$((n_started + 1))
    done
    sleep 1
    still=() names=()
    for at in "${!pids[@]}"; do
        if kill -0 "${pids[at]}" 2>/dev/null; then
            still+=("${pids[at]}")
            names+=("${running[at]}")
        elif wait "${pids[at]}"; then
            report "${running[at]}" ok
            n_passed=$((n_passed + 1))
        else
            report "${running[at]}" FAILED
            crashed="$crashed ${running[at]}"
        fi
    done
    pids=(${still[@]+"${still[@]}"}) running=(${names[@]+"${names[@]}"})
done

n_failed=0
for name in $crashed; do
    n_failed=$((n_failed + 1))
    printf '\n%s\n' "$name, from $logs/fuzz-$name.log:"
    grep -E -A 1 ' panicked at |^==[0-9]+== ?ERROR|^SUMMARY' "$logs/fuzz-$name.log" || tail -n 25 "$logs/fuzz-$name.log"
    crash=$(sed -n 's/.*Test unit written to //p' "$logs/fuzz-$name.log" | tail -n 1)
    if [ -n "$crash" ]; then printf '\n%s\n' "again with: $programs/$name $crash"; fi
done
n_stopped=$((${#targets[@]} - n_passed - n_failed))
word=ok
if [ "$n_failed" -gt 0 ]; then word=FAILED; fi
echo
echo "test result: $word. $n_passed passed; $n_failed failed; $n_stopped ignored"
[ "$n_failed" = 0 ]
