#!/usr/bin/env bash
# Measures Miyar beside other engines in headless Chromium; prints the tables in Markdown and, with a file, writes them.
#
#   scripts/compare.sh [FILE.md]
#
# Reads: MIYAR_BENCH_SIZES (100k,1m,5m), MIYAR_BENCH_REPS (5; of 5m at most 2), MIYAR_BENCH_PEERS (all; ids of
# benches/browser/contestants.mjs), MIYAR_BENCH_FORMATS (csv,parquet), MIYAR_BENCH_WAIT (10: how many seconds to wait for
# other processes before each run). Linux only, as memory and load are read from /proc.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
use_toolchain
. "$root/scripts/setup/packages.sh"

[ -r /proc/self/status ] || die "measuring in a browser needs Linux: memory and load are read from /proc"
scripts/setup/browser.sh
. "$state/browser.env"
scripts/build.sh

sizes=${MIYAR_BENCH_SIZES:-100k,1m,5m}
here=benches/browser
data=$target/compare/data
pages=$target/compare/pages
engine=$target/compare/engine
log=$logs/compare.log
mkdir -p "$logs" "$data"

# The peers, in the versions of the lock file. Nothing of them runs while they are installed.
if ! cmp -s $here/package-lock.json $here/node_modules/.installed.json; then
    say "installing what Miyar is measured beside, 300 MB"
    if ! npm ci --prefix $here --ignore-scripts --no-audit --no-fund >"$log" 2>&1; then
        tail -n 10 "$log" >&2
        die "npm ci failed; see $log"
    fi
    cp $here/package-lock.json $here/node_modules/.installed.json
fi

say "building Miyar's engine for the benchmark, about 2 minutes the first time"
lock_beside $here/miyar
if ! CARGO_TARGET_DIR=$target/benches cargo build --release --target "$wasm_target" --manifest-path $here/miyar/Cargo.toml >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "the engine could not be built; see $log"
fi
built=$target/benches/$wasm_target/release/miyar_bench.wasm
if [ ! "$engine/miyar_bench_bg.wasm" -nt "$built" ]; then
    wasm-bindgen --target web --no-typescript --out-dir "$engine" "$built"
    # As index.html has the worker's optimised.
    # shellcheck disable=SC2046
    wasm-opt -O3 $(sed -n 's/.*data-bin="worker".*data-wasm-opt-params="\([^"]*\)".*/\1/p' index.html) \
        "$engine/miyar_bench_bg.wasm" -o "$engine/optimised.wasm"
    mv "$engine/optimised.wasm" "$engine/miyar_bench_bg.wasm"
fi
node $here/bundle.mjs --out "$pages" --engine "$engine"

# Files that are there are of the same generator, or written anew.
CARGO_TARGET_DIR=$target/benches cargo build --quiet --release --manifest-path benches/Cargo.toml --bin orders --example parquet
generator=$(cat benches/orders.rs benches/expected.rs benches/columns.rs benches/parquet.rs | cksum)
if [ "$generator" != "$(cat "$data/generator" 2>/dev/null)" ]; then rm -rf "$data"; mkdir -p "$data"; fi
for size in ${sizes//,/ }; do
    case $size in
        *k) n_rows=${size%k}000 ;;
        *m) n_rows=${size%m}000000 ;;
        *) die "a size is written 100k or 5m, and not '$size'" ;;
    esac
    if [ -f "$data/orders_$size.expected.json" ]; then continue; fi
    say "writing $n_rows orders"
    "$target/benches/release/orders" "$n_rows" csv >"$data/orders_$size.csv"
    "$target/benches/release/examples/parquet" "$n_rows" >"$data/orders_$size.parquet"
    # Last, so that what was broken off is not taken for whole.
    "$target/benches/release/orders" "$n_rows" expected >"$data/expected.json"
    mv "$data/expected.json" "$data/orders_$size.expected.json"
done
echo "$generator" >"$data/generator"

say "measuring: a browser for each file, contestant and repetition"
started=$SECONDS before=$(load)
outcome=0
node $here/compare.mjs --data "$data" --pages "$pages" --dist dist --sizes "$sizes" --chromium "$MIYAR_CHROMIUM" \
    --formats "${MIYAR_BENCH_FORMATS:-csv,parquet}" --reps "${MIYAR_BENCH_REPS:-5}" --peers "${MIYAR_BENCH_PEERS:-}" \
    --wait "${MIYAR_BENCH_WAIT:-10}" --out "$target/compare/tables.md" --json "$target/compare/runs.json" || outcome=$?
if [ $# -gt 0 ] && [ -f "$target/compare/tables.md" ]; then
    {
        cat <<WORDS
# Beside other engines, in a browser

Written by \`make bench\`; do not edit.

| measured on | |
| --- | --- |
| date | $(date -u +%Y-%m-%d) |
| machine | $(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, $(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo) |
| load before, 1, 5, 15 minutes | $before |
| compiler | $(rustc --version), as for \`dist/\` |
| packages | $(node -p 'Object.entries(JSON.parse(fs.readFileSync(process.argv[1]))).map((pair) => pair.join(" ")).join(", ")' "$pages/versions.json") |
| took | $(((SECONDS - started) / 60)) minutes |

Every run is a fresh browser and profile; contestants take turns over the same files, which come from this machine.
All read all twelve columns of \`scripts/orders.sh\`; their answers are held against sums in cents that the generator makes by itself.

- **First figures**: from navigation until what each channel adds up to, or Miyar's first page, has been painted.
- **Peak**: the most memory that the page's process has had, with its workers, above an empty page: when the first figures are there, and at the end.
- **First question**: the first that is asked, over all rows; indexes come into being in it.
- **Filter**: median over 30 filters (90 days and one segment, none asked before): revenue, cost, orders and conversions by channel, day, region and segment, and distinct customers by channel. Whoever takes more than 100 ms is asked a third of them.
- **Brush**: 95 of 100 moves of a window of 90 days in one segment, a day at a time over two years, take no longer. Whoever takes more than 10 ms is asked every tenth move, beyond 100 ms every fortieth.
- **Press**: from pressing a row of the application's table, which filters by a segment or shows all again, until the figures have been painted.
- **Others**: cores that other processes of the machine took, at most in any of the runs.

Where Miyar's engine stands, that is its readers and sums without its pages, in one worker; the application reads with as many workers as there are processors.

WORDS
        cat "$target/compare/tables.md"
    } >"$1"
fi
exit $outcome
