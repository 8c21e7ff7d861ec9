// Whether a reader can trust what is shown: who is asked, how far it is, how old it is, what is wrong with it.

import { readFile } from 'node:fs/promises';
import { cards, expect, expectNumber, langs, open, plain, settled, test } from './dashboard.mjs';
import { start } from './fault-server.mjs';

const words = {
  en: { yes: 'Open it', no: 'Not now: show the demo', stop: 'Stop', refresh: 'Refresh', save: 'Download as CSV', send: 'Use it and load again' },
  ar: { yes: 'فتحها', no: 'ليس الآن: عرض البيانات التجريبية' },
};

let server;
test.beforeAll(async () => {
  server = await start();
});
test.afterAll(() => server.stop());

const elsewhere = (path) => `http://127.0.0.1:${server.port}${path}`;
const another = (path) => `http://127.0.0.1:${server.otherPort}${path}`;
const linkTo = (feed, more = '') => `/?feed=${encodeURIComponent(feed)}${more}`;

/** Notes every request that leaves the dashboard's own origin. */
function watch(page, baseURL) {
  const asked = [];
  page.context().on('request', (request) => {
    if (!request.url().startsWith(baseURL) && /^https?:/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

/** Opens a feed elsewhere and agrees to it. */
async function agree(page, link, state = 'ready') {
  await open(page, link, 'asking');
  await page.getByRole('button', { name: words.en.yes }).click();
  await settled(page, state);
}

for (const lang of ['en', 'ar']) {
  test(`a link to another origin asks before anything is requested, and names the host (${lang})`, async ({ page, baseURL }) => {
    const asked = watch(page, baseURL);
    await open(page, linkTo(elsewhere('/datapackage.json'), `&lang=${lang}`), 'asking');
    await expect(page.getByRole('main')).toContainText(`127.0.0.1:${server.port}`);
    await page.waitForTimeout(500);
    expect(asked).toEqual([]);

    await page.getByRole('button', { name: words[lang].yes }).click();
    await settled(page);
    expect(asked.length).toBeGreaterThan(0);

    await page.reload();
    await settled(page);
    await expect(page.getByRole('button', { name: words[lang].yes })).toHaveCount(0);
  });
}

test('who does not agree sees the demo, and nothing was requested', async ({ page, baseURL }) => {
  const asked = watch(page, baseURL);
  await open(page, linkTo(elsewhere('/datapackage.json')), 'asking');
  await page.getByRole('link', { name: words.en.no }).click();
  await settled(page);
  expect(Object.keys(await cards(page)).length).toBeGreaterThan(5);
  expect(asked).toEqual([]);
});

test('a name before the host does not pass for the host', async ({ page, baseURL }) => {
  const asked = watch(page, baseURL);
  await open(page, linkTo(`http://trusted.example@127.0.0.1:${server.port}/datapackage.json`), 'failed');
  expect(asked).toEqual([]);
});

test('further hosts that a manifest names are asked about, too', async ({ page, baseURL }) => {
  const asked = watch(page, baseURL);
  const feed = elsewhere(`/datapackage.json?path=${encodeURIComponent(another('/ok.csv'))}`);
  await agree(page, linkTo(feed), 'asking');
  await expect(page.getByRole('main')).toContainText(`127.0.0.1:${server.otherPort}`);
  expect(asked.filter((address) => address.startsWith(another('')))).toEqual([]);
  await page.getByRole('button', { name: words.en.yes }).click();
  await settled(page);
  expect(asked).toContain(another('/ok.csv'));
});

test('a feed that hangs can be stopped, and the page says so', async ({ page }) => {
  await page.goto(linkTo(elsewhere(`/datapackage.json?path=${encodeURIComponent('hang-after?bytes=200')}`)));
  await page.getByRole('button', { name: words.en.yes }).click();
  await page.getByRole('button', { name: words.en.stop }).click();
  await settled(page, 'failed');
  await expect(page.getByRole('alert').first()).toContainText(/stopped/);
});

test('the age of the figures is said on every page, and can be renewed', async ({ page }) => {
  for (const name of ['summary', 'channels', 'data']) {
    await open(page, `/?page=${name}`);
    await expect(page.locator('.freshness')).toContainText(/Updated .?just now/);
  }
  await page.getByRole('button', { name: words.en.refresh }).click();
  await expect(page.locator('.freshness')).toContainText('Updated');
});

test('a feed is asked for again as its manifest says, not while nobody looks, and at once on coming back', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.isAway = false;
    Object.defineProperty(document, 'hidden', { get: () => globalThis.isAway });
  });
  const look = (isAway) =>
    page.evaluate((isAway) => {
      globalThis.isAway = isAway;
      document.dispatchEvent(new Event('visibilitychange'));
    }, isAway);
  // Ten seconds are the least that a manifest may say; the wait is drawn from ±20 % of it.
  const manifest = {
    name: 'often',
    miyar: { version: 1, default_period: 'all', refresh: '10s' },
    resources: [{ name: 'sales', path: 'sales.csv', format: 'csv', miyar: { table: 'performance', map: { date: 'day', orders: 'orders' } } }],
  };
  let n = 0;
  await page.route((url) => url.pathname.startsWith('/often/'), (route) => {
    n += 1;
    const isManifest = route.request().url().endsWith('.json');
    return isManifest ? route.fulfill({ json: manifest }) : route.fulfill({ body: 'day,orders\n2026-03-01,4\n', contentType: 'text/csv' });
  });
  await open(page, '/?feed=/often/datapackage.json');
  const atFirst = n;
  await expect.poll(() => n, { timeout: 14_000 }).toBeGreaterThan(atFirst);
  await page.waitForTimeout(1_000);
  await look(true);
  const away = n;
  await page.waitForTimeout(13_000);
  expect(n).toBe(away);
  await look(false);
  await expect.poll(() => n, { timeout: 2_000 }).toBeGreaterThan(away);
});

test('a private feed opens with a header that goes to its own origin and stands nowhere', async ({ page }) => {
  const secret = 'Bearer s3cret-of-the-test';
  await page.route(`${elsewhere('/private/')}**`, (route) => {
    const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
    if (route.request().headers().authorization !== secret) return route.fulfill({ status: 401, headers, body: 'no' });
    const isManifest = route.request().url().endsWith('datapackage.json');
    return route.fulfill({ headers, contentType: isManifest ? 'application/json' : 'text/csv', body: isManifest ? manifest : rows });
  });
  const manifest = JSON.stringify({
    name: 'private',
    miyar: { version: 1, default_period: 'all' },
    resources: [{ name: 'sales', path: 'sales.csv', format: 'csv', miyar: { table: 'performance', map: { date: 'day', channel: 'channel', orders: 'orders' } } }],
  });
  const rows = 'day,channel,orders\n2026-03-01,email,4\n2026-03-02,store,6\n';
  await agree(page, linkTo(elsewhere('/private/datapackage.json')), 'failed');
  await page.locator('.key-form > summary').click();
  await expect(page.locator('.key-form__goes')).toContainText(elsewhere(''));
  await page.getByLabel('Value').fill(secret);
  await page.getByRole('button', { name: words.en.send }).click();
  await settled(page);
  expectNumber((await cards(page)).orders, 10);
  const left = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]));
  expect(left).not.toContain('s3cret');
});

