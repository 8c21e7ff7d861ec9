// Every fault of a server, met by a feed with one good file and one that is not: what the reader is told, in both
// languages, that the good file's figures are exact, and that nothing of the other counts, or all of it.
//
// That http is refused under an https page is tested without a browser (tests/it/network.rs): this dashboard is served
// by http here.

import { expect, langs, settled } from './dashboard.mjs';
import { at, expectOrders, expectWords, feedOf, good, log, noticed, ordersOf, pressRefresh, readIn, reasons, test, visit } from './network.mjs';

const goodOrders = ordersOf(30);
const bothOrders = goodOrders + ordersOf(20);
const size = '[\\d.,\u0660-\u0669\u066b\u066c]+ ?\\S+';

/** Each fault: what stands at the path, of which kind the problem is, and what its words quote. */
const faults = [
  { path: 'status?code=401', kind: 'sign-in-needed', value: '401' },
  { path: 'status?code=403', kind: 'sign-in-needed', value: '403' },
  { path: 'status?code=404', kind: 'not-found', value: '404' },
  { path: 'status?code=410', kind: 'not-found', value: '410' },
  { path: 'status?code=418', kind: 'http-status', value: '418' },
  { path: 'status?code=429&after=600', kind: 'too-many-requests', value: '429' },
  { path: 'status?code=500', kind: 'server-fault', value: '500' },
  { path: 'status?code=503&after=600', kind: 'server-fault', value: '503' },
  { path: 'drop-before', kind: 'unreachable' },
  { path: 'drop?rows=400&bytes=2000', kind: 'connection-lost', value: size },
  { path: 'ok.csv?cors=no', kind: 'blocked-by-cors', value: (origin) => `Access-Control-Allow-Origin: ${origin}` },
  { path: 'redirect?cors=no', kind: 'blocked-by-cors', value: (origin) => `Access-Control-Allow-Origin: ${origin}` },
  { path: 'redirect-loop', kind: 'unreachable' },
  { path: 'part-unasked', kind: 'http-status', value: '206' },
  { path: 'html', kind: 'html-instead' },
  { path: 'empty', kind: 'empty-file' },
  { path: 'no-content', kind: 'empty-file' },
  { path: 'cut.csv.gz?rows=2000', kind: 'file-cut-short' },
  { path: 'bomb.csv.gz', kind: 'unpacks-too-large', value: size },
];

for (const { path, kind, value } of faults) {
  test(`${path}: the reader is told of ${kind}, and the good file counts alone`, async ({ page, server, key, baseURL }) => {
    await visit(page, server, feedOf(server, key, [good(''), path]));
    const quoted = typeof value === 'function' ? value(baseURL) : value;
    for (const lang of langs) {
      await readIn(page, lang);
      await expectOrders(page, goodOrders, `${path} in ${lang}`);
      await expectWords(noticed(page), lang, kind, path, quoted);
    }
  });
}

/** What passes by itself, or is none: all is read, nothing is wrong. */
const harmless = [
  { what: 'a server that fails once', path: 'status?code=503&times=1', n: 2 },
  { what: 'a server that asks for a second of patience', path: 'status?code=429&after=1&times=1', n: 2 },
  { what: 'a connection that breaks before the answer', path: 'drop-before?times=1' },
  { what: 'a drip that is slow, yet comes', path: 'drip?bytes=40&every=50', n: 1 },
  { what: 'a wrong media type', path: 'wrong-type', n: 1 },
  { what: 'a server that knows no ranges', path: 'ignores-ranges', n: 1 },
  { what: 'a redirect at the same host', path: 'redirect-here?', n: 1 },
  { what: 'packed on its way', path: 'packed', n: 1 },
];

for (const { what, path, n } of harmless) {
  test(`${what} costs the reader nothing`, async ({ page, server, key }) => {
    await visit(page, server, feedOf(server, key, [good(''), path]));
    await expectOrders(page, bothOrders);
    await expect(page.locator('.problem-notice')).toHaveCount(0);
    const asked = (await log(server, key)).filter(({ url }) => url.startsWith(`/${path.split('?')[0]}`));
    if (n !== undefined) expect(asked.length).toBe(n);
  });
}

/** A connection that breaks half-way, once. */
const broken = [
  { what: 'is continued where it broke', path: 'drop?rows=400&bytes=2000&times=1', range: 'bytes=2000-', version: 1 },
  { what: 'is begun anew where the server gives no mark of the version', path: 'drop?rows=400&bytes=2000&times=1&etag=no&modified=no', version: 1 },
  { what: 'is begun anew where the server knows no ranges', path: 'drop?rows=400&bytes=2000&times=1&ranges=no', range: 'bytes=2000-', version: 1 },
  { what: 'is read as the new one where the file has changed', path: 'drop?rows=400&bytes=2000&times=1&changes=yes', version: 2 },
];

for (const { what, path, range, version } of broken) {
  test(`a file whose connection breaks half-way ${what}, and counts whole`, async ({ page, server, key }) => {
    await visit(page, server, feedOf(server, key, [good(''), path]));
    await expectOrders(page, goodOrders + ordersOf(400, version));
    await expect(page.locator('.problem-notice')).toHaveCount(0);
    const asked = (await log(server, key)).filter(({ url }) => url.startsWith('/drop'));
    expect(asked.length).toBeGreaterThan(1);
    expect(asked[0].isWhole).toBe(false);
    // Where nothing had been read yet, it is the browser's cache that asks for the rest of what it has, in its own way.
    if (range !== undefined) expect(asked.map((each) => each.range ?? '').some((asked) => asked.startsWith(range))).toBe(true);
    if (path.includes('modified=no')) expect(asked.map((each) => each.range ?? null)).toEqual([null, null]);
  });
}

