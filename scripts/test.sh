#!/usr/bin/env bash
# Runs every check, the quick ones first, and stops at the first stage that fails.
#
# Each stage's output goes to target/logs/<stage>.log; the end of it is shown where it fails.
# The last line is `N passed, N failed, N skipped`, over the native, the scripts', the browser and the e2e tests
# and the fuzz targets, which run for FUZZ_SECONDS each (60).

# A commit is judged alike whenever it is: random inputs begin with one seed, PROPTEST_RNG_SEED and FUZZ_SEED.
# `cargo test` alone and `make fuzz` try others each time.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-1} FUZZ_SEED=${FUZZ_SEED:-1}
mkdir -p "$logs"

passed=0
failed=0
skipped=0
outcome=0
table=""
began=$SECONDS

# Sets n_passed, n_failed and n_skipped from a runner's output.
count() { # kind log
    case $1 in
        # cargo test, wasm-bindgen-test-runner and scripts/fuzz.sh: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
        cargo) set -- $(awk '/^test result: / { gsub(/;/, ""); for (i = 2; i <= NF; i++) { if ($i == "passed") p += $(i - 1); if ($i == "failed") f += $(i - 1); if ($i == "ignored") s += $(i - 1) } } END { print p + 0, f + 0, s + 0 }' "$2") ;;
        # node --test in TAP: `# pass 3`.
        node) set -- $(awk '$1 != "#" { next } $2 == "pass" { p = $3 } $2 == "fail" { f = $3 } $2 == "skipped" { s = $3 } END { print p + 0, f + 0, s + 0 }' "$2") ;;
        playwright)
            if [ -f "$logs/e2e.json" ]; then
                set -- $(node -p 'const { stats } = JSON.parse(fs.readFileSync(process.argv[1])); [stats.expected + stats.flaky, stats.unexpected, stats.skipped].join(" ")' "$logs/e2e.json")
            else
                set -- 0 0 0
            fi
            ;;
        *) set -- 0 0 0 ;;
    esac
    n_passed=$1 n_failed=$2 n_skipped=$3
}

# Runs a stage, unless an earlier one has failed.
stage() { # name kind command...
    local name=$1 kind=$2 log=$logs/$1.log start=$SECONDS word=ok counts="" took
    shift 2
    if [ "$outcome" != 0 ]; then
        table="$table$(printf '%-8s %-8s' "$name" "not run")"$'\n'
        return
    fi
    printf '%-8s … ' "$name"
    if ! "$@" >"$log" 2>&1 </dev/null; then
        word=FAILED
        outcome=1
    fi
    took="$((SECONDS - start)) s"
    count "$kind" "$log"
    # A stage that broke off before it could count a failure is one.
    if [ "$word" = FAILED ] && [ "$n_failed" = 0 ] && [ "$kind" != check ]; then n_failed=1; fi
    passed=$((passed + n_passed)) failed=$((failed + n_failed)) skipped=$((skipped + n_skipped))
    if [ "$kind" != check ]; then counts="$n_passed passed, $n_failed failed, $n_skipped skipped"; fi
    table="$table$(printf '%-8s %-8s %7s   %s' "$name" "$word" "$took" "$counts")"$'\n'
    echo "$word, $took${counts:+, $counts}"
    if [ "$word" = FAILED ]; then
        echo
        echo "The end of $log:"
        tail -n 60 "$log"
    fi
}

# Set-up speaks for itself: it may take minutes, and says so.
if ! scripts/setup.sh --tests; then
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
use_toolchain
# Nothing of an earlier run may be counted.
for name in format clippy native feeds scripts build size browser e2e fuzz; do rm -f "$logs/$name.log"; done
rm -rf "$target/tmp/feeds"
rm -f "$logs/e2e.json"

stage format check scripts/fmt.sh --check -- --color never
stage clippy check scripts/lint.sh
stage native cargo cargo test --locked
stage feeds check scripts/feeds.sh
stage scripts node node --test --test-reporter tap scripts/tests/*.test.mjs
stage build check scripts/build.sh
stage size check node scripts/size.mjs
stage browser cargo scripts/browser.sh
stage e2e playwright scripts/e2e.sh
stage fuzz cargo env FUZZ_SECONDS="${FUZZ_SECONDS:-60}" scripts/fuzz.sh

# A check that failed is no test, yet the last line must not read as if all went well.
if [ "$outcome" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi

echo
if [ -f "$logs/size.log" ]; then grep '^size: ' "$logs/size.log" || true; fi
printf '%s' "$table"
echo "all      $([ "$outcome" = 0 ] && echo ok || echo FAILED), $((SECONDS - began)) s"
echo "$passed passed, $failed failed, $skipped skipped"
exit "$outcome"
