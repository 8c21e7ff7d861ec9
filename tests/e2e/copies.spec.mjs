// Copies of an earlier visit, and figures that are renewed: shown at once with their age, never blank, never worse than
// what was there.

import { expect, langs, plain, settled } from './dashboard.mjs';
import { start } from './fault-server.mjs';
import { at, expectOrders, expectWords, feedOf, good, log, noticed, ordersOf, pressRefresh, readIn, test, visit } from './network.mjs';

const goodOrders = ordersOf(30);

const words = {
  en: { stale: /^Older copy \(.+\): the feed cannot be read now$/ },
  ar: { stale: /^نسخة أقدم \(.+\): لا يمكن قراءة البيانات الآن$/ },
};
const age = async (page) => plain((await page.locator('.freshness__words').textContent()) ?? '');

/** Notes every moment without figures from now on. */
async function watchForBlanks(page) {
  await page.evaluate(() => {
    globalThis.blanks = [];
    const look = () => {
      const main = document.querySelector('main');
      if (main.dataset.state !== 'ready' || document.querySelectorAll('[data-card] data').length === 0) globalThis.blanks.push(main.dataset.state);
      requestAnimationFrame(look);
    };
    look();
  });
  return () => page.evaluate(() => globalThis.blanks);
}

test('a second visit while the server is down shows the figures of the first at once, and how old they are', async ({ page, key }) => {
  let down = await start();
  const { port } = down;
  const feed = feedOf(down, key, [good(''), 'ok.csv?rows=40000']);
  const orders = goodOrders + ordersOf(40_000);
  await visit(page, down, feed);
  await expectOrders(page, orders);
  await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'fresh');
  await page.waitForTimeout(500);
  await down.stop();

  await page.reload();
  await settled(page);
  await expectOrders(page, orders, 'orders from the copy');
  const first = await page.evaluate(() => performance.getEntriesByName('miyar:first-figure')[0].startTime);
  console.log(`first figure of the second visit, server down: ${Math.round(first)} ms after navigation`);
  await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'stale');
  for (const lang of langs) {
    await readIn(page, lang);
    await expectOrders(page, orders);
    await expect.poll(() => age(page)).toMatch(words[lang].stale);
    await expectWords(noticed(page), lang, 'stale-copy', 'datapackage.json');
    await expectWords(noticed(page), lang, 'unreachable', 'datapackage.json');
  }

  down = await start({ port });
  await pressRefresh(page);
  await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'fresh');
  await expect(page.locator('.problem-notice')).toHaveCount(0);
  await expectOrders(page, orders);
  await down.stop();
});

test('a second visit asks only whether anything has changed', async ({ page, server, key }) => {
  const files = ['etag?rows=30', 'modified?rows=20'].map((path) => at(server, path));
  await visit(page, server, feedOf(server, key, files, 'kept/datapackage.json'));
  await expectOrders(page, goodOrders + ordersOf(20));
  await page.waitForTimeout(500);
  await page.reload();
  await settled(page);
  await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'fresh');
  await expectOrders(page, goodOrders + ordersOf(20));
  const statuses = async (path) => (await log(server, key)).filter(({ url }) => url.startsWith(path)).map(({ status }) => status);
  await expect.poll(() => statuses('/etag')).toEqual([200, 304]);
  await expect.poll(() => statuses('/modified')).toEqual([200, 304]);
  await expect.poll(() => statuses('/kept')).toEqual([200, 304]);
});

test('with copies turned off a second visit has none', async ({ page, key }) => {
  const down = await start();
  await page.addInitScript(() => localStorage.setItem('miyar.copies', 'off'));
  await visit(page, down, feedOf(down, key, [good('')]));
  await expectOrders(page, goodOrders);
  await down.stop();
  await page.reload();
  await settled(page, 'failed');
});

test('what has changed is picked up by a refresh, without a blank page', async ({ page, server, key }) => {
  await visit(page, server, feedOf(server, key, [good(''), 'changes?at=2']));
  await expectOrders(page, goodOrders + ordersOf(20));
  const blanks = await watchForBlanks(page);
  await pressRefresh(page);
  await expectOrders(page, goodOrders + ordersOf(20, 2));
  await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'fresh');
  expect(await blanks()).toEqual([]);
});

/** What may come in the place of a file that was good before. */
const worse = [
  { path: 'then?to=status%3Fcode%3D404', kind: 'not-found', value: '404' },
  { path: 'then?to=status%3Fcode%3D500', kind: 'server-fault', value: '500' },
  { path: 'then?to=html', kind: 'html-instead' },
  { path: 'then?to=empty', kind: 'empty-file' },
  { path: 'then?to=cut.csv.gz', kind: 'file-cut-short' },
];

for (const { path, kind, value } of worse) {
  test(`${path}: a file that was good and is not any more keeps the old figures, and says why`, async ({ page, server, key }) => {
    await visit(page, server, feedOf(server, key, [good(''), path]));
    const orders = goodOrders + ordersOf(20);
    await expectOrders(page, orders);
    const blanks = await watchForBlanks(page);
    await pressRefresh(page);
    await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'stale');
    for (const lang of langs) {
      await readIn(page, lang);
      await expectOrders(page, orders);
      await expectWords(noticed(page), lang, 'stale-copy', 'datapackage.json');
      await expectWords(noticed(page), lang, kind, 'then', value);
      await expect.poll(() => age(page)).toMatch(words[lang].stale);
    }
    expect(await blanks()).toEqual([]);
    // Nor does the next visit begin with anything but the good copy.
    await page.waitForTimeout(500);
    await page.reload();
    await settled(page);
    await expectOrders(page, orders);
    await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'stale', { timeout: 30_000 });
    await expectOrders(page, orders);
  });
}

test('a manifest that becomes a log-in page keeps the old figures, now and at the next visit', async ({ page, server, key }) => {
  await visit(page, server, at(server, `then?first=manifest&to=html&key=${key}`));
  await expectOrders(page, ordersOf(20));
  await pressRefresh(page);
  for (const lang of langs) {
    await readIn(page, lang);
    await expectWords(noticed(page), lang, 'html-instead', 'then');
    await expectOrders(page, ordersOf(20));
  }
  await page.reload();
  await settled(page);
  await expectOrders(page, ordersOf(20));
});

test('a file that never could be read does not keep the others from being renewed', async ({ page, server, key }) => {
  await visit(page, server, feedOf(server, key, ['changes?at=2', 'status?code=404']));
  await expectOrders(page, ordersOf(20));
  await pressRefresh(page);
  await expectOrders(page, ordersOf(20, 2));
  await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'fresh');
  await expectWords(noticed(page), 'en', 'not-found', 'status', '404');
});

test('without a network the figures stay, and the reader is told', async ({ page, server, key, context }) => {
  await visit(page, server, feedOf(server, key, [good('')]));
  await expectOrders(page, goodOrders);
  await context.setOffline(true);
  await pressRefresh(page);
  await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'stale');
  await expectWords(noticed(page), 'en', 'offline', 'datapackage.json');
  await expectOrders(page, goodOrders);
  await context.setOffline(false);
  await pressRefresh(page);
  await expect(page.locator('.freshness')).toHaveAttribute('data-look', 'fresh');
  await expect(page.locator('.problem-notice')).toHaveCount(0);
});