/** What a server that has recovered answers when it is asked again. Three tries are one fetch. */
const mended = ['status?code=401&times=1', 'status?code=404&times=1', 'status?code=500&times=3', 'drop?bytes=100&times=3&etag=no&modified=no'];

for (const path of mended) {
  test(`${path}: refreshing shows all once the server has recovered`, async ({ page, server, key }) => {
    await visit(page, server, feedOf(server, key, [good(''), path]));
    await expectOrders(page, goodOrders);
    await expect(async () => {
      await pressRefresh(page);
      expect(await page.locator('.problem-notice').count()).toBe(0);
    }).toPass({ timeout: 30_000 });
    await expectOrders(page, bothOrders);
  });
}

test('trying again shows all once a feed of which nothing came has recovered', async ({ page, server, key }) => {
  await visit(page, server, feedOf(server, key, ['status?code=500&times=3']), { state: 'failed' });
  await expectWords(reasons(page), 'en', 'server-fault', 'status', '500');
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  await expectOrders(page, ordersOf(20));
});

for (const [path, kind] of [['no-json/datapackage.json', 'manifest-malformed'], ['loop/datapackage.json', 'manifest-loop']]) {
  test(`${path}: the reader is told of ${kind}`, async ({ page, server }) => {
    for (const lang of langs) {
      await visit(page, server, at(server, path), { lang, state: 'failed' });
      await expectWords(reasons(page), lang, kind, 'datapackage.json');
    }
  });
}

test('a redirect to another host is followed, without private headers or cookies, and noted', async ({ page, server, key }) => {
  await visit(page, server, feedOf(server, key, [good(''), 'redirect']));
  await expectOrders(page, bothOrders);
  const all = await (await fetch(at(server, 'log'))).json();
  const there = all.filter(({ port }) => port === server.otherPort);
  expect(there.length).toBeGreaterThan(0);
  for (const { headers } of there) expect(headers.filter((name) => ['authorization', 'cookie'].includes(name))).toEqual([]);
  await visit(page, server, feedOf(server, key, [good(''), 'redirect']), { more: '&page=data' });
  await expect(page.locator('main')).toContainText(`127.0.0.1:${server.otherPort}`);
});

test('a redirect to another host is refused to a private header, which never gets there', async ({ page, server, key }) => {
  await fetch(at(server, 'log'), { method: 'DELETE' });
  await visit(page, server, feedOf(server, key, ['private-redirect']), { state: 'failed' });
  await page.locator('.key-form > summary').click();
  await page.getByLabel('Value').fill('Bearer of-the-test');
  await page.getByRole('button', { name: 'Use it and load again' }).click();
  await expectWords(reasons(page), 'en', 'redirected', 'private-redirect');
  await readIn(page, 'ar');
  await expectWords(reasons(page), 'ar', 'redirected', 'private-redirect');
  const all = await (await fetch(at(server, 'log'))).json();
  expect(all.some(({ headers }) => headers.includes('authorization'))).toBe(true);
  expect(all.filter(({ port }) => port === server.otherPort)).toEqual([]);
});

test('stopping ends the requests', async ({ page, server, key }) => {
  await visit(page, server, feedOf(server, key, [good(''), 'hang-before', 'hang-after?rows=4000&bytes=200']), { state: null });
  const hanging = async () => (await log(server, key)).filter(({ url }) => url.startsWith('/hang'));
  await expect.poll(async () => (await hanging()).length).toBe(2);
  await page.getByRole('button', { name: 'Stop' }).click();
  await settled(page);
  await expectOrders(page, goodOrders);
  await expectWords(noticed(page), 'en', 'cancelled', 'hang-before');
  await expect.poll(async () => (await hanging()).map(({ isWhole }) => isWhole)).toEqual([false, false]);
});

test('a feed that is left for another ends there and adds nothing to it', async ({ page, server, key }) => {
  await visit(page, server, feedOf(server, key, ['drip?rows=400&bytes=100&every=200']), { state: null });
  await expect.poll(async () => (await log(server, key)).some(({ url }) => url.startsWith('/drip'))).toBe(true);
  await page.evaluate((feed) => {
    history.pushState(null, '', `/?feed=${encodeURIComponent(feed)}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, feedOf(server, key, ['ok.csv?rows=50']));
  await settled(page);
  await expectOrders(page, ordersOf(50));
  const drip = async () => (await log(server, key)).find(({ url }) => url.startsWith('/drip'));
  await expect.poll(async () => (await drip()).isWhole).toBe(false);
  await page.waitForTimeout(2_000);
  await expectOrders(page, ordersOf(50));
});

test('files that hang are given up in the end, each in its own words @slow', async ({ page, server, key }) => {
  test.setTimeout(240_000);
  // 60 s for an answer to begin, 60 KB a minute, 30 s without a byte, three times (src/work/retry.rs).
  await visit(page, server, feedOf(server, key, [good(''), 'hang-before', 'drip?rows=4000&bytes=1', 'hang-after?rows=4000&bytes=200']), { timeout: 200_000 });
  for (const lang of langs) {
    await readIn(page, lang);
    await expectOrders(page, goodOrders);
    await expectWords(noticed(page), lang, 'timed-out', 'hang-before', '60');
    await expectWords(noticed(page), lang, 'too-slow', 'drip', size);
    await expectWords(noticed(page), lang, 'connection-lost', 'hang-after', size);
  }
});
