// Files without bounds: whatever a server sends, memory stays bounded and the page stays alive.

import { execFileSync } from 'node:child_process';
import { expect, langs, settled } from './dashboard.mjs';
import { expectOrders, expectWords, feedOf, good, noticed, ordersOf, readIn, test, visit } from './network.mjs';

const goodOrders = ordersOf(30);
const size = '[\\d.,\u0660-\u0669\u066b\u066c]+ ?\\S+';
const MIB = 1 << 20;

/** Memory of the browser's page processes, in bytes; workers are threads of them. */
async function memory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  if (ids.length === 0) return 0;
  const text = execFileSync('ps', ['-o', 'rss=', '-p', ids.join(',')], { encoding: 'utf8' });
  return text.trim().split('\n').reduce((sum, line) => sum + Number(line) * 1024, 0);
}

/** Opens a feed, and measures the most memory above that before, and the longest pause of the page. */
async function measured(page, browser, server, feed, timeout) {
  await page.addInitScript(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto('/');
  await settled(page);
  const before = await memory(browser);
  let most = before;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await memory(browser));
      await new Promise((done) => setTimeout(done, 100));
    }
  })();
  const started = Date.now();
  await visit(page, server, feed, { timeout });
  const seconds = (Date.now() - started) / 1000;
  isOver = true;
  await watching;
  const longest = await page.evaluate(() => globalThis.longest);
  return { memory: most - before, seconds, longest };
}

const say = (what, { memory, seconds, longest }) =>
  console.log(`${what}: ${seconds.toFixed(1)} s, ${Math.round(memory / MIB)} MiB above the demo's, longest task ${Math.round(longest)} ms`);

/** What has no bounds, what is said of it, and how much memory it may cost. */
const files = [
  { what: '1 GB in one line', path: 'long-line?mb=1024', kind: 'line-too-long', value: size, most: 400 },
  { what: 'a hundred thousand columns', path: 'many-columns?columns=100000', kind: 'too-many-columns', value: '[\\d,./\u0660-\u0669\u066c ]+', most: 400, orders: goodOrders + 1 },
  // Their names alone are longer than any line may be.
  { what: 'a million columns', path: 'many-columns', kind: 'line-too-long', value: size, most: 400 },
  { what: '1 GB from 2.6 MB of gzip', path: 'bomb.csv.gz', kind: 'unpacks-too-large', value: size, most: 600 },
];

for (const { what, path, kind, value, most, orders = goodOrders } of files) {
  test(`${what} costs bounded memory and its own rows only @slow`, async ({ page, browser, server, key }) => {
    test.setTimeout(180_000);
    const found = await measured(page, browser, server, feedOf(server, key, [good(''), path]), 150_000);
    say(what, found);
    for (const lang of langs) {
      await readIn(page, lang);
      await expectOrders(page, orders);
      await expectWords(noticed(page), lang, kind, path, value);
    }
    expect(found.memory).toBeLessThan(most * MIB);
  });
}

test('rows without an end are stopped by the reader, at any moment', async ({ page, server, key }) => {
  await visit(page, server, feedOf(server, key, [good(''), 'endless']), { state: null });
  await expect(page.locator('.loading__words')).toContainText(/MB/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await settled(page);
  await expectOrders(page, goodOrders);
  await expectWords(noticed(page), 'en', 'cancelled', 'endless');
});
