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

import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

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

const types = {
  '.css': 'text/css', '.csv': 'text/csv', '.gz': 'application/gzip', '.html': 'text/html', '.js': 'text/javascript',
  '.json': 'application/json', '.ndjson': 'application/x-ndjson', '.parquet': 'application/vnd.apache.parquet',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
};
const MIB = 1 << 20;
const measures = ['sessions', 'conversions', 'orders', 'revenue', 'cost'];

/** The feed of one file, as scripts/orders.sh writes it. */
function manifest(file) {
  const map = { date: 'date', visits: 'sessions' };
  for (const name of ['channel', 'segment', 'region', 'device', 'stage', ...measures.slice(1)]) map[name] = name;
  const resource = { name: 'orders', path: file, miyar: { table: 'performance', map } };
  return JSON.stringify({ name: 'orders', resources: [resource], miyar: { version: 1, title: 'Orders', currency: 'EUR' } });
}

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  const text = (type, body) => response.writeHead(200, { 'content-type': type }).end(body);
  if (path === '/blank.html') return text('text/html', '<!doctype html><title>empty</title>');
  const feed = /^\/data\/(.+)\.feed\.json$/.exec(path);
  if (feed) return text('application/json', manifest(feed[1]));
  const [root, rest] = path.startsWith('/data/') ? [options.data, path.slice(6)] : [options.dist, path];
  const file = join(resolve(root), rest.endsWith('/') || rest === '' ? `${rest}index.html` : rest);
  if (!file.startsWith(resolve(root)) || !existsSync(file)) return response.writeHead(404).end();
  const { size } = statSync(file);
  const head = { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'accept-ranges': 'bytes', etag: `"${size}"` };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? /^bytes=(-\d+)()$/.exec(request.headers.range ?? '');
  let [start, end] = [0, size - 1];
  if (range) {
    start = Number(range[1]) < 0 ? Math.max(0, size + Number(range[1])) : Number(range[1]);
    end = range[2] && Number(range[1]) >= 0 ? Math.min(Number(range[2]), size - 1) : size - 1;
    head['content-range'] = `bytes ${start}-${end}/${size}`;
  }
  head['content-length'] = Math.max(0, end - start + 1);
  response.writeHead(range ? 206 : 200, head);
  if (request.method === 'HEAD') return response.end();
  createReadStream(file, { start, end, highWaterMark: MIB }).on('error', () => response.destroy()).pipe(response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;

const peakMib = (pid) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};

/** Opens an address in a fresh browser, waits for what `ready` waits for, and returns that with the peak of memory. */
async function visit(address, ready) {
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath: options.chromium, headless: true, args });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('crash', () => errors.push('the page crashed'));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.addInitScript(watch, { memory: options.memory });
    await page.goto(`${origin}${address}`, { waitUntil: 'commit' });
    const seen = await ready(page);
    return { ...seen, peak: peakMib(await processOf(browser, page)), errors };
  } finally {
    await browser.close().catch(() => {});
  }
}

/** Finds the process of a page: of all renderers, some of which are of no page, that which is busy when the page is. */
async function processOf(browser, page) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const busy = (pid) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[11]);
  const before = pids.map(busy);
  await page.evaluate(() => {
    for (const end = performance.now() + 300; performance.now() < end; );
  });
  const spent = pids.map((pid, index) => busy(pid) - before[index]);
  return pids[spent.indexOf(Math.max(...spent))];
}

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
  const timeout = Number(options.timeout);
  await page.waitForFunction(
    () => performance.getEntriesByName('miyar:first-figure').length > 0 || document.querySelector('main[data-state="failed"]'),
    null,
    { timeout, polling: 50 },
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
  const ids = { sessions: 'visits' };
  const pairs = measures.map((name) => [shown[ids[name] ?? name], Number(sums[name])]).filter(([value]) => value !== undefined);
  return pairs.length > 0 && pairs.every(([value, sum]) => Math.abs(value - sum) < 0.005) ? `right (${pairs.length})` : `WRONG ${JSON.stringify(pairs)}`;
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)];
const empty = await visit('/blank.html', async () => ({}));
console.log(`an empty page: ${empty.peak.toFixed(0)} MiB\n`);
console.log('| file | MB | painted s | fetch() s | peak MiB above an empty page | longest task ms | said | totals |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
const all = [];
for (const file of files) {
  const runs = [];
  for (let n = 0; n < Number(options.reps); n += 1) {
    runs.push(await visit(`/?feed=/data/${file}.feed.json&period=all`, figures).catch((error) => ({ errors: [String(error)] })));
  }
  const alone = await visit('/blank.html', drained(file));
  const good = runs.filter(({ painted }) => painted);
  const of = (key) => (good.length ? median(good.map((run) => run[key])) : NaN);
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
  console.log(
    `| ${file} | ${row.mb.toFixed(1)} | ${row.painted.toFixed(2)} | ${row.fetched.toFixed(2)} | ${row.peak.toFixed(0)} | ${row.longest.toFixed(0)} | ${row.said} | ${row.totals} |`,
  );
  for (const run of runs) {
    if (run.failure || run.errors?.length) console.log(`  ${run.failure ?? ''} ${run.errors.join(' · ')}`);
    if (options.verbose) console.log(JSON.stringify({ ...run }));
  }
}
if (options.json) writeFileSync(options.json, JSON.stringify({ empty: empty.peak, all }, null, 1));
server.close();
