#!/usr/bin/env bash
# Measures the readers beside well-known crates and the engine on its own, then Miyar beside other engines in a browser (scripts/compare.sh); writes
# the tables, with what they were measured on, to benches/RESULTS.md.
#
#   scripts/bench.sh              both parts
#   scripts/bench.sh --readers    one of them; the other part of the results stays as it is
#   scripts/bench.sh --browser
#   scripts/bench.sh csv          arguments go to Criterion: one reader (or `engine`), and no results are written
#
# Reads: MIYAR_BENCH_ROWS (100000), MIYAR_BENCH_ENGINE_ROWS ("100000 1000000 5000000"), and what scripts/compare.sh reads.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

results=benches/RESULTS.md
part=both
case ${1:-} in --readers | --browser)
    part=${1#--}
    shift
    ;;
esac
# The title of the second part.
title='# Beside other engines, in a browser'
mkdir -p "$target/compare"
sed "/^$title/,\$d" "$results" >"$target/compare/readers.md"
sed -n "/^$title/,\$p" "$results" >"$target/compare/browser.md"
# Writes both parts, each as it was made last.
put_together() {
    {
        cat "$target/compare/readers.md"
        if [ -s "$target/compare/browser.md" ]; then
            if [ -n "$(tail -n 1 "$target/compare/readers.md")" ]; then echo; fi
            cat "$target/compare/browser.md"
        fi
    } >"$results"
    say "written to $results"
}

if [ "$part" = browser ]; then
    scripts/compare.sh "$target/compare/browser.md" && outcome=0 || outcome=$?
    put_together
    exit $outcome
fi

lock_beside benches
mkdir -p "$logs"
bench() { CRITERION_HOME=$target/criterion CARGO_TARGET_DIR=$target/benches cargo bench "$@"; }
say "building the benchmarks, about a minute the first time"
bench --manifest-path benches/Cargo.toml --no-run
before=$(load)
case ${1:-} in engine*) ;; *) bench --quiet --manifest-path benches/Cargo.toml --bench readers -- "$@" | tee "$logs/bench.log" ;; esac
case ${1:-engine} in engine*) bench --quiet --manifest-path benches/Cargo.toml --bench engine -- "$@" | tee "$logs/bench-engine.log" ;; esac
if [ $# -gt 0 ]; then exit 0; fi
{
    cat <<WORDS
# How fast the readers are

Written by \`make bench\`; do not edit.

| measured on | |
| --- | --- |
| date | $(date -u +%Y-%m-%d) |
| compiler | $(rustc --version), \`opt-level = 3\` |
| machine | $(uname -sm), $(getconf _NPROCESSORS_ONLN) cores |
| load before, 1, 5, 15 minutes | $before |
| rows | ${MIYAR_BENCH_ROWS:-100000} of \`scripts/orders.sh\` |

«Rows» tells every value to a sink that looks at it and keeps none, «facts» makes columns of them as the worker does.
«Intake» is all that the worker does with a file as it comes: unpack, decode, cut and read, without being told the format.
A workbook has a tenth of the rows; sizes of packed files are as they are packed.
The browser's program is built for size (\`opt-level = "z"\`), without the instructions for 16 bytes and more at once: these are the code's speeds, not the page's.
The last column is the speed beside the first of the crates for that file, on one core.
A megabyte is a million bytes; times are medians of ten samples.

WORDS
    sed -n '/^| reader /,$p' "$logs/bench.log"
    cat <<'WORDS'

# How fast the engine is

Compiled and measured as the readers are, on one core.
Growth is what to look at: a filter and a brush must not cost what rows do.

WORDS
    sed -n '/^| question /,$p' "$logs/bench-engine.log"
} >"$target/compare/readers.md"
put_together
if [ "$part" = both ]; then exec scripts/bench.sh --browser; fi
