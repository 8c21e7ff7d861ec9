#!/usr/bin/env bash
# Measures the readers beside well-known crates; writes the table, with what it was measured on, to benches/RESULTS.md.
#
# Reads: MIYAR_BENCH_ROWS (100000). Arguments go to Criterion: `scripts/bench.sh csv` measures one reader and writes
# no results.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain

load() { uptime | sed 's/.*load averages*: *//'; }

lock_beside benches
mkdir -p "$logs"
export CRITERION_HOME=$target/criterion CARGO_TARGET_DIR=$target/benches
say "building the benchmarks, about a minute the first time"
cargo bench --manifest-path benches/Cargo.toml --no-run
before=$(load)
cargo bench --quiet --manifest-path benches/Cargo.toml --bench readers -- "$@" | tee "$logs/bench.log"
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
} >benches/RESULTS.md
say "written to benches/RESULTS.md"
