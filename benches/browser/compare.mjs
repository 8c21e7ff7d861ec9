// Miyar beside others, in one run in headless Chromium over the same files.
//
//   node benches/browser/compare.mjs --data FOLDER --pages FOLDER [--dist dist] [--sizes 100k,1m,5m] [--reps 5]
//       [--peers hand,duckdb128] [--formats csv,parquet] [--wait SECONDS] [--out FILE.md] [--json FILE]
//
// scripts/bench.sh makes the data (orders_1m.csv, .parquet, .expected.json) and the pages (bundle.mjs), and calls this.
// Every repetition is a fresh browser; they take turns, so that what else the machine does falls on all of them.
// Where others take part of the machine, a run waits for them `--wait` seconds, and where they took it meanwhile it is
// measured again, once; with `--wait 0` neither. Linux only.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chosen } from './contestants.mjs';
import { sayManifest } from './feed.mjs';
import { median, number, report, summary } from './judge.mjs';
import { measureApp, measureContestant } from './measure.mjs';
import { serve } from './server.mjs';
import { stay, visit } from './visit.mjs';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    pages: { type: 'string' },
    dist: { type: 'string', default: 'dist' },
    sizes: { type: 'string', default: '100k,1m,5m' },
    formats: { type: 'string', default: 'csv,parquet' },
    reps: { type: 'string', default: '5' },
    peers: { type: 'string' },
    wait: { type: 'string', default: '10' },
    out: { type: 'string' },
    json: { type: 'string' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

/** How often what is measured: a large file takes long, and differs little from run to run. */
const nRuns = (size, { few }) => {
  const most = Number(options.reps);
  if (size === '5m') return few ? 1 : Math.min(most, 2);
  return few ? Math.min(most, 2) : most;
};
/** Runs during which other processes took more are measured again. */
const MOST_OTHERS = 0.3;

const server = await serve({
  mounts: [['/data/', options.data], ['/pages/', options.pages], ['/', options.dist]],
  say: (path) => (path === '/blank.html' ? ['text/html', '<!doctype html><title>empty</title>'] : sayManifest(path)),
  isolated: (path) => path.startsWith('/pages/') || path.startsWith('/data/'),
});
const settings = { executable: options.chromium, wait: { most: MOST_OTHERS, seconds: Number(options.wait) } };

async function measured(contestant, file, due) {
  const once = () => (contestant.page === 'app' ? measureApp(server.origin, file, due, settings) : measureContestant(server.origin, contestant, file, due, settings));
  const run = await once().catch((error) => ({ failure: String(error), others: NaN, peak: NaN }));
  const strays = run.strays ?? [];
  if (strays.length > 0) throw new Error(`${contestant.name} asked for ${strays.join(', ')}`);
  return run;
}

/** What a page takes that has nothing in it differs from run to run. */
const blanks = [];
for (let n = 0; n < 5; n += 1) blanks.push(await visit(`${server.origin}/blank.html`, stay, settings));
const empty = { peak: median(blanks.map(({ peak }) => peak)), version: blanks[0].version };
console.error(`an empty page: ${blanks.map(({ peak }) => peak.toFixed(0)).join(', ')} MiB, Chromium ${empty.version}`);

// Otherwise only the browser of the moment ends.
process.on('SIGTERM', () => process.exit(143));

const results = [];
for (const size of options.sizes.split(',')) {
  const due = JSON.parse(readFileSync(join(options.data, `orders_${size}.expected.json`), 'utf8'));
  const takingPart = options.formats.split(',').flatMap((format) => chosen(format, options.peers).map((contestant) => ({ contestant, format, size, runs: [] })));
  results.push(...takingPart);
  for (let turn = 0; turn < Number(options.reps); turn += 1) {
    for (const { contestant, format, runs } of takingPart) {
      if (turn >= nRuns(size, contestant) || runs.filter(({ failure }) => failure).length > 1) continue;
      let run = await measured(contestant, `orders_${size}.${format}`, due);
      if (run.others > MOST_OTHERS && Number(options.wait) > 0) {
        const again = await measured(contestant, `orders_${size}.${format}`, due);
        if (again.others < run.others) run = again;
      }
      runs.push({ ...run, peak: run.peak - empty.peak, peakLoaded: run.peakLoaded - empty.peak });
      const { painted, filters, presses, moves, others, failure, wrong } = summaryOf(run);
      console.error(`${size} ${format} ${contestant.name}: ${failure ?? `painted ${painted}, filter ${filters}${presses}, brush ${moves}, peak ${number(run.peak - empty.peak)}, others ${others}${wrong}`}`);
    }
  }
}
server.close();

function summaryOf(run) {
  const one = summary({ runs: [run] });
  return {
    painted: number(one.painted),
    filters: number(one.filter),
    presses: run.presses ? `, presses ${run.presses.map(number).join(' ')}` : '',
    moves: number(one.brush),
    others: number(run.others),
    failure: run.failure?.slice(0, 300),
    wrong: run.wrong?.length ? `; WRONG ${run.wrong.length}: ${run.wrong.slice(0, 3).join('; ')}` : '',
  };
}

const rows = results.map(({ contestant, format, size, runs }) => summary({ ...contestant, format, size, runs }));
const text = report(rows);
const head = `An empty page has ${empty.peak.toFixed(0)} MiB; what is above it is told. Chromium ${empty.version}.`;
if (options.out) writeFileSync(options.out, `${head}\n\n${text}\n`);
if (options.json) writeFileSync(options.json, JSON.stringify({ empty, results }, null, 1));
console.log(`${head}\n\n${text}`);
const wrong = results.flatMap(({ contestant, format, size, runs }) => runs.flatMap((run) => (run.wrong ?? []).map((fault) => `${size} ${format} ${contestant.name}: ${fault}`)));
const broken = rows.filter(({ id, failure }) => failure && ['app', 'engine'].includes(id));
for (const { name, size, format, failure } of broken) console.error(`${size} ${format} ${name} failed: ${failure}`);
if (broken.length > 0) process.exitCode = 1;
if (wrong.length > 0) {
  console.error(`${wrong.length} answers are wrong:\n${wrong.slice(0, 20).join('\n')}`);
  process.exitCode = 1;
}