test('on a phone each problem is a card, and nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const lang of langs) {
    await open(page, `/?feed=/tests-data/e2e/flawed/datapackage.json&page=data&lang=${lang}`);
    const list = page.locator('.problem__scroll');
    expect(await list.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    const row = page.locator('.problem__table tbody tr').first();
    const [card, value] = [await row.boundingBox(), await row.locator('.problem__what').boundingBox()];
    expect(value.width).toBeGreaterThan(card.width * 0.9);
    // Fewer than are listed at once: nothing more is offered.
    await expect(page.getByRole('button', { name: lang === 'ar' ? 'أخرى' : / more$/ })).toHaveCount(0);
  }
});

test('problems are listed by kind and by file, in the link, and can be saved', async ({ page }) => {
  await open(page, '/?feed=/tests-data/e2e/flawed/datapackage.json&page=data');
  const rows = page.locator('.problem__table tbody tr');
  const all = await rows.count();
  await page.locator('.problem__kind', { hasText: 'Not a date' }).click();
  await expect(page).toHaveURL(/problem=not-a-date/);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('31 February');
  await page.reload();
  await settled(page);
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'List all' }).click();
  await expect(rows).toHaveCount(all);

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words.en.save }).click()]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text.trim().split('\r\n').length).toBe(all + 1);
  expect(plain(text)).toContain('31 February');
});
