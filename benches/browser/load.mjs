// Measures how large feeds load in a real browser: time, memory, and whether the page stays responsive.
//
//   scripts/orders.sh 1000000 csv >DATA/orders_1m.csv
//   node benches/browser/load.mjs --data DATA [--dist dist] [--reps 1] [--memory GiB] [--sums DATA/sums.json] [--json FILE] orders_1m.csv…
//
// Each load is a fresh browser. Columns of the table it writes:
//   painted   navigation until the first figures are on the screen (the mark miyar:first-figure)
//   fetch()   the same bytes through fetch() and nothing else, in an empty page
//   peak      the most memory that the page's process has had (VmHWM), workers included, above an empty page's
//   task      the longest task of the main thread after start-up (long task entries; those below 50 ms are not reported)
//   said      how often the progress that is shown changed
//   totals    whether visits, conversions, orders, revenue and cost of all rows are those of `--sums`
// Linux only: the memory comes from /proc.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MEASURES, METRIC, sayManifest } from './feed.mjs';
import { serve } from './server.mjs';
import { median, table } from './judge.mjs';
import { stay, visit } from './visit.mjs';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    dist: { type: 'string', default: 'dist' },
    sums: { type: 'string' },
    reps: { type: 'string', default: '1' },
    json: { type: 'string' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    // How much memory the page is told that the device has, in GiB.
    memory: { type: 'string' },
    timeout: { type: 'string', default: '300000' },
    verbose: { type: 'boolean', default: false },
  },
});
if (!options.data || files.length === 0) {
  console.error('node benches/browser/load.mjs --data FOLDER FILE…');
  process.exit(2);
}

const server = await serve({
  mounts: [['/data/', options.data], ['/', options.dist]],
  say: (path) => (path === '/blank.html' ? ['text/html', '<!doctype html><title>empty</title>'] : sayManifest(path)),
});
const settings = { executable: options.chromium, prepare: watch, given: { memory: options.memory }, timeout: Number(options.timeout) };

/** Runs in the page before anything else. */
function watch({ memory }) {
  if (memory) Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => Number(memory) });
  const seen = (window.__seen = { tasks: [], said: new Set() });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.tasks.push([task.startTime, task.duration]);
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => {
    const loading = document.querySelector('.loading__words')?.textContent;
    if (loading) seen.said.add(loading);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Waits for the first figures, or for the reason why there are none. */
async function figures(page) {
  await page.waitForFunction(
    () => performance.getEntriesByName('miyar:first-figure').length > 0 || document.querySelector('main[data-state="failed"]'),
    null,
    { polling: 50 },
  );
  return page.evaluate(() => {
    const { tasks, said } = window.__seen;
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    return {
      painted: performance.getEntriesByName('miyar:first-figure')[0]?.startTime ?? null,
      paint,
      tasks,
      longest: Math.max(0, ...tasks.filter(([start]) => start > paint).map(([, duration]) => duration)),
      said: said.size,
      shown: Object.fromEntries([...document.querySelectorAll('[data-card] data')].map((data) => [data.dataset.metric, Number(data.value)])),
      failure: document.querySelector('main[data-state="failed"]')?.innerText ?? null,
    };
  });
}

/** Reads a file by fetch() and forgets it. */
const drained = (file) => async (page) =>
  page.evaluate(async (address) => {
    const start = performance.now();
    const reader = (await fetch(address)).body.getReader();
    let n = 0;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) n += piece.value.length;
    return { fetched: performance.now() - start, n };
  }, `/data/${file}`);

const due = options.sums ? JSON.parse(readFileSync(options.sums, 'utf8')) : {};
const sumsOf = (file) => due[/_([0-9]+[km])\b/.exec(file)?.[1]];
function verdict(file, shown) {
  const sums = sumsOf(file);
  if (!sums) return '?';
  const pairs = MEASURES.map((name) => [shown[METRIC[name] ?? name], Number(sums[name])]).filter(([value]) => value !== undefined);
  return pairs.length > 0 && pairs.every(([value, sum]) => Math.abs(value - sum) < 0.005) ? `right (${pairs.length})` : `WRONG ${JSON.stringify(pairs)}`;
}

const empty = await visit(`${server.origin}/blank.html`, stay, settings);
const rows = [];
const all = [];
for (const file of files) {
  const runs = [];
  for (let n = 0; n < Number(options.reps); n += 1) {
    runs.push(await visit(`${server.origin}/?feed=/data/${file}.feed.json&period=all`, figures, settings).catch((error) => ({ errors: [String(error)] })));
  }
  const alone = await visit(`${server.origin}/blank.html`, drained(file), settings);
  const good = runs.filter(({ painted }) => painted);
  const of = (key) => median(good.map((run) => run[key]));
  const row = {
    file,
    mb: statSync(join(options.data, file)).size / 1e6,
    painted: of('painted') / 1000,
    fetched: alone.fetched / 1000,
    peak: of('peak') - empty.peak,
    longest: of('longest'),
    said: of('said'),
    totals: good.length ? verdict(file, good[0].shown) : 'no figures',
    runs,
  };
  all.push(row);
  rows.push([file, row.mb.toFixed(1), row.painted.toFixed(2), row.fetched.toFixed(2), row.peak.toFixed(0), row.longest.toFixed(0), row.said, row.totals]);
  for (const run of runs) {
    if (run.failure || run.errors?.length) console.error(`${file}: ${run.failure ?? ''} ${run.errors.join(' · ')}`);
    if (options.verbose) console.error(JSON.stringify({ ...run }));
  }
}
console.log(`an empty page: ${empty.peak.toFixed(0)} MiB\n`);
console.log(table(['file', 'MB:', 'painted s:', 'fetch() s:', 'peak MiB above an empty page:', 'longest task ms:', 'said:', 'totals'], rows));
if (options.json) writeFileSync(options.json, JSON.stringify({ empty: empty.peak, all }, null, 1));
server.close();
